"""The step of identity verification: which way, which kinds of documents, when, by whom. No numbers, no pictures."""

from datetime import date

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QWidget

from ashibue_desk.domain.identity import Combination, DocumentSlot, IdentityDocument, Route
from ashibue_desk.domain.problems import Problem
from ui.widgets.card import clear, column
from ui.widgets.choice_cards import ChoiceCard, ChoiceCards
from ui.widgets.date_field import DateField
from ui.widgets.field_row import FieldRow, Form
from ui.widgets.fields import ChoiceField, TextField
from ui.widgets.labels import SupportText
from ui.widgets.small_parts import TitledText
from ui.widgets.wizard_frame import StepWidget
from ui.wizards.collect_number.flow import CollectFlow
from ui.wizards.collect_number.steps import confirmed

_UNCHOSEN = ("", "選んでください")


class DocumentRow(FieldRow):
    """One document of a slot. What must be minded with the chosen kind is said below its name."""

    def __init__(self, slot: DocumentSlot, place: int, parent: QWidget | None = None) -> None:
        items = tuple((document.id, document.name) for document in slot.choices)
        self.choice = ChoiceField(items if len(items) == slot.count == 1 else (_UNCHOSEN, *items))
        self.choice.let_shrink()  # or the row would be measured for the width of its longest document
        many = f"({place + 1}つ目)" if slot.count > 1 else ""
        super().__init__(f"{slot.label}{many}", self.choice, parent, required=True, name="documents")
        self.slot = slot
        self._kinds: dict[str, IdentityDocument] = {document.id: document for document in slot.choices}
        self.choice.currentIndexChanged.connect(self._tell_warning)
        self._tell_warning()

    def _tell_warning(self) -> None:
        kind = self._kinds.get(self.choice.value())
        self.set_support(kind.warning if kind is not None else "")


class CheckStep(StepWidget):
    """Cards for the ways to verify; below them what the chosen way asks for. ``way_changed`` when another is chosen."""

    way_changed = Signal()

    def __init__(self, flow: CollectFlow, day: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._flow = flow
        self._loading = False
        layout = column(gap=16)
        self.setLayout(layout)
        self.cards = ChoiceCards((), self)
        layout.addWidget(self.cards)
        self._asked = column(gap=16)
        layout.addLayout(self._asked)
        self.document_rows: list[DocumentRow] = []
        self.reason_row: FieldRow | None = None
        self.reasons = ChoiceField()
        self.form = Form(self)
        self.agent = TextField(max_length=100)
        self.agent_row = self.form.add(
            FieldRow("代理人の氏名(&A)", self.agent, required=True, name="agent_name")
        )
        self.day = DateField(day=day)
        self.day_row = self.form.add(FieldRow("確かめた日(&D)", self.day, required=True, name="checked_on"))
        layout.addWidget(self.form)
        self.checker = TitledText("確かめた人", "", self)
        layout.addWidget(self.checker)
        self.cards.changed.connect(self._way_chosen)
        self.day.changed.connect(self._day_changed)

    def load(self) -> None:
        """Show the ways that hold for the route, and what was answered."""
        answers = self._flow.answers
        self._loading = True
        self.day.set_value(answers.checked_on)
        self.agent.set_value(answers.agent_name)
        self._loading = False
        self.agent_row.setVisible(answers.route is Route.AGENT)
        self._offer()

    def store(self) -> None:
        """Keep the kinds of documents, the reason, the agent and the day."""
        answers = self._flow.answers
        answers.documents = tuple(
            row.choice.value() for row in self.document_rows if not row.choice.is_empty()
        )
        answers.omission_reason = self.reasons.value() if self.reason_row is not None else ""
        answers.agent_name = self.agent.value()
        answers.checked_on = self.day.value()

    def show_problems(self, problems: tuple[Problem, ...]) -> tuple[Problem, ...]:
        """Show each problem beside what it is about; the frame says the rest."""
        for row in (*self.form.rows(), *self.document_rows):
            row.show_problem(None)
        if self.reason_row is not None:
            self.reason_row.show_problem(None)
        self.cards.show_wrong(any(problem.field == "combination" for problem in problems))
        left = [problem for problem in problems if not self._shown_below(problem)]
        self._go_to_first_wrong()
        return self.form.show_problems(left)

    def event(self, event: QEvent) -> bool:
        """Ask for the whole height of what is shown: cards that are squeezed would lose their last lines."""
        done = super().event(event)
        if event.type() in (QEvent.Type.LayoutRequest, QEvent.Type.Resize):
            layout = self.layout()
            wanted = layout.heightForWidth(self.width()) if layout is not None else 0
            if wanted > 0 and wanted != self.minimumHeight():
                self.setMinimumHeight(wanted)
        return done

    def first_focus(self) -> QWidget | None:
        """Begin at the chosen card, or the first."""
        buttons = self.cards.buttons()
        chosen = (button for button in buttons if button.isChecked())
        return next(chosen, buttons[0] if buttons else None)

    def _go_to_first_wrong(self) -> None:
        """Put the keyboard where something is missing: it lies below the cards, often below the edge of the window."""
        asked = (*self.document_rows, *((self.reason_row,) if self.reason_row is not None else ()))
        wrong = next((row for row in asked if row.problem_text()), None)
        if wrong is not None:
            wrong.field.setFocus()

    def _shown_below(self, problem: Problem) -> bool:
        if problem.field == "omission_reason" and self.reason_row is not None:
            self.reason_row.show_problem(problem)
            return True
        if problem.field == "documents":
            for row in self.document_rows:
                if row.choice.is_empty() and f"「{row.slot.label}」" in problem.sentence:
                    row.show_problem(problem)
                    return True
        return False

    def _offer(self) -> None:
        self.cards.set_cards([_card(combination) for combination in self._flow.combinations()])
        self.cards.set_value(self._flow.answers.combination_id)
        self._ask()

    def _ask(self) -> None:
        """Ask for what the chosen way needs."""
        clear(self._asked)
        self.document_rows, self.reason_row = [], None
        combination, answers = self._flow.combination(), self._flow.answers
        self.checker.text.setText(self._flow.verification().checked_by if self._flow.facts else "")
        if combination is None:
            return
        left = list(answers.documents)
        for slot in combination.slots:
            for place in range(slot.count):
                self._ask_document(slot, place, left)
        if combination.omission:
            self._ask_reason(combination)
        if combination.checked_by_worker:
            self._asked.addWidget(
                SupportText("書類を見る必要はありません。従業者に確かめてもらったことだけを残します。", self)
            )

    def _ask_document(self, slot: DocumentSlot, place: int, left: list[str]) -> None:
        row = DocumentRow(slot, place, self)
        mine = next((kept for kept in left if row.choice.findData(kept) >= 0), "")
        if mine:
            left.remove(mine)
            row.choice.set_value(mine)
        self._asked.addWidget(row)
        self.document_rows.append(row)

    def _ask_reason(self, combination: Combination) -> None:
        self.reasons = ChoiceField(
            (_UNCHOSEN, *((reason, reason) for reason in combination.omission_reasons))
        )
        self.reasons.let_shrink()
        self.reason_row = FieldRow(
            "身元確認を省く理由", self.reasons, self, required=True, name="omission_reason"
        )
        self.reasons.set_value(self._flow.answers.omission_reason)
        self._asked.addWidget(self.reason_row)

    def _way_chosen(self) -> None:
        self._flow.choose_combination(self.cards.value())
        self._ask()
        self.way_changed.emit()

    def _day_changed(self) -> None:
        """Offer what held on the day of the check: documents and ways come and go with the law."""
        if not self._loading and self.day.value() is not None:
            self.store()
            self._offer()


def _card(combination: Combination) -> ChoiceCard:
    tag = "理由を記録" if combination.omission else ""
    if not tag and not confirmed(combination.source):
        tag = "根拠を確認中"
    text = "\n".join(part for part in (combination.explanation, combination.warning) if part)
    return ChoiceCard(combination.id, combination.name, text, tag)
