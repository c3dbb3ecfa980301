"""Who did what, when, to which record: append-only, hash-chained."""
