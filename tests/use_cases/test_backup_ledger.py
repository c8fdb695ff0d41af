"""The ledger as an audit asks for it: which backup, when, where, by whom; and what of it is due for whom."""

import os
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from ashibue_desk.domain.backup import BackupRecord
from ashibue_desk.domain.handling_log import LogFilter
from ashibue_desk.domain.roles import Role
from ashibue_desk.use_cases.back_up_vault import back_up_vault
from ashibue_desk.use_cases.backup_ledger import backup_ledger
from ashibue_desk.use_cases.check_backup_file import FileState, check_backup_file
from ashibue_desk.use_cases.desk import Desk
from ashibue_desk.use_cases.home import Todo, home
from ashibue_desk.use_cases.progress import Quiet
from ashibue_desk.use_cases.recovery_sheets import may_renew_sheet, new_identity, renew_sheet
from ashibue_desk.use_cases.restore_vault import RestorePlan, restore_vault
from ashibue_desk.use_cases.situations import NotYourDuty, SheetOutOfYear
from tests.helpers.desks import AUDITOR, HANDLER, OFFICER, RECEIVER, Scene
from tests.helpers.system_keeper import KEEPER, with_keeper


def back_up(desk: Desk, folder: Path) -> BackupRecord:
    folder.mkdir(exist_ok=True)
    return back_up_vault(desk, folder, Quiet()).answer


def test_an_auditor_reads_who_made_each_generation_and_each_sheet(scene: Scene, tmp_path: Path) -> None:
    officer = scene.unlock()
    back_up(officer, tmp_path / "a")
    scene.close()
    handler = scene.unlock(HANDLER)
    newest = back_up(handler, tmp_path / "b")
    scene.close()
    auditor = scene.unlock(AUDITOR)
    ledger = backup_ledger(auditor)
    assert [row.record.generation for row in ledger.backups] == [2, 1]
    assert ledger.backups[0].record == newest
    lines = [row.line for row in ledger.backups]
    assert [line and line.actor_name for line in lines] == [handler.actor.name, officer.actor.name]
    assert [line and line.line.object_label for line in lines] == [
        row.record.file_name for row in ledger.backups
    ]
    assert not any(row.restored for row in ledger.backups)
    (sheet,) = ledger.sheets
    assert sheet.line is not None
    assert (sheet.line.line.act, sheet.line.actor_name) == ("保管庫をつくった", officer.actor.name)
    assert (sheet.opens, ledger.sheet_in_force) == (2, True)


def test_each_sheet_names_its_maker_and_what_it_opens(scene: Scene, tmp_path: Path) -> None:
    desk = scene.unlock()
    back_up(desk, tmp_path / "a")
    scene.clock.advance(timedelta(days=365))
    assert not backup_ledger(desk).sheet_in_force
    identity = new_identity(desk.vault.settings.office(), desk.today)
    renew_sheet(desk, identity, identity.text, scene.users[OFFICER].password)
    back_up(desk, tmp_path / "b")
    back_up(desk, tmp_path / "c")
    ledger = backup_ledger(desk)
    told = [
        (sheet.record.business_year, sheet.line and sheet.line.line.act, sheet.opens)
        for sheet in ledger.sheets
    ]
    assert told == [(2027, "2027年度の復旧シートをつくった", 2), (2026, "保管庫をつくった", 1)]


def test_a_generation_from_which_the_vault_came_back_names_who_restored_it(
    scene: Scene, tmp_path: Path
) -> None:
    record = back_up(scene.unlock(), tmp_path / "a")
    scene.close()
    restored = tmp_path / "restored"
    restore_vault(
        scene.surroundings,
        RestorePlan(
            backup=tmp_path / "a" / record.file_name,
            sheet=scene.identity.text,
            place=restored,
            users=(scene.users[HANDLER],),
        ),
    )
    desk = replace(scene, place=restored).unlock(HANDLER)
    (row,) = backup_ledger(desk).backups
    assert row.restored
    assert row.line is not None
    assert row.line.actor_name == desk.actor.name


def look(desk: Desk) -> tuple[FileState, str, str]:
    """Look at the first generation; return what was found, and act and detail of the line that says so."""
    state = check_backup_file(desk, 1).answer
    newest = desk.vault.log.read(LogFilter(most=1))[0].line
    return state, newest.act, newest.detail


def test_whoever_reads_the_ledger_looks_whether_the_file_is_there_as_it_was_written(
    scene: Scene, tmp_path: Path
) -> None:
    record = back_up(scene.unlock(), tmp_path / "a")
    file = tmp_path / "a" / record.file_name
    scene.close()
    auditor = scene.unlock(AUDITOR)
    assert backup_ledger(auditor).backups[0].checked is None
    act = "保管庫の写しの確認(第1世代)"
    assert look(auditor) == (FileState.AS_WRITTEN, act, "書いたときのまま")
    written = bytearray(file.read_bytes())
    written[len(written) // 2] ^= 1
    file.write_bytes(written)
    assert look(auditor) == (FileState.CHANGED, act, "書いたときと違う")
    file.unlink()
    assert look(auditor) == (FileState.NOT_THERE, act, "見あたらない")
    file.mkdir()
    assert look(auditor) == (FileState.UNREADABLE, act, "読めない")
    file.rmdir()
    if hasattr(os, "mkfifo"):
        os.mkfifo(file)
        assert look(auditor)[0] is FileState.UNREADABLE, "nobody waits at a pipe"
        file.unlink()
    file.parent.rmdir()
    assert look(auditor)[0] is FileState.NOT_THERE
    checked = backup_ledger(auditor).backups[0].checked
    assert checked is not None
    assert (checked.actor_name, checked.line.detail) == (auditor.actor.name, "見あたらない")


def test_a_file_of_another_size_in_the_place_of_a_backup_is_not_read_through(
    scene: Scene, tmp_path: Path
) -> None:
    """A sparse one can be larger than any disk, and the vault waits for whoever reads it."""
    desk = scene.unlock()
    record = back_up(desk, tmp_path / "a")
    os.truncate(tmp_path / "a" / record.file_name, 1 << 40)
    assert check_backup_file(desk, 1).answer is FileState.CHANGED


def test_what_is_not_in_the_ledger_is_not_looked_for(scene: Scene) -> None:
    desk = scene.unlock()
    lines = desk.vault.log.last_seq()
    with pytest.raises(KeyError):
        check_backup_file(desk, 1)
    assert desk.vault.log.last_seq() == lines


def test_a_receiver_reads_no_ledger(scene: Scene) -> None:
    desk = scene.unlock(RECEIVER)
    with pytest.raises(NotYourDuty):
        backup_ledger(desk)
    with pytest.raises(NotYourDuty):
        check_backup_file(desk, 1)


def todos(desk: Desk) -> set[Todo]:
    return {item.todo for item in home(desk).due}


def test_only_who_holds_every_key_is_told_to_make_a_new_sheet(scene: Scene, tmp_path: Path) -> None:
    scene.users = dict(scene.users)
    with_keeper(scene)
    scene.clock.advance(timedelta(days=365))
    officer = scene.unlock()
    assert may_renew_sheet(officer)
    assert Todo.RENEW_SHEET in todos(officer)
    scene.close()
    keeper = scene.unlock(KEEPER)
    assert keeper.actor.roles == {Role.SYSTEM_KEEPER}
    assert not may_renew_sheet(keeper)
    assert Todo.RENEW_SHEET not in todos(keeper)
    with pytest.raises(SheetOutOfYear) as told:
        back_up(keeper, tmp_path / "a")
    assert told.value.todo.startswith("責任者に")
