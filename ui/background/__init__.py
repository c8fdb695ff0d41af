"""The one thread that owns the vault, the work it is given, and the news of what changed."""
