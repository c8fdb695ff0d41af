"""Letting this account of the PC open the vault, with a code the officer made."""
