"""The usual hours of the office: what the mark 時間外 in the log goes by, from a day on, with a line of the log for each change.

The setting says nothing without its line: what somebody writes into the settings past the program moves no mark, and the
verification names it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, time, timedelta
from typing import Any

from ashibue_desk.domain.handling_log import LogClass, LogFilter, LogLine
from ashibue_desk.domain.log_check import LogCheckRule
from ashibue_desk.domain.office_hours import DatedHours, OfficeHours, check_hours
from ashibue_desk.domain.problems import Problem
from ashibue_desk.domain.roles import Role
from ashibue_desk.use_cases.changes import Changed, Done
from ashibue_desk.use_cases.desk import Desk
from ashibue_desk.use_cases.reauthentication import Sensitive, reauthenticate

ACT = "勤務時間の変更"
SETTING = "office hours"
_SUBJECT = "office_hours"


@dataclass(frozen=True, slots=True)
class HoursView:
    """The hours in force today, and those set for a later day, if any."""

    today: OfficeHours
    coming: DatedHours | None


def office_hours(desk: Desk) -> HoursView:
    """Return the hours in force, and what is set for a later day."""
    with desk.vault.reading():
        rule = log_check_rule(desk)
        coming = next((each for each in reversed(rule.changed) if each.since > desk.today), None)
        return HoursView(rule.hours_on(desk.today), coming)


def set_office_hours(
    desk: Desk, hours: OfficeHours, password: str = ""
) -> tuple[Problem, ...] | Done[DatedHours]:
    """Set other hours, in force from the day after the newest line of the log; return what is wrong with them.

    Only the officer may, and the password is asked again: wider hours mark less. Raises ``NotYourDuty``, ``WrongPassword``
    or ``MustWait``.
    """
    desk.require(Role.OFFICER)
    with desk.vault.reading():
        rule = log_check_rule(desk)
        problems = check_hours(hours)
        if not problems and hours == (rule.changed[-1].hours if rule.changed else rule.hours):
            problems = (Problem("closes", "いまの設定から変わったところがありません。"),)
    if problems:
        return problems
    reauthenticate(desk, Sensitive.SETTINGS, password)
    with desk.act():
        since = max(desk.today, desk.vault.log_figures.last_day() or desk.today) + timedelta(days=1)
        fresh = DatedHours(since=since, hours=hours, seq=desk.vault.log.last_seq() + 1)
        desk.log(LogLine(log_class=LogClass.ADMINISTRATION, act=ACT, object_id=_SUBJECT, detail=fresh.words))
        desk.vault.settings.set(SETTING, [_stored(each) for each in (*rule.changed, fresh)])
    return Done(fresh, Changed.SETTINGS | Changed.LOG)


def log_check_rule(desk: Desk) -> LogCheckRule:
    """Return the pack's rule for the log with the hours the office set; only inside a reading or an act.

    A setting counts only where the line that it names says the same.
    """
    told = lines_of_hours(desk)
    changed = tuple(each for each in _set(desk) if told.get(each.seq) == each.words)
    return replace(desk.regulation.log_check, changed=changed) if changed else desk.regulation.log_check


def strange_hours(desk: Desk) -> int | None:
    """Return the number of the first line whose hours are not those of the settings, 0 for a setting without a line.

    ``None`` where both say the same. Only inside a reading or an act.
    """
    told = lines_of_hours(desk)
    known = {each.seq: each.words for each in _set(desk)}
    for seq, words in sorted(told.items()):
        if known.get(seq) != words:
            return seq
    return 0 if known.keys() - told.keys() else None


def lines_of_hours(desk: Desk) -> Mapping[int, str]:
    """Return what each line about the hours says, by its number; only inside a reading or an act."""
    entries = desk.vault.log.read(LogFilter(object_id=_SUBJECT))
    return {entry.seq: entry.line.detail for entry in entries if entry.line.act == ACT}


def _set(desk: Desk) -> tuple[DatedHours, ...]:
    """Return what the settings say; what cannot be read says nothing."""
    stored: Any = desk.vault.settings.get(SETTING, [])
    try:
        return tuple(_read(each) for each in stored)
    except (KeyError, TypeError, ValueError, AttributeError):  # written past the program
        return ()


def _read(stored: Mapping[str, Any]) -> DatedHours:
    hours = OfficeHours(
        opens=time.fromisoformat(stored["opens"]),
        closes=time.fromisoformat(stored["closes"]),
        free_weekdays=frozenset(int(day) for day in stored["free_weekdays"]),
    )
    return DatedHours(since=date.fromisoformat(stored["since"]), hours=hours, seq=int(stored["seq"]))


def _stored(each: DatedHours) -> dict[str, Any]:
    return {
        "since": each.since.isoformat(),
        "opens": each.hours.opens.isoformat("minutes"),
        "closes": each.hours.closes.isoformat("minutes"),
        "free_weekdays": sorted(each.hours.free_weekdays),
        "seq": each.seq,
    }
