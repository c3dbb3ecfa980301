"""Directorates, units, committees, places, posts, people and their roles."""
