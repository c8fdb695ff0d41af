"""Trying the program with invented people."""
