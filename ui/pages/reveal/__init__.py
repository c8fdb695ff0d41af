"""Showing one number for some seconds."""
