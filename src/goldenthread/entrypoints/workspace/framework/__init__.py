"""Plans, their priorities and the golden thread."""
