"""Opening a vault with the recovery sheet and binding this PC to it again."""
