"""The demonstration: an office of invented people, built without a display through the same use cases as the window."""
