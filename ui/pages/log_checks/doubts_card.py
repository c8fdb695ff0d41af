"""What the checks of a month found doubtful: each with what is to be found out, or what was, and the way to say it."""

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from ashibue_desk.use_cases.log_doubt_acts import Found
from ui.pages.log_checks.month_view import DoubtRow
from ui.widgets.buttons import SmallButton
from ui.widgets.card import Card, Rule, clear, column, row
from ui.widgets.confirmed_card import ConfirmedCard
from ui.widgets.date_field import DateField
from ui.widgets.field_row import FieldRow
from ui.widgets.fields import LongTextField
from ui.widgets.labels import PlainLabel, SupportText, Tag

_FINDING = "だれに何を聞き、何が分かったか、どうすることにしたかを書きます。問題がなかったときも、その理由を書きます。"
_HINT = "あなたの署名で取扱記録簿に残し、要確認を閉じます。元の記録と前の点検は、そのまま残ります。"


class DoubtLine(QWidget):
    """One line in doubt; ``wanted(id)`` when its outcome is to be written."""

    wanted = Signal(str)

    def __init__(self, doubt: DoubtRow, parent: QWidget | None = None, *, may_settle: bool) -> None:
        super().__init__(parent)
        self.doubt = doubt
        words = column(gap=2)
        self.setLayout(words)
        head = row(gap=8)
        head.addWidget(Tag(doubt.state, "warning" if doubt.is_open else "success", self))
        head.addWidget(PlainLabel(doubt.title, self, wrap=True), 1, Qt.AlignmentFlag.AlignVCenter)
        self.button = SmallButton("結果を書く", self)
        self.button.setAccessibleName(f"{doubt.title}の結果を書く")
        self.button.setVisible(doubt.is_open and may_settle)
        self.button.clicked.connect(self._want)
        head.addWidget(self.button)
        words.addLayout(head)
        words.addWidget(SupportText(doubt.text, self))

    def _want(self) -> None:
        self.wanted.emit(self.doubt.id)


class DoubtsCard(Card):
    """Every line in doubt of a month, hidden while there is none. ``wanted(id)`` when an outcome is to be written."""

    wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("要確認の結果", parent)
        self.lines: tuple[DoubtLine, ...] = ()

    def show_doubts(self, doubts: tuple[DoubtRow, ...], *, may_settle: bool) -> None:
        """Show other lines."""
        clear(self.body)
        self.lines = tuple(DoubtLine(doubt, self, may_settle=may_settle) for doubt in doubts)
        for at, line in enumerate(self.lines):
            if at:
                self.body.addWidget(Rule(self))
            line.wanted.connect(self.wanted)
            self.body.addWidget(line)
        self.setVisible(bool(doubts))


class OutcomeCard(ConfirmedCard):
    """What was found about one line in doubt, on which day, and the password of the one who says so."""

    def __init__(self, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.doubt_id = ""
        self.day = DateField(day=today)
        self.finding = LongTextField(lines=3)
        add = self.form.add
        add(FieldRow("確かめた日(&D)", self.day, required=True, name="found_on"))
        add(FieldRow("分かったこと(&F)", self.finding, required=True, support=_FINDING, name="finding"))
        self.add_password()

    def ask_what(self, doubt: DoubtRow, *, needs_password: bool) -> None:
        """Ask what was found; another line begins with an empty form."""
        if doubt.id != self.doubt_id:
            self.doubt_id = doubt.id
            self.day.set_value(None)
            self.finding.set_value("")
        self.ask_password(needed=needs_password)
        self.ask(
            f"{doubt.number}の要確認の結果を書く", f"確かめること: {doubt.remark}\n{_HINT}", "結果に署名する"
        )

    def found(self) -> Found:
        """Return what was typed."""
        return Found(doubt_id=self.doubt_id, found_on=self.day.value(), finding=self.finding.value())

    def forget(self) -> None:
        """Put the form away with what was typed."""
        self.doubt_id = ""
        self.finding.set_value("")
        self.put_away()
