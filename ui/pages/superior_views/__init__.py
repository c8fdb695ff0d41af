"""Superiors who may look at staff data, without numbers, for a time."""
