"""Taking in the office's own list of people, step by step."""
