"""Somebody with the database key leaves something in the schema that would write while another person acts."""

from pathlib import Path

import pytest

from ashibue_desk.storage.backup_file import BackupPlan, export_database, open_backup, write_backup
from ashibue_desk.storage.connection import DATABASE_NAME, connect
from ashibue_desk.storage.key_material import database_key, new_database_key
from ashibue_desk.storage.schema import HEAD, SHAPES, shape_of
from ashibue_desk.storage.situations import ForeignSchema
from ashibue_desk.use_cases import appointments, back_up_vault, restore_vault, vault_gate
from ashibue_desk.use_cases.desk import Desk
from ashibue_desk.use_cases.progress import Quiet
from tests.helpers.desks import OFFICER, RECEIVER, Scene, done
from tests.use_cases.test_written_past_the_program import lines_of, write

WHEN_THE_OFFICER_ACTS = """CREATE TRIGGER helpful AFTER UPDATE ON appointments
WHEN NEW.user_id = '{0}' AND NEW.role = 'receiver' BEGIN
UPDATE appointments SET role = 'handler', affairs = (SELECT affairs FROM appointments WHERE role = 'handler' LIMIT 1)
WHERE id = NEW.id; UPDATE users SET roles = '["handler"]' WHERE id = '{0}'; END"""
PLANTED = (
    WHEN_THE_OFFICER_ACTS,
    "CREATE VIEW people_of_mine AS SELECT * FROM people",
    "CREATE TABLE notes (of_mine TEXT)",
    "CREATE INDEX mine ON people (name)",
    "DROP TRIGGER log_is_never_changed",
    "ALTER TABLE users ADD COLUMN shown TEXT GENERATED ALWAYS AS ('[\"officer\"]') VIRTUAL",
)


@pytest.mark.parametrize("planted", PLANTED)
def test_a_vault_with_something_planted_in_its_schema_is_not_opened(scene: Scene, planted: str) -> None:
    write(scene, (planted.format(scene.users[RECEIVER].user_id), ()))
    with pytest.raises(ForeignSchema) as told:
        scene.unlock(OFFICER)
    assert "別の道具で書き込んだ" in told.value.sentence()


def test_a_name_of_sqlites_own_hides_nothing(scene: Scene) -> None:
    planted = WHEN_THE_OFFICER_ACTS.format(scene.users[RECEIVER].user_id).replace("helpful", "sqlite_stat1")
    write(
        scene,
        ("PRAGMA writable_schema = ON", ()),
        (
            "INSERT INTO sqlite_master (type, name, tbl_name, rootpage, sql) VALUES ('trigger', 'sqlite_stat1', 'appointments', 0, ?)",
            (planted,),
        ),
    )
    with pytest.raises(ForeignSchema):
        scene.unlock(OFFICER)


def test_what_is_planted_while_the_officer_is_at_the_desk_writes_nothing(scene: Scene) -> None:
    """Without the refusal the officer's own act, sealed and signed, would make the receiver a handler with every key."""
    officer, receiver = scene.unlock(OFFICER), scene.users[RECEIVER].user_id
    (one,) = officer.vault.appointments.of_user(receiver)
    key = database_key(officer.keys.master_key, officer.header.vault_id)
    stranger = connect(scene.place / DATABASE_NAME, key)
    stranger.execute(WHEN_THE_OFFICER_ACTS.format(receiver))
    lines = lines_of(officer)
    with pytest.raises(ForeignSchema):
        appointments.record_training(officer, one.id, officer.today, "毎年の研修")
    assert not officer.vault.file_keys.files_of(receiver)
    assert lines_of(officer) == lines
    stranger.execute("DROP TRIGGER helpful")
    stranger.close()
    vault_gate.close(officer, "end")
    done(appointments.record_training(scene.unlock(OFFICER), one.id, officer.today, "毎年の研修"))


def test_what_was_planted_past_the_eyes_of_the_connection_stops_the_renewal(scene: Scene, desk: Desk) -> None:
    """A new key is an export to a new file: it would bring the trigger to life."""
    key = database_key(desk.keys.master_key, desk.header.vault_id)
    stranger = connect(scene.place / DATABASE_NAME, key)
    (version,) = stranger.execute("PRAGMA schema_version").fetchone()
    stranger.execute("CREATE VIEW of_mine AS SELECT 1")
    stranger.execute(f"PRAGMA schema_version = {version:d}")
    stranger.close()
    fresh = new_database_key()
    copy = scene.place / "copy.db"
    desk.vault.with_raw(lambda raw: export_database(raw, fresh, copy))
    desk.vault.close()
    copy.replace(scene.place / DATABASE_NAME)
    with pytest.raises(ForeignSchema):
        desk.vault.reopen(fresh)


def forged(scene: Scene, backup: Path) -> Path:
    """Take a backup apart, plant something, and seal it to the public half of the same sheet."""
    opened = open_backup(backup, scene.identity.text, scene.root / "inside.db")
    connection = connect(opened.database, opened.key)
    try:
        connection.execute(PLANTED[0].format(scene.users[RECEIVER].user_id))
        plan = BackupPlan(
            vault_id=opened.vault_id,
            generation=opened.summary.generation,
            made_at=opened.summary.made_at,
            business_year=opened.business_year,
            recovery_public=scene.identity.public,
            schema=opened.schema,
            log_seq=1,
            log_head="",
            summary=opened.summary,
            users=opened.users,
        )
        target = backup.with_name("forged.age")
        write_backup(connection, plan, scene.root / "work", target, go_on=lambda: True)
    finally:
        connection.close()
    return target


def test_a_backup_with_something_planted_is_not_restored(scene: Scene, desk: Desk, tmp_path: Path) -> None:
    """Whoever knows the public half of a sheet can make a file that opens with it."""
    folder = tmp_path / "backups"
    folder.mkdir()
    record = back_up_vault.back_up_vault(desk, folder, Quiet()).answer
    place = scene.root / "restored"
    plan = restore_vault.RestorePlan(
        backup=forged(scene, folder / record.file_name),
        sheet=scene.identity.text,
        place=place,
        users=(scene.users[OFFICER],),
    )
    with pytest.raises(ForeignSchema):
        restore_vault.restore_vault(scene.surroundings, plan)
    assert not place.exists()


def test_the_digest_is_that_of_the_newest_schema(desk: Desk) -> None:
    told = desk.vault.with_raw(shape_of)
    assert told in SHAPES, f"a new schema after {HEAD}? Then its shape is {told}"
