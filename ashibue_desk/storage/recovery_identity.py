"""The recovery sheet's key: an age identity (X25519, age-encryption.org/v1) of one business year.

It exists on paper only. The vault keeps the public half, to which backups and the recovery bundle of the
key-slot file are sealed. Its 74 characters are bech32, so a mistyped character is found at once.
"""

import base64
import hashlib
import unicodedata
from dataclasses import dataclass, field

import pyrage

from ashibue_desk.domain.problems import Problem
from ashibue_desk.storage.situations import WrongSheet

FIELD = "recovery_sheet"
_PREFIX = "AGE-SECRET-KEY-1"
_LENGTH = 74
_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—―−ー", "-"))
_LOOKALIKES = str.maketrans({"O": "0", "B": "8"})


@dataclass(frozen=True, slots=True)
class RecoveryIdentity:
    """The secret of one sheet; ``text`` is the age identity in capitals."""

    business_year: int
    text: str = field(repr=False)

    @classmethod
    def new(cls, business_year: int) -> "RecoveryIdentity":
        """Make the identity of a business year (the Gregorian year in which it begins)."""
        return cls(business_year, str(pyrage.x25519.Identity.generate()))

    @property
    def public(self) -> str:
        """Return the age recipient, which is no secret."""
        return str(pyrage.x25519.Identity.from_str(self.text).to_public())

    @property
    def lines(self) -> tuple[str, ...]:
        """Return the text in lines of six groups of four, the last shorter, ready to be read aloud."""
        groups = [self.text[start : start + 4] for start in range(0, len(self.text), 4)]
        return tuple(" ".join(groups[start : start + 6]) for start in range(0, len(groups), 6))

    @property
    def checksum(self) -> str:
        """Return four characters that tell a right copy from a wrong one at a glance."""
        digest = hashlib.sha256(b"ashibue-desk recovery sheet|" + self.text.encode()).digest()
        return base64.b32encode(digest)[:4].decode()


def read_sheet(typed: str) -> str | Problem:
    """Return the age identity in what was typed, pasted or scanned, or what is wrong with it.

    The letters O and B are read as the digits they look like: no identity has them behind its beginning.
    """
    folded = unicodedata.normalize("NFKC", typed).translate(_DASHES).upper()
    text = "".join(folded.split())
    if not text:
        return Problem(FIELD, "復旧シートの文字を入力してください。")
    if not text.startswith(_PREFIX):
        return Problem(FIELD, f"「{_PREFIX}」で始まる文字を、はじめから入力してください。")
    if len(text) != _LENGTH:
        return Problem(
            FIELD, f"{len(text)}文字あります。復旧シートは{_LENGTH}文字です。抜けや重なりを確かめてください。"
        )
    text = _PREFIX + text.removeprefix(_PREFIX).translate(_LOOKALIKES)
    try:
        pyrage.x25519.Identity.from_str(text)
    except pyrage.IdentityError:
        return Problem(FIELD, "どこかの文字が違っています。5とS、2とZのような似た文字を確かめてください。")
    return text


def public_of(text: str) -> str:
    """Return the recipient of an identity that ``read_sheet`` accepted."""
    return str(pyrage.x25519.Identity.from_str(text).to_public())


def seal_to_sheet(plain: bytes, *publics: str) -> bytes:
    """Seal a small bundle to the sheets of ``publics``; each of them opens it."""
    return bytes(pyrage.encrypt(plain, [pyrage.x25519.Recipient.from_str(public) for public in publics]))


def open_with_sheet(sealed: bytes, text: str) -> bytes:
    """Open what ``seal_to_sheet`` made; raise ``WrongSheet`` for any other sheet or altered bytes."""
    try:
        return bytes(pyrage.decrypt(sealed, [pyrage.x25519.Identity.from_str(text)]))
    except pyrage.DecryptError:
        raise WrongSheet from None
