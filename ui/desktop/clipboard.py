"""The only way to the clipboard: what is put there goes again by itself, and is marked as secret for every system.

Individual Numbers are not copied by default at all. Histories of other programs may ignore the marks.
"""

import secrets
from typing import Final

from PySide6.QtCore import QElapsedTimer, QMimeData, QObject, QTimer, Signal
from PySide6.QtGui import QClipboard, QGuiApplication

SECONDS: Final = 30
_MARK: Final = "application/x-ashibue-desk-copy"
# What systems and clipboard histories look for (KeePassXC and arboard set the same).
_HINTS: Final = (
    ("x-kde-passwordManagerHint", b"secret"),
    ("application/x-nspasteboard-concealed-type", b"1"),
    ('application/x-qt-windows-mime;value="ExcludeClipboardContentFromMonitorProcessing"', b"1"),
    ('application/x-qt-windows-mime;value="CanIncludeInClipboardHistory"', b"\0\0\0\0"),
    ('application/x-qt-windows-mime;value="CanUploadToCloudClipboard"', b"\0\0\0\0"),
)


class SecretClipboard(QObject):
    """``remaining(seconds)`` each second while something of ours lies there, 0 when it is gone."""

    remaining = Signal(int)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._token = b""
        self._seconds = SECONDS
        self._since = QElapsedTimer()
        self._timer = QTimer(self)
        self._timer.setInterval(1000)
        self._timer.timeout.connect(self._tick)
        application = QGuiApplication.instance()
        if application is not None:
            application.aboutToQuit.connect(self.clear)

    def put(self, text: str, seconds: int = SECONDS) -> None:
        """Put ``text`` on the clipboard for ``seconds``."""
        self._token = secrets.token_bytes(16)
        self._seconds = seconds
        data = QMimeData()
        data.setText(text)
        data.setData(_MARK, self._token)
        for kind, value in _HINTS:
            data.setData(kind, value)
        QGuiApplication.clipboard().setMimeData(data, QClipboard.Mode.Clipboard)
        self._since.start()
        self._timer.start()
        self.remaining.emit(seconds)

    def is_ours(self) -> bool:
        """Return whether what lies on the clipboard is what was put there last."""
        if not self._token:
            return False
        lying = QGuiApplication.clipboard().mimeData(QClipboard.Mode.Clipboard)
        return bytes(lying.data(_MARK).data()) == self._token

    def clear(self) -> None:
        """Take our own content away; what somebody else copied since stays."""
        self._timer.stop()
        if self.is_ours():
            QGuiApplication.clipboard().clear(QClipboard.Mode.Clipboard)
        if self._token:
            self._token = b""
            self.remaining.emit(0)

    def _tick(self) -> None:
        left = self._seconds - self._since.elapsed() // 1000
        if left <= 0 or not self.is_ours():
            self.clear()
        else:
            self.remaining.emit(int(left))
