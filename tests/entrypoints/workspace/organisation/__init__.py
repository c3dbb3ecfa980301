"""Pages of the organisation over time."""
