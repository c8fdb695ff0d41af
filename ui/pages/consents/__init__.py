"""Consent forms: printing, taking back in, refusing."""
