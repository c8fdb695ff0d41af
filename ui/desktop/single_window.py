"""One window for each vault: a second start brings the first to the front and ends.

The vault's own lock file keeps two programs apart; this is only so that nobody meets it by double-clicking twice. A local
socket of this account is used, never the network.
"""

import hashlib
import os
import sys
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

_PATIENCE_MS: Final = 300
_LONGEST: Final = 100  # bytes; Linux takes 107 for the name of a socket


def window_name(vault: Path) -> str:
    """Return the name under which the window of ``vault`` is found; it tells nothing about the path.

    On Linux it lies in the account's own folder for such things: in the common one another account could take the name first,
    and every start would end believing that a window is open.
    """
    name = "ashibue-desk-" + hashlib.sha256(str(vault.absolute()).encode()).hexdigest()[:24]
    own = (
        _folder_of_the_account() if sys.platform == "linux" else None
    )  # Windows and macOS keep accounts apart
    path = "" if own is None else str(own / name)
    return path if 0 < len(path.encode()) <= _LONGEST else name


def _folder_of_the_account() -> Path | None:
    """Return the folder for sockets that the session made for this account alone, if there is one."""
    folder = Path(os.environ.get("XDG_RUNTIME_DIR", ""))
    try:
        state = folder.stat()
    except OSError:
        return None
    private = folder.is_absolute() and state.st_uid == os.getuid() and not state.st_mode & 0o077
    return folder if private else None


class SingleWindow(QObject):
    """``raised`` when another start asked for this window."""

    raised = Signal()

    def __init__(self, vault: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._name = window_name(vault)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._asked)

    def is_of(self, vault: Path) -> bool:
        """Return whether this is the window of ``vault`` and holds its name."""
        return self._server.isListening() and self._name == window_name(vault)

    def claim(self) -> bool:
        """Return whether this is the first window of the vault; otherwise the first one has been asked to come forward."""
        if self._ask_first():
            return False
        if not self._server.listen(self._name):
            QLocalServer.removeServer(self._name)  # left by a process that was killed
            self._server.listen(self._name)
        return True

    def release(self) -> None:
        """Give the name up, so that a fresh start can have it."""
        self._server.close()

    def _ask_first(self) -> bool:
        socket = QLocalSocket()
        socket.connectToServer(self._name)
        if not socket.waitForConnected(_PATIENCE_MS):
            return False
        socket.disconnectFromServer()
        return True

    def _asked(self) -> None:
        socket = self._server.nextPendingConnection()
        if socket is not None:
            socket.disconnected.connect(socket.deleteLater)
            socket.close()
        self.raised.emit()
