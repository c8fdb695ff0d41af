"""The list of people: everybody, one person, and the form to add or change one."""
