"""How many persons somebody typed."""

import unicodedata


def count_of(typed: str) -> int | None:
    """Return how many persons were typed, in any width; ``None`` for what is no such count."""
    folded = unicodedata.normalize("NFKC", typed).replace(",", "").strip()
    folded = folded.removesuffix("人分").removesuffix("人").strip()
    return int(folded) if folded.isascii() and folded.isdigit() and len(folded) <= 6 else None
