"""The steps of the check as they are drawn."""

from PySide6.QtWidgets import QWidget

from ashibue_desk.domain.cloud_check import (
    CLOUD_ANSWER_NAMES,
    CLOUD_CONCLUSION_SENTENCES,
    CloudAnswer,
    CloudConclusion,
)
from ashibue_desk.domain.problems import Problem
from ui.widgets.card import Rule, clear, column, row
from ui.widgets.choice_cards import ChoiceCard, ChoiceCards
from ui.widgets.field_row import FieldRow, Form
from ui.widgets.fields import LongTextField, TextField
from ui.widgets.labels import PlainLabel, SupportText, Tag
from ui.widgets.wizard_frame import StepWidget
from ui.wizards.cloud_check.flow import CloudFlow


class _FormStep(StepWidget):
    def __init__(self, flow: CloudFlow, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.flow = flow
        self.layout_ = column(gap=16)
        self.setLayout(self.layout_)
        self.form = Form(self)

    def show_problems(self, problems: tuple[Problem, ...]) -> tuple[Problem, ...]:
        return self.form.show_only(problems)


class ServiceStep(_FormStep):
    """Which service, whose, and for what it is used."""

    def __init__(self, flow: CloudFlow, parent: QWidget | None = None) -> None:
        super().__init__(flow, parent)
        self.service = TextField(width=28, placeholder="給与計算のクラウドサービスの名前 など")
        self.provider, self.purpose = TextField(width=28), TextField(width=32)
        self._fields = {"service": self.service, "provider": self.provider, "purpose": self.purpose}
        self.form.add(FieldRow("サービスの名前(&N)", self.service, required=True, name="service"))
        self.form.add(FieldRow("事業者(&P)", self.provider, required=False, name="provider"))
        self.form.add(FieldRow("何に使うか(&U)", self.purpose, required=False, name="purpose"))
        self.layout_.addWidget(self.form)

    def load(self) -> None:
        """Show what was typed."""
        for name, field in self._fields.items():
            field.set_value(self.flow.texts[name])

    def store(self) -> None:
        """Keep what was typed."""
        for name, field in self._fields.items():
            self.flow.texts[name] = field.value()

    def first_focus(self) -> QWidget:
        """Begin with the name."""
        return self.service


class QuestionStep(_FormStep):
    """One question: whether it holds, and where somebody read that."""

    def __init__(self, flow: CloudFlow, question_id: str, parent: QWidget | None = None) -> None:
        super().__init__(flow, parent)
        self._id = question_id
        texts = {
            CloudAnswer.HOLDS: "契約書や説明で確かめました。",
            CloudAnswer.DOES_NOT_HOLD: "委託として扱います。",
            CloudAnswer.UNKNOWN: "確かめられないときは、委託として扱います。",
        }
        self.answer = ChoiceCards(
            [ChoiceCard(one.value, name, texts[one]) for one, name in CLOUD_ANSWER_NAMES.items()]
        )
        self.note = TextField(width=36, placeholder="利用規約 第12条、2026年11月に見た など")
        self.form.add(FieldRow("答え", self.answer, required=True, name="answer"))
        self.form.add(FieldRow("どこを見て確かめたか(&W)", self.note, required=None, name="note"))
        self.layout_.addWidget(self.form)

    def load(self) -> None:
        """Show what was answered."""
        answer = self.flow.answers.get(self._id)
        self.answer.set_value(answer.value if answer is not None else "")
        self.note.set_value(self.flow.notes.get(self._id, ""))

    def store(self) -> None:
        """Keep what was answered."""
        if self.answer.value():
            self.flow.answers[self._id] = CloudAnswer(self.answer.value())
        self.flow.notes[self._id] = self.note.value()

    def first_focus(self) -> QWidget | None:
        """Begin with the cards."""
        return next((one for one in self.answer.buttons() if one.isChecked()), self.answer.buttons()[0])


class ResultStep(_FormStep):
    """What follows, the answers it rests on, and what the office does itself."""

    def __init__(self, flow: CloudFlow, parent: QWidget | None = None) -> None:
        super().__init__(flow, parent)
        self.tag = Tag("", "neutral", self)
        self.sentence = PlainLabel("", self, look="h3", wrap=True)
        self._answers = column(gap=8)
        self.own = LongTextField(
            lines=3, placeholder="使える人を限り、二段階の認証を使い、退職の日に止める など"
        )
        self.own_row = self.form.add(
            FieldRow("当事業所が自分で講じる安全管理措置(&M)", self.own, required=True, name="own_measures")
        )
        self.layout_.addWidget(self.tag)
        self.layout_.addWidget(self.sentence)
        self.layout_.addLayout(self._answers)
        self.layout_.addWidget(self.form)

    def load(self) -> None:
        """Show the conclusion."""
        conclusion = self.flow.conclusion()
        free = conclusion is CloudConclusion.NO_ENTRUSTMENT
        self.tag.set_text("委託にあたらない" if free else "委託として扱う", "success" if free else "warning")
        self.sentence.setText(CLOUD_CONCLUSION_SENTENCES[conclusion])
        clear(self._answers)
        for question in self.flow.questions:
            answer = self.flow.answers.get(question.id, CloudAnswer.UNKNOWN)
            line = row(gap=12)
            line.addWidget(PlainLabel(question.text, self, wrap=True), 1)
            tone = "success" if answer is CloudAnswer.HOLDS else "warning"
            line.addWidget(Tag(CLOUD_ANSWER_NAMES[answer], tone, self))
            self._answers.addLayout(line)
            note = self.flow.notes.get(question.id, "")
            if note:
                self._answers.addWidget(SupportText(note, self))
            self._answers.addWidget(Rule(self))
        self.own_row.setVisible(free)
        self.own.set_value(self.flow.texts["own_measures"])

    def store(self) -> None:
        """Keep what was typed."""
        self.flow.texts["own_measures"] = self.own.value()

    def first_focus(self) -> QWidget | None:
        """Begin with the measures, where they are asked."""
        return self.own if self.flow.conclusion() is CloudConclusion.NO_ENTRUSTMENT else None
