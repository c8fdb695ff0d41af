"""What each printed form needs to know: frozen values the use cases fill and ``forms`` draws."""

from dataclasses import dataclass, field
from datetime import date, datetime

from ashibue_desk.domain.consent import ConsentRow


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperHead:
    """What stands on every sheet: whose it is, which form and version, when it was printed."""

    office_name: str
    form_id: str  # for example Y2
    form_name: str
    version: int
    in_force_from: date
    printed_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentFacts:
    """様式第2号 for one person, or with an empty ``person_name`` as a blank sheet."""

    head: PaperHead
    representative_title: str
    representative_name: str
    officer_title: str
    officer_name: str
    contact: str
    person_name: str
    person_code: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RecoverySheetFacts:
    """復旧シート: the age identity of one business year, with the words that prove it was copied right."""

    head: PaperHead
    vault_name: str
    business_year: int
    business_year_ends: date
    identity_lines: tuple[str, ...] = field(repr=False)  # the 74 characters in groups, ready to read aloud
    qr_text: str = field(repr=False)
    checksum: str
    copy_number: int  # 1 or 2
    copies: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportLeftoversFacts:
    """The rows of a staff list that could not be taken in, to print and mend."""

    head: PaperHead
    file_label: str
    rows: tuple[tuple[int, str, str], ...]  # row number in the file, name as it stands there, what is wrong


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentStatusFacts:
    """同意書の提出状況: everybody's consent form as it stands on ``as_of``, in the order to be printed."""

    head: PaperHead
    as_of: date
    rows: tuple[ConsentRow, ...]
