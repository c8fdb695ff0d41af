"""Before and after: the unlock screen, the welcome without a vault, and locking."""
