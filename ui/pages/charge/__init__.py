"""People in charge: who, for what, how far the sequence is, and how it ends."""
