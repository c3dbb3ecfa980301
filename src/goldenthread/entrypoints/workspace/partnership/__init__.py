"""Partnership agreements: the council reads the whole, a partner its own outcomes, and reports progress on them."""
