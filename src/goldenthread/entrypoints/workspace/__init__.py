"""Signed-in pages: one folder per domain package."""
