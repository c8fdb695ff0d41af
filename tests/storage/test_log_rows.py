"""The rows an act wrote are noted whatever statement wrote them; triggers are made for a table before its first write."""

import pytest
from sqlalchemy import Table, delete, insert, update
from sqlalchemy.dialects.sqlite import dialect
from sqlalchemy.dialects.sqlite import insert as upsert

from ashibue_desk.storage.log_rows import RowWatch, watched, written_table
from ashibue_desk.use_cases.desk import Desk
from tests.helpers.desks import HANDLER, Scene

_TABLES = watched()


@pytest.mark.parametrize("table", _TABLES, ids=lambda table: table.name)
def test_each_way_to_write_names_its_table(table: Table) -> None:
    key = next(iter(table.primary_key.columns))
    ways = (
        insert(table),
        insert(table).prefix_with("OR IGNORE"),
        insert(table).prefix_with("OR REPLACE"),
        upsert(table).on_conflict_do_nothing(),
        update(table).values({key: key}),
        delete(table).where(key == "x"),
    )
    texts = [str(way.compile(dialect=dialect())) for way in ways]
    texts += [f"{act} main.{table.name} SET" for act in ("UPDATE", "update or ignore")]
    texts += [
        f"\n  REPLACE INTO {table.name} VALUES (1)",
        f"DELETE FROM main.{table.name}",
        f'INSERT INTO "{table.name}"',
    ]
    assert {written_table(text) for text in texts} == {table.name}


@pytest.mark.parametrize(
    "statement",
    [
        "SELECT 1",
        "CREATE TABLE people (id)",
        "BEGIN IMMEDIATE",
        "PRAGMA optimize",
        "WITH x AS (SELECT 1) SELECT 1",
    ],
)
def test_what_only_reads_names_none(statement: str) -> None:
    assert written_table(statement) == ""


def _watch(desk: Desk) -> RowWatch:
    sealer = desk.vault.log.sealer
    assert sealer is not None
    return sealer.watch


def _write_note(desk: Desk, person_id: str) -> None:
    people = next(table for table in _TABLES if table.name == "people")
    desk.vault.log.connection.execute(update(people).where(people.c.id == person_id).values(note="控え"))


def _break_off(desk: Desk, person_id: str) -> None:
    with desk.vault.transaction():
        _write_note(desk, person_id)
        assert _watch(desk).take_touched() == {"people": {person_id}}
        raise KeyboardInterrupt


def test_a_write_after_a_rollback_is_noted_again(scene: Scene) -> None:
    desk = scene.unlock(HANDLER)
    person_id = scene.person_ids[0]
    with pytest.raises(KeyboardInterrupt):
        _break_off(desk, person_id)
    with desk.vault.transaction():
        _write_note(desk, person_id)
        assert _watch(desk).take_touched() == {"people": {person_id}}


def test_unlocking_makes_no_trigger_for_tables_that_nobody_wrote(scene: Scene) -> None:
    desk = scene.unlock(HANDLER)
    made = desk.vault.log.connection.exec_driver_sql(
        "SELECT tbl_name FROM temp.sqlite_master WHERE type = 'trigger'"
    )
    assert {name for (name,) in made} <= {"users"}


def test_where_no_row_was_written_none_is_told_of_and_none_recorded(scene: Scene) -> None:
    desk = scene.unlock(HANDLER)
    connection, seq = desk.vault.log.connection, desk.vault.log.last_seq() + 1
    before = connection.exec_driver_sql("SELECT * FROM row_seals").fetchall()
    told = _watch(desk).record({"people": set()}, seq)
    assert told == _watch(desk).renewal(seq)
    assert told["count"] == 0
    assert connection.exec_driver_sql("SELECT * FROM row_seals").fetchall() == before
