"""Returns: what is owed, saved, submitted, queried, signed and locked."""
