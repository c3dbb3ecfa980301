"""Loading figures."""
