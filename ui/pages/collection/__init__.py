"""Whose numbers are there, whose are missing, and what was done about it."""
