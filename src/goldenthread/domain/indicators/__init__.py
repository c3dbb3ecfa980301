"""Definitions, figures with their revisions, targets."""
