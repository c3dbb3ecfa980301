"""Reports composed as documents and frozen as editions."""
