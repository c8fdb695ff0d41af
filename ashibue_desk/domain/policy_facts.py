"""What the papers say that everybody may read: the basic policy and the notice of purposes."""

from dataclasses import dataclass
from datetime import date
from enum import Enum

from ashibue_desk.domain.form_facts import PaperHead


@dataclass(frozen=True, slots=True, kw_only=True)
class BasicPolicyFacts:
    """様式第1号 特定個人情報基本方針 (規程4条3項). Days that are ``None`` are left open to be written by hand."""

    head: PaperHead
    office_address: str
    representative_title: str
    representative_name: str
    officer_title: str
    officer_name: str
    contact: str
    resolved_on: date | None = None
    revised_on: date | None = None


class Audience(Enum):
    """To whom a notice of purposes is addressed."""

    WORKERS = "workers"  # 役員・職員とその家族
    PAYEES = "payees"  # 支払先


@dataclass(frozen=True, slots=True)
class NamedAffair:
    """One affair as a paper names it: what is done, with whose numbers, and on what ground."""

    name: str
    whose: tuple[str, ...]
    basis: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PurposeNoticeFacts:
    """利用目的の通知書 (規程6条1項・15条2項): for what numbers are used, as the law stood on the day of the notice."""

    head: PaperHead
    audience: Audience
    notified_on: date | None
    representative_title: str
    representative_name: str
    officer_title: str
    officer_name: str
    contact: str
    purposes: tuple[str, ...]
    affairs: tuple[NamedAffair, ...]
