"""Opening a file we wrote with the program the system has for it; tests only note what would be opened."""

from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices


class _Noted:
    files: list[Path] | None = None


def show_file(path: Path) -> bool:
    """Open ``path`` (a PDF, a folder) and return whether the system took it."""
    if _Noted.files is not None:
        _Noted.files.append(path)
        return True
    return QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))


def note_only(*, on: bool = True) -> list[Path]:
    """From now on only note what would be opened, and return the notes (tests); ``on=False`` ends it."""
    _Noted.files = [] if on else None
    return _Noted.files if _Noted.files is not None else []
