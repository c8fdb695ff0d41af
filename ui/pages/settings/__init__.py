"""The office, the lock, the password, the look."""
