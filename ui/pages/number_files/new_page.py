"""A new entry of the register of number files, by order of the officer, with its reason (規程33条)."""

from collections.abc import Callable
from functools import partial
from typing import Any

from ashibue_desk.domain.affairs import Confidence
from ashibue_desk.domain.number_files import FileKind, NumberFilePlan
from ashibue_desk.use_cases.changes import Changed
from ashibue_desk.use_cases.desk import Desk
from ashibue_desk.use_cases.number_files import create_number_file
from ui.pages.number_files.view import FilesView, read_files
from ui.widgets.check_group import CheckChoice, CheckGroup
from ui.widgets.choice_cards import ChoiceCard, ChoiceCards
from ui.widgets.field_row import FieldRow
from ui.widgets.fields import LongTextField, TextField
from ui.widgets.form_page import FormPage
from ui.widgets.page import PageContext

_KINDS = (
    ChoiceCard(
        FileKind.VAULT.value,
        "保管庫の中の仕切り",
        "鍵の違う仕切りをつくり、選んだ事務の番号をそこへ移します。開けるのは、その事務の担当者だけになります。",
    ),
    ChoiceCard(
        FileKind.PAPER.value, "紙のファイル", "番号が書かれた書類をとじたもの。管理簿に載せるだけです。"
    ),
    ChoiceCard(FileKind.MEDIA.value, "媒体", "番号が入った媒体。管理簿に載せるだけです。"),
)


class NewNumberFilePage(FormPage):
    """The form of one entry."""

    title = "管理簿に加える"
    help_key = "number_files"
    draft_key = "number_file_new"
    refresh_on = Changed.NOTHING
    act_words = "管理簿に加える"
    progress_words = "番号を新しい仕切りに移しています"

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self._done = False
        self.set_hint(
            "番号が入ったファイルは、事務に必要な範囲でだけつくれます。責任者の指示と理由を残します。"
        )
        self.kind = ChoiceCards(_KINDS, self)
        self.kind.set_value(FileKind.VAULT.value)
        self.name = TextField(width=24, placeholder="支払調書")
        self.purpose = LongTextField(lines=2)
        self.affairs = CheckGroup(parent=self)
        self.place = TextField(width=24, placeholder="事務室の書庫1")
        self.department = TextField(width=20, placeholder="総務経理")
        self.disposal = LongTextField(lines=2)
        self.reason = LongTextField(lines=2)
        self._texts: dict[str, TextField | LongTextField] = {
            "name": self.name,
            "purpose": self.purpose,
            "place": self.place,
            "department": self.department,
            "disposal": self.disposal,
            "reason": self.reason,
        }
        self._add_rows()
        self.kind.changed.connect(self._kind_changed)

    def _add_rows(self) -> None:
        add = self.form.add
        add(FieldRow("種類(&K)", self.kind, required=True, name="kind"))
        add(FieldRow("名称(&N)", self.name, required=True, name="name"))
        add(FieldRow("利用目的(&P)", self.purpose, required=True, name="purpose"))
        self.affairs_row = add(
            FieldRow(
                "この番号を使う事務(&A)",
                self.affairs,
                name="affairs",
                support="1つの事務は、1つの仕切りにだけ入ります。",
            )
        )
        add(FieldRow("保管場所(&B)", self.place, required=True, name="place"))
        add(FieldRow("部署(&D)", self.department, required=False, name="department"))
        add(FieldRow("廃棄の方法(&H)", self.disposal, required=True, name="disposal"))
        add(
            FieldRow(
                "つくる理由(&R)",
                self.reason,
                required=True,
                name="reason",
                support="責任者の指示として残ります。個人番号は書かないでください。",
            )
        )

    def refresh(self, changed: Changed) -> None:  # noqa: ARG002 - the base's signature
        """Read which affairs there are and where their numbers lie now."""
        self.context.operations.query(self, read_files, self.show_view)

    def show_view(self, view: FilesView) -> None:
        """Offer the affairs."""
        lies_in = {
            affair: row.file.name for row in view.rows if row.file.is_open for affair in row.file.affairs
        }
        self.affairs.set_choices(
            [
                CheckChoice(
                    affair.id,
                    affair.name,
                    f"いまは「{lies_in[affair.id]}」の中" if affair.id in lies_in else "",
                    "" if affair.source.confidence is Confidence.CONFIRMED else "根拠を確認中",
                )
                for affair in view.affairs
            ]
        )

    def plan(self) -> NumberFilePlan:
        """Return what was typed."""
        return NumberFilePlan(
            kind=FileKind(self.kind.value()),
            name=self.name.value(),
            purpose=self.purpose.value(),
            place=self.place.value(),
            department=self.department.value(),
            disposal=self.disposal.value(),
            affairs=self.affairs.value(),
            reason=self.reason.value(),
        )

    def work(self) -> Callable[[Desk], Any]:
        """Make the entry."""
        return partial(create_number_file, plan=self.plan())

    def kept(self, answer: str) -> None:  # noqa: ARG002 - the id of the entry
        """Return to the register."""
        self._done = True
        self.leave(f"「{self.name.value()}」を管理簿に加えました")

    def draft(self) -> dict[str, str]:
        """Return what was typed so far."""
        if self._done or (self.name.is_empty() and self.purpose.is_empty() and self.reason.is_empty()):
            return {}
        return {"kind": self.kind.value()} | {key: field.value() for key, field in self._texts.items()}

    def restore_draft(self, values: dict[str, str]) -> None:
        """Put back what was typed."""
        for key, field in self._texts.items():
            field.set_value(values.get(key, ""))
        self.kind.set_value(values.get("kind", FileKind.VAULT.value))

    def _kind_changed(self) -> None:
        inside = self.kind.value() == FileKind.VAULT.value
        text = "1つの事務は、1つの仕切りにだけ入ります。" if inside else "そのファイルの番号を使う事務です。"
        self.affairs_row.set_support(text)
