"""What the papers say that everybody may read: the basic policy and the notice of purposes."""

from dataclasses import dataclass
from datetime import date
from enum import Enum

from ashibue_desk.domain.form_facts import PaperHead
from ashibue_desk.domain.japanese_calendar import era_date
from ashibue_desk.domain.problems import Problem


@dataclass(frozen=True, slots=True)
class PolicyDays:
    """When the board decided on the basic policy and when it last changed it; ``None`` where that is not on record."""

    resolved_on: date | None = None
    revised_on: date | None = None

    @property
    def words(self) -> str:
        """Return the days in words; empty for none."""
        days = (("制定", self.resolved_on), ("改定", self.revised_on))
        return "、".join(f"{name} {era_date(day)}" for name, day in days if day is not None)


def check_policy_days(days: PolicyDays, today: date) -> tuple[Problem, ...]:
    """Return what is wrong with the days: one to come, or a change before there was anything to change."""
    problems = [
        Problem(field, "この日は、今日より後になっています。")
        for field, day in (("resolved_on", days.resolved_on), ("revised_on", days.revised_on))
        if day is not None and day > today
    ]
    if days.revised_on is not None and days.resolved_on is None:
        problems.append(
            Problem("resolved_on", "改定した日を入れるときは、はじめに決めた日も入力してください。")
        )
    elif days.revised_on is not None and days.resolved_on is not None and days.revised_on < days.resolved_on:
        problems.append(Problem("revised_on", "改定した日が、はじめに決めた日より前になっています。"))
    return tuple(problems)


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
