"""The small forms of a person in charge: a step with its day and words, other affairs, the confirmation of a handover."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtWidgets import QWidget

from ashibue_desk.domain.appointments import Step
from ui.widgets.act_card import ActCard
from ui.widgets.check_group import CheckChoice, CheckGroup
from ui.widgets.confirmed_card import ConfirmedCard
from ui.widgets.date_field import DateField
from ui.widgets.field_row import FieldRow
from ui.widgets.fields import TextField

_STEP_FIELDS = {
    Step.ANNOUNCED: (
        "announced_on",
        "周知した日(&D)",
        "announced_where",
        "周知の方法(&B)",
        "事務室の掲示板に掲示",
    ),
    Step.PLEDGED: (
        "pledge_received_on",
        "受け取った日(&D)",
        "pledge_place",
        "誓約書の保管場所(&B)",
        "書庫1 誓約書ファイル",
    ),
    Step.TRAINED: (
        "trained_on",
        "研修をした日(&D)",
        "training_note",
        "内容と、理解を確かめた方法(&B)",
        "取扱規程の読合わせと確認テスト",
    ),
}


class StepCard(ActCard):
    """One step: its day, and the words that go with it."""

    def __init__(self, step: Step, day: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.step = step
        day_name, day_label, words_name, words_label, example = _STEP_FIELDS[step]
        self.day = DateField(day=day)
        self.day.set_value(day)
        self.words = TextField(placeholder=example, width=32)
        self.form.add(FieldRow(day_label, self.day, required=True, name=day_name))
        self.form.add(
            FieldRow(
                words_label,
                self.words,
                required=True,
                name=words_name,
                support="個人番号は書かないでください。",
            )
        )

    def forget(self, day: date) -> None:
        """Be ready for the next time."""
        self.day.set_value(day)
        self.words.set_value("")


class AffairsCard(ConfirmedCard):
    """The affairs of a handler, to widen or to narrow."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.affairs = CheckGroup(parent=self)
        self.form.add(
            FieldRow(
                "担当する事務(&A)",
                self.affairs,
                required=True,
                name="affairs",
                support="外した事務の番号は、その場で開けなくなります。鍵をつくり直すためです。",
            )
        )
        self.add_password()

    def offer(self, choices: Sequence[CheckChoice], ticked: Sequence[str]) -> None:
        """Offer the affairs with those assigned ticked."""
        self.affairs.set_choices(choices)
        self.affairs.set_value(ticked)


class EndCard(ConfirmedCard):
    """The officer's own password, before a handover is confirmed as complete."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.add_password()


class TermCard(ActCard):
    """Another last day of a term."""

    def __init__(self, day: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.ends_on = DateField(day=day)
        self.form.add(
            FieldRow(
                "任期の末日(&D)",
                self.ends_on,
                required=False,
                name="ends_on",
                support="空欄にすると、末日を決めません。",
            )
        )
