"""What the pack says about checking the log, the national holidays, and that both are read strictly."""

import re
import tomllib
from datetime import date, time
from pathlib import Path
from typing import Any

import pytest

from ashibue_desk.domain.holidays import holidays_of
from ashibue_desk.domain.log_check import Unusual
from ashibue_desk.files.data_tables import DataFileError, DataTable, read_data_file
from ashibue_desk.law.holidays import national_holidays, read_holidays
from ashibue_desk.law.log_check_rules import read_log_check
from ashibue_desk.law.regulation import load_regulation
from ashibue_desk.resource_files import resource
from tests.rules.source_tree import ROOT

RULE = load_regulation("npo").log_check
# As the Cabinet Office announced them.
HOLIDAYS = {
    2026: "01-01 01-12 02-11 02-23 03-20 04-29 05-03 05-04 05-05 05-06 07-20 08-11 09-21 09-22 09-23 10-12 11-03 11-23",
    2027: "01-01 01-11 02-11 02-23 03-21 03-22 04-29 05-03 05-04 05-05 07-19 08-11 09-20 09-23 10-11 11-03 11-23",
}


@pytest.mark.parametrize("year", sorted(HOLIDAYS))
def test_holidays_are_those_that_were_announced(year: int) -> None:
    told = {date.fromisoformat(f"{year}-{day}") for day in HOLIDAYS[year].split()}
    assert holidays_of(year, national_holidays()) == told


def test_every_reason_has_a_rule_and_hours_are_those_of_the_pack() -> None:
    assert {each.kind for each in RULE.rules} == set(Unusual)
    assert not RULE.hours.is_out(time(7, 0))
    assert RULE.hours.is_out(time(6, 59))
    assert RULE.hours.is_out(time(20, 0))
    assert [RULE.is_off(date(2026, *day)) for day in ((11, 20), (11, 21), (11, 23), (12, 30))] == [
        False,
        True,
        True,
        True,
    ]
    assert RULE.mass_persons == load_regulation("npo").mass_output.day_persons


def test_every_act_the_pack_names_is_one_that_is_written() -> None:
    sources = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "ashibue_desk").rglob("*.py"))
    written = set(re.findall(r'"([^"\n]+)"', sources))
    named = [*RULE.views, *RULE.entries, *(act for each in RULE.rules for act in each.acts)]
    assert len(named) > 20
    assert [act for act in named if not any(text.startswith(act) for text in written)] == []


def pack_table(**changed: Any) -> DataTable:
    with resource("regulations", "npo", "pack.toml").open("rb") as file:
        values = tomllib.load(file)["log_check"]
    return DataTable(values | changed, "log_check")


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"opens": "7 o'clock"}, "no time of day"),
        ({"opens": "21:00"}, "end before they begin"),
        ({"free_weekdays": ["caturday"]}, "knows no 'caturday'"),
        ({"free_days": ["02-30"]}, "no day '02-30'"),
        ({"due_days": 0}, "outside 1 to 92"),
        ({"extra": 1}, "unknown keys extra"),
    ],
)
def test_a_mistake_is_told(changed: dict[str, Any], told: str) -> None:
    with pytest.raises(DataFileError, match=told):
        read_log_check(pack_table(**changed), 50)


def test_mistakes_in_a_reason_are_told() -> None:
    with resource("regulations", "npo", "pack.toml").open("rb") as file:
        kinds = tomllib.load(file)["log_check"]["kind"]
    with pytest.raises(DataFileError, match="stands there twice"):
        read_log_check(pack_table(kind=[*kinds, kinds[0]]), 50)
    with pytest.raises(DataFileError, match="classes"):
        read_log_check(pack_table(kind=[kinds[0] | {"classes": ["theft"]}]), 50)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("number = 29", "number = 32", "outside 0 to 31"),
        ('kind = "spring"', 'kind = "rainy"', "knows no 'rainy'"),
        ("month = 2\nnumber = 11", "month = 2\nnumber = 30", "no such day"),
        ("month = 7\nnumber = 3", "month = 7\nnumber = 6", "no such Monday"),
    ],
)
def test_a_mistake_in_the_holidays_is_told(tmp_path: Path, old: str, new: str, told: str) -> None:
    text = resource("law", "holidays.toml").read_text(encoding="utf-8")
    assert old in text
    file = tmp_path / "holidays.toml"
    file.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(DataFileError, match=told):
        read_data_file(file, read_holidays)
