"""Facts and rules, pure: frozen values and functions. Knows no file, no database, no window."""
