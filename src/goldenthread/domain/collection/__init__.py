"""Figures and set-up coming in, in bulk, with all problems named at once."""
