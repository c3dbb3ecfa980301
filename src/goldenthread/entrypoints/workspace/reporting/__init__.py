"""Reports: the draft, its editions, publishing."""
