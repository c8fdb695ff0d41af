"""Our own way to ask for files and folders, with answers tests can set in advance. Nothing chosen is remembered by Qt."""

from collections import deque
from pathlib import Path

from PySide6.QtCore import QSize, QStandardPaths
from PySide6.QtWidgets import QFileDialog, QWidget
from shiboken6 import isValid

from ui.desktop.qt_words import speak_japanese
from ui.theme.theme import px


class _Answers:
    waiting: deque[Path | None] = deque()  # noqa: RUF012 - one queue for the process


def open_file(parent: QWidget | None, title: str, kinds: str, start: Path | None = None) -> Path | None:
    """Ask for a file to read; ``kinds`` such as ``「名簿 (*.xlsx *.csv)」``. ``None`` when nothing was chosen."""
    if _Answers.waiting:
        return _Answers.waiting.popleft()
    box = _box(parent, title, kinds)
    box.setFileMode(QFileDialog.FileMode.ExistingFile)
    box.setDirectory(str(start or documents()))
    return _answer(box)


def save_file(parent: QWidget | None, title: str, kinds: str, suggested: Path | str) -> Path | None:
    """Ask where to write a file, suggesting a name (in the person's documents, unless it comes with a folder).

    The system asks before an existing file is replaced.
    """
    if _Answers.waiting:
        return _Answers.waiting.popleft()
    box = _box(parent, title, kinds)
    box.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    box.setFileMode(QFileDialog.FileMode.AnyFile)
    whole = documents() / suggested
    box.setDirectory(str(whole.parent))
    box.selectFile(whole.name)
    return _answer(box)


def choose_folder(parent: QWidget | None, title: str, start: Path | None = None) -> Path | None:
    """Ask for a folder. ``None`` when nothing was chosen."""
    if _Answers.waiting:
        return _Answers.waiting.popleft()
    box = _box(parent, title)
    box.setFileMode(QFileDialog.FileMode.Directory)
    box.setOption(QFileDialog.Option.ShowDirsOnly)
    box.setDirectory(str(start or documents()))
    return _answer(box)


def documents() -> Path:
    """Return the person's own folder for documents, or the home folder where there is none."""
    place = Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))
    return place if place.is_dir() else Path.home()


def answer_next(*answers: Path | None) -> None:
    """Answer the next questions without showing them (tests)."""
    _Answers.waiting.extend(answers)


def _box(parent: QWidget | None, title: str, kinds: str = "") -> QFileDialog:
    speak_japanese()
    box = QFileDialog(parent, title)
    if kinds:
        box.setNameFilter(kinds)
    # Qt's own box, where the system has none, does not grow with the letters
    room = box.screen().availableSize() - QSize(32, 64)
    box.resize(QSize(px(720), px(480)).boundedTo(room))
    return box


def _answer(box: QFileDialog) -> Path | None:
    try:
        while box.exec() == QFileDialog.DialogCode.Accepted.value:
            chosen = box.selectedFiles()
            if (
                len(chosen) == 1
            ):  # Qt's own box takes what was typed over a selection for several names, the first being "/"
                return Path(chosen[0])
        return None
    finally:
        if isValid(box):  # what it was asked for may have gone meanwhile, and the box with it
            _leave_nothing(box)
            box.deleteLater()


def _leave_nothing(box: QFileDialog) -> None:
    """Have Qt keep only the folder where every box begins: as a box goes, it writes where somebody was to a file of all programs."""
    box.setDirectory(str(documents()))
    box.setHistory([])
