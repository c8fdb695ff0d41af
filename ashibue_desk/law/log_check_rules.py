"""What a regulation pack says about checking the log: hours, thresholds, and which acts deserve a look."""

from datetime import date, time

from ashibue_desk.domain.handling_log import LogClass
from ashibue_desk.domain.log_check import LogCheckRule, Unusual, UnusualRule
from ashibue_desk.domain.office_hours import OfficeHours
from ashibue_desk.files.data_tables import DataTable
from ashibue_desk.law.holidays import national_holidays

_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_LEAP_YEAR = 2024


def read_log_check(table: DataTable, mass_persons: int) -> LogCheckRule:
    """Return the rule in ``[log_check]``; ``mass_persons`` is what ``[mass_output]`` says of a day.

    Raises ``DataFileError`` for anything wrong in it.
    """
    rule = LogCheckRule(
        hours=OfficeHours(
            opens=_clock(table, "opens"),
            closes=_clock(table, "closes"),
            free_weekdays=frozenset(
                _weekday(table, name) for name in table.texts("free_weekdays", empty=True)
            ),
        ),
        free_days=frozenset(_month_and_day(table, text) for text in table.texts("free_days", empty=True)),
        holidays=national_holidays() if table.flag("national_holidays") else (),
        views=table.texts("views"),
        entries=table.texts("entries"),
        mass_persons=mass_persons,
        late_paper_days=table.whole("late_paper_days", 1, 366),
        due_days=table.whole("due_days", 1, 92),
        compare_months=table.whole("compare_months", 1, 12),
        rules=tuple(_rule(entry) for entry in table.tables("kind")),
        basis=table.text("basis"),
        analysis_basis=table.text("analysis_basis"),
        note=table.text("note"),
    )
    table.finish()
    if rule.hours.opens >= rule.hours.closes:
        raise table.wrong("the usual hours end before they begin")
    kinds = [each.kind for each in rule.rules]
    if len(set(kinds)) != len(kinds):
        raise table.wrong("a kind stands there twice")
    return rule


def _rule(entry: DataTable) -> UnusualRule:
    listed = entry.texts("classes", empty=True)
    try:
        classes = frozenset(LogClass(name) for name in listed)
    except ValueError:
        raise entry.wrong(f"'classes' knows one of {', '.join(listed)} not") from None
    rule = UnusualRule(
        kind=entry.choice("id", Unusual),
        title=entry.text("title"),
        look=entry.text("look"),
        classes=classes,
        acts=entry.texts("acts", empty=True),
        gathers=entry.flag("gathers"),
    )
    entry.finish()
    return rule


def _clock(table: DataTable, key: str) -> time:
    text = table.text(key)
    try:
        return time.fromisoformat(text)
    except ValueError:
        raise table.wrong(f"{key!r} is no time of day: {text}") from None


def _weekday(table: DataTable, name: str) -> int:
    if name not in _WEEKDAYS:
        raise table.wrong(f"'free_weekdays' knows no {name!r}")
    return _WEEKDAYS.index(name)


def _month_and_day(table: DataTable, text: str) -> tuple[int, int]:
    try:
        day = date.fromisoformat(f"{_LEAP_YEAR}-{text}")
    except ValueError:
        raise table.wrong(f"'free_days' has no day {text!r}") from None
    return day.month, day.day
