"""Finding lines in steps equals going through them one by one, whatever is asked for and however small the steps are."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ashibue_desk.domain.handling_log import LogClass, LogFilter, LogLine, LogMark, LogView
from ashibue_desk.domain.log_check import Unusual
from ashibue_desk.domain.search_key import matches, query_key
from ashibue_desk.use_cases import count_lines, find_lines, verify_log
from ashibue_desk.use_cases.count_lines import lines_by_day
from ashibue_desk.use_cases.desk import Desk
from ashibue_desk.use_cases.find_lines import begin_search, find_all, go_on, read_lines
from ashibue_desk.use_cases.handling_log import line_key
from tests.helpers.desks import Scene, scene_at
from tests.helpers.log_desks import tally_of

AFFAIRS = ("", "income_withholding_slip", "income_withholding_slip,health_pension_enrolment")
LINES = 240
EVERYTHING = LogFilter(most=1_000_000)


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Scene]:
    """An office with some hundred lines of every kind, over weekends and nights; the clock was once set back."""
    scene = scene_at(tmp_path_factory.mktemp("lines") / "machine")
    desk = scene.unlock()
    for n in range(LINES):
        scene.clock.advance(timedelta(hours=7))
        if n == 100:
            scene.clock.set_to(scene.clock.local_now() - timedelta(hours=37))
        with desk.act():
            desk.log(line(n))
    yield scene
    scene.close()


@pytest.fixture
def desk(office: Scene) -> Desk:
    """The open desk of that office."""
    return office.desks[0]


def line(n: int) -> LogLine:
    return LogLine(
        log_class=tuple(LogClass)[n % 7],
        act=("個人番号の表示", "帳票の印刷", "誓約書の印刷")[n % 3] if n % 11 else "ﾏｲﾅﾝﾊﾞｰの受渡し",
        object_id=f"p{n % 5}" if n % 4 else "",
        object_label=("髙橋 空", "青葉 こずえ", "風見 楓")[n % 3],
        affair=AFFAIRS[n % 3],
        count=90 if n % 13 == 0 else 1,
        detail=f"理由 {n}" if n % 2 else "",
        happened_on="2026-06-01" if n % 17 == 0 else "",
        corrects=n if n % 19 == 1 else 0,
        recipient="若葉税務署" if n % 6 == 0 else "",
    )


def plainly(desk: Desk, wanted: LogFilter) -> list[int]:
    """Return the numbers of the lines that fit, by going through all of them in Python."""
    lines = read_once(desk, desk.vault.log.last_seq())
    corrected = {view.entry.line.corrects for view, _key in lines if view.entry.line.corrects}
    rule, words = desk.regulation.log_check, query_key(wanted.text)

    def has_mark(view: LogView, mark: LogMark) -> bool:
        entry = view.entry
        at = datetime.fromisoformat(entry.local_at)
        return {
            LogMark.OUT_OF_HOURS: rule.is_off(at.date()) or rule.is_out_of_hours(at.date(), at.time()),
            LogMark.MASS: entry.line.act.startswith(rule.rule(Unusual.MASS_OUTPUT).acts)
            or (
                entry.line.count >= rule.mass_persons
                and entry.line.affair != ""
                and entry.line.log_class in (LogClass.USE, LogClass.CARRY_OUT, LogClass.PROVISION)
            ),
            LogMark.PAPER: entry.line.happened_on != "",
            LogMark.CORRECTION: entry.line.corrects > 0,
            LogMark.CORRECTED: entry.seq in corrected,
        }[mark]

    def fits(view: LogView, key: str) -> bool:
        entry, day = view.entry, date.fromisoformat(view.entry.local_at[:10])
        return all(
            (
                wanted.since is None or day >= wanted.since,
                wanted.until is None or day <= wanted.until,
                wanted.object_id in ("", entry.line.object_id),
                wanted.actor_id in ("", entry.actor_id),
                wanted.log_class in (None, entry.line.log_class),
                not wanted.affairs or bool(set(wanted.affairs) & set(entry.line.affair.split(","))),
                wanted.mark is None or has_mark(view, wanted.mark),
                matches(key, words),
            )
        )

    return [view.entry.seq for view, key in lines if fits(view, key)]


_LINES_READ: dict[int, tuple[tuple[LogView, str], ...]] = {}


def read_once(desk: Desk, last: int) -> tuple[tuple[LogView, str], ...]:
    """Return every line up to ``last``, the newest of the office, with what it is searched by; read for the first filter only."""
    if last not in _LINES_READ:
        entries = desk.vault.log.read(EVERYTHING)
        views = read_lines(desk, [entry.seq for entry in entries])
        assert [view.entry for view in views] == list(entries)
        _LINES_READ[last] = tuple((view, line_key(view.entry, view.affairs)) for view in views)
    return _LINES_READ[last]


DAYS = st.one_of(st.none(), st.dates(date(2026, 6, 10), date(2026, 8, 30)))
FILTERS = st.builds(
    LogFilter,
    since=DAYS,
    until=DAYS,
    object_id=st.sampled_from(["", "", "p1", "p3", "nobody"]),
    actor_id=st.sampled_from(["", "", f"{1:032x}", "nobody"]),
    log_class=st.sampled_from([None, *LogClass]),
    affairs=st.sampled_from([(), (), ("health_pension_enrolment",), ("income_withholding_slip", "other")]),
    mark=st.sampled_from([None, None, *LogMark]),
    text=st.sampled_from(
        ["", "", "高橋", "たかはし", "理由 1", "マイナンバー", "税務署 印刷", "健康保険", "　", "%"]
    ),
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(wanted=FILTERS, stretch=st.sampled_from([7, 64, 4_096]))
def test_in_steps_as_one_by_one(desk: Desk, wanted: LogFilter, stretch: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        for module in (find_lines, count_lines):
            patch.setattr(module, "STRETCH", stretch)
        expected = plainly(desk, wanted)
        step = begin_search(desk, wanted)
        numbers = list(step.numbers)
        assert [view.entry.seq for view in step.lines] == numbers[:40]
        while not step.search.is_done:
            step = go_on(desk, step.search, 0)
            numbers += step.numbers
        assert numbers == expected
        tally = tally_of(desk, wanted)
    assert tally.lines == len(expected)
    assert sum(group.lines for group in tally.by_handler()) == len(expected)
    assert sum(tally.by_class().values()) == len(expected)
    assert sum(group.lines for group in tally.by_day()) == len(expected)


def test_newer_lines_are_found_above_what_is_known(desk: Desk) -> None:
    search, numbers = find_all(desk, LogFilter(log_class=LogClass.DISPOSAL))
    with desk.act():
        desk.log(LogLine(log_class=LogClass.DISPOSAL, act="廃棄"))
        desk.log(LogLine(log_class=LogClass.USE, act="印刷"))
    newer = begin_search(desk, LogFilter(log_class=LogClass.DISPOSAL), above=search.upto)
    assert newer.numbers == [search.upto + 1]
    assert newer.lines[0].entry.line.act == "廃棄"
    assert find_all(desk, LogFilter(log_class=LogClass.DISPOSAL))[1] == [search.upto + 1, *numbers]


def test_a_line_knows_the_line_that_corrects_it(desk: Desk) -> None:
    corrections = find_all(desk, LogFilter(mark=LogMark.CORRECTION))[1]
    newest = read_lines(desk, corrections)[0]
    (corrected,) = read_lines(desk, [newest.entry.line.corrects])
    assert corrected.corrected_by == newest.entry.seq
    assert LogMark.CORRECTED in corrected.marks


def test_a_line_that_is_gone_is_left_out(desk: Desk) -> None:
    last = desk.vault.log.last_seq()
    assert [view.entry.seq for view in read_lines(desk, [last + 5, last, 1])] == [last, 1]


def test_a_verification_throws_away_what_lines_are_searched_by(desk: Desk) -> None:
    find_all(desk, LogFilter(text="高橋"))
    assert desk.vault.log.keys.last() > 0
    with desk.vault.transaction():  # as somebody with another tool would hide a line from a search
        desk.vault.log.keys.clear()
        desk.vault.log.keys.add([(desk.vault.log.last_seq(), "nothing")])
    assert find_all(desk, LogFilter(text="高橋"))[1] == []
    verify_log.verify_log(desk)
    assert find_all(desk, LogFilter(text="高橋"))[1] == plainly(desk, LogFilter(text="高橋"))


def test_a_period_in_which_the_clock_was_set_back_is_found_line_by_line(desk: Desk) -> None:
    entries = desk.vault.log.read(EVERYTHING)
    after = next(newer for newer, older in pairwise(entries) if newer.local_at < older.local_at)
    wanted = LogFilter(since=date.fromisoformat(after.local_at[:10]) + timedelta(days=1))
    assert not desk.vault.log.windows.bounds(wanted).unbroken
    found = find_all(desk, wanted)[1]
    assert found == plainly(desk, wanted) != []


def test_everybody_who_wrote_is_offered_once(desk: Desk) -> None:
    assert find_lines.handlers_of_log(desk) == ((desk.actor.user_id, desk.actor.name),)


def test_days_of_a_year_are_those_on_which_something_was_written(desk: Desk) -> None:
    counts = lines_by_day(desk, date(2026, 4, 1), date(2027, 3, 31))
    by_day = tally_of(desk, LogFilter(since=date(2026, 4, 1), until=date(2027, 3, 31))).by_day()
    assert {day.isoformat(): lines for day, lines in counts.items()} == {
        group.key: group.lines for group in by_day
    }


def test_a_person_stands_under_the_newest_name(desk: Desk) -> None:
    with desk.act():
        desk.log(replace(line(1), object_label="改姓 空", object_id="p1"))
    names = {group.key: group.name for group in tally_of(desk, LogFilter()).by_person()}
    assert names["p1"] == "改姓 空"


def test_the_newest_lines_come_with_the_first_step(tmp_path: Path) -> None:
    scene = scene_at(tmp_path / "machine")
    try:
        found = begin_search(scene.unlock(), LogFilter())
        assert found.search.is_done
        assert [view.entry.seq for view in found.lines] == list(found.numbers)
        assert found.first_month == 4
    finally:
        scene.close()
