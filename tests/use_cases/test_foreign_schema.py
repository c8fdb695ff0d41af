"""Somebody with the database key leaves something in the schema that would write while another person acts."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from ashibue_desk.storage import backup_file
from ashibue_desk.storage.backup_file import export_database, open_backup, write_backup
from ashibue_desk.storage.backup_inside import BackupPlan
from ashibue_desk.storage.connection import DATABASE_NAME, connect
from ashibue_desk.storage.key_material import database_key, new_database_key
from ashibue_desk.storage.renewal import RENEWED_NAME, write_renewed
from ashibue_desk.storage.schema import HEAD, SHAPES, shape_of
from ashibue_desk.storage.situations import BackupForeign, ForeignSchema, VaultReadOnly
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
    "ANALYZE",
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


def plant_and_put_the_count_back(
    scene: Scene, desk: Desk, planted: str, *, meanwhile: Callable[[], object]
) -> Any:
    """Plant with a tool of one's own and put SQLite's count of changes back; ``meanwhile`` runs before that. Return the tool."""
    key = database_key(desk.keys.master_key, desk.header.vault_id)
    stranger = connect(scene.place / DATABASE_NAME, key)
    (version,) = stranger.execute("PRAGMA schema_version").fetchone()
    stranger.execute(planted)
    meanwhile()
    stranger.execute(f"PRAGMA schema_version = {version:d}")
    return stranger


def test_a_count_that_was_put_back_hides_nothing_from_who_reads_meanwhile(scene: Scene) -> None:
    """SQLite has read the trigger with the other count, and goes on with it."""
    officer, receiver = scene.unlock(OFFICER), scene.users[RECEIVER].user_id
    (one,) = officer.vault.appointments.of_user(receiver)
    planted = WHEN_THE_OFFICER_ACTS.format(receiver)
    stranger = plant_and_put_the_count_back(scene, officer, planted, meanwhile=officer.vault.users.all)
    with pytest.raises(ForeignSchema):
        appointments.record_training(officer, one.id, officer.today, "毎年の研修")
    assert not officer.vault.file_keys.files_of(receiver)
    stranger.execute("DROP TRIGGER helpful")
    stranger.close()


@pytest.mark.parametrize("taken_away", [False, True])
def test_a_count_that_was_put_back_hides_nothing_where_an_attach_fails(
    scene: Scene, tmp_path: Path, taken_away: bool
) -> None:
    """A backup whose place cannot be opened has SQLite read the schema anew, whatever its count says."""
    officer, receiver = scene.unlock(OFFICER), scene.users[RECEIVER].user_id
    (one,) = officer.vault.appointments.of_user(receiver)
    planted = WHEN_THE_OFFICER_ACTS.format(receiver)
    stranger = plant_and_put_the_count_back(scene, officer, planted, meanwhile=lambda: None)
    with pytest.raises(VaultReadOnly):
        officer.vault.with_raw(lambda raw: export_database(raw, new_database_key(), tmp_path))
    if taken_away:
        # Out of the file again, while SQLite still knows it.
        (version,) = stranger.execute("PRAGMA schema_version").fetchone()
        officer.vault.users.all()
        stranger.execute("DROP TRIGGER helpful")
        stranger.execute(f"PRAGMA schema_version = {version:d}")
        done(appointments.record_training(officer, one.id, officer.today, "毎年の研修"))
    else:
        with pytest.raises(ForeignSchema):
            appointments.record_training(officer, one.id, officer.today, "毎年の研修")
    assert not officer.vault.file_keys.files_of(receiver)
    assert officer.vault.users.get(receiver).roles == scene.users[RECEIVER].roles
    stranger.close()


def test_nothing_planted_goes_into_a_backup_or_under_a_new_key(
    scene: Scene, desk: Desk, tmp_path: Path
) -> None:
    """A backup made after the planting could not be restored; a new key is an export to a new file as well."""
    plant_and_put_the_count_back(scene, desk, PLANTED[1], meanwhile=lambda: None).close()
    lines = lines_of(desk)
    with pytest.raises(ForeignSchema):
        back_up_vault.back_up_vault(desk, tmp_path, Quiet())
    assert not list(tmp_path.glob("*.age"))
    with pytest.raises(ForeignSchema):
        desk.vault.with_raw(lambda raw: write_renewed(raw, scene.place, new_database_key()))
    assert not (scene.place / RENEWED_NAME).exists()
    assert lines_of(desk) == lines


def test_a_vault_that_says_an_older_schema_than_it_has_is_refused_before_it_is_migrated(scene: Scene) -> None:
    write(scene, (PLANTED[1], ()), ("UPDATE alembic_version SET version_num = '0004'", ()))
    with pytest.raises(ForeignSchema):
        scene.unlock(OFFICER)
    assert not (scene.place / "snapshots").exists()


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
        with pytest.MonkeyPatch.context() as tool:  # another program asks nothing
            tool.setattr(backup_file, "refuse_foreign_schema", lambda _raw: None)
            write_backup(connection, plan, scene.root / "work", target, go_on=lambda: True)
    finally:
        connection.close()
    return target


def test_the_way_out_is_the_newest_backup_from_before_the_planting(
    scene: Scene, desk: Desk, tmp_path: Path
) -> None:
    """Whoever knows the public half of a sheet can make a file that opens with it: it is told apart before anything is typed."""
    folder = tmp_path / "backups"
    folder.mkdir()
    record = back_up_vault.back_up_vault(desk, folder, Quiet()).answer
    vault_gate.close(desk, "end")
    write(scene, (PLANTED[1], ()))
    with pytest.raises(ForeignSchema) as told:
        scene.unlock(OFFICER)
    assert "いちばん新しい世代から順に" in told.value.todo
    place = scene.root / "restored"
    good = folder / record.file_name
    plan = restore_vault.RestorePlan(
        backup=forged(scene, good),
        sheet=scene.identity.text,
        place=place,
        users=(scene.users[OFFICER],),
    )
    with pytest.raises(BackupForeign) as refused:
        restore_vault.look_inside(scene.surroundings, plan.backup, plan.sheet)
    assert "一つ前の世代" in refused.value.todo
    with pytest.raises(BackupForeign):
        restore_vault.restore_vault(scene.surroundings, plan)
    assert not place.exists()
    restore_vault.restore_vault(scene.surroundings, replace(plan, backup=good))
    user = scene.users[OFFICER]
    scene.keep(vault_gate.unlock(scene.surroundings, place, user.user_id, user.password))


def test_the_digest_is_that_of_the_newest_schema(desk: Desk) -> None:
    told = desk.vault.with_raw(shape_of)
    assert told == SHAPES[HEAD], f"a new schema after {HEAD}? Then its shape is {told}"
