"""The handling log as people read it."""
