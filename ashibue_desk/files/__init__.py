"""Files for their owner alone, written whole or not at all; shipped data read strictly; and what the system says when it refuses."""
