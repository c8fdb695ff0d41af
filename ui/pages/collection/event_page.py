"""Recording a step on the way to a number: asked for, explained, refused. What was recorded before stands beside it."""

from functools import partial
from typing import Final

from PySide6.QtWidgets import QWidget

from ashibue_desk.domain.collection import EVENT_KIND_NAMES, CollectionEvent, EventKind
from ashibue_desk.domain.errors import Situation
from ashibue_desk.domain.japanese_calendar import both
from ashibue_desk.domain.problems import Problem
from ashibue_desk.use_cases.changes import Changed
from ashibue_desk.use_cases.collect_number import record_event
from ashibue_desk.use_cases.people import PersonDetails, person_details
from ui.widgets.buttons import OutlineButton, PrimaryButton
from ui.widgets.card import Card, clear, row
from ui.widgets.date_field import DateField
from ui.widgets.field_row import FieldRow, Form
from ui.widgets.fields import ChoiceField, LongTextField
from ui.widgets.labels import SupportText
from ui.widgets.page import Page, PageContext
from ui.widgets.small_parts import TitledText

_SUPPORTS: Final = {
    EventKind.REQUESTED: "いつ、どうやって求めたかを書きます。例: 採用の書類といっしょに手渡しで依頼",
    EventKind.EXPLAINED: "番号の記載が法令で決められた義務であることを、どう説明したかを書きます。",
    EventKind.REFUSED: "拒まれたいきさつを書きます。この記録があれば、番号のない書類を提出できます。",
}


class CollectionEventPage(Page):
    """One form. The argument is a person's id and the kind of step."""

    title = "収集の経過を記録する"
    help_key = "collection"
    draft_key = "collection_event"
    refresh_on = Changed.NUMBERS

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self._person_id = ""
        self._done = False
        self.form = Form(self)
        kinds = tuple((kind.value, words) for kind, words in EVENT_KIND_NAMES.items())
        self.kind = ChoiceField(kinds)
        self.day = DateField(day=context.day())
        self.text = LongTextField(lines=4)
        self.form.add(FieldRow("何があったか(&K)", self.kind, required=True, name="kind"))
        self.form.add(
            FieldRow("日付(&D)", self.day, required=True, name="happened_on", check=self._judge_day)
        )
        self.text_row = self.form.add(FieldRow("いきさつ(&T)", self.text, required=True, name="text"))
        card = Card("記録する", self)
        card.body.addWidget(self.form)
        card.body.addWidget(
            SupportText("個人番号は書かないでください。番号らしい数字は伏せて残します。", self)
        )
        buttons = row()
        self.save_button = PrimaryButton("記録する", self)
        self.give_up_button = OutlineButton("やめる", self)
        buttons.addWidget(self.save_button)
        buttons.addWidget(self.give_up_button)
        buttons.addStretch(1)
        card.body.addLayout(buttons)
        self.course = Card("これまでの経過", self)
        self.body.addWidget(card)
        self.body.addWidget(self.course)
        self.day.set_value(context.day())
        self.kind.currentIndexChanged.connect(self._kind_changed)
        self.save_button.clicked.connect(self.save)
        self.give_up_button.clicked.connect(self._give_up)
        self._kind_changed(0)

    def show_argument(self, argument: object) -> None:
        """Take the person, and the kind of step where the opener knows it."""
        person_id, kind = argument if isinstance(argument, tuple) else (argument, EventKind.REQUESTED)
        self._person_id = str(person_id)
        self.kind.set_value(kind.value)

    def refresh(self, changed: Changed) -> None:  # noqa: ARG002 - the base's signature
        """Read what was recorded before."""
        if self._person_id:
            self.context.operations.query(
                self, partial(person_details, person_id=self._person_id), self.show_details
            )

    def show_details(self, details: PersonDetails) -> None:
        """Show the course of events, the newest first."""
        self.set_subtitle(f"{details.person.name}さん")
        clear(self.course.body)
        for event in reversed(details.events):
            title = f"{both(event.happened_on)} {EVENT_KIND_NAMES[event.kind]}"
            words = "\n".join(part for part in (event.text, f"記録した人: {event.recorded_by}") if part)
            self.course.body.addWidget(TitledText(title, words, self.course))
        if not details.events:
            self.course.body.addWidget(SupportText("まだ記録がありません。", self.course))

    def first_focus(self) -> QWidget | None:
        """Begin at what is to be written; the kind is already chosen."""
        return self.text

    def save(self) -> None:
        """Record the step."""
        day = self.day.value()
        if self.form.judge() or day is None or not self._person_id:
            return
        self.save_button.setEnabled(False)
        event = CollectionEvent(EventKind(self.kind.value()), day, self.text.value())
        work = partial(record_event, person_id=self._person_id, event=event)
        self.context.operations.act(self, work, self._saved, self._not_saved)

    def draft(self) -> dict[str, str]:
        """Return what was written so far."""
        if self._done or self.text.is_empty() or not self._person_id:
            return {}
        return {
            "person": self._person_id,
            "kind": self.kind.value(),
            "day": self.day.line.value(),
            "text": self.text.value(),
        }

    def restore_draft(self, values: dict[str, str]) -> None:
        """Put back what was written."""
        self._person_id = values.get("person", "")
        self.kind.set_value(values.get("kind", ""))
        self.day.line.set_value(values.get("day", ""))
        self.text.set_value(values.get("text", ""))
        self.refresh(Changed.NUMBERS)

    def _judge_day(self) -> Problem | None:
        day = self.day.value()
        if day is not None and day > self.context.day():
            return Problem("happened_on", "先の日付になっています。今日までの日を入力してください。")
        return None

    def _kind_changed(self, _at: int) -> None:
        kind = EventKind(self.kind.value())
        self.text_row.set_support(_SUPPORTS[kind])
        # Said on the button too: at 200 % the choice stands above the edge.
        self.save_button.setText(f"{EVENT_KIND_NAMES[kind]}を記録する")

    def _give_up(self) -> None:
        self.context.shell.back()

    def _not_saved(self, situation: Situation) -> None:
        self.save_button.setEnabled(True)
        self.show_situation(situation)

    def _saved(self, answer: str | tuple[Problem, ...]) -> None:
        if isinstance(answer, tuple):
            self.save_button.setEnabled(True)
            self.form.show_problems(answer)
            return
        self._done = True
        words = EVENT_KIND_NAMES[EventKind(self.kind.value())]
        shell, who = self.context.shell, self.subtitle.text()
        shell.back()
        shell.say("success", "取扱記録簿にも1行残しました。", f"{who}の「{words}」を記録しました")
