"""The monthly checks of the handling log and the quarterly analysis of accesses."""
