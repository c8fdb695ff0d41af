"""The papers of a month for the board, in one go."""
