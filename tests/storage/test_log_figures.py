"""Figures of the log counted in SQL are those that plain Python counts, whatever the lines are."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, time, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, delete, insert

from ashibue_desk.domain.handling_log import LogClass
from ashibue_desk.domain.log_check import LogCheckRule, Unusual
from ashibue_desk.domain.log_periods import month_of, quarter_of, since
from ashibue_desk.law.regulation import load_regulation
from ashibue_desk.storage.access_figures import AccessFigures
from ashibue_desk.storage.connection import connect
from ashibue_desk.storage.key_material import new_database_key
from ashibue_desk.storage.log_figures import PUT_OUT, LogFigures
from ashibue_desk.storage.schema import build
from ashibue_desk.storage.tables import log
from ashibue_desk.storage.vault import Vault

JST = timezone(timedelta(hours=9))
DAYS = st.dates(date(2026, 4, 1), date(2026, 9, 30))
ACTS = (
    "個人番号の表示",
    "役割の変更",
    "保管庫を開いた",
    "パスワードの間違い",
    "取扱記録簿の書き出し(署名つき)",
    "名簿の訂正",
)
WITH_PERSONS = {LogClass.COLLECTION, LogClass.USE, LogClass.CARRY_OUT, LogClass.DISPOSAL}
RULE: LogCheckRule = load_regulation("npo").log_check


@st.composite
def lines(draw: st.DrawFn) -> list[dict[str, Any]]:
    """Lines in the order of their numbers, some about acts on paper, also from before the vault was made."""
    days = sorted(draw(st.lists(DAYS, min_size=1, max_size=25)))
    found = []
    for seq, day in enumerate(days, start=1):
        moment = datetime.combine(day, time(draw(st.integers(0, 23)), 59), JST).isoformat()
        paper = draw(st.none() | st.dates(date(2026, 1, 1), day))
        found.append(
            {
                "seq": seq,
                "at": moment,
                "local_at": moment,
                "actor_id": draw(st.sampled_from("ab")),
                "actor_name": "担当",
                "log_class": draw(st.sampled_from(LogClass)).value,
                "act": draw(st.sampled_from(ACTS)),
                "object_id": draw(st.sampled_from(("", "p", "q", "a"))),
                "affair": draw(st.sampled_from(("", "slip"))),
                "count": 1,
                "happened_on": paper.isoformat() if paper else "",
            }
        )
    return found


@pytest.fixture(scope="module")
def connection(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Connection]:
    """A vault whose log may be emptied between the examples: the trigger against it is taken away."""
    folder: Path = tmp_path_factory.mktemp("figures")
    key = new_database_key()
    raw = connect(folder / "vault.db", key, create=True)
    build(raw)
    raw.execute("DROP TRIGGER log_is_never_deleted")
    raw.close()
    vault = Vault(folder, key)
    yield vault.log.connection
    vault.close()


def fill(connection: Connection, rows: list[dict[str, Any]]) -> None:
    connection.execute(delete(log))
    connection.execute(insert(log), rows)


def month_by_hand(row: dict[str, Any], rows: list[dict[str, Any]]) -> Any:
    first = month_of(date.fromisoformat(min(each["local_at"] for each in rows)[:10]))
    day = row["happened_on"] or row["local_at"][:10]
    return max(first, month_of(date.fromisoformat(day)))


every_log = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)


def test_an_empty_log_has_no_months_and_no_days(connection: Connection) -> None:
    connection.execute(delete(log))
    figures = LogFigures(connection)
    assert figures.lines_by_month() == {}
    assert figures.first_month() is None
    assert figures.last_day() is None


@every_log
@given(rows=lines())
def test_what_the_pack_has_no_rule_for_is_counted_as_none(
    connection: Connection, rows: list[dict[str, Any]]
) -> None:
    fill(connection, rows)
    quarter = quarter_of(date(2026, 8, 1))
    others = tuple(rule for rule in RULE.rules if rule.kind is not Unusual.EXPORT)
    without = AccessFigures(connection, replace(RULE, rules=others)).quarter(quarter)
    assert without.total("exports") == 0
    complete = AccessFigures(connection, RULE).quarter(quarter)
    assert without.users == tuple(replace(user, exports=0) for user in complete.users)


def test_lines_with_a_clock_set_back_are_looked_for_among_the_newest(
    connection: Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = {"actor_id": "a", "actor_name": "担当", "log_class": "use", "act": ACTS[0], "count": 1}
    days = ("2026-06-30", "2026-07-01", "2026-06-02", "2026-07-02")
    fill(
        connection,
        [
            {"seq": seq, "at": f"{day}T10:00:00", "local_at": f"{day}T10:00:00", **told}
            for seq, day in enumerate(days, start=1)
        ],
    )
    figures, june = LogFigures(connection), month_of(date(2026, 6, 1))
    assert figures.back_dated_after(1, june) == ((june, 3),)
    monkeypatch.setattr("ashibue_desk.storage.log_figures.NEWEST", 1)
    assert figures.back_dated_after(1, june) == ()


@every_log
@given(rows=lines(), after=st.integers(0, 25))
def test_every_line_belongs_to_one_month_and_is_counted_there(
    connection: Connection, rows: list[dict[str, Any]], after: int
) -> None:
    fill(connection, rows)
    figures = LogFigures(connection)
    by_hand = Counter(month_by_hand(row, rows) for row in rows)
    assert figures.lines_by_month() == by_hand
    first = figures.first_month()
    assert first is not None
    for month in since(first, date(2026, 9, 30)):
        own = [row for row in rows if month_by_hand(row, rows) == month]
        assert figures.has_lines(month) is bool(own)
        later = [row["seq"] for row in own if row["seq"] > after]
        assert figures.count(month, after) == (len(later), max(later, default=0))
        assert [entry.seq for entry in figures.entries(month, after)] == later
        back = [each for each in figures.back_dated_after(after, month) if each[0] == month]
        entered = [row for row in rows if not row["happened_on"] and row["local_at"][:7] == month.key]
        assert [number for _month, number in back] == [row["seq"] for row in entered if row["seq"] > after]
        inside = [row["seq"] for row in rows if row["local_at"][:7] == month.key]
        assert figures.newest_entered(month) == max(inside, default=0)
        with_paper = figures.back_dated_after(after, month, on_paper=True)
        assert [n for _month, n in with_paper] == [
            row["seq"] for row in rows if row["seq"] > after and row["local_at"][:7] <= month.key
        ]
        put_out = {
            row["actor_id"]
            for row in own
            if row["act"] in PUT_OUT and (row["happened_on"] or row["log_class"] in {"use", "provision"})
        }
        assert figures.who_put_out(month, "abc") == put_out
        assert figures.who_put_out(month, "b") == put_out & {"b"}
        counted = figures.month(month)
        assert counted.lines == len(own)
        assert counted.by_class == {
            kind: sum(row["log_class"] == kind.value for row in own) for kind in LogClass
        }
        handled = {
            row["object_id"]
            for row in own
            if row["affair"] and row["object_id"] and LogClass(row["log_class"]) in WITH_PERSONS
        }
        assert counted.persons == len(handled)
    late = [
        (month_by_hand(row, rows), row["seq"]) for row in rows if row["happened_on"] and row["seq"] > after
    ]
    assert sorted(figures.papers_after(after)) == sorted(late)


@every_log
@given(rows=lines())
def test_a_quarter_is_counted_by_user(connection: Connection, rows: list[dict[str, Any]]) -> None:
    fill(connection, rows)
    quarter = quarter_of(date(2026, 8, 1))
    counted = AccessFigures(connection, RULE).quarter(quarter)
    own = [row for row in rows if quarter.holds(date.fromisoformat(row["local_at"][:10]))]
    assert counted.lines == len(own)
    for user in counted.users:
        mine = [row for row in own if row["actor_id"] == user.user_id]
        moments = [datetime.fromisoformat(row["local_at"]) for row in mine]
        views = [row for row in mine if row["act"].startswith(RULE.views)]
        assert user.lines == len(mine)
        assert user.out_of_hours == sum(
            RULE.is_out_of_hours(moment.date(), moment.time()) for moment in moments
        )
        assert user.day_off == sum(RULE.is_off(moment.date()) for moment in moments)
        assert (user.views, user.persons) == (len(views), len({row["object_id"] for row in views}))
        assert user.entries == sum(row["act"].startswith(RULE.entries) for row in mine)
        for figure, kind in (("exports", Unusual.EXPORT), ("rights", Unusual.RIGHTS)):
            acts = RULE.rule(kind).acts
            assert getattr(user, figure) == sum(row["act"].startswith(acts) for row in mine)
        tried = [row for row in own if row["act"].startswith(RULE.rule(Unusual.FAILED).acts)]
        assert user.failed == sum(row["object_id"] == user.user_id for row in tried)
    assert sum(view.views for view in counted.views) == counted.total("views")
