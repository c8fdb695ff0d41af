"""「大量出力の確認」: who put many persons' numbers out within a short time, and why; somebody else writes down to have seen it."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ashibue_desk.domain.mass_output import MassOutput
from ashibue_desk.use_cases.changes import Changed
from ashibue_desk.use_cases.mass_output import tell_mass_output
from ui.pages.mass_output.view import OutputLine, OutputsView, read_outputs, summary
from ui.widgets.act_card import ActCard
from ui.widgets.buttons import SmallButton
from ui.widgets.card import Card, clear, column, row
from ui.widgets.facts import FactsGrid, LinesCard
from ui.widgets.field_row import FieldRow
from ui.widgets.fields import LongTextField, TextField
from ui.widgets.labels import SupportText
from ui.widgets.page import Page, PageContext
from ui.widgets.small_parts import EmptyState

_HINT = "確かめた人と日時が、取扱記録簿に残ります。"
_SUPERIOR = "責任者自身の取扱いで、ほかに確かめる利用者がいないため、知らせた上司の役職と氏名を書きます。"


class OutputCard(Card):
    """A mass output nobody has seen yet. ``chosen`` when its button is pressed."""

    chosen = Signal(object)

    def __init__(self, line: OutputLine, parent: QWidget | None = None) -> None:
        super().__init__(line.title, parent)
        self.line = line
        facts = FactsGrid(self)
        facts.show_facts(
            (
                ("日時", line.at_words),
                ("理由", line.output.reason),
                ("取扱記録簿", f"{line.output.seq:,}番まで"),
            )
        )
        self.body.addWidget(facts)
        self.button = SmallButton("確かめたことを記録する", self)
        self.button.setAccessibleName(f"確かめたことを記録する: {line.title}")
        self.button.clicked.connect(self._choose)
        self.waits = SupportText("責任者か監査担当が確かめるのを待っています。", self)
        self.button.setVisible(line.may_tell)
        self.waits.setVisible(not line.may_tell)
        buttons = row()
        buttons.addWidget(self.button)
        buttons.addStretch(1)
        self.body.addLayout(buttons)
        self.body.addWidget(self.waits)

    def _choose(self) -> None:
        self.chosen.emit(self.line)


class MassOutputsPage(Page):
    """What waits to be seen on top, what was seen below."""

    title = "大量出力の確認"
    help_key = "mass_outputs"
    refresh_on = Changed.LOG | Changed.USERS

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self._chosen: OutputLine | None = None
        self.telling = ActCard(self)
        self.superior = TextField(width=24, placeholder="理事長 の名前")
        self.superior_row = FieldRow("知らせた上司(&S)", self.superior, required=True, support=_SUPERIOR)
        self.note = LongTextField(lines=2, placeholder="本人に聞いたことなど")
        self.telling.form.add(self.superior_row)
        self.telling.form.add(FieldRow("確かめたこと(&N)", self.note, required=False))
        self.telling.agreed.connect(self.tell)
        self.waiting = QWidget(self)
        self._cards = column(gap=16)
        self.waiting.setLayout(self._cards)
        self.seen = LinesCard("確かめたもの")
        self.rule = SupportText("", self)
        self.nothing = EmptyState(
            "大量の出力はありません",
            "だれかが短い時間に多くの人の番号を表示・印刷・提供すると、理由といっしょにここへ出ます。",
            self,
        )
        for part in (self.telling, self.waiting, self.nothing, self.seen, self.rule):
            self.body.addWidget(part)
        self.body.addStretch(1)
        self.add_act("取扱記録簿を開く", self.open_log)

    def refresh(self, changed: Changed) -> None:  # noqa: ARG002 - whatever changed, all is read
        """Read all of it again."""
        self.context.operations.query(self, read_outputs, self.show_outputs)

    def show_outputs(self, view: OutputsView) -> None:
        """Show what was read."""
        self.set_subtitle(summary(view.lines))
        clear(self._cards)
        for line in view.lines:
            if not line.output.told_at:
                card = OutputCard(line, self.waiting)
                card.chosen.connect(self.ask)
                self._cards.addWidget(card)
        self.waiting.setVisible(bool(self.cards()))
        self.nothing.setVisible(not view.lines)
        self.seen.show_lines(tuple(_seen(line) for line in view.lines if line.output.told_at))
        self.rule.setText(f"{view.note}({view.basis})")

    def cards(self) -> list[OutputCard]:
        """Return what waits, newest first."""
        found = (self._cards.itemAt(at) for at in range(self._cards.count()))
        widgets = (item.widget() for item in found if item is not None)
        return [widget for widget in widgets if isinstance(widget, OutputCard)]

    def first_focus(self) -> QWidget | None:
        """Begin at the first that may be seen."""
        return next((card.button for card in self.cards() if card.line.may_tell), None)

    def ask(self, line: OutputLine) -> None:
        """Ask what is written down of it."""
        self._chosen = line
        self.superior_row.setVisible(line.needs_superior)
        self.superior.set_value("")
        self.note.set_value("")
        self.telling.ask(line.title, _HINT, "確かめたと記録する")
        (self.superior if line.needs_superior else self.note).setFocus()
        self.ensureWidgetVisible(self.telling)

    def tell(self) -> None:
        """Write it down."""
        if self._chosen is not None:
            work = partial(
                tell_mass_output,
                output_id=self._chosen.output.id,
                superior=self.superior.value(),
                note=self.note.value(),
            )
            self.context.operations.act(self, work, self.told)

    def told(self, output: MassOutput) -> None:
        """Say what was written down."""
        self.telling.put_away()
        self.say("success", f"{output.told_to}が確かめたことを、取扱記録簿に1行残しました。")

    def open_log(self) -> None:
        """Go to the handling log."""
        self.context.shell.open("handling_log")


def _seen(line: OutputLine) -> tuple[str, str]:
    told = f"{line.told_words}が確かめた" + (f"({line.output.note})" if line.output.note else "")
    return f"{line.at_words}　{line.title}", f"理由: {line.output.reason}\n{told}"
