"""Who may enter: invitations, resets, roles."""
