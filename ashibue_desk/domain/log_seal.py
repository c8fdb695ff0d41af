"""How the handling log is sealed (docs/decisions/007-sealed-log.md): entries, chain, evolving key, card, footer code.

Only SHA-256, HMAC and canonical JSON, so that the stand-alone verifier can do the same with Python alone. Entry ``n`` of
an epoch is authenticated under key ``n``; key ``n + 1`` follows from key ``n`` and never the other way, so whoever takes
the key of today cannot seal the entries of yesterday.
"""

import hmac
import json
import unicodedata
from base64 import b32decode, b32encode
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from itertools import repeat
from json.encoder import encode_basestring
from operator import itemgetter, methodcaller
from typing import Any

from ashibue_desk.domain.handling_log import LogClass
from ashibue_desk.domain.problems import Problem

FORMAT = 1
KEY_BYTES = 32
START = bytes(32)
"""What stands for the entry before the first one."""
SIGNED = b"ashibue log signature 1\x00"
"""What a signature covers, before the entry's hash; it covers everything before the entry too, through the chain."""
SIGNED_CLASSES = frozenset(LogClass) - {LogClass.COLLECTION}
"""Acts that carry a signature of their own. Collection, the bulk work, is covered by its session's first and last line."""
CLOCK_TOLERANCE = 120
"""Seconds by which a clock may be set back without a word: what a time server corrects."""
CARD_FIELD = "log_card"
_CARD_CHARACTERS, _CHECK = 52, 4
_CODE_CHARACTERS, _CODE_CHECK = 20, 2

Entry = Mapping[str, Any]
_ENCODER = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"))
ENTRY_NAMES = (
    "act", "actor_id", "actor_name", "affair", "at", "corrects", "count", "detail", "epoch", "extra", "happened_on",
    "local_at", "log_class", "object_id", "object_label", "recipient", "seq", "session", "tick", "v", "vault",
)  # fmt: skip
"""What an entry of format 1 holds, in the order of canonical JSON."""
_ENTRY = "{" + ",".join(f'"{name}":%s' for name in ENTRY_NAMES) + "}"
_VALUES = itemgetter(*ENTRY_NAMES)
_bytes: Callable[[str], bytes] = methodcaller("encode", "utf-8", "surrogatepass")
_PLAIN: Mapping[type, Callable[[Any], str]] = {str: encode_basestring, int: repr}


def canonical(value: object) -> str:
    """Return JSON in which every value has exactly one text."""
    return _ENCODER.encode(value)


def canonical_entry(entry: Entry) -> str:
    """Return ``canonical(entry)``, in half the time for an entry as this program writes it: verification lives on it."""
    if len(entry) == len(ENTRY_NAMES):
        try:
            return _ENTRY % tuple([_PLAIN[type(value)](value) for value in _VALUES(entry)])
        except KeyError:
            pass  # another name, or a value of another kind
    return canonical(entry)


def entry_bytes(entry: Entry) -> bytes:
    """Return the bytes of an entry that are hashed."""
    return _bytes(canonical_entry(entry))


def bytes_of_rows(rows: Sequence[Sequence[Any]]) -> list[bytes]:
    """Return ``entry_bytes`` of many entries in a third of the time: column by column, and once what all of them share.

    Each row begins with the values of ``ENTRY_NAMES``, in this order. Raises ``TypeError`` where JSON has no text for one.
    """
    pieces: list[Iterable[bytes]] = []
    shared = "{"
    for name, column in zip(ENTRY_NAMES, zip(*rows)):  # noqa: B905 - the seals follow the entry
        shared += f'"{name}":'
        if _is_one(column):
            shared += canonical(column[0]) + ","
        else:
            pieces += (repeat(_bytes(shared), len(rows)), map(_bytes, _texts(column)))
            shared = ","
    pieces.append(repeat(_bytes(shared[:-1] + "}"), len(rows)))
    return list(map(b"".join, zip(*pieces, strict=True)))


def _is_one(column: Sequence[Any]) -> bool:
    """Whether all of them are one text or one integer; 1, 1.0 and True are equal but not one."""
    first = column[0]
    return column.count(first) == len(column) and (type(first) is str or set(map(type, column)) == {int})


def _texts(column: Sequence[Any]) -> Iterable[str]:
    """Return the canonical JSON of each."""
    if set(map(type, column)) == {int}:
        return map(repr, column)
    seen = set(column)
    if set(map(type, seen)) != {str}:
        return [_PLAIN.get(type(value), canonical)(value) for value in column]
    if len(seen) * 4 > len(column):
        return map(encode_basestring, column)
    return map({text: encode_basestring(text) for text in seen}.__getitem__, column)


def entry_hash(previous: bytes, entry: Entry) -> bytes:
    """Return the hash that chains an entry to the one before it."""
    return chain(previous, [entry_bytes(entry)])[0]


def chain(previous: bytes, texts: Iterable[bytes]) -> list[bytes]:
    """Return the hashes of entries that follow one another, each given as ``entry_bytes`` makes it."""
    hashes = []
    for text in texts:
        previous = sha256(b"ashibue log entry 1\x00" + previous + text).digest()
        hashes.append(previous)
    return hashes


def evolve(key: bytes) -> bytes:
    """Return the key of the next entry."""
    return sha256(b"ashibue log key evolves 1\x00" + key).digest()


def mac_of(key: bytes, digest: bytes) -> bytes:
    """Return the seal of an entry's hash under the key of its place."""
    return hmac.digest(key, digest, "sha256")


def seals_from(key: bytes, digests: Iterable[bytes]) -> tuple[list[bytes], bytes]:
    """Return the seals of entries that follow one another, the first under ``key``, and the key of the next place."""
    seals = []
    for digest in digests:
        seals.append(mac_of(key, digest))
        key = evolve(key)
    return seals, key


def unsealed_digest(lines: list[Entry]) -> str:
    """Return the digest, in hex, of lines that were written without seals."""
    return sha256(b"ashibue log before sealing 1\x00" + canonical(lines).encode()).hexdigest()


def footer_code(digest: bytes) -> str:
    """Return the code printed under a page of the log: 20 base32 characters of the newest hash and 2 check characters."""
    code = b32encode(digest)[:_CODE_CHARACTERS].decode()
    return code + _check(f"footer {code}", _CODE_CHECK)


def read_footer_code(typed: str) -> str | Problem:
    """Return the code in what was typed from paper, or what is wrong with it."""
    text = _folded(typed)
    code = text[:_CODE_CHARACTERS]
    if len(text) != _CODE_CHARACTERS + _CODE_CHECK or text != code + _check(f"footer {code}", _CODE_CHECK):
        return Problem("footer_code", "ページの下のコードを、22文字すべて入力し直してください。")
    return text


def grouped(text: str) -> str:
    """Return a code in groups of four, ready to be read aloud."""
    return " ".join(text[start : start + 4] for start in range(0, len(text), 4))


@dataclass(frozen=True, slots=True)
class LogCard:
    """The first key of an epoch. It stands on the officer's card and nowhere else."""

    key: bytes = field(repr=False)

    @property
    def text(self) -> str:
        """Return the 56 characters of the card: 52 for the key, 4 to find a mistyped one."""
        code = b32encode(self.key).decode().rstrip("=")
        return code + _check(f"card {code}", _CHECK)

    @property
    def id(self) -> str:
        """Return what the log says of the card, in hex; the key does not follow from it."""
        return sha256(b"ashibue log card 1\x00" + self.key).hexdigest()

    def confirmation(self, digest: bytes) -> str:
        """Return, in hex, the officer's word for an entry that only the holder of the card can give."""
        own = hmac.digest(self.key, b"ashibue log confirmation 1", "sha256")
        return hmac.digest(own, digest, "sha256").hex()


def read_card(typed: str) -> LogCard | Problem:
    """Return the card in what was typed or scanned, or what is wrong with it."""
    text = _folded(typed)
    if not text:
        return Problem(CARD_FIELD, "検証カードの文字を入力してください。")
    code = text[:_CARD_CHARACTERS]
    if len(text) != _CARD_CHARACTERS + _CHECK:
        return Problem(CARD_FIELD, f"検証カードは56文字です。いま{len(text)}文字です。")
    try:
        key = b32decode(code + "=" * (-len(code) % 8))
    except ValueError:
        return Problem(CARD_FIELD, "検証カードにない文字があります。A〜Zと2〜7だけを使います。")
    if text != LogCard(key).text:
        return Problem(CARD_FIELD, "検証カードの文字に打ち間違いがあります。もう一度確かめてください。")
    return LogCard(key)


def _folded(typed: str) -> str:
    folded = unicodedata.normalize("NFKC", typed).upper()
    return "".join(ch for ch in folded if not ch.isspace() and ch != "-")


def _check(text: str, length: int) -> str:
    return b32encode(sha256(f"ashibue log {text}".encode()).digest())[:length].decode()
