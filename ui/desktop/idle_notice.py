"""The warning before the lock where a box stands before the window and hides its banner."""

from typing import Final

from PySide6.QtWidgets import QApplication, QWidget

from ui.desktop.message_box import MessageBox

_CONTINUE: Final = "マウスかキーを動かすと、続けられます。入力の途中のものは、保管庫の中に残します。"


class IdleNotice:
    """Tells in the box in front; in a box of the system (a file, a printer), whose inside is not ours, in its title."""

    def __init__(self) -> None:
        self._box: QWidget | None = None
        self._title = ""

    def warn(self, sentence: str) -> None:
        """Tell ``sentence`` in the box in front, if there is one."""
        box = QApplication.activeModalWidget()
        if box is not self._box:
            self.clear()
            self._box = box
            self._title = box.windowTitle() if box is not None else ""
            if box is not None:
                box.destroyed.connect(self._forget)
        if isinstance(box, MessageBox):
            box.show_notice(f"{sentence}。{_CONTINUE}")
        elif box is not None:
            box.setWindowTitle(sentence)

    def clear(self) -> None:
        """Take the warning away."""
        box, self._box = self._box, None
        if box is None:
            return
        box.destroyed.disconnect(self._forget)
        if isinstance(box, MessageBox):
            box.show_notice("")
        else:
            box.setWindowTitle(self._title)

    def _forget(self) -> None:
        self._box = None
