"""From a postal code to the address, offline."""

from ashibue_desk.office_files.postal_codes import address_of


def addresses_of(postal_code: str) -> tuple[str, ...]:
    """Return the addresses of a postal code, with or without hyphen; more than one where towns share it, none if unknown."""
    return address_of(postal_code)
