"""Our own way to ask for files and folders, with answers tests can set in advance. Nothing chosen is remembered by Qt."""

from collections import deque
from pathlib import Path

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog, QWidget

from ui.desktop.qt_words import speak_japanese


class _Answers:
    waiting: deque[Path | None] = deque()  # noqa: RUF012 - one queue for the process


def open_file(parent: QWidget | None, title: str, kinds: str, start: Path | None = None) -> Path | None:
    """Ask for a file to read; ``kinds`` such as ``「名簿 (*.xlsx *.csv)」``. ``None`` when nothing was chosen."""
    if _Answers.waiting:
        return _Answers.waiting.popleft()
    speak_japanese()
    name, _kind = QFileDialog.getOpenFileName(parent, title, _text(start), kinds)
    return Path(name) if name else None


def save_file(parent: QWidget | None, title: str, kinds: str, suggested: Path | str) -> Path | None:
    """Ask where to write a file, suggesting a name (in the person's documents, unless it comes with a folder).

    The system asks before an existing file is replaced.
    """
    if _Answers.waiting:
        return _Answers.waiting.popleft()
    speak_japanese()
    name, _kind = QFileDialog.getSaveFileName(parent, title, str(documents() / suggested), kinds)
    return Path(name) if name else None


def choose_folder(parent: QWidget | None, title: str, start: Path | None = None) -> Path | None:
    """Ask for a folder. ``None`` when nothing was chosen."""
    if _Answers.waiting:
        return _Answers.waiting.popleft()
    speak_japanese()
    name = QFileDialog.getExistingDirectory(parent, title, _text(start))
    return Path(name) if name else None


def documents() -> Path:
    """Return the person's own folder for documents, or the home folder where there is none."""
    place = Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))
    return place if place.is_dir() else Path.home()


def answer_next(*answers: Path | None) -> None:
    """Answer the next questions without showing them (tests)."""
    _Answers.waiting.extend(answers)


def _text(start: Path | None) -> str:
    return str(start if start is not None else documents())
