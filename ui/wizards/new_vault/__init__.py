"""The first hour: an office gets its vault."""
