"""The fields of one person: only those that fit the category are shown."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ashibue_desk.domain.corporate_number import clean_corporate_number, corporate_number_problem
from ashibue_desk.domain.number_shield import mask_numbers
from ashibue_desk.domain.people import FAMILY, LONGEST_TEXT, PAYEES, PersonCategory, PersonEntry
from ashibue_desk.domain.problems import Problem
from ui.widgets.date_field import DateField
from ui.widgets.field_row import FieldRow, Form
from ui.widgets.fields import ChoiceField, LongTextField, PostalCodeField, TextField
from ui.wording.people import FIELD_NAMES, category_choices

_EMPLOYED: Final = frozenset(
    {PersonCategory.OFFICER, PersonCategory.EMPLOYEE, PersonCategory.DISPATCHED, PersonCategory.FORMER}
)
_HUMAN: Final = frozenset(PersonCategory) - {PersonCategory.PAYEE_CORPORATE}
_FITS: Final[Mapping[str, frozenset[PersonCategory]]] = {
    "worker_id": FAMILY,
    "relation": FAMILY,
    "payment_kind": PAYEES,
    "corporate_number": frozenset({PersonCategory.PAYEE_CORPORATE}),
    "birth_date": _HUMAN,
    "department": _EMPLOYED,
    "employment": _EMPLOYED,
    "joined_on": _EMPLOYED,
    "left_on": _EMPLOYED,
    "address_choice": frozenset(),
}
"""Where a field belongs to some categories only; the first four mean nothing for the others and are emptied there."""
_EMPTIED: Final = ("worker_id", "relation", "payment_kind", "corporate_number")
# Qt counts halves of surrogate pairs: no field may cut what a list brought in.
_LONGEST: Final = 2 * LONGEST_TEXT
_PAYMENTS: Final = "出演料、講演料、原稿料、家賃など"


class EntryForm(Form):
    """Shows and reads a ``PersonEntry``. ``category_chosen`` and ``postal_code_completed`` ask the page for more."""

    category_chosen = Signal(str)
    postal_code_completed = Signal(str)

    def __init__(self, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._base = PersonEntry(category=PersonCategory.EMPLOYEE, name="")
        self._address_found = ""
        self._by_name: dict[str, FieldRow] = {}
        self.category = ChoiceField(category_choices())
        self.worker = ChoiceField()
        self.relation = TextField(width=8, placeholder="配偶者、子、父 など", max_length=_LONGEST)
        self.payment_kind = TextField(width=16, placeholder=_PAYMENTS, max_length=_LONGEST)
        self.name = TextField(width=20, max_length=_LONGEST)
        self.kana = TextField(width=20, max_length=_LONGEST)
        self.code = TextField(width=12, max_length=40)
        self.corporate_number = TextField(width=12, check=corporate_number_problem, max_length=40)
        self.birth_date = DateField(day=today)
        self.department = TextField(width=16, max_length=_LONGEST)
        self.employment = TextField(width=16, placeholder="正職員、契約、パート など", max_length=_LONGEST)
        self.joined_on = DateField(day=today)
        self.left_on = DateField(day=today)
        self.postal_code = PostalCodeField()
        self.address_choice = ChoiceField()
        self.address = TextField(width=32, max_length=_LONGEST)
        self.address2 = TextField(width=32, max_length=_LONGEST)
        self.note = LongTextField(lines=3)
        self._build()
        self.category.currentIndexChanged.connect(self._category_changed)
        self.postal_code.completed.connect(self.postal_code_completed)
        self.address_choice.currentIndexChanged.connect(self._address_chosen)
        self.show_entry(self._base)

    def _build(self) -> None:
        self._put("category", self.category, required=True)
        self._put("worker_id", self.worker, required=True, support="名簿にいる従業者から選びます。")
        self._put("relation", self.relation)
        self._put(
            "name", self.name, required=True, support="髙・﨑などの字も、届け出たとおりに入力できます。"
        )
        self._put("kana", self.kana, support="さがすときと、並べるときに使います。")
        self._put("code", self.code)
        self._put("payment_kind", self.payment_kind)
        self._put("corporate_number", self.corporate_number, support="公表されている13桁の番号です。")
        self._put("birth_date", self.birth_date)
        self._put("department", self.department)
        self._put("employment", self.employment)
        self._put("joined_on", self.joined_on)
        self._put("left_on", self.left_on)
        self._put(
            "postal_code",
            self.postal_code,
            support="7桁を入力すると、住所の町名までが入ります。通信はしません。",
        )
        self._put("address_choice", self.address_choice, label="住所の候補", required=None)
        self._put("address", self.address)
        self._put("address2", self.address2)
        self._put("note", self.note, support="個人番号は、ここにも書かないでください。")

    def _put(
        self,
        name: str,
        field: QWidget,
        *,
        label: str = "",
        required: bool | None = False,
        support: str = "",
    ) -> None:
        words = label or FIELD_NAMES[name]
        self._by_name[name] = self.add(FieldRow(words, field, required=required, support=support, name=name))

    # what the page uses

    def row_of(self, name: str) -> FieldRow:
        """Return the row of a field of ``PersonEntry``."""
        return self._by_name[name]

    def chosen_category(self) -> PersonCategory:
        """Return the category chosen."""
        return PersonCategory(self.category.value())

    def show_workers(self, workers: tuple[tuple[str, str], ...]) -> None:
        """Offer the workers a family member may belong to, keeping the choice."""
        wanted = self.worker.value() or self._base.worker_id
        self.worker.set_items((("", "選んでください"), *workers))
        self.worker.set_value(wanted)

    def show_refusal(self, sentence: str) -> None:
        """Say below the category that no number is collected from it."""
        self.row_of("category").set_support(sentence)

    def show_entry(self, entry: PersonEntry) -> None:
        """Fill the fields."""
        self._base = entry
        self.category.set_value(entry.category.value)
        self.worker.set_value(entry.worker_id)
        for name, field in self._texts().items():
            field.set_value(getattr(entry, name))
        for name, day_field in self._days().items():
            day_field.set_value(getattr(entry, name))
        self._show_fitting()

    def set_base(self, entry: PersonEntry) -> None:
        """Take from ``entry`` what the form does not show; what is typed stays."""
        self._base = replace(entry, worker_id=self.worker.value() or self._base.worker_id)

    def entry(self) -> PersonEntry:
        """Return what was typed. What the category does not show stays as it was; what it makes meaningless goes."""
        category = self.chosen_category()
        values: dict[str, str | date | None] = {
            name: field.value() for name, field in self._texts().items() if self._fits(name)
        }
        values |= {name: field.value() for name, field in self._days().items() if self._fits(name)}
        values |= {name: "" for name in _EMPTIED if not self._fits(name)}
        if self._fits("worker_id"):
            values["worker_id"] = self.worker.value()
        if self._fits("corporate_number"):
            values["corporate_number"] = clean_corporate_number(self.corporate_number.value())
        values["postal_code"] = self.postal_code.digits()
        return replace(self._base, category=category, **values)  # type: ignore[arg-type] # names and types agree field by field

    def show_addresses(self, found: tuple[str, ...]) -> None:
        """Fill in the address of a postal code, or offer those that share it; what was typed by hand stays."""
        row = self.row_of("address_choice")
        row.setVisible(len(found) > 1)
        if len(found) > 1:
            self.address_choice.set_items((("", "選んでください"), *((each, each) for each in found)))
            self.address_choice.setCurrentIndex(0)
        elif found:
            self._fill_address(found[0])
        missing = "" if found else "この郵便番号の住所は見つかりませんでした。住所を入力してください。"
        self.row_of("postal_code").set_support(missing)

    # drafts

    def typed(self) -> dict[str, str]:
        """Return every field as typed, numbers masked, for a draft."""
        values = {name: field.value() for name, field in self._texts().items()}
        values |= {name: field.line.value() for name, field in self._days().items()}
        values |= {"category": self.category.value(), "worker_id": self.worker.value()}
        return {name: mask_numbers(text) for name, text in values.items() if text}

    def restore(self, values: dict[str, str]) -> None:
        """Put a draft back."""
        self.category.set_value(values.get("category", PersonCategory.EMPLOYEE.value))
        self._base = replace(self._base, worker_id=values.get("worker_id", ""))
        self.worker.set_value(self._base.worker_id)
        for name, field in self._texts().items():
            field.set_value(values.get(name, ""))
        for name, day_field in self._days().items():
            day_field.line.set_value(values.get(name, ""))
        self._show_fitting()

    # inside

    def _texts(self) -> dict[str, TextField | LongTextField]:
        return {
            "name": self.name,
            "kana": self.kana,
            "code": self.code,
            "department": self.department,
            "employment": self.employment,
            "postal_code": self.postal_code,
            "address": self.address,
            "address2": self.address2,
            "note": self.note,
            "relation": self.relation,
            "payment_kind": self.payment_kind,
            "corporate_number": self.corporate_number,
        }

    def _days(self) -> dict[str, DateField]:
        return {"birth_date": self.birth_date, "joined_on": self.joined_on, "left_on": self.left_on}

    def _fits(self, name: str) -> bool:
        return self.chosen_category() in _FITS.get(name, frozenset(PersonCategory))

    def _category_changed(self, _at: int) -> None:
        self._show_fitting()
        self.category_chosen.emit(self.category.value())

    def _show_fitting(self) -> None:
        for name, row in self._by_name.items():
            row.setVisible(self._fits(name))

    def _address_chosen(self, _at: int) -> None:
        if self.address_choice.value():
            self._fill_address(self.address_choice.value())

    def _fill_address(self, address: str) -> None:
        if self.address.is_empty() or self.address.value() == self._address_found:
            self.address.set_value(address)
            self._address_found = address
            self.row_of("address").show_problem(None)


def problem_sentences(problems: tuple[Problem, ...]) -> str:
    """Return problems that have no field of their own as text for a banner."""
    return "\n".join(problem.sentence for problem in problems)
