"""The device secret for another account of the same PC: sealed under a one-time code, in a file beside the vault.

Whoever has the file has nothing without the code of a hundred random bits, and a code costs Argon2id to try. It is good
for a day; vault, day and cost are authenticated with the secret.
"""

import json
import secrets
import unicodedata
from base64 import b64decode, b64encode
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from ashibue_desk.files.private_files import read_limited, write_private
from ashibue_desk.files.situations import FileMissing, FileTooLarge
from ashibue_desk.storage.key_material import SECRET_BYTES
from ashibue_desk.storage.sealing import bound_to
from ashibue_desk.storage.situations import BindingRefused
from ashibue_desk.storage.user_slot import KdfCost

FILE_NAME = "binding-code.json"
LIFETIME = timedelta(hours=24)
_FORMAT = "ashibue-desk binding code 1"
_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's base32: no I, L, O, U
_LENGTH = 20
_CLOCK_DRIFT = timedelta(minutes=5)
_MOST_BYTES = 4096


@dataclass(frozen=True, slots=True)
class SealedSecret:
    """What the file holds."""

    vault_id: str
    made_at: datetime
    cost: KdfCost
    salt: bytes = field(repr=False)
    sealed: bytes = field(repr=False)


def new_code() -> str:
    """Return twenty random characters in groups of four: a hundred bits, without letters that look like digits."""
    code = "".join(secrets.choice(_ALPHABET) for _ in range(_LENGTH))
    return "-".join(code[start : start + 4] for start in range(0, _LENGTH, 4))


def offer_secret(
    folder: Path, code: str, vault_id: str, device_secret: bytes, cost: KdfCost, now: datetime
) -> None:
    """Write the file; an earlier code is good no longer. Takes about a second. Raises what the disk refuses."""
    salt, nonce = secrets.token_bytes(16), secrets.token_bytes(12)
    binding = _binding(vault_id, now, cost, salt)
    sealed = nonce + AESGCM(_key(code, salt, cost)).encrypt(nonce, device_secret, binding)
    stored = {
        "format": _FORMAT,
        "vault_id": vault_id,
        "made_at": now.isoformat(),
        "kdf": [cost.memory_kib, cost.passes, cost.lanes],
        "salt": b64encode(salt).decode(),
        "sealed": b64encode(sealed).decode(),
    }
    write_private(folder / FILE_NAME, f"{json.dumps(stored, indent=1)}\n".encode())


def take_secret(folder: Path, typed: str, vault_id: str, now: datetime) -> bytes:
    """Return the device secret for what was typed.

    Raises ``BindingRefused`` for a wrong code, another vault, a file that is gone, altered or older than a day, and
    ``WeakKeyDerivation`` for a file that somebody weakened. The file stays: ``withdraw_code`` deletes it after use.
    """
    offer = _read(folder)
    offer.cost.refuse_if_weak()
    if offer.vault_id != vault_id or is_over(offer.made_at, now):
        raise BindingRefused
    binding = _binding(vault_id, offer.made_at, offer.cost, offer.salt)
    try:
        key = _key(_plain(typed), offer.salt, offer.cost)
        secret = AESGCM(key).decrypt(offer.sealed[:12], offer.sealed[12:], binding)
    except (InvalidTag, ValueError):
        raise BindingRefused from None
    if len(secret) != SECRET_BYTES:
        raise BindingRefused
    return secret


def is_over(made_at: datetime, now: datetime) -> bool:
    """Whether a code of ``made_at`` is good no longer; one from the future means a clock that was turned back."""
    return not made_at - _CLOCK_DRIFT <= now <= made_at + LIFETIME


def is_offered(folder: Path) -> bool:
    """Whether there is a file with a code at all."""
    return (folder / FILE_NAME).is_file()


def withdraw_code(folder: Path) -> None:
    """Delete the file; harmless where there is none. Raises ``OSError`` where the account may not."""
    (folder / FILE_NAME).unlink(missing_ok=True)


def _read(folder: Path) -> SealedSecret:
    try:
        stored: dict[str, Any] = json.loads(read_limited(folder / FILE_NAME, _MOST_BYTES))
        if stored["format"] != _FORMAT:
            raise BindingRefused
        memory_kib, passes, lanes = (int(value) for value in stored["kdf"])
        return SealedSecret(
            vault_id=str(stored["vault_id"]),
            made_at=datetime.fromisoformat(stored["made_at"]),
            cost=KdfCost(memory_kib, passes, lanes),
            salt=b64decode(stored["salt"], validate=True),
            sealed=b64decode(stored["sealed"], validate=True),
        )
    except (FileMissing, FileTooLarge, KeyError, TypeError, ValueError, OverflowError, RecursionError):
        raise BindingRefused from None


def _key(code: str, salt: bytes, cost: KdfCost) -> bytes:
    return Argon2id(
        salt=salt,
        length=SECRET_BYTES,
        iterations=cost.passes,
        lanes=cost.lanes,
        memory_cost=cost.memory_kib,
    ).derive(_plain(code).encode())


def _plain(typed: str) -> str:
    """Return the characters of a code as typed in whatever width and case, with those that only look alike set right."""
    folded = unicodedata.normalize("NFKC", typed).upper()
    return "".join(folded.split()).replace("-", "").translate(str.maketrans("OIL", "011"))


def _binding(vault_id: str, made_at: datetime, cost: KdfCost, salt: bytes) -> bytes:
    told = f"{cost.memory_kib}/{cost.passes}/{cost.lanes}"
    return bound_to("binding code", vault_id, made_at.isoformat(), told, salt.hex())
