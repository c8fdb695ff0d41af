"""The window. Reaches the vault only through use cases on the vault thread."""
