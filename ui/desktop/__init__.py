"""What the desktop gives and takes: dialogs, idle time, session, capture, the single window."""
