"""The facts of the office as they are asked for: in the settings, and in the first step for a new vault."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from enum import Enum
from typing import Any, Final

from PySide6.QtWidgets import QWidget

from ashibue_desk.domain.corporate_number import clean_corporate_number, corporate_number_problem
from ashibue_desk.domain.office import OfficeKind
from ui.widgets.field_row import FieldRow, Form
from ui.widgets.fields import ChoiceField, PostalCodeField, TextField

KINDS: Final = (
    (OfficeKind.NPO.value, "NPO法人(特定非営利活動法人)"),
    (OfficeKind.GENERAL_ASSOCIATION.value, "一般・公益社団法人"),
    (OfficeKind.FOUNDATION.value, "一般・公益財団法人"),
    (OfficeKind.SOCIAL_WELFARE.value, "社会福祉法人"),
    (OfficeKind.COMPANY.value, "会社"),
    (OfficeKind.OTHER.value, "その他の団体・個人事業"),
)
_MONTHS: Final = tuple((str(month), f"{month}月") for month in range(1, 13))


@dataclass(frozen=True)
class _Asked:
    """How one fact of ``Office`` is asked for; ``name`` is that of its attribute."""

    name: str
    label: str
    make: Callable[[], Any]
    required: bool = False
    support: str = ""


def _line(width: int) -> Callable[[], TextField]:
    return lambda: TextField(width=width)


_ROWS: Final = (
    _Asked(
        "name",
        "事業所の名前(&N)",
        _line(30),
        required=True,
        support="「特定非営利活動法人」なども含めた正式な名前を入力します。",
    ),
    _Asked("kind", "法人の種類(&K)", lambda: ChoiceField(KINDS), required=True),
    _Asked(
        "postal_code",
        "郵便番号(&P)",
        PostalCodeField,
        support="7桁を入力すると、住所の町名までが入ります(インターネットは使いません)。",
    ),
    _Asked("address", "所在地(&A)", _line(36), required=True),
    _Asked(
        "corporate_number",
        "法人番号(&C)",
        lambda: TextField(width=14, max_length=40, check=corporate_number_problem),
        support="国税庁から通知された13桁です。個人事業では空けておきます。",
    ),
    _Asked("representative_title", "代表者の役職", _line(12)),
    _Asked("representative_name", "代表者の氏名(&R)", _line(16), required=True),
    _Asked("officer_title", "責任者の役職", _line(12)),
    _Asked("officer_name", "責任者の氏名(&O)", _line(16)),
    _Asked(
        "contact", "問合せ先(電話など)(&T)", _line(24), support="書類に印刷します。例: 事務局 0852-00-0000"
    ),
    _Asked("first_month", "事業年度のはじまりの月(&M)", lambda: ChoiceField(_MONTHS), required=True),
)


class OfficeFields(Form):
    """A row for each fact of the office, or for those named in ``asked``."""

    def __init__(self, parent: QWidget | None = None, *, asked: Collection[str] | None = None) -> None:
        super().__init__(parent)
        self.fields: dict[str, Any] = {}
        for row in _ROWS:
            if asked is None or row.name in asked:
                field = self.fields[row.name] = row.make()
                self.add(
                    FieldRow(row.label, field, required=row.required, support=row.support, name=row.name)
                )

    def show_facts(self, facts: object) -> None:
        """Show the attributes of ``facts`` (an ``Office``, or what was typed so far) that are asked for."""
        for name, field in self.fields.items():
            value = getattr(facts, name)
            field.set_value(str(value.value if isinstance(value, Enum) else value))

    def facts(self) -> dict[str, Any]:
        """Return what stands in the fields, by attribute and as ``Office`` holds it."""
        typed = {name: field.value() for name, field in self.fields.items()}
        return typed | {
            "kind": OfficeKind(typed["kind"]),
            "postal_code": self.fields["postal_code"].digits(),
            "corporate_number": clean_corporate_number(typed["corporate_number"]),
            "first_month": int(typed["first_month"]),
        }
