"""Backups, recovery sheets, and how to come back."""
