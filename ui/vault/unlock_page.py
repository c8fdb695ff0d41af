"""The unlock screen. It is shown before anything heavy is loaded, so it imports only widgets."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final, Protocol

from PySide6 import QtWidgets
from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from ashibue_desk.domain.errors import Situation
from ui.theme.by_name import set_by_name
from ui.theme.theme import px
from ui.widgets.buttons import PrimaryButton, TextButton
from ui.widgets.card import Rule, column, row
from ui.widgets.labels import PlainLabel, SupportText
from ui.widgets.secret_field import SecretField

if TYPE_CHECKING:
    from ui.widgets.banner import BannerPlace

WIDTH: Final = 440


class Login(Protocol):
    """Who may unlock: what ``domain.users.LoginName`` offers."""

    @property
    def user_id(self) -> str:
        """The user's id."""

    @property
    def name(self) -> str:
        """The user's name as typed."""

    @property
    def role_words(self) -> str:
        """What the user is, in the regulation's words."""


class DoorSheet(QScrollArea):
    """A narrow sheet in the middle of the window, with the product's name on top. ``body`` takes the parts."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "canvas")
        self.setWidgetResizable(True)
        set_by_name(self, "focusPolicy", "NoFocus")
        inside = QWidget(self)
        inside.setProperty("look", "canvas")
        self.setWidget(inside)
        across = QHBoxLayout(inside)
        down = QVBoxLayout()
        across.addStretch(1)
        across.addLayout(down, 100)
        across.addStretch(1)
        self.sheet = QFrame(inside)
        self.sheet.setProperty("look", "card")
        self.sheet.setMaximumWidth(px(WIDTH))
        self.sheet.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self.body = column(gap=12, margin=32)
        self.sheet.setLayout(self.body)
        down.addStretch(2)
        down.addWidget(self.sheet)
        down.addStretch(3)
        product = PlainLabel("あしぶえデスク", self.sheet, look="product")
        self.body.addWidget(product)


class UnlockPage(DoorSheet):
    """Asks who and the password. The window answers with ``show_users``, ``show_situation``, ``wait`` or by going on."""

    unlock_asked = Signal(str, str)
    entry_chosen = Signal(str)
    other_vault_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._users: tuple[Login, ...] = ()
        self._waiting = False
        self.place = SupportText("", self.sheet)
        self.place.hide()
        self._banners: BannerPlace | None = None
        self._choice: QtWidgets.QComboBox | None = None
        self._asked_early = False
        self.who = PlainLabel("保管庫を確かめています…", self.sheet, look="label", wrap=True)
        self.password_label = PlainLabel("パスワード(&P)", self.sheet, look="label")
        self.password = SecretField(self.sheet)
        self.password.line.setMaximumWidth(px(WIDTH))
        self.password.setAccessibleName("パスワード")
        self.password_label.setBuddy(self.password)
        self.caps = PlainLabel("Caps Lock がオンのようです。", self.sheet, look="problem")
        self.caps.hide()
        self.wait_words = PlainLabel("", self.sheet, look="problem", wrap=True)
        self.wait_words.hide()
        self.open_button = PrimaryButton("開く", self.sheet)
        self.open_button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.open_button.setEnabled(False)
        self.notice = SupportText("", self.sheet)
        self.notice.hide()
        for part in (
            self.place,
            self.who,
            self.password_label,
            self.password,
            self.caps,
            self.wait_words,
            self.open_button,
            self.notice,
            Rule(self.sheet),
        ):
            self.body.addWidget(part)
        self._entries = column(gap=0)
        self.body.addLayout(self._entries)
        self.password.caps_lock.connect(self.caps.setVisible)
        self.password.returned.connect(self._ask)
        self.open_button.clicked.connect(self._ask)
        self.password.setFocus()

    @property
    def banners(self) -> "BannerPlace":
        """Return the place for banners, made when there is something to say: most starts have nothing."""
        if self._banners is None:
            from ui.widgets import banner

            self._banners = banner.BannerPlace(self.sheet)
            self.body.insertWidget(self.body.indexOf(self.place) + 1, self._banners)
        return self._banners

    @property
    def choice(self) -> "QtWidgets.QComboBox":
        """Return the list of who may open the vault, made once that is known."""
        if self._choice is None:
            self._choice = QtWidgets.QComboBox(self.sheet)
            self._choice.setAccessibleName("だれが開くか")
            self._choice.hide()
            self.body.insertWidget(self.body.indexOf(self.who) + 1, self._choice)
            QtWidgets.QWidget.setTabOrder(self.who, self._choice)  # before the password
        return self._choice

    def show_reason(self, sentence: str) -> None:
        """Say why the vault was locked."""
        if sentence:
            self.banners.say("info", "", title=sentence, closable=False)

    def show_users(
        self, users: Sequence[Login], place: str, notice: str = "", *, is_sample: bool = False
    ) -> None:
        """Offer the people who may open the vault."""
        self._users = tuple(users)
        self.place.setText(f"練習用データ  {place}" if is_sample else place)
        self.place.show()
        several = len(self._users) > 1
        self.choice.clear()
        for user in self._users:
            self.choice.addItem(_words(user), user.user_id)
        self.choice.setVisible(several)
        self.who.setText("だれが開きますか" if several else _words(self._users[0]) if self._users else "")
        self.notice.setText(notice)
        self.notice.setVisible(bool(notice))
        self._enable(True)  # noqa: FBT003
        if self._asked_early:
            self._asked_early = False
            QTimer.singleShot(0, self, self._ask)  # once it is chosen who asks

    def choose_user(self, user_id: str) -> None:
        """Choose one of several people (who unlocked last)."""
        at = self.choice.findData(user_id)
        if at >= 0:
            self.choice.setCurrentIndex(at)

    def user_id(self) -> str:
        """Return who is chosen."""
        return str(self.choice.currentData() or "")

    def offer_code(self) -> None:
        """Offer to type the code that lets this account of the PC in, before everything else."""
        button = TextButton("コードで結び付ける", self.sheet)
        button.setProperty("entry", "bind")
        button.clicked.connect(self._choose_entry)
        self._entries.insertLayout(0, _from_left(button))

    def show_entries(self, keys: Sequence[str]) -> None:
        """Offer what else can be done here: only what exists."""
        names = {
            "sheet": "復旧シートで開ける",
            "restore": "バックアップから戻す",
            "new": "新しくはじめる",
        }
        for key in keys:
            if key in names:
                button = TextButton(names[key], self.sheet)
                button.setProperty("entry", key)
                button.clicked.connect(self._choose_entry)
                self._entries.addLayout(_from_left(button))
        other = TextButton("別の保管庫を開く", self.sheet)
        other.clicked.connect(self.other_vault_asked)
        self._entries.addLayout(_from_left(other))

    def show_situation(self, situation: Situation) -> None:
        """Show what happened; the password is typed again."""
        self.set_busy(False)
        self.banners.clear()
        self.banners.show_situation(situation)
        self.password.wipe()
        self.password.setFocus()

    def show_trouble(self, situation: Situation) -> None:
        """Show why this vault cannot be opened at all with a password."""
        self.who.setText("この保管庫は、いまは開けません。")
        self.banners.clear()
        self.banners.show_situation(situation)
        for part in (self.password_label, self.password, self.choice, self.open_button):
            part.hide()

    def wait(self, seconds: int) -> None:
        """Hold the button while the next try is not accepted yet; 0 lets go."""
        self._waiting = seconds > 0
        minutes, rest = divmod(seconds, 60)
        left = f"{minutes}分{rest:02d}秒" if minutes else f"{rest}秒"
        self.wait_words.setText(f"あと{left}で、もう一度入力できます。" if seconds else "")
        self.wait_words.setVisible(seconds > 0)
        self._enable(bool(self._users) and self.password.isEnabled())  # not while the vault is being opened

    def set_busy(self, busy: bool) -> None:  # noqa: FBT001 - a state
        """Say that the vault is being opened."""
        self.open_button.setText("開いています…" if busy else "開く")
        self._enable(not busy)
        self.password.setEnabled(not busy)
        self.choice.setEnabled(not busy)

    def _enable(self, enabled: bool) -> None:  # noqa: FBT001
        self.open_button.setEnabled(enabled and not self._waiting)

    def _ask(self) -> None:
        if not self.open_button.isEnabled():
            self._asked_early = not self._users  # a slow PC: Enter came before it was known who may open
            return
        if self.password.is_empty():
            self.password.show_wrong(True)  # noqa: FBT003
            self.password.setFocus()
            return
        self.password.show_wrong(False)  # noqa: FBT003
        self.set_busy(True)
        self.unlock_asked.emit(self.user_id(), self.password.value())

    def _choose_entry(self) -> None:
        sender = self.sender()
        if sender is not None:
            self.entry_chosen.emit(str(sender.property("entry")))


def _from_left(button: QWidget) -> QHBoxLayout:
    line = row(gap=0)
    line.addWidget(button)
    line.addStretch(1)
    return line


def _words(user: Login) -> str:
    return f"{user.name}({user.role_words})" if user.role_words else user.name
