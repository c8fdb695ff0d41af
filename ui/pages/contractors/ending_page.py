"""Ending an entrustment: what was handed over is back or erased, and a certificate says when and how."""

from collections.abc import Callable
from functools import partial
from typing import Any

from ashibue_desk.domain.contractor_file import ContractorFile
from ashibue_desk.domain.contractor_supervision import RETURN_WAY_NAMES, EndingEntry, ReturnWay
from ashibue_desk.use_cases.contractors.ending import end_entrustment
from ashibue_desk.use_cases.contractors.register import contractor_file
from ashibue_desk.use_cases.desk import Desk
from ui.desktop import message_box
from ui.pages.contractors.contractor_form import ContractorForm
from ui.widgets.check_group import CheckChoice, CheckGroup
from ui.widgets.date_field import DateField
from ui.widgets.field_row import FieldRow
from ui.widgets.fields import ChoiceField, LongTextField, TextField
from ui.widgets.page import PageContext

_ERASED = (ReturnWay.ERASED.value, ReturnWay.RETURNED_AND_ERASED.value)
_SHORT = 18  # characters that fit beside a box at 200 %


class EndingPage(ContractorForm):
    """Records how an entrustment ended. Made anew at each opening."""

    title = "委託を終える"
    help_key = "contractors"
    draft_key = "contractor_end"
    act_words = "委託を終える"

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        day = context.day()
        self.ended_on, self.done_on, self.certificate_on = (DateField(day=day) for _ in range(3))
        self.ended_on.set_value(day)
        self.reason = LongTextField(lines=2, placeholder="契約の期間が終わった など")
        self.way = ChoiceField(
            (("", "選んでください"), *((one.value, name) for one, name in RETURN_WAY_NAMES.items()))
        )
        self.method = TextField(width=20, placeholder="溶解、裁断、データの完全消去 など")
        self.certificate_by = TextField(width=24)
        self.certificate_place = TextField(width=24, placeholder="書庫1 委託先ファイル")
        self.files = CheckGroup()
        self.note = LongTextField(lines=2)
        self.set_hint("終えると、この委託先にはもう何も記録できません。これまでの記録は、そのまま残ります。")
        self._build()
        self.way.currentIndexChanged.connect(self._show_fitting)
        self._show_fitting()

    def _build(self) -> None:
        self.done_row = FieldRow("返却・廃棄の日(&D)", self.done_on, self.form, required=True, name="done_on")
        self.method_row = FieldRow(
            "廃棄・削除の方法(&M)", self.method, self.form, required=True, name="method"
        )
        self.certificate_rows = (
            FieldRow(
                "証明書の日付(&C)", self.certificate_on, self.form, required=True, name="certificate_on"
            ),
            FieldRow(
                "証明書を出した人(&B)", self.certificate_by, self.form, required=True, name="certificate_by"
            ),
            FieldRow(
                "証明書の保管場所(&P)",
                self.certificate_place,
                self.form,
                required=True,
                name="certificate_place",
            ),
        )
        support = "委託先に残っていないことを確かめたものに、印を付けます。"
        self.files_row = FieldRow(
            "特定個人情報ファイル", self.files, self.form, support=support, name="closed_files"
        )
        for row in (
            FieldRow("終了した日(&E)", self.ended_on, self.form, required=True, name="ended_on"),
            FieldRow("理由(&R)", self.reason, self.form, required=True, name="reason"),
            FieldRow("預けたものをどうしたか(&W)", self.way, self.form, required=True, name="way"),
            self.done_row,
            self.method_row,
            *self.certificate_rows,
            self.files_row,
            FieldRow("備考(&N)", self.note, self.form, required=False, name="note"),
        ):
            self.form.add(row)
        self.files_row.hide()

    def read(self) -> None:
        """Read which number files were entrusted."""
        work = partial(contractor_file, contractor_id=self.contractor_id)
        self.context.operations.query(self, work, self.show_file)

    def show_file(self, file: ContractorFile) -> None:
        """Offer the number files that have to be confirmed."""
        self.set_subtitle(file.contractor.name)
        files = file.contractor.entry.number_files
        self.files.set_choices([_choice(one) for one in files])
        self.files_row.setVisible(bool(files))
        self.note_untouched()

    def _show_fitting(self, *_at: int) -> None:
        way = self.way.value()
        erased = way in _ERASED
        self.done_row.setVisible(bool(way) and way != ReturnWay.NEVER_HELD.value)
        for row in (self.method_row, *self.certificate_rows):
            row.setVisible(erased)

    def save(self) -> None:
        """Ask once more: nothing is recorded about an ended entrustment."""
        if not self.form.judge() and message_box.ask(
            self,
            "委託を終えますか",
            "終えたあとは、この委託先に新しい記録を付けられません。もう一度頼むときは、新しく登録します。",
            act="委託を終える",
            danger=True,
        ):
            super().save()

    def work(self) -> Callable[[Desk], Any]:
        """End it."""
        erased = self.way.value() in _ERASED
        entry = EndingEntry(
            contractor_id=self.contractor_id,
            ended_on=self.ended_on.value() or self.context.day(),
            reason=self.reason.value(),
            way=ReturnWay(self.way.value()),
            done_on=self.done_on.value(),
            method=self.method.value() if erased else "",
            certificate_on=self.certificate_on.value() if erased else None,
            certificate_by=self.certificate_by.value() if erased else "",
            certificate_place=self.certificate_place.value() if erased else "",
            closed_files=self.files.value(),
            note=self.note.value(),
        )
        return partial(end_entrustment, entry=entry)

    def kept(self, _answer: Any) -> None:
        """Return to the contractor."""
        self.leave("委託を終えました", "返却と廃棄の記録が残りました。")


def _choice(name: str) -> CheckChoice:
    """Return a box for a number file; a box does not wrap, so a long name stands below it."""
    short = name if len(name) <= _SHORT else f"{name[: _SHORT - 1]}…"
    return CheckChoice(name, short, "" if short == name else name)
