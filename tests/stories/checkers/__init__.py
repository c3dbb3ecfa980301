"""Checkers of pages. Each is itself checked by a planted fault, and fails where its tool is missing."""
