"""Measures what the product promises, beside a floor or a peer in the same run: ``./desk bench``. Never a test."""
