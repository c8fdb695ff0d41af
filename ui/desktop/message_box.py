"""Our own question box: every button names an act, and tests can answer in advance.

Results belong into banners. A box only asks before something that cannot be taken back, or tells of our own bug.
"""

from collections import deque
from dataclasses import dataclass

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ui.theme.plain_label import PlainLabel
from ui.theme.theme import px


@dataclass(frozen=True)
class Asked:
    """A question as it was put: what tests look at."""

    title: str
    text: str
    act: str
    instead: str
    danger: bool = False


class _Answers:
    """Answers tests set in advance, and the questions they answered."""

    waiting: deque[bool] = deque()  # noqa: RUF012 - one queue for the process
    asked: list[Asked] = []  # noqa: RUF012


class MessageBox(QDialog):
    """A question with one act and a way out. The way out has the keyboard first when the act cannot be taken back.

    Enter presses the button that has the keyboard.
    """

    def __init__(
        self, parent: QWidget | None, title: str, text: str, *, act: str, instead: str, danger: bool
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("あしぶえデスク")
        self.setAccessibleName(title)
        self.setModal(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(px(28), px(24), px(28), px(24))
        layout.setSpacing(px(12))
        layout.addWidget(PlainLabel(title, self, look="h2", wrap=True))
        body = PlainLabel(text, self, wrap=True)
        body.setMinimumWidth(px(420))
        body.setMaximumWidth(px(560))
        layout.addWidget(body)
        buttons = QHBoxLayout()
        buttons.setContentsMargins(0, px(12), 0, 0)
        buttons.setSpacing(px(12))
        buttons.addStretch(1)
        self.act_button = QPushButton(act, self)
        self.act_button.setProperty("look", "danger" if danger else "primary")
        self.act_button.clicked.connect(self._act)
        self.out_button: QPushButton | None = None
        if instead:
            self.out_button = QPushButton(instead, self)
            self.out_button.clicked.connect(self._leave)
            buttons.addWidget(self.out_button)
        buttons.addWidget(self.act_button)
        layout.addLayout(buttons)
        self._notice = PlainLabel("", self, look="problem", wrap=True)
        self._notice.hide()
        layout.addWidget(self._notice)
        first = self.out_button if danger and self.out_button is not None else self.act_button
        first.setDefault(True)
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_notice(self, text: str) -> None:
        """Tell something urgent below the buttons, which stay where they are; no text takes it away."""
        self._notice.setText(text)
        self._notice.setVisible(bool(text))
        self._fit()

    def showEvent(self, event: QShowEvent) -> None:
        """Take the room that the whole text needs."""
        self._fit()
        super().showEvent(event)

    def _fit(self) -> None:
        """Take the width of the words and the height they then have: Qt's own size may be narrower than it was measured for."""
        room = self.screen().availableSize()
        width = min(self.sizeHint().width(), room.width() - px(32))
        self.resize(width, min(self.heightForWidth(width), room.height()))

    @property
    def notice(self) -> str:
        """Return what is told below the buttons."""
        return self._notice.text()

    @Slot()
    def _act(self) -> None:
        self.accept()

    @Slot()
    def _leave(self) -> None:
        self.reject()


def ask(
    parent: QWidget | None, title: str, text: str, *, act: str, instead: str = "やめる", danger: bool = False
) -> bool:
    """Ask whether to do ``act``; Esc and closing mean ``instead``. ``danger`` is for what cannot be taken back."""
    _Answers.asked.append(Asked(title, text, act, instead, danger))
    if _Answers.waiting:
        return _Answers.waiting.popleft()
    box = MessageBox(parent, title, text, act=act, instead=instead, danger=danger)
    try:
        return box.exec() == QDialog.DialogCode.Accepted.value
    finally:
        box.deleteLater()


def ask_to_drop(parent: QWidget) -> bool:
    """Ask whether what was typed and is not on record may be lost."""
    return ask(
        parent,
        "入力した内容を捨てますか",
        "まだ登録していません。このまま離れると、入力した内容はなくなります。",
        act="捨てて離れる",
        instead="入力にもどる",
        danger=True,
    )


def tell(parent: QWidget | None, title: str, text: str, *, act: str = "閉じる") -> None:
    """Tell something that must be read before going on."""
    ask(parent, title, text, act=act, instead="")


def answer_next(*answers: bool) -> None:
    """Answer the next questions without showing them (tests)."""
    _Answers.waiting.extend(answers)


def take_asked() -> list[Asked]:
    """Return the questions put since the last call, and forget them and answers left over (tests)."""
    asked, _Answers.asked = _Answers.asked, []
    _Answers.waiting.clear()
    return asked
