"""Hears when the session is locked, the user is switched or the PC goes to sleep, so that the vault locks too.

Each system says it in its own way; where it cannot be heard, ``state`` says so, and the idle watch still counts the time
spent asleep.
"""

import sys
from typing import TYPE_CHECKING, Any, Final, cast

from PySide6.QtCore import (
    SLOT,
    QAbstractNativeEventFilter,
    QByteArray,
    QCoreApplication,
    QObject,
    Signal,
    Slot,
)
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:  # Qt's D-Bus is loaded only where there is one
    from PySide6.QtDBus import QDBusConnection

SESSION: Final = "session"
SLEEP: Final = "sleep"

_WM_POWERBROADCAST: Final = 0x0218
_WM_WTSSESSION_CHANGE: Final = 0x02B1
_PBT_APMSUSPEND: Final = 0x4
_WTS_CONSOLE_DISCONNECT: Final = 0x2
_WTS_REMOTE_DISCONNECT: Final = 0x4
_WTS_SESSION_LOGOFF: Final = 0x6
_WTS_SESSION_LOCK: Final = 0x7
_NOTIFY_FOR_THIS_SESSION: Final = 0
_SAVERS: Final = (
    ("org.freedesktop.ScreenSaver", "/org/freedesktop/ScreenSaver", "org.freedesktop.ScreenSaver"),
    ("org.freedesktop.ScreenSaver", "/ScreenSaver", "org.freedesktop.ScreenSaver"),
    ("org.gnome.ScreenSaver", "/org/gnome/ScreenSaver", "org.gnome.ScreenSaver"),
    ("org.cinnamon.ScreenSaver", "/org/cinnamon/ScreenSaver", "org.cinnamon.ScreenSaver"),
    ("org.xfce.ScreenSaver", "/org/xfce/ScreenSaver", "org.xfce.ScreenSaver"),
)
_LOGIN: Final = "org.freedesktop.login1"
_HEARS: Final = "画面のロックとスリープに合わせて、保管庫もロックします。"
_DEAF: Final = (
    "このPCでは画面のロックを知ることができません。席を離れるときは Ctrl+L でロックしてください。"
    "操作のない時間とスリープしていた時間は数えています。"
)


class SessionWatch(QObject):
    """``left(reason)`` when the person has left the screen; the reason is ``session`` or ``sleep``."""

    left = Signal(str)

    def __init__(self, parent: QObject | None = None, *, platform: str = sys.platform) -> None:
        super().__init__(parent)
        self._platform = platform
        self._heard_from: list[str] = []
        self._filter: _WindowsMessages | None = None

    def start(self, window: QWidget) -> None:
        """Begin to listen. ``window`` is the one the messages of Windows are sent to."""
        if self._platform.startswith("linux"):
            self._listen_to_dbus()
        elif self._platform == "win32":
            self._listen_to_windows(int(window.winId()))

    def state(self) -> str:
        """Return in a sentence what can be heard on this PC."""
        return _HEARS if self._heard_from else _DEAF

    def sources(self) -> tuple[str, ...]:
        """Return what is listened to."""
        return tuple(self._heard_from)

    def tell(self, reason: str) -> None:
        """Pass on that the person has left (for the listeners of each system)."""
        self.left.emit(reason)

    def _listen_to_dbus(self) -> None:
        from PySide6.QtDBus import QDBusConnection

        session = QDBusConnection.sessionBus()
        if session.isConnected():
            for service, path, interface in _SAVERS:
                slot = _slot("screenSaverChanged(bool)")
                heard = session.connect(service, path, interface, "ActiveChanged", self, slot)
                self._note(session, service, heard=heard)
        system = QDBusConnection.systemBus()
        if system.isConnected():
            path, manager = "/org/freedesktop/login1", f"{_LOGIN}.Manager"
            slot = _slot("prepareForSleep(bool)")
            heard = system.connect(_LOGIN, path, manager, "PrepareForSleep", self, slot)
            self._note(system, _LOGIN, heard=heard)
            system.connect(_LOGIN, "", f"{_LOGIN}.Session", "Lock", self, _slot("sessionLocked()"))

    def _note(self, bus: "QDBusConnection", service: str, *, heard: bool) -> None:
        """Remember a source that is really there: a bus accepts listeners for services nobody offers."""
        if heard and service not in self._heard_from and bus.interface().isServiceRegistered(service).value():
            self._heard_from.append(service)

    def _listen_to_windows(self, window: int) -> None:
        import ctypes

        register = ctypes.WinDLL("wtsapi32").WTSRegisterSessionNotification  # type: ignore[attr-defined,unused-ignore]
        register.argtypes = (ctypes.c_void_p, ctypes.c_uint32)
        register.restype = ctypes.c_int
        if register(window, _NOTIFY_FOR_THIS_SESSION):
            self._heard_from.append("WTSRegisterSessionNotification")
        self._filter = _WindowsMessages(self)
        application = QCoreApplication.instance()
        if application is not None:
            application.installNativeEventFilter(self._filter)
            self._heard_from.append("WM_POWERBROADCAST")

    @Slot(bool)
    def screenSaverChanged(self, active: bool) -> None:  # noqa: FBT001 - D-Bus calls it so
        """The screen was locked (or unlocked) by the desktop."""
        if active:
            self.tell(SESSION)

    @Slot(bool)
    def prepareForSleep(self, begins: bool) -> None:  # noqa: FBT001 - D-Bus calls it so
        """The PC is about to sleep (or has woken)."""
        if begins:
            self.tell(SLEEP)

    @Slot()
    def sessionLocked(self) -> None:
        """Logind was asked to lock the session."""
        self.tell(SESSION)


def _slot(signature: str) -> bytes:
    """Return the marked name of a slot. The binding asks for text where its own type stubs say bytes."""
    return cast("bytes", SLOT(signature))


def windows_reason(message: int, parameter: int) -> str:
    """Return the reason to lock that a message of Windows carries, or nothing."""
    if message == _WM_POWERBROADCAST and parameter == _PBT_APMSUSPEND:
        return SLEEP
    leaving = (_WTS_SESSION_LOCK, _WTS_CONSOLE_DISCONNECT, _WTS_REMOTE_DISCONNECT, _WTS_SESSION_LOGOFF)
    if message == _WM_WTSSESSION_CHANGE and parameter in leaving:
        return SESSION
    return ""


class _WindowsMessages(QAbstractNativeEventFilter):
    def __init__(self, watch: SessionWatch) -> None:
        super().__init__()
        self._watch = watch

    def nativeEventFilter(self, kind: QByteArray | bytes | bytearray | memoryview, message: int) -> Any:
        if bytes(QByteArray(kind).data()) in (b"windows_generic_MSG", b"windows_dispatcher_MSG"):
            from ctypes import wintypes

            told = wintypes.MSG.from_address(int(message))
            reason = windows_reason(told.message, told.wParam)
            if reason:
                self._watch.tell(reason)
        return False, 0
