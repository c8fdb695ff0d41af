"""Recording that numbers were handed to a contractor: first whether they may be, then what, whose, how many, how."""

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from ashibue_desk.domain.contractor_gate import GateFinding
from ashibue_desk.domain.contractor_provision import WAY_NAMES, GateClosed, ProvisionEntry, Way
from ashibue_desk.domain.problems import Problem
from ashibue_desk.use_cases.contractors.providing import gate_now, record_provision
from ashibue_desk.use_cases.contractors.register import Entrusted, read_contractor
from ashibue_desk.use_cases.desk import Desk
from ashibue_desk.use_cases.mass_output import mass_question
from ui.pages.contractors.contractor_form import ContractorForm
from ui.pages.contractors.gate_card import GateCard
from ui.pages.contractors.view import DECIDES
from ui.widgets.date_field import DateField
from ui.widgets.field_row import FieldRow
from ui.widgets.fields import ChoiceField, LongTextField, TextField
from ui.widgets.mass_reason import MassReasonRow
from ui.widgets.page import PageContext
from ui.wording.counts import count_of


class ProvisionPage(ContractorForm):
    """Records one provision through the gate; against it only the officer can. Made anew at each opening."""

    title = "番号を渡したことを記録する"
    help_key = "contractor_provision"
    draft_key = "contractor_provision"

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self._decides = bool(context.roles & DECIDES)
        self._closed = False
        self.gate = GateCard(self)
        self.body.insertWidget(0, self.gate)
        self.day = DateField(day=context.day())
        self.day.set_value(context.day())
        self.what = TextField(width=36, placeholder="扶養控除等申告書の写し など")
        self.whose = TextField(width=24, placeholder="職員と扶養親族 など")
        self.count = TextField(width=6, max_length=8, check=_count_problem)
        self.affair = ChoiceField()
        self.affair.setSizeAdjustPolicy(ChoiceField.SizeAdjustPolicy.AdjustToContents)
        self.way = ChoiceField(tuple((one.value, name) for one, name in WAY_NAMES.items()))
        self.tracking = TextField(width=16, max_length=40)
        self.receipt = TextField(width=36, placeholder="受領書を受け取った など。あとからでも記録できます")
        self.note = LongTextField(lines=2)
        self.reason = LongTextField(lines=3)
        self.tracking_row = FieldRow("追跡番号(&T)", self.tracking, self.form, required=True, name="tracking")
        support = "足りないものと、いま渡さなければならないわけを書きます。"
        self.mass_reason = MassReasonRow()
        self.reason_row = FieldRow(
            "責任者の理由(&S)", self.reason, self.form, required=True, support=support, name="override_reason"
        )
        self.form.add_in_turns(self._rows())
        self.day.changed.connect(self.ask_gate)
        self.count.left.connect(self.ask_mass_question)
        self.way.currentIndexChanged.connect(self._show_fitting)
        self._show_fitting()
        self.reason_row.hide()

    def _rows(self) -> Iterator[FieldRow]:
        number = "個人番号そのものは、どの欄にも書かないでください。"
        affair = "廃棄のために回収ボックスへ入れるときは、選ばなくてもかまいません。"
        yield FieldRow("渡した日(&D)", self.day, self.form, required=True, name="provided_on")
        yield FieldRow("渡したもの(&N)", self.what, self.form, required=True, support=number, name="what")
        yield FieldRow("だれの番号か(&W)", self.whose, self.form, required=False, name="whose")
        yield FieldRow("何人分か(&C)", self.count, self.form, required=True, name="count")
        yield FieldRow("何の事務のためか(&J)", self.affair, self.form, support=affair, name="affair")
        yield FieldRow("渡し方(&H)", self.way, self.form, name="way")
        yield self.tracking_row
        yield FieldRow("受領の確認(&K)", self.receipt, self.form, required=False, name="receipt")
        yield FieldRow("備考(&B)", self.note, self.form, required=False, name="note")
        yield self.mass_reason
        yield self.reason_row

    def first_focus(self) -> QWidget:
        """Begin with what was handed over: the day is mostly today."""
        return self.what

    def read(self) -> None:
        """Read the contractor and ask the gate."""
        work = partial(read_contractor, contractor_id=self.contractor_id)
        self.context.operations.query(self, work, self.show_contractor)
        self.ask_gate()

    def show_contractor(self, contractor: Entrusted) -> None:
        """Offer the affairs entrusted."""
        self.set_subtitle(f"渡す先: {contractor.entry.name}")
        chosen = tuple(contractor.affair_names.items())
        self.affair.set_items(chosen if len(chosen) == 1 else (("", "選んでください"), *chosen))
        self.note_untouched()

    def ask_gate(self) -> None:
        """Ask whether it may be on the day typed."""
        day = self.day.value()
        if self.contractor_id and day is not None:
            work = partial(gate_now, contractor_id=self.contractor_id, day=day)
            self.context.operations.query(self, work, self.show_gate)

    def ask_mass_question(self) -> None:
        """Ask whether so many persons need a reason."""
        work = partial(mass_question, others=count_of(self.count.value()) or 0)
        self.context.operations.query(self, work, self.mass_reason.ask)

    def show_gate(self, findings: tuple[GateFinding, ...]) -> None:
        """Show whether the gate is open, and offer only what may be done."""
        closes = bool(findings) and not self._closed
        self._closed = bool(findings)
        self.gate.show_findings(findings, decides=self._decides)
        against = self._closed and self._decides
        self.reason_row.setVisible(against)
        self.save_button.setText("理由を付けて記録する" if against else "記録する")
        self.save_button.setEnabled(not self._closed or self._decides)
        if closes and not self.day.line.hasFocus():  # read before a form is filled that may not be kept
            self.setFocus()
            self.ensureVisible(0, 0)

    def entry(self) -> ProvisionEntry:
        """Return what was typed."""
        return ProvisionEntry(
            contractor_id=self.contractor_id,
            provided_on=self.day.value() or self.context.day(),
            what=self.what.value(),
            whose=self.whose.value(),
            count=count_of(self.count.value()) or 0,
            affair=self.affair.value(),
            way=Way(self.way.value()),
            tracking=self.tracking.value() if self.way.value() == Way.TRACKED_MAIL.value else "",
            receipt=self.receipt.value(),
            note=self.note.value(),
        )

    def work(self) -> Callable[[Desk], Any]:
        """Record it, with the officer's reason where the gate is closed."""
        reason = self.reason.value() if self._closed and self._decides else ""
        return partial(
            record_provision,
            entry=self.entry(),
            override_reason=reason,
            mass_reason=self.mass_reason.reason(),
        )

    def show_problems(self, problems: Iterable[Problem]) -> None:
        """Show the row of a reason that is asked for only now."""
        problems = tuple(problems)
        if any(problem.field == self.mass_reason.name for problem in problems):
            self.mass_reason.show()
            self.ask_mass_question()
        super().show_problems(problems)

    def kept(self, answer: Any) -> None:
        """Return to the contractor, or show what stands in the way after all."""
        if isinstance(answer, GateClosed):
            self.show_gate(answer.findings)
            self.say("error", "要件がそろっていないため、記録していません。", "いまは渡せません")
            return
        if answer.permitted:
            self.leave("提供を記録しました")
        else:
            text = "要件を欠く提供として残しました。足りないものをそろえたら、見直しを済ませてください。"
            self.leave("理由を付けて記録しました", text, "warning")

    def _show_fitting(self, *_at: int) -> None:
        self.tracking_row.setVisible(self.way.value() == Way.TRACKED_MAIL.value)


def _count_problem(typed: str) -> Problem | None:
    count = count_of(typed)
    return None if count else Problem("count", "何人分かを、1以上の数字で入力してください。")
