"""The hours of the office: set by the officer, with a line; in force from a day on; what was marked stays as it was marked."""

from dataclasses import replace
from datetime import date, datetime, time
from typing import Any

import pytest

from ashibue_desk.domain.handling_log import LogClass, LogFilter, LogLine, LogMark
from ashibue_desk.domain.log_check import Unusual
from ashibue_desk.domain.office_hours import OfficeHours
from ashibue_desk.domain.problems import Problem
from ashibue_desk.storage.log_rows import RowFlaw
from ashibue_desk.storage.situations import WrongPassword
from ashibue_desk.use_cases.access_analysis import view_quarter
from ashibue_desk.use_cases.desk import Desk
from ashibue_desk.use_cases.find_lines import find_all, read_lines
from ashibue_desk.use_cases.log_checks import view_month
from ashibue_desk.use_cases.office_hours import ACT, SETTING, office_hours, set_office_hours
from ashibue_desk.use_cases.reauthentication import PasswordNeeded
from ashibue_desk.use_cases.situations import NotYourDuty
from tests.helpers.desks import AUDITOR, HANDLER, OFFICER, Scene, done
from tests.helpers.log_desks import checked, leave, tally_of

SHOPS = OfficeHours(opens=time(10), closes=time(22), free_weekdays=frozenset({0, 1}))
"""A hall that works from Wednesday to Sunday, until late."""


def at(scene: Scene, day: date, hour: int) -> None:
    scene.clock.set_to(datetime(day.year, day.month, day.day, hour, tzinfo=scene.clock.local_now().tzinfo))


def write(desk: Desk, act: str = "名簿の印刷") -> int:
    with desk.act():
        desk.log(LogLine(log_class=LogClass.USE, act=act))
    return desk.vault.log.last_seq()


def change(desk: Desk, scene: Scene, hours: OfficeHours = SHOPS) -> None:
    done(set_office_hours(desk, hours, scene.users[OFFICER].password))


def late(desk: Desk, *seqs: int) -> list[bool]:
    return [LogMark.OUT_OF_HOURS in view.marks for view in read_lines(desk, seqs)]


@pytest.fixture
def lines(scene: Scene) -> tuple[Desk, list[int], list[int]]:
    """A Monday evening, a Monday noon and a Saturday noon: before the change, and the same weekdays after it."""
    desk = scene.unlock()

    def week(monday: date) -> list[int]:
        found = []
        for day, hour in (
            (monday, 21),
            (monday.replace(day=monday.day + 1), 12),
            (monday.replace(day=monday.day + 5), 12),
        ):
            at(scene, day, hour)
            found.append(write(desk))
        return found

    before = week(date(2026, 7, 6))
    change(desk, scene)
    return desk, before, week(date(2026, 7, 13))


def test_a_change_marks_what_comes_and_leaves_what_was_marked(
    lines: tuple[Desk, list[int], list[int]],
) -> None:
    desk, before, after = lines
    assert late(desk, *before) == [True, False, True], "Monday evening and Saturday, by the hours of the pack"
    assert late(desk, *after) == [True, True, False], "Monday and Tuesday are free now, Saturday is not"
    _search, found = find_all(desk, LogFilter(mark=LogMark.OUT_OF_HOURS))
    assert set(found) & {*before, *after} == {before[0], before[2], after[0], after[1]}
    assert tally_of(desk, LogFilter(mark=LogMark.OUT_OF_HOURS)).lines == len(found)


def test_the_month_and_the_quarter_go_by_the_same_hours(lines: tuple[Desk, list[int], list[int]]) -> None:
    desk, before, after = lines
    known = {item.seq: set(item.kinds) for item in view_month(desk, "2026-07").items}
    assert known[before[0]] == {Unusual.OUT_OF_HOURS}
    assert known[before[2]] >= {Unusual.DAY_OFF}
    assert known[after[0]] == {Unusual.DAY_OFF}
    assert known[after[1]] == {Unusual.DAY_OFF}
    assert after[2] not in known
    (user,) = view_quarter(desk, "2026-Q3").figures.users
    assert user.day_off == sum(
        entry.local_at[:10] in {"2026-07-11", "2026-07-13", "2026-07-14"}
        for entry in desk.vault.log.read(LogFilter())
    )
    assert user.out_of_hours == 1, "Monday evening before the change; 21 o'clock is within the hours after it"


def test_the_line_of_the_day_of_the_change_keeps_its_mark(scene: Scene) -> None:
    desk = scene.unlock()
    at(scene, date(2026, 7, 8), 21)
    evening = write(desk)
    change(desk, scene)
    night = write(desk)
    assert late(desk, evening, night) == [True, True], (
        "who works late cannot take the mark away the same evening"
    )
    view = office_hours(desk)
    assert view.today == desk.regulation.log_check.hours
    assert view.coming is not None
    assert (view.coming.since, view.coming.hours) == (date(2026, 7, 9), SHOPS)
    at(scene, date(2026, 7, 9), 21)
    assert late(desk, write(desk)) == [False]
    assert (office_hours(desk).today, office_hours(desk).coming) == (SHOPS, None)


def test_with_the_clock_set_back_no_mark_of_a_written_line_changes(scene: Scene) -> None:
    desk = scene.unlock()
    at(scene, date(2026, 7, 8), 21)
    evening = write(desk)
    at(scene, date(2026, 7, 1), 10)
    change(desk, scene)
    assert late(desk, evening) == [True]
    coming = office_hours(desk).coming
    assert coming is not None
    assert coming.since == date(2026, 7, 9)


def test_it_takes_the_officer_and_the_password_and_writes_a_line(scene: Scene) -> None:
    for who in (HANDLER, AUDITOR):
        other = scene.unlock(who)
        with pytest.raises(NotYourDuty):
            set_office_hours(other, SHOPS, scene.users[who].password)
        leave(scene, other)
    desk = scene.unlock()
    with pytest.raises(PasswordNeeded):
        set_office_hours(desk, SHOPS)
    with pytest.raises(WrongPassword):
        set_office_hours(desk, SHOPS, "chigau 1 chigau")
    assert office_hours(desk).coming is None
    change(desk, scene)
    entry = next(entry for entry in desk.vault.log.read(LogFilter()) if entry.line.act == ACT)
    coming = office_hours(desk).coming
    assert coming is not None
    assert entry.line.detail == f"{coming.since}から 水・木・金・土・日 10:00から22:00まで"
    assert entry.line.log_class is LogClass.ADMINISTRATION
    scene.clock.set_to(scene.clock.local_now().replace(month=7))
    unusual = view_month(desk, f"{entry.local_at[:7]}").items
    assert any(item.seq == entry.seq and Unusual.SETTINGS in item.kinds for item in unusual)


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"free_weekdays": frozenset(range(7))}, "weekdays"),
        ({"closes": time(10)}, "closes"),
        ({"opens": time(23)}, "closes"),
    ],
)
def test_what_is_wrong_is_told_and_nothing_is_written(
    scene: Scene, changed: dict[str, Any], field: str
) -> None:
    desk = scene.unlock()
    before = desk.vault.log.last_seq()
    answer = set_office_hours(desk, replace(SHOPS, **changed), scene.users[OFFICER].password)
    assert isinstance(answer, tuple)
    assert [problem.field for problem in answer] == [field]
    assert desk.vault.log.last_seq() == before


def test_the_same_hours_are_no_change(scene: Scene) -> None:
    desk = scene.unlock()
    same = set_office_hours(desk, desk.regulation.log_check.hours, scene.users[OFFICER].password)
    assert isinstance(same, tuple)
    assert isinstance(same[0], Problem)
    change(desk, scene)
    again = set_office_hours(desk, SHOPS, scene.users[OFFICER].password)
    assert isinstance(again, tuple)


def test_hours_written_past_the_program_move_no_mark_and_are_named(
    lines: tuple[Desk, list[int], list[int]],
) -> None:
    desk, before, after = lines
    assert checked(desk).holds
    stored = desk.vault.settings.get(SETTING, [])
    line = stored[0]["seq"]
    wide = {**stored[0], "since": "2026-06-01", "opens": "00:00", "closes": "23:59", "free_weekdays": []}
    for forged, named, marks in (
        ([wide], line, [True, False, True, False]),  # the line does not say so
        ([*stored, {**wide, "seq": 3}], 0, [True, False, True, True]),  # no such line
        ([], line, [True, False, True, False]),  # the hours of the pack again
        (["x"], line, [True, False, True, False]),
    ):
        with desk.act():
            desk.vault.settings.set(SETTING, forged)
        assert late(desk, *before, after[1]) == marks
        (bad,) = checked(desk).bad_rows
        assert (bad.table, bad.key, bad.flaw, bad.seq) == ("settings", SETTING, RowFlaw.CHANGED, named)
