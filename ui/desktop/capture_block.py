"""Keeps windows out of screenshots and screen sharing where the system lets a program ask for it.

Windows 10 version 2004 and later: ``SetWindowDisplayAffinity`` with ``WDA_EXCLUDEFROMCAPTURE``, asked for every top-level
window (dialogs, menus and lists are windows of their own) before it is seen. macOS 15 ignores what used to do this, and
Linux has nothing: there the program says so instead of pretending.
"""

import sys
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QCoreApplication, QEvent, QObject
from PySide6.QtWidgets import QWidget

EXCLUDE_FROM_CAPTURE: Final = 0x11
Affinity = Callable[[int, int], bool]


@dataclass(frozen=True)
class CaptureState:
    """Whether screens are kept out of pictures, and the sentence that says so honestly."""

    blocked: bool
    sentence: str


class CaptureBlock(QObject):
    """An application-wide filter that asks for the block whenever a window appears. ``set_affinity`` is the system's call."""

    def __init__(
        self,
        parent: QObject | None = None,
        *,
        set_affinity: Affinity | None = None,
        platform: str = sys.platform,
    ) -> None:
        super().__init__(parent)
        self._platform = platform
        self._set = set_affinity if set_affinity is not None else _system_affinity(platform)
        self._refused = False

    def start(self) -> None:
        """Begin to watch for windows."""
        application = QCoreApplication.instance()
        if application is not None and self._set is not None:
            application.installEventFilter(self)

    def stop(self) -> None:
        """Stop watching; windows keep what they have."""
        application = QCoreApplication.instance()
        if application is not None:
            application.removeEventFilter(self)

    def cover(self, window: QWidget) -> None:
        """Ask the system to keep one window out of pictures."""
        if self._set is not None:
            done = self._set(int(window.winId()), EXCLUDE_FROM_CAPTURE)
            self._refused = self._refused or not done

    def state(self) -> CaptureState:
        """Return what holds on this PC, in a sentence for the screen."""
        if self._set is None:
            system = {"darwin": "macOS", "linux": "Linux"}.get(self._platform, "このPC")
            return CaptureState(
                blocked=False,
                sentence=f"{system}では画面の撮影を止められません。番号を表示するときは、画面共有を終えてください。",
            )
        if self._refused:
            return CaptureState(
                blocked=False,
                sentence="このPCのWindowsは、画面の撮影を止める求めに応じませんでした。番号を表示するときは、画面共有を終えてください。",
            )
        return CaptureState(
            blocked=True,
            sentence="この画面は、画面の撮影や共有に写りません。カメラで撮ることまでは止められません。",
        )

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Cover every window as it appears, or when its handle was made anew."""
        appears = event.type() in (QEvent.Type.Show, QEvent.Type.WinIdChange)
        if appears and isinstance(watched, QWidget) and watched.isWindow():
            self.cover(watched)
        return False


def _system_affinity(platform: str) -> Affinity | None:
    if platform != "win32":
        return None
    import ctypes

    call = ctypes.WinDLL("user32").SetWindowDisplayAffinity  # type: ignore[attr-defined,unused-ignore]
    call.argtypes = (ctypes.c_void_p, ctypes.c_uint32)
    call.restype = ctypes.c_int

    def set_affinity(window: int, affinity: int) -> bool:
        return bool(call(window, affinity))

    return set_affinity
