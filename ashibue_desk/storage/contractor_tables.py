"""The tables of contractors: register, evaluations, contract checks, provisions, supervision."""
