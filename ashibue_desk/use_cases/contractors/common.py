"""What the acts about contractors share: who may, the pack's rules, log lines, texts without numbers."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import fields
from datetime import date
from typing import Any

from ashibue_desk.domain.contractor_criteria import ContractorRules
from ashibue_desk.domain.contractors import ContractorEntry
from ashibue_desk.domain.handling_log import LogClass, LogLine
from ashibue_desk.domain.number_shield import holds_number, mask_numbers
from ashibue_desk.domain.problems import Problem
from ashibue_desk.domain.roles import Role
from ashibue_desk.law.contractor_data import load_contractor_rules
from ashibue_desk.use_cases.changes import Changed
from ashibue_desk.use_cases.contractors.situations import ContractorGone, EntrustmentEnded
from ashibue_desk.use_cases.desk import Desk

MAY_READ = (Role.OFFICER, Role.HANDLER, Role.AUDITOR)
MAY_WRITE = (Role.OFFICER, Role.HANDLER)
MAY_DECIDE = (Role.OFFICER,)
CHANGED = Changed.CONTRACTORS | Changed.LOG

_NUMBER_INSIDE = "個人番号らしい12桁の数字が入っています。委託先の記録には個人番号を書かないでください。"


def rules(desk: Desk) -> ContractorRules:
    """Return what the office's regulation says about contractors."""
    return load_contractor_rules(desk.regulation.id)


@contextmanager
def found() -> Iterator[None]:
    """Turn a record that is not there into ``ContractorGone``."""
    try:
        yield
    except KeyError:
        raise ContractorGone from None


def entry_of(desk: Desk, contractor_id: str) -> ContractorEntry:
    """Return one contractor's entry; raise ``ContractorGone``."""
    with found():
        return desk.vault.contractors.get(contractor_id)


def affair_names(desk: Desk, entry: ContractorEntry) -> dict[str, str]:
    """Return what the affairs entrusted are called, by their ids."""
    return {affair: desk.law.affair(affair).name for affair in entry.affairs}


def living_entry(desk: Desk, contractor_id: str) -> ContractorEntry:
    """Return the entry of a contractor whose entrustment has not ended; raise ``EntrustmentEnded``."""
    entry = entry_of(desk, contractor_id)
    if contractor_id in desk.vault.contractors.supervision.endings():
        raise EntrustmentEnded
    return entry


def line(
    act: str,
    contractor_id: str,
    name: str,
    detail: str = "",
    *,
    log_class: LogClass = LogClass.ADMINISTRATION,
    affair: str = "",
    count: int = 1,
) -> LogLine:
    """Return a log line about one contractor."""
    return LogLine(
        log_class=log_class,
        act=act,
        object_id=contractor_id,
        object_label=name,
        affair=affair,
        count=count,
        detail=mask_numbers(detail),
    )


def numbers_in(entry: Any, *, but_not: frozenset[str] = frozenset()) -> list[Problem]:
    """Refuse an Individual Number in any text of a frozen entry; ``but_not`` names fields judged elsewhere."""
    texts = {field.name: getattr(entry, field.name) for field in fields(entry) if field.name not in but_not}
    return [Problem(name, _NUMBER_INSIDE) for name, value in texts.items() if _holds_number(value)]


def _holds_number(value: object) -> bool:
    if isinstance(value, tuple):
        return any(_holds_number(one) for one in value)
    return isinstance(value, str) and holds_number(value)


def text_problem(field: str, text: str, sentence: str) -> list[Problem]:
    """Ask for a text that may not be left out and may hold no Individual Number."""
    if not text.strip():
        return [Problem(field, sentence)]
    return [Problem(field, _NUMBER_INSIDE)] if _holds_number(text) else []


def past_day_problem(field: str, day: date | None, today: date, thing: str) -> list[Problem]:
    """Ask for a day that is not in the future; ``thing`` is what the day is called."""
    if day is None:
        return [Problem(field, f"{thing}を入力してください。")]
    return [Problem(field, f"{thing}が今日より後になっています。")] if day > today else []


def stamped(desk: Desk, label: str, suffix: str) -> str:
    """Return a file name with the time and no name of anybody."""
    return f"{label}-{desk.surroundings.clock.local_now():%Y%m%d-%H%M%S}.{suffix}"
