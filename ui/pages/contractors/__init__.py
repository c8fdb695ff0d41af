"""Contractors: the register, the evaluation, the contract, what was handed over, supervision."""
