"""The office's rules and records: no window, no paper engine (see docs/decisions/001-the-house.md)."""
