"""What receivers handed in and nobody has taken over yet (規程18条3項): seen by both, taken over by the handler in one act."""

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ashibue_desk.domain.collection import Drop
from ashibue_desk.domain.roles import READS_NUMBERS, Role
from ashibue_desk.use_cases.changes import Changed, Done
from ashibue_desk.use_cases.collect_number import Duplicate
from ashibue_desk.use_cases.desk import Desk
from ashibue_desk.use_cases.drop_box import list_drops, may_take_over, take_over
from ui.widgets.buttons import OutlineButton
from ui.widgets.card import Card, Rule, clear, column
from ui.widgets.labels import PlainLabel, SupportText
from ui.wording.charge import joined
from ui.wording.days import day_of

_MOST_SHOWN = 5
_FOR_HANDLER = "受け取った担当者が本人確認まで済ませました。引き継ぐと番号が登録され、受け取った担当者の手元からは消えます。"
_FOR_RECEIVER = "事務取扱担当者が引き継ぐと、この一覧から消えます。書類は、すぐに次の担当者に渡してください。"


@dataclass(frozen=True, slots=True)
class DropLine:
    """One number that waits, with its affairs in words; ``mine`` when the one at the desk may take it over."""

    drop: Drop
    affairs: tuple[str, ...]
    mine: bool


def read_drops(desk: Desk) -> tuple[DropLine, ...]:
    """Return what waits, the oldest first; nothing for those who neither receive nor handle. Runs in the vault thread."""
    if not desk.actor.roles & {*READS_NUMBERS, Role.RECEIVER}:
        return ()
    names = {affair.id: affair.name for affair in desk.law.affairs(desk.today)}
    drops = list_drops(desk)
    with desk.vault.reading():
        return tuple(
            DropLine(drop, tuple(names.get(each, "") for each in drop.affairs), may_take_over(desk, drop))
            for drop in drops
        )


def take_over_drops(
    desk: Desk, drop_ids: tuple[str, ...], *, same_person: bool = False
) -> Done[int | Duplicate]:
    """Take over in one act; the answer is how many, or for whom else a number is on file. Runs in the vault thread."""
    answer = take_over(desk, drop_ids, same_person_confirmed=same_person)
    if isinstance(answer, Duplicate):
        return Done(answer, Changed.NOTHING)
    return Done(answer.answer, answer.changed)


class DropsCard(Card):
    """``take_over_asked(ids)`` with everything the one at the desk may take over. Hidden while nothing waits."""

    take_over_asked = Signal(tuple)

    def __init__(self, parent: QWidget | None = None) -> None:
        self.take_button = OutlineButton("引き継ぐ")
        super().__init__("引継ぎを待っている番号", parent, action=self.take_button)
        self.hint = SupportText("", self)
        self.body.addWidget(self.hint)
        self._lines = column(gap=6)
        self.body.addLayout(self._lines)
        self._ids: tuple[str, ...] = ()
        self.take_button.clicked.connect(self._ask)
        self.hide()

    def show_drops(self, lines: tuple[DropLine, ...]) -> None:
        """Show what waits."""
        clear(self._lines)
        self._ids = tuple(line.drop.id for line in lines if line.mine)
        self.heading.setText(f"引継ぎを待っている番号({len(lines)}件)")
        self.hint.setText(_FOR_HANDLER if self._ids else _FOR_RECEIVER)
        self.take_button.setVisible(bool(self._ids))
        self.take_button.setText(f"{len(self._ids)}件を引き継ぐ")
        for at, line in enumerate(lines[:_MOST_SHOWN]):
            if at:
                self._lines.addWidget(Rule(self))
            self._lines.addWidget(_line_widget(line, self))
        if len(lines) > _MOST_SHOWN:
            self._lines.addWidget(SupportText(f"ほか {len(lines) - _MOST_SHOWN}件", self))
        self.setVisible(bool(lines))

    def ids(self) -> tuple[str, ...]:
        """Return what may be taken over."""
        return self._ids

    def _ask(self) -> None:
        self.take_over_asked.emit(self._ids)


def _line_widget(line: DropLine, parent: QWidget) -> QWidget:
    whole = QWidget(parent)
    words = column(gap=2)
    whole.setLayout(words)
    words.addWidget(PlainLabel(f"{line.drop.person_name}さん", whole, wrap=True))
    received = f"{day_of(line.drop.received_at)}に{line.drop.received_by_name}さんが受領"
    words.addWidget(
        SupportText("・".join(part for part in (received, joined(line.affairs, "")) if part), whole)
    )
    return whole
