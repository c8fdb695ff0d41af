"""The office's rules and records: no window, no paper engine (see docs/decisions/001-the-house.md)."""

__version__ = "0.1.0"  # as in pyproject.toml; a test compares them
