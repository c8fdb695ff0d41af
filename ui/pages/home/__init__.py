"""The first page: what is due, the year, the last lines of the log."""
