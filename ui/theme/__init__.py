"""How everything looks: colours by meaning, sizes by scale, the shipped font. Knows no page."""
