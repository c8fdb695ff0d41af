"""Postal codes as they are written."""


def written(digits: str) -> str:
    """Return seven digits as 690-2101, and anything else as it is."""
    return f"{digits[:3]}-{digits[3:]}" if len(digits) == 7 else digits
