"""The lock, the look, and what holds on this PC."""

import unicodedata
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ashibue_desk.domain.errors import Situation
from ashibue_desk.domain.problems import Problem
from ashibue_desk.use_cases.settings import change_auto_lock
from ui.background.operations import Operations
from ui.pages.settings.view import BRIGHTNESS, SettingsView, versions
from ui.theme.theme import SCALES, Brightness, theme
from ui.widgets.buttons import OutlineButton
from ui.widgets.card import Card, clear, column, row
from ui.widgets.choice_cards import ChoiceCard, ChoiceCards
from ui.widgets.confirmed_card import ConfirmedCard
from ui.widgets.field_row import FieldRow, Form
from ui.widgets.fields import ChoiceField, TextField
from ui.widgets.small_parts import TitledText

_NO_CONTACT = "まだ登録していません。責任者が、事業所の情報に登録します。"
_LONGER = "席を離れている間に、ほかの人に見られるおそれが増えます。"


class LockCard(Card):
    """After how many minutes without input the vault locks. ``saved(minutes)`` when it stands, ``refused`` when it does not.

    A longer time needs the password again; ``confirmation`` is shown below by the page.
    """

    saved = Signal(int)
    refused = Signal(object)

    def __init__(self, operations: Operations, parent: QWidget | None = None) -> None:
        super().__init__("自動ロック", parent)
        self._operations = operations
        self._bounds = (1, 60)
        self._now = 0
        self.confirmation = ConfirmedCard(parent)
        self.confirmation.add_password()
        self.confirmation.agreed.connect(self.store)
        self.minutes = TextField(width=4, check=self._problem, max_length=4)
        self.form = Form(self)
        self.minutes_row = self.form.add(
            FieldRow("操作がないときにロックするまでの分数(&L)", self.minutes, required=True)
        )
        self.body.addWidget(self.form)
        self.save_button = OutlineButton("自動ロックを変える", self)
        line = row()
        line.addWidget(self.save_button)
        line.addStretch(1)
        self.body.addLayout(line)
        self.save_button.clicked.connect(self.save)

    def show_minutes(self, view: SettingsView) -> None:
        """Show the minutes in force and their bounds."""
        self._bounds = (view.least_minutes, view.most_minutes)
        self._now = view.settings.auto_lock_minutes
        self.minutes.set_value(str(view.settings.auto_lock_minutes))
        self.minutes_row.set_support(
            f"{view.least_minutes}分から{view.most_minutes}分まで。短いほど、席を離れたときに安全です。"
        )

    def save(self) -> None:
        """Store the minutes, or ask for the password first where the vault would stay open for longer."""
        if self.form.judge():
            return
        if _whole(self.minutes.value()) > self._now:
            self.confirmation.ask_password(needed=True)
            self.confirmation.ask("自動ロックまでの時間を長くする", _LONGER, "長くする")
        else:
            self.store()

    def store(self) -> None:
        """Store the minutes; the idle watch hears of it."""
        password = self.confirmation.taken_password()
        work = partial(change_auto_lock, minutes=_whole(self.minutes.value()), password=password)
        self._operations.act(self, work, self._done, self._not_done)

    def _done(self, minutes: int) -> None:
        self._now = minutes
        self.confirmation.put_away()
        self.saved.emit(minutes)

    def _not_done(self, situation: Situation) -> None:
        self.refused.emit(situation)

    def _problem(self, typed: str) -> Problem | None:
        least, most = self._bounds
        if least <= _whole(typed) <= most:
            return None
        return Problem("minutes", f"{least}から{most}までの数字を入力してください。")


def _whole(typed: str) -> int:
    folded = unicodedata.normalize("NFKC", typed)
    return int(folded) if folded.isascii() and folded.isdigit() else -1


class LookCard(Card):
    """Bright or dark, and how large; in force at once and remembered on this PC."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("画面の見え方", parent)
        look = theme()
        self.brightness = ChoiceCards(
            [ChoiceCard(value, words, _BRIGHTNESS_HINTS[value]) for value, words in BRIGHTNESS]
        )
        self.brightness.set_value(look.brightness.value)
        self.scale = ChoiceField(tuple((str(percent), f"{percent}%") for percent in SCALES))
        self.scale.set_value(str(look.scale))
        self.form = Form(self)
        self.form.add(FieldRow("明るさ(&B)", self.brightness))
        self.form.add(FieldRow("文字と部品の大きさ(&Z)", self.scale))
        self.body.addWidget(self.form)
        self.brightness.changed.connect(self.apply)
        self.scale.currentIndexChanged.connect(self.apply)

    def apply(self, *_at: int) -> None:
        """Put the choice in force."""
        theme().apply(Brightness(self.brightness.value()), int(self.scale.value()))


_BRIGHTNESS_HINTS = {
    "system": "PCの明暗が変わると、いっしょに変わります。",
    "light": "明るい部屋や、印刷物と見比べるときに向きます。",
    "dark": "暗い部屋で、まぶしさを抑えます。",
}


class MachineCard(Card):
    """What holds on this PC: where the key is, what screenshots show, what the lock hears, which versions run."""

    def __init__(self, capture: str, session: str, parent: QWidget | None = None) -> None:
        super().__init__("このPCと、あしぶえデスクについて", parent)
        self._capture, self._session = capture, session
        self._facts = column(gap=12)
        self.body.addLayout(self._facts)

    def show_view(self, view: SettingsView) -> None:
        """Show what was read."""
        clear(self._facts)
        kept = view.key_notice or f"{view.key_place}に置いています。"
        for title, text in (
            ("このPCの鍵", kept),
            ("画面の撮影", self._capture),
            ("席を離れたときのロック", self._session),
            ("保管庫のフォルダー", view.vault_folder),
            ("規程", f"{view.regulation} 第{view.edition}版"),
            ("苦情と相談の窓口", view.settings.office.contact or _NO_CONTACT),
            ("動かしているもの", versions()),
        ):
            self._facts.addWidget(TitledText(title, text, self))
