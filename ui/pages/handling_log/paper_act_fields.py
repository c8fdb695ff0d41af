"""The fields of an act on paper, for entering one and for putting one right."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject

from ashibue_desk.domain.handling_log import LOG_CLASS_NAMES
from ashibue_desk.domain.paper_acts import Need, PaperAct, PaperActRule, PaperActRules
from ashibue_desk.domain.problems import Problem
from ashibue_desk.use_cases.contractors.register import affair_choices
from ashibue_desk.use_cases.desk import Desk
from ashibue_desk.use_cases.paper_acts import paper_act_rules
from ashibue_desk.use_cases.people import list_people
from ui.widgets.date_field import DateField
from ui.widgets.field_row import FieldRow, Form
from ui.widgets.fields import ChoiceField, LongTextField, TextField
from ui.widgets.page import PageContext
from ui.widgets.person_field import PersonChoice, PersonField
from ui.wording.counts import count_of
from ui.wording.people import CATEGORY_NAMES

_WHOM = "名前・かな・コードの一部を入れると、名簿の人が出ます。何人分もまとめるときは「退職した3人」のように書きます。"
_PAPER = "個人番号そのものは、どの欄にも書かないでください。"
_CHOOSE = ("", "選んでください")
_MARKS = {Need.REQUIRED: True, Need.OPTIONAL: False, Need.NONE: None}


@dataclass(frozen=True)
class PaperActChoices:
    """What may be chosen: kinds of acts, people, affairs as (id, name)."""

    rules: PaperActRules
    people: tuple[PersonChoice, ...]
    affairs: tuple[tuple[str, str], ...]


def read_choices(desk: Desk) -> PaperActChoices:
    """Read what may be chosen. Runs in the vault thread."""
    people = tuple(
        PersonChoice(
            row.id,
            row.name,
            "・".join(part for part in (CATEGORY_NAMES[row.category], row.code, row.department) if part),
            row.search_key,
        )
        for row in list_people(desk)
    )
    affairs = tuple((affair.id, affair.name) for affair in affair_choices(desk))
    return PaperActChoices(paper_act_rules(desk), people, affairs)


class PaperActFields(QObject):
    """Puts its rows into a form and shows those that fit the kind of act."""

    def __init__(self, form: Form, context: PageContext) -> None:
        super().__init__(form)
        self._context = context
        self._rules: PaperActRules | None = None
        self.kind = ChoiceField()
        self.day = DateField(day=context.day())
        self.day.set_value(context.day())
        self.whom = PersonField()
        self.count = TextField(width=6, max_length=8, check=_count_problem)
        self.affair = ChoiceField()
        self.recipient = TextField(width=30)
        self.remark = LongTextField(lines=2)
        self.kind_row = FieldRow("何をしたか(&K)", self.kind, required=True, name="kind")
        self.affair_row = FieldRow("何の事務のためか(&J)", self.affair, required=True, name="affair")
        self.recipient_row = FieldRow("相手(&A)", self.recipient, required=True, name="recipient")
        self.count_row = FieldRow("何人分か(&C)", self.count, required=True, name="count")
        self._rows: Sequence[FieldRow] = (
            self.kind_row,
            FieldRow("取り扱った日(&D)", self.day, required=True, name="happened_on", check=self._judge_day),
            FieldRow("だれの書類か(&W)", self.whom, required=True, support=_WHOM, name="group"),
            self.count_row,
            self.affair_row,
            self.recipient_row,
            FieldRow("備考(&B)", self.remark, required=False, support=_PAPER, name="remark"),
        )
        for choice in (self.kind, self.affair):
            choice.let_shrink()
        for each in self._rows:
            form.add(each)
        self.kind.currentIndexChanged.connect(self._show_fitting)
        self.whom.changed.connect(self._show_count)
        self._show_fitting()

    def show_choices(self, choices: PaperActChoices) -> None:
        """Offer kinds, people and affairs."""
        self._rules = choices.rules
        self.kind.set_items((_CHOOSE, *((rule.id, kind_words(rule)) for rule in choices.rules.acts)))
        self.affair.set_items((_CHOOSE, *choices.affairs))
        self.whom.set_people(choices.people)
        self._show_fitting()

    def show_act(self, act: PaperAct) -> None:
        """Show what was entered before."""
        self.kind.set_value(act.kind)
        self.day.set_value(act.happened_on)
        self.whom.set_value(act.group)
        if act.person_id:
            self.whom.choose(act.person_id)
        self.count.set_value(str(act.count))
        self.affair.set_value(act.affair)
        self.recipient.set_value(act.recipient)
        self.remark.set_value(act.remark)

    def act(self) -> PaperAct:
        """Return what was typed."""
        person, rule = self.whom.person_id(), self.rule()
        return PaperAct(
            kind=self.kind.value(),
            happened_on=self.day.value() or self._context.day(),
            person_id=person,
            group="" if person else self.whom.value(),
            affair=self.affair.value() if rule is not None and rule.affair is not Need.NONE else "",
            count=1 if person else count_of(self.count.value()) or 0,
            recipient=self.recipient.value() if rule is not None and rule.recipient is not Need.NONE else "",
            remark=self.remark.value(),
        )

    def rule(self) -> PaperActRule | None:
        """Return the kind that is chosen."""
        return None if self._rules is None else self._rules.by_id.get(self.kind.value())

    def set_shown(self, *, shown: bool) -> None:
        """Show or put away all rows."""
        for each in self._rows:
            each.setVisible(shown)
        if shown:
            self._show_fitting()

    def _judge_day(self) -> Problem | None:
        day = self.day.value()
        if day is not None and day > self._context.day():
            return Problem("happened_on", "先の日付になっています。取り扱った日を入力してください。")
        return None

    def _show_fitting(self, *_at: int) -> None:
        rule = self.rule()
        self.kind_row.set_support(rule.hint if rule is not None else "")
        if rule is not None:
            self.affair_row.set_label("何の事務のためか(&J)", required=_MARKS[rule.affair])
            label = f"{rule.recipient_label or '相手'}(&A)"
            self.recipient_row.set_label(label, required=_MARKS[rule.recipient])
        self.affair_row.setVisible(rule is not None and rule.affair is not Need.NONE)
        self.recipient_row.setVisible(rule is not None and rule.recipient is not Need.NONE)
        self._show_count()

    def _show_count(self) -> None:
        self.count_row.setVisible(not self.whom.person_id())


def kind_words(rule: PaperActRule) -> str:
    """Return a kind with its class before it."""
    return f"{LOG_CLASS_NAMES[rule.log_class]}: {rule.act}"


def _count_problem(typed: str) -> Problem | None:
    return None if count_of(typed) else Problem("count", "何人分かを、1以上の数字で入力してください。")
