"""The fields of a contractor, in the order a clerk is asked: who, what is handed over, why no more than that."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Final

from PySide6.QtWidgets import QWidget

from ashibue_desk.domain.affairs import Affair
from ashibue_desk.domain.contractor_history import FIELD_NAMES
from ashibue_desk.domain.contractors import ContractorEntry
from ashibue_desk.domain.corporate_number import corporate_number_problem
from ui.widgets.check_group import CheckChoice, CheckGroup
from ui.widgets.date_field import DateField
from ui.widgets.field_row import FieldRow, Form
from ui.widgets.fields import LongTextField, PostalCodeField, TextField

_TEXTS: Final = (
    "name", "kana", "business", "corporate_number", "address", "contact", "person_in_charge",
    "entrusted", "least_scope", "note",
)  # fmt: skip


class EntryFields:
    """Puts the fields into a form and reads them as a ``ContractorEntry``."""

    def __init__(self, form: Form, day: date) -> None:
        self._form = form
        self.name = TextField(width=28)
        self.kana = TextField(width=28)
        self.business = TextField(width=20, placeholder="税理士、社会保険労務士、文書の廃棄 など")
        self.corporate_number = TextField(width=12, check=corporate_number_problem, max_length=40)
        self.affairs = CheckGroup()
        self.entrusted = LongTextField(
            lines=3, placeholder="職員と扶養親族の番号を記載した年末調整の書類 など"
        )
        self.least_scope = LongTextField(
            lines=2, placeholder="年末調整に要る書類だけを渡し、住民票などは渡さない など"
        )
        self.number_files = CheckGroup()  # what the office's own register offers
        self.other_files = LongTextField(lines=2)
        self.since, self.until = DateField(day=day), DateField(day=day)
        self.postal_code = PostalCodeField()
        self.address = TextField(width=32)
        self.contact = TextField(width=24, placeholder="0852-00-0000")
        self.person_in_charge = TextField(width=20)
        self.note = LongTextField(lines=2)
        self._form.add_in_turns(self._rows())

    def _rows(self) -> Iterator[FieldRow]:
        yield self._row("name", self.name, required=True)
        yield self._row("kana", self.kana, "さがすときと、並べるときに使います。")
        yield self._row("business", self.business)
        yield self._row(
            "corporate_number",
            self.corporate_number,
            "公表されている13桁の番号です。個人の事務所では空欄です。",
        )
        yield self._row("affairs", self.affairs, "個人番号を使う事務のうち、この委託先に頼むものです。")
        yield self._row(
            "entrusted", self.entrusted, "だれの、どんな書類やファイルを渡すか。契約の前に必要です。"
        )
        yield self._row(
            "least_scope", self.least_scope, "渡すものが必要な範囲だけであること。契約の前に必要です。"
        )
        yield self._row(
            "number_files", self.number_files, "管理簿にあるもののうち、委託先に渡すもとになるものです。"
        )
        yield self._row(
            "other_files",
            self.other_files,
            "委託先がつくるものなど、管理簿にないものを1行に1つずつ書きます。終わるときに、残っていないことを確かめます。",
        )
        yield self._row("since", self.since)
        yield self._row("until", self.until)
        yield self._row(
            "postal_code", self.postal_code, "7桁を入力すると、住所の町名までが入ります。通信はしません。"
        )
        yield self._row("address", self.address)
        yield self._row("contact", self.contact)
        yield self._row("person_in_charge", self.person_in_charge)
        yield self._row("note", self.note, "個人番号は、ここにも書かないでください。")

    def _row(self, name: str, field: QWidget, support: str = "", *, required: bool = False) -> FieldRow:
        label = FIELD_NAMES[name]
        return FieldRow(label, field, self._form, required=required, support=support, name=name)

    def show_affairs(self, affairs: Sequence[Affair]) -> None:
        """Offer the affairs; ticks stay."""
        self.affairs.set_choices([CheckChoice(one.id, one.name) for one in affairs])

    def show_files(self, names: Sequence[str]) -> None:
        """Offer the number files of the office's register; ticks stay."""
        self.number_files.set_choices([CheckChoice(name, name) for name in names])

    def show_entry(self, entry: ContractorEntry) -> None:
        """Fill the fields, once the number files are offered."""
        for name in _TEXTS:
            getattr(self, name).set_value(getattr(entry, name))
        self.number_files.set_value(entry.number_files)
        ticked = self.number_files.value()
        self.other_files.set_value("\n".join(name for name in entry.number_files if name not in ticked))
        self.affairs.set_value(entry.affairs)
        self.postal_code.set_value(entry.postal_code)
        self.since.set_value(entry.since)
        self.until.set_value(entry.until)

    def entry(self) -> ContractorEntry:
        """Return what was typed."""
        others = (line.strip() for line in self.other_files.value().splitlines())
        files = (*self.number_files.value(), *others)
        return ContractorEntry(
            **{name: getattr(self, name).value() for name in _TEXTS},
            affairs=self.affairs.value(),
            number_files=tuple(dict.fromkeys(name for name in files if name)),
            postal_code=self.postal_code.digits(),
            since=self.since.value(),
            until=self.until.value(),
        )

    def typed(self) -> dict[str, str]:
        """Return what stands in the fields, as texts."""
        return {
            **{name: getattr(self, name).value() for name in _TEXTS},
            "number_files": "\n".join(self.number_files.value()),
            "other_files": self.other_files.value(),
            "affairs": "\n".join(self.affairs.value()),
            "postal_code": self.postal_code.text(),
            "since": self.since.line.value(),
            "until": self.until.line.value(),
        }

    def restore(self, values: Mapping[str, str]) -> None:
        """Put typed texts back."""
        for name in (*_TEXTS, "other_files"):
            getattr(self, name).set_value(values.get(name, ""))
        self.number_files.set_value(values.get("number_files", "").splitlines())
        self.affairs.set_value(values.get("affairs", "").splitlines())
        self.postal_code.setText(values.get("postal_code", ""))
        self.since.line.setText(values.get("since", ""))
        self.until.line.setText(values.get("until", ""))
