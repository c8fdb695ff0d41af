"""The tables of the sealed log: seals of its entries, sessions and their signatures, checks by the officer."""
