"""Receiving a number, step by step."""
