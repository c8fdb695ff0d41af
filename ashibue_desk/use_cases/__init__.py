"""What people do, one file an act: check the right to do it, do it, write the log line, in one transaction."""
