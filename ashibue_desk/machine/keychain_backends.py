"""Finding the keychain of this system: named backends only, built directly, never through keyring's own choice.

``PYTHON_KEYRING_BACKEND``, ``keyringrc.cfg`` and installed plug-ins decide what ``keyring.get_keyring()`` returns, so that is
never called; ``KEYRING_PROPERTY_*`` variables, which any backend takes over when it is built, are taken off again.
"""

import importlib
import os
import sys
from collections.abc import Callable
from typing import Any, Final

from ashibue_desk.machine.keychain import SystemKeychain
from ashibue_desk.machine.situations import KeychainMissing

LINUX_BACKENDS: Final = (
    ("keyring.backends.SecretService", "Keyring"),
    ("keyring.backends.kwallet", "DBusKeyring"),
    ("keyring.backends.libsecret", "Keyring"),
)
ALLOWED_BACKENDS: Final[dict[str, tuple[tuple[str, str], ...]]] = {
    "win32": (("keyring.backends.Windows", "WinVaultKeyring"),),
    "darwin": (("keyring.backends.macOS", "Keyring"),),
    "linux": LINUX_BACKENDS,
}
_PROPERTY: Final = "KEYRING_PROPERTY_"


def find_keychain(
    platform: str = sys.platform, load: Callable[[str, str], Any] | None = None
) -> SystemKeychain:
    """Return the first keychain of ``platform`` that answers.

    ``load(module, class_name)`` returns the class and is given by tests. Raises ``KeychainMissing`` when none answers;
    a keychain that is there and locked raises ``KeychainLocked`` at its first use, not here.
    """
    for module, class_name in ALLOWED_BACKENDS.get(platform, LINUX_BACKENDS):
        backend = _built((load or _load)(module, class_name))
        if backend is not None:
            return SystemKeychain(backend)
    raise KeychainMissing


def _load(module: str, class_name: str) -> Any:
    return getattr(importlib.import_module(module), class_name, None)


def _built(kind: Any) -> Any:
    """Return an object of the backend, or ``None`` where this computer cannot serve it."""
    try:
        kind.priority  # noqa: B018 - by keyring's contract this raises where the backend cannot work
        backend = kind()
    except Exception:  # noqa: BLE001 - RuntimeError by contract; D-Bus and GLib raise their own besides
        return None
    for variable in os.environ:
        if variable.upper().startswith(_PROPERTY):
            vars(backend).pop(variable[len(_PROPERTY) :].lower(), None)
    if kind.__name__ == "WinVaultKeyring":
        backend.persist = "local machine"  # the default roams with a domain profile
    if kind.__module__ == "keyring.backends.macOS":
        backend.keychain = None  # KEYCHAIN_PATH would name another keychain file
    return backend
