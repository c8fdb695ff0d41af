"""What the wizards before an open vault share: steps in order, new passwords, the place of the device key, the sheet's text."""
