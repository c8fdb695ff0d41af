"""What the office prints on a sheet to fill by hand: its own name, people and lists; the rest is ruled."""

from collections.abc import Mapping
from dataclasses import dataclass

from ashibue_desk.domain.form_facts import PaperHead

_BLANK_NAME = "＿" * 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Addressee:
    """To whom a sheet is posted: the name, and the address behind the window of an envelope (postal code as 690-2101)."""

    name: str
    postal_code: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class BlankSheetFacts:
    """One sheet of a regulation pack for one office; ``sheet`` is the name of its template.

    Nobody's data is on it, but for the ``addressee`` of a letter that is posted.

    ``business_year`` is for example 令和8年度. ``number_files`` are those of the pack, each with when it is disposed of (規程27条).
    """

    head: PaperHead
    pack: str
    sheet: str
    office_address: str
    representative_title: str
    representative_name: str
    officer_title: str
    officer_name: str
    contact: str
    business_year: str
    affairs: tuple[str, ...]
    purposes: tuple[str, ...]
    number_files: tuple[str, ...]
    addressee: Addressee | None = None

    def fields(self) -> dict[str, str]:
        """Return what a template may name between double braces."""
        return {
            "office_name": self.head.office_name,
            "office_address": self.office_address,
            "representative": f"{self.representative_title}　{self.representative_name or _BLANK_NAME}",
            "officer": f"{self.officer_title}　{self.officer_name or _BLANK_NAME}".strip("　"),
            "contact": self.contact,
            "business_year": self.business_year,
        }

    def lists(self) -> Mapping[str, tuple[str, ...]]:
        """Return the lists that a template may print entry by entry."""
        return {"affairs": self.affairs, "purposes": self.purposes, "number_files": self.number_files}
