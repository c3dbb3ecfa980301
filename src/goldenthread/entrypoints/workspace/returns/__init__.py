"""Returns: what I owe, what I sign, and how far the collection has come."""
