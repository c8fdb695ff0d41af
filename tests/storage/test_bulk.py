"""Many rows at once: stored as one by one, noted and fingerprinted like any other row, in statements that do not grow with them."""

import hmac
import json

import pytest
from sqlalchemy import event

from ashibue_desk.domain.handling_log import LogClass, LogLine
from ashibue_desk.storage.bulk import delete_many, insert_many
from ashibue_desk.storage.log_fingerprints import BETWEEN, fingerprints_of
from ashibue_desk.storage.tables import people
from ashibue_desk.storage.whole_schema import metadata
from ashibue_desk.use_cases.desk import Desk
from ashibue_desk.use_cases.verify_log import verify_log
from tests.helpers.made_up_people import made_up_person

LINE = LogLine(log_class=LogClass.ADMINISTRATION, act="名簿の取込み")
MANY = 1_203


def add(desk: Desk, many: int) -> list[str]:
    ids = [f"{number:032}" for number in range(many)]
    with desk.act():
        desk.vault.people.add([(each, made_up_person(at)) for at, each in enumerate(ids)], desk.now())
        desk.log(LINE)
    return ids


@pytest.mark.parametrize("many", [20, 21, MANY])
def test_people_come_in_whole_and_in_their_order_and_the_log_accounts_for_each(desk: Desk, many: int) -> None:
    ids = add(desk, many)
    assert [person.entry for person in desk.vault.people.many(ids)] == [
        made_up_person(at) for at in range(many)
    ]
    assert verify_log(desk).answer.holds
    query = "SELECT count(*) FROM row_seals WHERE seq = (SELECT max(seq) FROM row_seals)"
    assert desk.vault.with_raw(lambda raw: raw.execute(query).fetchone()) == (many,)


def test_many_are_removed_at_once_and_the_log_accounts_for_it(desk: Desk) -> None:
    before = desk.vault.people.rows()
    ids = add(desk, MANY)
    with desk.act():
        desk.vault.people.remove(ids)
        desk.log(LINE)
    assert desk.vault.people.rows() == before
    assert verify_log(desk).answer.holds


def test_nothing_at_all_changes_nothing(desk: Desk) -> None:
    before, writes = desk.vault.people.rows(), desk.vault.writes()
    with desk.vault.transaction():
        insert_many(desk.vault.settings.connection, people, [])
        delete_many(desk.vault.settings.connection, people, [])
    assert desk.vault.people.rows() == before
    assert desk.vault.writes() == writes


def test_what_failed_leaves_nothing_behind_and_the_next_one_works(desk: Desk) -> None:
    ids = add(desk, 30)
    with pytest.raises(RuntimeError):
        add(desk, 30)
    with desk.act():
        desk.vault.people.remove(ids)
        desk.log(LINE)
    assert len(add(desk, 40)) == 40
    assert verify_log(desk).answer.holds


def test_a_fingerprint_is_that_of_the_bytes_as_stored_also_under_a_key_of_two_columns(desk: Desk) -> None:
    table, secret = metadata.tables["file_keys"], b"s" * 32
    rows = desk.vault.with_raw(
        lambda raw: [
            dict(zip([column[0] for column in found.description], row, strict=True))
            for found in [raw.execute("SELECT * FROM file_keys")]
            for row in found
        ]
    )
    assert rows
    expected = {}
    for row in rows:
        key = f"{row['file_id']}{BETWEEN}{row['user_id']}"
        stored = {name: value.hex() if isinstance(value, bytes) else value for name, value in row.items()}
        text = json.dumps(
            [table.name, key, stored], ensure_ascii=False, sort_keys=True, separators=(",", ":")
        )
        expected[key] = hmac.digest(secret, text.encode(), "sha256")
    gone = [f"a{BETWEEN}b", "a key that never was one", f"a{BETWEEN}b{BETWEEN}c"]
    told = dict(fingerprints_of(desk.vault.log.connection, table, [*expected, *gone], secret))
    assert told == {**expected, **dict.fromkeys(gone, b"")}


def test_fingerprints_are_read_in_few_statements(desk: Desk) -> None:
    ids = add(desk, MANY)
    statements: list[str] = []
    connection = desk.vault.log.connection

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        statements.append(statement)

    event.listen(connection, "before_cursor_execute", note)
    told = dict(fingerprints_of(connection, people, ids, b"s" * 32))
    event.remove(connection, "before_cursor_execute", note)
    assert all(told[each] for each in ids)
    assert len(statements) == 3
