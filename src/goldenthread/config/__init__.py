"""Settings, root addresses, and which adapter plugs in where."""
