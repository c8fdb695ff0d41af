"""The national holidays in ``resources/law/holidays.toml``."""

from functools import cache

from ashibue_desk.domain.holidays import HolidayKind, HolidayRule
from ashibue_desk.files.data_tables import DataTable, read_data_file
from ashibue_desk.resource_files import resource


@cache
def national_holidays() -> tuple[HolidayRule, ...]:
    """Return the rules, read once; raise ``DataFileError`` for anything wrong in them."""
    return read_data_file(resource("law", "holidays.toml"), read_holidays)


def read_holidays(table: DataTable) -> tuple[HolidayRule, ...]:
    """Return the rules that a file holds, each with a day in every year."""
    table.source()
    rules = tuple(_rule(entry) for entry in table.tables("holiday"))
    table.finish()
    return rules


def _rule(entry: DataTable) -> HolidayRule:
    rule = HolidayRule(
        name=entry.text("name"),
        kind=entry.choice("kind", HolidayKind),
        month=entry.whole("month", 1, 12),
        number=entry.whole("number", 0, 31),
    )
    entry.finish()
    try:
        day = rule.on(2027)  # no leap year
    except ValueError:
        raise entry.wrong("there is no such day in every year") from None
    if day.month != rule.month:
        raise entry.wrong("there is no such Monday in every year")
    return rule
