"""An open vault: together or not at all, and every database error in words."""

import shutil
import threading
from pathlib import Path

import pytest
from sqlalchemy import text

from ashibue_desk.domain.errors import Situation
from ashibue_desk.domain.handling_log import LogClass, LogFilter, LogLine
from ashibue_desk.storage.connection import DATABASE_NAME, connect
from ashibue_desk.storage.database_errors import situation_of
from ashibue_desk.storage.key_material import database_key
from ashibue_desk.storage.key_slots import open_recovery_bundle
from ashibue_desk.storage.situations import VaultBusy, VaultDamaged, VaultDiskFull, VaultReadOnly
from ashibue_desk.storage.vault import Vault
from ashibue_desk.use_cases.desk import Desk
from tests.helpers.desks import Scene
from tests.helpers.made_up_people import made_up_person

LINE = LogLine(log_class=LogClass.ACCESS, act="試し")


def act_and_fail(desk: Desk, error: type[BaseException]) -> None:
    with desk.act():
        desk.vault.people.add([("x" * 32, made_up_person(99))], desk.now())
        desk.log(LINE)
        raise error


@pytest.mark.parametrize("error", [ZeroDivisionError, KeyboardInterrupt, SystemExit])
def test_a_block_that_fails_leaves_neither_data_nor_line(desk: Desk, error: type[BaseException]) -> None:
    people, lines = len(desk.vault.people.rows()), desk.vault.log.last_seq()
    with pytest.raises(error):
        act_and_fail(desk, error)
    assert len(desk.vault.people.rows()) == people
    assert desk.vault.log.last_seq() == lines
    with desk.act():
        desk.log(LINE)
    assert desk.vault.log.last_seq() == lines + 1


def test_two_acts_are_never_nested(desk: Desk) -> None:
    with desk.act(), pytest.raises(RuntimeError, match="open already"), desk.act():
        pass
    with desk.act():
        desk.log(LINE)


def test_a_mistake_in_sql_is_our_bug_and_tells_no_value(desk: Desk) -> None:
    secret = "canary of a value"
    with pytest.raises(RuntimeError) as raised, desk.act():
        desk.vault.people.add([(desk.vault.people.rows()[0].id, made_up_person(1))], secret)
    assert not isinstance(raised.value, Situation)
    assert secret not in str(raised.value) + repr(raised.value.__cause__) + repr(raised.value.__context__)


def test_a_damaged_page_is_told_in_words_wherever_it_is_read(scene: Scene) -> None:
    """Reads outside of ``reading()`` too: a use case asks for a person in many places."""
    desk = scene.unlock()
    desk.vault.with_raw(lambda raw: raw.execute("PRAGMA wal_checkpoint(TRUNCATE)"))
    path = scene.place / DATABASE_NAME
    data = bytearray(path.read_bytes())
    for page in range(3, len(data) // 4096):
        data[page * 4096 + 100] ^= 0xFF
    desk.vault.with_raw(lambda raw: raw.execute("PRAGMA shrink_memory"))
    path.write_bytes(data)
    with pytest.raises(VaultDamaged):
        desk.vault.verify()
    for read in (
        desk.vault.people.rows,
        lambda: desk.vault.people.get(scene.person_ids[0]),
        lambda: desk.vault.log.read(LogFilter()),
    ):
        with pytest.raises(VaultDamaged):
            read()


def test_another_writer_is_waited_for_and_then_told(scene: Scene) -> None:
    desk = scene.unlock()
    desk.vault.with_raw(lambda raw: raw.execute("PRAGMA busy_timeout = 50"))
    other = connect(scene.place / DATABASE_NAME, database_key(desk.keys.master_key, desk.header.vault_id))
    other.execute("BEGIN IMMEDIATE")
    lines = desk.vault.log.last_seq()
    try:
        with pytest.raises(VaultBusy), desk.act():
            desk.log(LINE)
        assert desk.vault.log.last_seq() == lines
        desk.vault.with_raw(lambda raw: raw.execute("PRAGMA busy_timeout = 5000"))
        threading.Timer(0.2, lambda: other.execute("ROLLBACK")).start()
        with desk.act():
            desk.log(LINE)
    finally:
        other.close()
    assert desk.vault.log.last_seq() == lines + 1


def test_a_file_cut_short_by_whole_pages_is_not_opened(scene: Scene) -> None:
    path = scene.place / DATABASE_NAME
    data = path.read_bytes()
    for pages in range(1, len(data) // 4096):
        path.write_bytes(data[: pages * 4096])
        with pytest.raises(VaultDamaged):
            scene.unlock()
        assert path.read_bytes() == data[: pages * 4096], "a damaged file is evidence and stays as it is"


@pytest.mark.parametrize("lost", [1, 100, 4095])
def test_a_file_cut_short_within_its_last_page_is_not_opened(scene: Scene, lost: int) -> None:
    """SQLite rounds the number of pages up, so that it does not see this by itself."""
    path = scene.place / DATABASE_NAME
    data = path.read_bytes()
    path.write_bytes(data[:-lost])
    with pytest.raises(VaultDamaged):
        scene.unlock()
    assert path.read_bytes() == data[:-lost]


def test_a_transaction_that_the_disk_rolled_back_already_ends_in_the_first_error(desk: Desk) -> None:
    before = len(desk.vault.people.rows())

    def fill_the_disk() -> None:
        with desk.act():
            desk.vault.people.add([("x" * 32, made_up_person(99))], desk.now())
            desk.vault.with_raw(lambda raw: raw.execute("ROLLBACK"))
            raise VaultDiskFull

    with pytest.raises(VaultDiskFull):
        fill_the_disk()
    assert len(desk.vault.people.rows()) == before
    with desk.act():
        desk.log(LINE)


def test_an_error_that_is_not_of_the_database_stays_what_it_is(desk: Desk) -> None:
    with pytest.raises(OverflowError), desk.vault.reading():
        desk.vault.log.connection.execute(text("SELECT :number"), {"number": 2**70})


def test_an_error_of_the_driver_itself_is_told_in_words(desk: Desk) -> None:
    with pytest.raises(RuntimeError) as raised, desk.vault.reading():
        desk.vault.with_raw(lambda raw: raw.execute("SELECT nothing FROM nowhere"))
    assert "nowhere" not in str(raised.value)


def test_after_closing_everything_is_in_one_file(desk: Desk, scene: Scene) -> None:
    with desk.act():
        desk.log(LINE)
    lines = desk.vault.log.last_seq()
    scene.close()
    assert not list(scene.place.glob("vault.db-*"))
    assert scene.unlock().vault.log.last_seq() == lines + 1


def test_a_copy_of_the_folder_while_it_is_open_is_a_whole_vault(
    desk: Desk, scene: Scene, tmp_path: Path
) -> None:
    with desk.act():
        desk.log(LINE)
    shutil.copytree(scene.place, tmp_path / "copy")
    from ashibue_desk.storage.vault import Vault

    copy = Vault(tmp_path / "copy", database_key(desk.keys.master_key, desk.header.vault_id))
    try:
        copy.verify()
        assert copy.log.last_seq() == desk.vault.log.last_seq()
    finally:
        copy.close()


class _Failing(Exception):
    def __init__(self, text: str, code: int | None = None) -> None:
        super().__init__(text)
        if code is not None:
            self.sqlite_errorcode = code


@pytest.mark.parametrize(
    ("error", "situation"),
    [
        (_Failing("", 5), VaultBusy),
        (_Failing("", 6), VaultBusy),
        (_Failing("", 8), VaultReadOnly),
        (_Failing("", 8 | 5 << 8), VaultReadOnly),
        (_Failing("", 10), VaultDiskFull),
        (_Failing("", 10 | 3 << 8), VaultDiskFull),
        (_Failing("", 11), VaultDamaged),
        (_Failing("", 13), VaultDiskFull),
        (_Failing("", 14), VaultReadOnly),
        (_Failing("", 26), VaultDamaged),
        (_Failing("database or disk is full"), VaultDiskFull),
        (_Failing("database is locked"), VaultBusy),
        (_Failing("attempt to write a readonly database"), VaultReadOnly),
        (_Failing("file is not a database"), VaultDamaged),
        (_Failing("database disk image is malformed"), VaultDamaged),
        (_Failing("Could not decode to UTF-8 column 'text' with text 'x'"), VaultDamaged),
        (_Failing("unrecognized token: x'secret"), RuntimeError),
        (_Failing("UNIQUE constraint failed", 19), RuntimeError),
    ],
)
def test_each_kind_of_error_has_its_situation(error: Exception, situation: type[Exception]) -> None:
    found = situation_of(error)
    assert type(found) is situation
    assert "secret" not in str(found)


def test_a_vault_opened_anew_before_anybody_arrived_reads_the_same_log_and_seals_nothing(
    scene: Scene,
) -> None:
    bundle = open_recovery_bundle(scene.place, scene.identity.text)
    key = database_key(bundle.master_key, scene.vault_id)
    vault = Vault(scene.place, key)
    before = vault.log.read(LogFilter())
    vault.close()
    vault.reopen(key)
    try:
        assert before
        assert vault.log.read(LogFilter()) == before
        assert vault.log.sealer is None
    finally:
        vault.close()
