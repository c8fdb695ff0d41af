"""Crashes are never taken for an attack, older files always for one (proofs 1 and 5)."""

import itertools
import os
import shutil
from pathlib import Path
from typing import Any

import pytest

from ashibue_desk.domain.log_verification import Flaw, Notice
from ashibue_desk.files.situations import DiskFull
from ashibue_desk.storage.key_material import database_key
from ashibue_desk.storage.log_resume import anchor_text, resume
from ashibue_desk.storage.log_side_file import FILE_NAME, SideFile
from ashibue_desk.storage.vault import Vault
from ashibue_desk.use_cases import log_seals
from ashibue_desk.use_cases.desk import Desk
from tests.helpers.desks import Scene
from tests.helpers.log_desks import alarms, another_tool, checked, leave, with_card, work

MOMENTS = 7
"""Older copies of database, side file and keychain, in every mixture: 203 of 343 are rollbacks."""


class TestCrash:
    """A kill between the commit and the side file never looks like an attack."""

    def test_a_side_file_left_behind_is_moved_forward(
        self, scene: Scene, desk: Desk, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        card = with_card(scene, desk)
        for behind in range(1, 6):
            with monkeypatch.context() as patch:
                patch.setattr(SideFile, "write", lambda *_: (_ for _ in ()).throw(DiskFull()))
                work(desk, behind)
            desk.vault.close()
            desk.lock.release()
            scene.desks.clear()
            desk = scene.unlock()
            assert not alarms(desk)
            assert checked(desk, card).holds

    def test_killed_right_after_the_commit_of_a_card(
        self, scene: Scene, desk: Desk, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        real, calls = SideFile.write, []

        def first_only(side: SideFile, *states: Any) -> None:
            calls.append(states)
            if len(calls) > 1:
                raise DiskFull
            real(side, *states)

        with monkeypatch.context() as patch:
            patch.setattr(SideFile, "write", first_only)
            card = with_card(scene, desk)
        assert len(calls) == 2
        desk.vault.close()
        desk.lock.release()
        scene.desks.clear()
        desk = scene.unlock()
        assert not alarms(desk)
        assert checked(desk, card).holds

    def test_killed_right_before_the_commit_of_a_card(
        self, scene: Scene, desk: Desk, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        card = with_card(scene, desk)
        before_commit = type(desk.vault.log).before_commit

        def killed(book: Any) -> None:
            before_commit(book)
            raise KeyboardInterrupt

        with monkeypatch.context() as patch:
            patch.setattr(type(desk.vault.log), "before_commit", killed)
            with pytest.raises(KeyboardInterrupt):
                with_card(scene, desk)
        desk.vault.close()
        desk.lock.release()
        scene.desks.clear()
        desk = scene.unlock()
        assert not alarms(desk)
        assert checked(desk, card).holds

    def test_one_torn_copy_of_the_side_file_does_no_harm(self, scene: Scene, desk: Desk) -> None:
        leave(scene, desk)
        path = scene.place / FILE_NAME
        whole = path.read_bytes()
        for at in (0, 4096):
            path.write_bytes(whole[:at] + os.urandom(60) + whole[at + 60 :])
            desk = scene.unlock()
            assert not alarms(desk)
            leave(scene, desk)
            whole = path.read_bytes()


class TestRollback:
    """Proof 5: older files, in any mixture, are found unless file, side file and keychain all went back together."""

    def test_every_mixture_of_older_files_is_found(self, scene: Scene, desk: Desk, tmp_path: Path) -> None:
        moments = []
        for number in range(MOMENTS):
            work(desk, 2)
            desk.vault.with_raw(lambda raw: raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall())
            folder = tmp_path / str(number)
            shutil.copytree(scene.place, folder, ignore=shutil.ignore_patterns("*.lock", "snapshots"))
            moments.append((folder, anchor_text(log_seals.head_of(desk))))
        key = database_key(desk.keys.master_key, desk.header.vault_id)
        found = 0
        for database in range(MOMENTS):
            vault = Vault(moments[database][0], key)
            for kept, anchored in itertools.product(range(MOMENTS), repeat=2):
                side = SideFile(moments[kept][0], scene.vault_id, scene.device_secret)
                reason = resume(vault.log.connection, side, scene.vault_id, moments[anchored][1]).reason
                is_older = max(kept, anchored) > database
                assert (reason is not None) == is_older, (database, kept, anchored)
                found += is_older
            vault.close()
        assert found == MOMENTS**3 - sum(one * one for one in range(1, MOMENTS + 1)) >= 200

    def test_an_older_vault_folder_raises_an_alarm_and_stays_a_finding(
        self, scene: Scene, desk: Desk, tmp_path: Path
    ) -> None:
        card = with_card(scene, desk)
        leave(scene, desk)
        shutil.copytree(scene.place, tmp_path / "old")
        desk = scene.unlock()
        work(desk, 2)
        leave(scene, desk)
        shutil.rmtree(scene.place)
        shutil.copytree(tmp_path / "old", scene.place)
        desk = scene.unlock()
        assert alarms(desk) == [log_seals.OPENING_ACTS["tail-missing"]]
        finding = checked(desk, card).report.finding
        assert finding is not None
        assert finding.flaw is Flaw.NO_CARD

    def test_a_side_file_that_is_gone_is_told(self, scene: Scene, desk: Desk) -> None:
        leave(scene, desk)
        (scene.place / FILE_NAME).unlink()
        desk = scene.unlock()
        assert alarms(desk) == [log_seals.OPENING_ACTS["key-missing"]]
        assert checked(desk).report.holds
        assert Notice.UNCONFIRMED in {notice for _, notice in checked(desk).report.notices}

    def test_lines_slipped_in_without_seals_are_told(self, scene: Scene, desk: Desk) -> None:
        with another_tool(desk) as tool:
            columns = "at, local_at, actor_id, actor_name, log_class, act, object_id, object_label, affair, count, detail"
            tool.execute(f"INSERT INTO log ({columns}) SELECT {columns} FROM log WHERE seq = 5")
        desk.vault.close()
        desk.lock.release()
        scene.desks.clear()
        assert alarms(scene.unlock()) == [log_seals.OPENING_ACTS["unsealed"]]
