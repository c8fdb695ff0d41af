"""The tests mirror the code; ``helpers`` holds what several of them share."""
