"""What the operating system gives: private files, keychain, drives and their bus, hardening, lock, clock, folders.

Knows nothing of the vault's contents. What differs between systems stands behind a small object given in the
constructor, so tests hand in a fake tree or a recorded answer.
"""
