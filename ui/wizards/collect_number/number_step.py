"""The step that takes the digits twice, and the last look before they are sealed."""

from PySide6.QtWidgets import QCheckBox, QWidget

from ashibue_desk.domain.individual_number import number_problem
from ashibue_desk.domain.japanese_calendar import both
from ashibue_desk.domain.problems import Problem
from ui.widgets.banner import BannerPlace
from ui.widgets.card import column
from ui.widgets.field_row import FieldRow, Form
from ui.widgets.labels import SupportText
from ui.widgets.number_field import NumberField
from ui.widgets.small_parts import TitledText
from ui.widgets.wizard_frame import StepWidget
from ui.wizards.collect_number.flow import FIRST, SECOND, CollectFlow
from ui.wizards.collect_number.steps import ROUTE_NAMES


class NumberStep(StepWidget):
    """Two fields without input method, copy or memory. They are emptied as soon as the step is left."""

    def __init__(self, flow: CollectFlow, capture_sentence: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._flow = flow
        layout = column(gap=16)
        self.setLayout(layout)
        self.form = Form(self)
        self.first, self.second = NumberField(), NumberField()
        self.form.add(FieldRow("個人番号(1回目)", self.first, check=self._judge_first, name=FIRST))
        self.form.add(FieldRow("個人番号(2回目)", self.second, check=self._judge_second, name=SECOND))
        self.taken = SupportText("", self)
        layout.addWidget(self.form)
        layout.addWidget(self.taken)
        layout.addWidget(SupportText(capture_sentence, self))
        self.first.completed.connect(self._first_full)

    def load(self) -> None:
        """Empty fields; a number that was taken before is not shown again."""
        self.wipe()
        self.taken.setText(
            "番号は入力済みです。このまま次へ進めます。直すときは、両方の欄に入力し直してください。"
            if self._flow.has_number
            else ""
        )
        self.taken.setVisible(self._flow.has_number)

    def store(self) -> None:
        """Hand both entries to the flow."""
        self._flow.take_numbers(self.first.text(), self.second.text())

    def wipe(self) -> None:
        """Empty both fields and their history."""
        self.first.wipe()
        self.second.wipe()
        self.form.clear_problems()

    def show_problems(self, problems: tuple[Problem, ...]) -> tuple[Problem, ...]:
        """Show what is wrong beside the fields."""
        return self.form.show_only(problems)

    def first_focus(self) -> QWidget | None:
        """Begin in the first field."""
        return self.first

    def _judge_first(self) -> Problem | None:
        return number_problem(self.first.text())

    def _judge_second(self) -> Problem | None:
        if self.first.digits() != self.second.digits():
            return Problem(SECOND, "1回目と2回目の番号が違います。書類を見て、両方を確かめてください。")
        return None

    def _first_full(self) -> None:
        """Say at once when the digits cannot be right. The keyboard stays: who presses Tab would leave the second field out."""
        self.form.rows()[0].judge()


class ConfirmStep(StepWidget):
    """Everything that will be kept but the digits, and the question whether a second holder is the same human being."""

    def __init__(self, flow: CollectFlow, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._flow = flow
        layout = column(gap=12)
        self.setLayout(layout)
        self.notices = BannerPlace(self)
        self.same = QCheckBox("同じ人であることを確かめました", self)
        self.facts = {title: TitledText(title, "", self) for title in _TITLES}
        for part in (self.notices, self.same, *self.facts.values()):
            layout.addWidget(part)

    def load(self) -> None:
        """Show what was answered."""
        flow, answers = self._flow, self._flow.answers
        if flow.facts is None:
            return
        kept = flow.verification()
        texts = (
            f"{flow.facts.name}さん({flow.facts.category_name})",
            "\n".join(affair.name for affair in flow.affairs()),
            ROUTE_NAMES[kept.route] + (f"(代理人: {kept.agent_name})" if kept.agent_name else ""),
            _way(flow),
            f"{both(kept.checked_on)} {kept.checked_by}",
            "2回の入力が一致しています。番号は画面に出しません。"
            if flow.has_number
            else "まだ入力していません。",
        )
        for title, text in zip(_TITLES, texts, strict=True):
            self.facts[title].text.setText(text)
        self.same.setChecked(answers.same_person)
        self._ask_same(answers.duplicates)

    def store(self) -> None:
        """Keep the answer about a second holder."""
        self._flow.answers.same_person = self.same.isChecked() and bool(self._flow.answers.duplicates)

    def first_focus(self) -> QWidget | None:
        """Begin at the question about a second holder, if there is one."""
        return self.same if self._flow.answers.duplicates else None

    def _ask_same(self, names: tuple[str, ...]) -> None:
        self.notices.clear()
        self.same.setVisible(bool(names))
        if names:
            who = "、".join(names)
            self.notices.say(
                "warning",
                "個人番号は一人に一つです。写しまちがいや、別の人の書類を見ていないかを確かめてください。まだ何も登録していません。",
                title=f"同じ番号が、{who}さんにも登録されています",
                closable=False,
            )
            self.same.setText(f"{who}さんと同じ人であることを確かめました")
            self.same.setAccessibleName(self.same.text())


_TITLES = ("だれの番号か", "使う事務", "受け取り方", "確かめた方法", "確かめた日と人", "個人番号")


def _way(flow: CollectFlow) -> str:
    combination = flow.combination()
    if combination is None:
        return ""
    names = {document.id: document.name for slot in combination.slots for document in slot.choices}
    shown = "・".join(names[document] for document in flow.answers.documents if document in names)
    parts = (combination.name, shown, flow.verification().omission_reason)
    return "\n".join(part for part in parts if part)
