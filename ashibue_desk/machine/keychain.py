"""The device secret: 32 random bytes per vault that never leave this computer, in the keychain of the system.

Only the text of the secret is stored (43 characters of base64url: Windows takes 1280), and beside it short anchors,
such as the head of the log. ``keychain_backends.find_keychain`` finds the real keychain;
``key_file_folder.KeyFileFolder`` is what a user without one may choose.
"""

import base64
import binascii
import re
import secrets
from abc import ABC, abstractmethod
from typing import Final, Protocol

from ashibue_desk.domain.errors import Situation
from ashibue_desk.machine.situations import (
    KeychainFailed,
    KeychainItemGone,
    KeychainLocked,
    KeychainMissing,
    KeychainRefused,
)

SECRET_BYTES: Final = 32
ANCHOR_CHARACTERS: Final = 512
_OWN_ITEM: Final = "device-secret"
_SERVICE: Final = "Ashibue Desk"
_NAME: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,63}")
# Names of what the D-Bus libraries raise when the user closes the question for the keychain's password.
_LOCKED_KINDS: Final = frozenset({"KeyringLocked", "LockedException", "PromptDismissedException"})
_PLAIN_MODULES: Final = (
    "keyring.backends.null",
    "keyring.backends.fail",
    "keyring.backends.chainer",
    "keyrings.",
)
_PLAIN_WORDS: Final = ("plaintext", "uncrypted", "unencrypted")


class Backend(Protocol):
    """The three calls of a ``keyring`` backend that are used."""

    def get_password(self, service: str, username: str) -> str | None:
        """Return the stored text or ``None``."""
        ...

    def set_password(self, service: str, username: str, password: str) -> None:
        """Store or replace the text."""
        ...

    def delete_password(self, service: str, username: str) -> None:
        """Remove the text."""
        ...


class DeviceSecrets(ABC):
    """A place for the device secret of each vault, and for short anchors beside it.

    ``name`` goes into the header of the key slots and into the log. ``notice`` is empty, or a Japanese sentence the
    screen shows permanently as long as this place is used.
    """

    name: str
    notice: str = ""

    def read(self, vault_id: str) -> bytes:
        """Return the 32 bytes. Raises ``KeychainItemGone``, ``KeychainLocked``, ``KeychainMissing``, ``KeychainFailed``."""
        text = self._get(_item(vault_id, _OWN_ITEM))
        if text is None:
            raise KeychainItemGone
        return _secret_of(text)

    def write(self, vault_id: str, secret: bytes) -> None:
        """Store or replace the 32 bytes, and read them back.

        Raises the situations of ``read``, for a key file also those of ``write_private``; ``ValueError`` for another length.
        """
        if len(secret) != SECRET_BYTES:
            raise ValueError("a device secret has 32 bytes")
        self._set(_item(vault_id, _OWN_ITEM), _text_of(secret))
        self._compare(vault_id, secret)

    def delete(self, vault_id: str) -> None:
        """Remove the secret; harmless when there is none."""
        self._remove(_item(vault_id, _OWN_ITEM))

    def read_anchor(self, vault_id: str, name: str) -> str | None:
        """Return the anchor ``name`` of the vault, or ``None`` when none was ever written."""
        return self._get(_item(vault_id, f"anchor-{name}"))

    def write_anchor(self, vault_id: str, name: str, text: str) -> None:
        """Store or replace an anchor: printable ASCII, 1 to 512 characters, else ``ValueError``."""
        if not (text.isascii() and text.isprintable() and 0 < len(text) <= ANCHOR_CHARACTERS):
            raise ValueError("an anchor is a short line of printable ASCII")
        self._set(_item(vault_id, f"anchor-{name}"), text)

    def probe(self) -> None:
        """Write, read and remove a secret of no vault. Raises the situation that would meet a real one."""
        trial_id, secret = f"probe-{secrets.token_hex(8)}", secrets.token_bytes(SECRET_BYTES)
        # Nothing is removed after a refused write: a locked keychain would ask the user a second time.
        self._set(_item(trial_id, _OWN_ITEM), _text_of(secret))
        try:
            self._compare(trial_id, secret)
        finally:
            self.delete(trial_id)

    def _compare(self, vault_id: str, secret: bytes) -> None:
        if self.read(vault_id) != secret:
            raise KeychainFailed

    @abstractmethod
    def _get(self, item: str) -> str | None:
        """Return the text kept under ``item``, or ``None``."""

    @abstractmethod
    def _set(self, item: str, text: str) -> None:
        """Keep ``text`` under ``item``."""

    @abstractmethod
    def _remove(self, item: str) -> None:
        """Remove ``item`` if it is there."""


class SystemKeychain(DeviceSecrets):
    """The keychain of the operating system, through one ``keyring`` backend that was named and not looked up."""

    def __init__(self, backend: Backend) -> None:
        """Use ``backend``. Raises ``KeychainRefused`` when it would keep the text in the clear, or nowhere."""
        refuse_plain(backend)
        self._backend = backend
        self.name = f"{type(backend).__module__}.{type(backend).__qualname__}"

    # Each item has a service of its own: the Windows backend moves items about when two share one.
    def _get(self, item: str) -> str | None:
        try:
            return self._backend.get_password(_service(item), item)
        except Exception as error:  # noqa: BLE001 - backends raise what D-Bus, GLib and pywin32 raise
            raise _situation_of(error) from None

    def _set(self, item: str, text: str) -> None:
        try:
            self._backend.set_password(_service(item), item, text)
        except Exception as error:  # noqa: BLE001 - as above
            raise _situation_of(error) from None

    def _remove(self, item: str) -> None:
        if self._get(item) is None:
            return
        try:
            self._backend.delete_password(_service(item), item)
        except Exception as error:  # noqa: BLE001 - as above
            raise _situation_of(error) from None


def refuse_plain(backend: object) -> None:
    """Raise ``KeychainRefused`` for a backend that encrypts nothing, keeps nothing, or hands on to any other."""
    for kind in type(backend).__mro__:
        named = f"{kind.__module__}.{kind.__qualname__}"
        if named.startswith(_PLAIN_MODULES) or any(word in named.lower() for word in _PLAIN_WORDS):
            raise KeychainRefused


def _situation_of(error: Exception) -> Situation:
    """Return the situation a backend's exception means; its text is dropped, since it may name the item's content."""
    told: BaseException | None = error
    while told is not None:
        kind = type(told).__name__
        if kind in _LOCKED_KINDS or "cancelled by user" in str(told).lower():
            return KeychainLocked()
        if kind == "NoKeyringError":
            return KeychainMissing()
        told = told.__cause__ or told.__context__
    return KeychainFailed()


def _service(item: str) -> str:
    return f"{_SERVICE} {item}"


def _item(vault_id: str, name: str) -> str:
    if not (_NAME.fullmatch(vault_id) and _NAME.fullmatch(name)):
        raise ValueError("names of vaults and anchors are short and plain ASCII")
    return f"{vault_id}.{name}"


def _text_of(secret: bytes) -> str:
    return base64.urlsafe_b64encode(secret).decode("ascii").rstrip("=")


def _secret_of(text: str) -> bytes:
    try:
        secret = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, ValueError):
        raise KeychainFailed from None
    if len(secret) != SECRET_BYTES:
        raise KeychainFailed
    return secret
