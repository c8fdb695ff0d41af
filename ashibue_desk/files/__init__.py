"""Files for their owner alone, written whole or not at all, and what the system says when it refuses."""
