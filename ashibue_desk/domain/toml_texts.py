"""Texts as TOML writes them."""

import json
from collections.abc import Sequence


def quoted(text: str) -> str:
    """Return a text as a TOML string."""
    # A JSON string is a TOML string, but for the one control character that JSON leaves as it is.
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def listed(texts: Sequence[str]) -> str:
    """Return texts as a TOML list."""
    return "[" + ", ".join(quoted(text) for text in texts) + "]"
