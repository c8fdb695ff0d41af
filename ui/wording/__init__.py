"""Sentences the screen shows that are not tied to one widget, as typed functions."""
