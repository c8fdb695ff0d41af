"""What the desktop gives and takes: dialogs, clipboard, idle time, session, capture, the single window."""
