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
    wording: str = ""  # the office's own text as TOML; empty: the original of the regulation pack


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


@dataclass(frozen=True, slots=True, kw_only=True)
class PledgeFacts:
    """様式第3号 for somebody appointed, or with an empty ``person_name`` as a blank sheet (規程9条2項)."""

    head: PaperHead
    representative_title: str
    representative_name: str
    role_name: str
    person_name: str
    appointed_on: date | None = None  # the day of the resolution


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnouncedCharge:
    """One line of the announcement: who is what, for which affairs, from when."""

    role_name: str
    name: str
    affairs: tuple[str, ...]
    starts_on: date | None
    ends_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnouncementFacts:
    """周知の掲示: everybody in charge, to post where the workers read it (規程8条2項・9条1項)."""

    head: PaperHead
    announced_on: date
    representative_title: str
    representative_name: str
    contact: str
    charges: tuple[AnnouncedCharge, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class HandoverFacts:
    """引継書: what somebody leaves behind and to whom it goes (規程9条5項)."""

    head: PaperHead
    person_name: str
    role_name: str
    affairs: tuple[str, ...]
    starts_on: date | None
    ends_on: date
    reason: str
    successor_name: str  # empty: to be written by hand
    officer_name: str
    open_work: str
    papers: str
    media: str
    keys_and_cards: str


@dataclass(frozen=True, slots=True, kw_only=True)
class InvitationFacts:
    """一時パスワードの用紙: how somebody enters for the first time, or again after the officer's reset."""

    head: PaperHead
    person_name: str
    role_names: tuple[str, ...]
    issued_by: str
    one_time_password: str = field(repr=False)
    again: bool = False  # a reset instead of the first invitation


@dataclass(frozen=True, slots=True, kw_only=True)
class SuperiorApprovalFacts:
    """上司の閲覧の承認書: a superior may look at staff data without numbers until a day (規程34条1項)."""

    head: PaperHead
    superior_name: str
    post: str
    department: str  # empty: everybody
    purpose: str
    approved_on: date
    until: date
    officer_name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberFileLine:
    """One line of the register of number files, in words."""

    kind: str
    name: str
    purpose: str
    place: str
    department: str
    holders: tuple[str, ...]
    disposal: str
    ordered: str  # by whose order and when
    closed: str  # when and why, empty while open


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberFileRegisterFacts:
    """特定個人情報ファイルの管理簿 as it stands on ``as_of`` (規程33条)."""

    head: PaperHead
    as_of: date
    lines: tuple[NumberFileLine, ...]
