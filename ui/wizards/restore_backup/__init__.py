"""Restoring a backup with its recovery sheet."""
