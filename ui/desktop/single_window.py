"""One window for each vault: a second start brings the first to the front and ends.

The vault's own lock file keeps two programs apart; this is only so that nobody meets it by double-clicking twice. A local
socket of this account is used, never the network.
"""

import hashlib
import sys
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, QStandardPaths, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

_PATIENCE_MS: Final = 300


def window_name(vault: Path) -> str:
    """Return the name under which the window of ``vault`` is found; it tells nothing about the path.

    On Linux it lies in the account's own folder for such things: in the common one another account could take the name first,
    and every start would end believing that a window is open.
    """
    name = "ashibue-desk-" + hashlib.sha256(str(vault.absolute()).encode()).hexdigest()[:24]
    if sys.platform != "linux":
        return name  # Windows and macOS keep them apart by account
    own = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.RuntimeLocation)
    return str(Path(own) / name) if own else name


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
