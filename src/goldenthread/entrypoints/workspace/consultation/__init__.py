"""Drafts of plans, what people said about them, and who has endorsed them."""
