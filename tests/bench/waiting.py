"""Letting a window work until something holds, without taking the processor from the vault thread meanwhile."""

from collections.abc import Callable

from PySide6.QtCore import QEventLoop, Qt, QTimer


def wait(condition: Callable[[], bool], minutes: int = 1) -> None:
    """Let the window work until ``condition`` holds, looked at every millisecond; raise ``TimeoutError`` after ``minutes``."""
    if condition():
        return
    loop, look, patience = QEventLoop(), QTimer(), QTimer()
    look.setTimerType(Qt.TimerType.PreciseTimer)
    look.timeout.connect(lambda: loop.quit() if condition() else None)
    patience.setSingleShot(True)
    patience.timeout.connect(lambda: loop.exit(1))
    look.start(1)
    patience.start(minutes * 60_000)
    if loop.exec():
        raise TimeoutError
