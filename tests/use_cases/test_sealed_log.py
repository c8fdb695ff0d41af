"""The sealed log of a real vault: what befalls files, rows and clocks is found, what a crash leaves is not mistaken for it."""

import itertools
import os
import random
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from ashibue_desk.domain.handling_log import LogClass, LogFilter, LogLine
from ashibue_desk.domain.log_paper import LogBookFacts
from ashibue_desk.domain.log_seal import LogCard, footer_code, grouped, read_card, read_footer_code
from ashibue_desk.domain.log_verification import Flaw, Notice
from ashibue_desk.domain.problems import Problem
from ashibue_desk.files.situations import DiskFull
from ashibue_desk.storage.connection import DATABASE_NAME, connect
from ashibue_desk.storage.key_material import database_key
from ashibue_desk.storage.log_resume import anchor_text, resume
from ashibue_desk.storage.log_side_file import FILE_NAME, SideFile
from ashibue_desk.storage.vault import Vault
from ashibue_desk.use_cases import back_up_vault, log_papers, log_seals, restore_vault, vault_gate, verify_log
from ashibue_desk.use_cases.desk import Desk
from ashibue_desk.use_cases.export_signed_log import export_signed_log
from ashibue_desk.use_cases.master_key import renew_master_key
from ashibue_desk.use_cases.progress import Quiet
from ashibue_desk.use_cases.situations import NotYourDuty
from tests.helpers.desks import AUDITOR, HANDLER, OFFICER, Scene, collect
from tests.helpers.sealed_logs import stand_alone

EDITS = int(os.environ.get("ASHIBUE_ROW_EDITS", "150"))
"""Proof 7 asks for 1,000."""


def with_card(scene: Scene, desk: Desk) -> LogCard:
    papers = []
    log_papers.print_log_card(desk, scene.users[OFFICER].password, lambda facts: papers.append(facts) or b"")
    card = read_card(papers[0].qr_text)
    assert isinstance(card, LogCard)
    assert read_card("".join(papers[0].groups)) == card
    return card


def work(desk: Desk, times: int = 3) -> None:
    for number in range(times):
        with desk.act():
            desk.log(LogLine(log_class=LogClass.USE, act=f"一覧の印刷 {number}"))


def leave(scene: Scene, desk: Desk) -> None:
    vault_gate.close(desk, "test")
    scene.desks.remove(desk)


def checked(desk: Desk, *cards: LogCard, codes: dict[int, str] | None = None) -> verify_log.LogVerification:
    return verify_log.verify_log(desk, cards, codes).answer


def alarms(desk: Desk) -> list[str]:
    told = ("key-missing", "tail-missing", "broken", "unsealed")
    acts = {log_seals.OPENING_ACTS[reason] for reason in told}
    return [entry.line.act for entry in desk.vault.log.read(LogFilter()) if entry.line.act in acts]


@contextmanager
def another_tool(desk: Desk) -> Iterator[Any]:
    """Give what somebody with the database key and any SQL tool has."""
    key = database_key(desk.keys.master_key, desk.header.vault_id)
    tool = connect(desk.vault.folder / DATABASE_NAME, key)
    for (trigger,) in tool.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
        tool.execute(f"DROP TRIGGER {trigger}")
    try:
        yield tool
    finally:
        tool.close()


def test_an_office_at_work_is_sound_with_card_and_without(scene: Scene, desk: Desk) -> None:
    card = with_card(scene, desk)
    collect(desk, scene.person_ids[4], 7)
    leave(scene, desk)
    scene.clock.advance(timedelta(days=5))
    desk = scene.unlock(HANDLER)
    work(desk)
    leave(scene, desk)
    desk = scene.unlock()
    assert checked(desk).holds
    found = checked(desk, card)
    assert found.holds
    assert found.report.with_card
    assert not alarms(desk)
    newest = desk.vault.log.read(LogFilter(most=1))[0].line
    assert (newest.act, newest.detail) == ("取扱記録簿の検証", "検証カードあり、問題なし")


def test_the_card_and_the_footer_code_survive_being_typed(scene: Scene, desk: Desk) -> None:
    card = with_card(scene, desk)
    assert read_card(grouped(card.text).lower()) == card
    head = log_seals.head_of(desk)
    code = read_footer_code(grouped(footer_code(head.head)))
    assert isinstance(code, str)
    assert checked(desk, card, codes={head.seq: code}).holds
    assert checked(desk, card, codes={head.seq - 1: code}).report.finding is not None
    for at in range(56):
        wrong = card.text[:at] + ("A" if card.text[at] != "A" else "B") + card.text[at + 1 :]
        assert isinstance(read_card(wrong), Problem)
    assert isinstance(read_card(card.text[:-1]), Problem)
    assert isinstance(read_card(""), Problem)


def test_the_card_is_kept_nowhere(scene: Scene, desk: Desk) -> None:
    card = with_card(scene, desk)
    work(desk, 1)
    with another_tool(desk) as tool:
        tables = [
            row[0] for row in tool.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        ]
        stored = "".join(str(tool.execute(f"SELECT * FROM {table}").fetchall()) for table in tables)
    copies = SideFile(scene.place, scene.vault_id, scene.device_secret).read()
    assert len({copy.key for copy in copies}) == 1
    assert card.key not in {copy.key for copy in copies}
    assert card.key.hex() not in stored
    assert repr(card.key)[2:-1] not in stored
    assert card.text not in repr(card)


def test_only_the_officer_gets_a_card_and_a_handler_does_not_verify(scene: Scene) -> None:
    handler = scene.unlock(HANDLER)
    with pytest.raises(NotYourDuty):
        log_papers.print_log_card(handler, scene.users[HANDLER].password, lambda _facts: b"")
    with pytest.raises(NotYourDuty):
        verify_log.verify_log(handler)


def test_a_printer_that_refuses_begins_nothing(scene: Scene, desk: Desk) -> None:
    card = with_card(scene, desk)
    before = log_seals.head_of(desk)

    def refuse(_facts: object) -> bytes:
        raise DiskFull

    with pytest.raises(DiskFull):
        log_papers.print_log_card(desk, scene.users[OFFICER].password, refuse)
    assert log_seals.head_of(desk) == before
    work(desk, 1)
    assert checked(desk, card).holds


def test_the_code_of_a_printed_book_anchors_the_log(scene: Scene, desk: Desk) -> None:
    card = with_card(scene, desk)
    work(desk, 2)
    books: list[LogBookFacts] = []
    log_papers.print_log_book(desk, LogFilter(), lambda facts: books.append(facts) or b"")
    (book,) = books
    assert [entry.seq for entry in book.entries] == list(range(1, book.until_seq + 1))
    assert checked(desk, card, codes={book.until_seq: book.code}).holds
    with another_tool(desk) as tool:
        tool.execute("DELETE FROM log WHERE seq >= ?", (book.until_seq,))
        tool.execute("DELETE FROM log_seals WHERE seq >= ?", (book.until_seq,))
    finding = checked(desk, card, codes={book.until_seq: book.code}).report.finding
    assert finding is not None


@pytest.mark.parametrize(
    ("statement", "flaw"),
    [
        ("UPDATE log SET act = 'x' WHERE seq = 6", Flaw.ALTERED),
        ("UPDATE log_seals SET extra = '' WHERE seq = 6", Flaw.ALTERED),
        ("DELETE FROM log WHERE seq = 6", Flaw.ORDER),
        ("DELETE FROM log_seals WHERE seq = 6", Flaw.UNSEALED),
        ("UPDATE log_seals SET signature = NULL WHERE seq = 6", Flaw.UNSIGNED),
        ("UPDATE log_seals SET signature = zeroblob(64) WHERE seq = 6", Flaw.SIGNATURE),
    ],
)
def test_a_written_log_is_named_where_it_was_written(desk: Desk, statement: str, flaw: Flaw) -> None:
    work(desk)
    with another_tool(desk) as tool:
        tool.execute(statement)
    finding = checked(desk).report.finding
    assert finding is not None
    assert (finding.seq, finding.flaw) == (6, flaw)


def test_a_wrong_card_is_never_right(scene: Scene, desk: Desk) -> None:
    card = with_card(scene, desk)
    other = LogCard(bytes(32))
    for cards in ((other,), (card, other)):
        finding = checked(desk, *cards).report.finding
        assert finding is not None
        assert finding.flaw is Flaw.WRONG_CARD


def test_a_clock_set_back_is_written_down_and_told(scene: Scene, desk: Desk) -> None:
    card = with_card(scene, desk)
    scene.clock.set_to(scene.clock.local_now() - timedelta(days=40))
    work(desk, 1)
    found = checked(desk, card)
    assert found.holds
    assert [notice for _, notice in found.report.notices].count(Notice.CLOCK_BACK) == 1


class TestRows:
    """Proof 7: whoever holds the database key and edits rows past the program is named."""

    def test_every_edit_is_named(self, scene: Scene, desk: Desk) -> None:
        with_card(scene, desk)
        edits = 0
        with another_tool(desk) as tool:
            columns = [
                (table, name)
                for table in ("people", "numbers", "collections", "users", "file_keys", "number_files")
                for name in (row[1] for row in tool.execute(f"PRAGMA table_info({table})").fetchall())
                if name not in {"id", "person_id", "collection_id", "file_id", "user_id", "import_id"}
            ]
            dice = random.Random(7)
            for table, name in itertools.islice(itertools.cycle(columns), EDITS):
                rowid, old = dice.choice(tool.execute(f"SELECT rowid, {name} FROM {table}").fetchall())
                new = edited(dice, old)
                tool.execute(f"UPDATE {table} SET {name} = ? WHERE rowid = ?", (new, rowid))
                found = verify_log._watch(desk).bad_rows(told_rows(desk))
                assert [(bad.table, bad.flaw.value) for bad in found] == [(table, "changed")], (table, name)
                tool.execute(f"UPDATE {table} SET {name} = ? WHERE rowid = ?", (old, rowid))
                edits += 1
        assert edits == EDITS
        assert checked(desk).holds

    def test_a_user_added_past_the_program_is_named(self, desk: Desk) -> None:
        with another_tool(desk) as tool:
            tool.execute(
                "INSERT INTO users SELECT 'x', name, roles, agreement_public, signing_public, created_at, '', ''"
                " FROM users LIMIT 1"
            )
        found = checked(desk)
        assert [(bad.table, bad.key, bad.flaw.value) for bad in found.bad_rows] == [("users", "x", "added")]
        assert not found.holds

    def test_a_removed_row_and_a_covered_track_are_named(self, desk: Desk) -> None:
        with another_tool(desk) as tool:
            tool.execute("PRAGMA foreign_keys = OFF")
            (gone,) = tool.execute("SELECT id FROM numbers LIMIT 1").fetchone()
            tool.execute("DELETE FROM numbers WHERE id = ?", (gone,))
        assert [(bad.key, bad.flaw.value) for bad in checked(desk).bad_rows] == [(gone, "removed")]
        with another_tool(desk) as tool:
            tool.execute("DELETE FROM row_seals WHERE row_key = ?", (gone,))
        assert {bad.flaw.value for bad in checked(desk).bad_rows} == {"record"}

    def test_rows_written_without_a_word_get_a_line(self, scene: Scene, desk: Desk) -> None:
        before = desk.vault.log.last_seq()
        with desk.act():
            desk.vault.users.used(desk.actor.user_id, "2031-01-01T00:00:00+00:00")
        assert desk.vault.log.last_seq() == before + 1
        assert checked(desk).holds

    def test_what_was_taken_back_leaves_nothing_to_find(self, scene: Scene, desk: Desk) -> None:
        with pytest.raises(ZeroDivisionError):
            change_and_fail(desk)
        work(desk, 1)
        assert checked(desk).holds


def change_and_fail(desk: Desk) -> None:
    with desk.act():
        desk.vault.users.used(desk.actor.user_id, "2031-01-01T00:00:00+00:00")
        desk.log(LogLine(log_class=LogClass.USE, act="x"))
        raise ZeroDivisionError


def edited(dice: random.Random, old: object) -> object:
    if isinstance(old, bytes):
        return old[:-1] + bytes([old[-1] ^ 1]) if old else b"x"
    if isinstance(old, int):
        return old + 1
    return f"{old or ''}{dice.randrange(10)}"


def told_rows(desk: Desk) -> dict[int, dict[str, Any]]:
    return verify_log._judge(desk, (), {}, Quiet())[1]


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
        for number in range(6):
            work(desk, 2)
            desk.vault.with_raw(lambda raw: raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall())
            folder = tmp_path / str(number)
            shutil.copytree(scene.place, folder, ignore=shutil.ignore_patterns("*.lock", "snapshots"))
            moments.append((folder, anchor_text(log_seals.head_of(desk))))
        key = database_key(desk.keys.master_key, desk.header.vault_id)
        found = 0
        for database in range(6):
            vault = Vault(moments[database][0], key)
            for kept, anchored in itertools.product(range(6), repeat=2):
                side = SideFile(moments[kept][0], scene.vault_id, scene.device_secret)
                reason = resume(vault.log.connection, side, scene.vault_id, moments[anchored][1]).reason
                is_older = max(kept, anchored) > database
                assert (reason is not None) == is_older, (database, kept, anchored)
                found += is_older
            vault.close()
        assert found == 6 * 36 - sum(one * one for one in range(1, 7))

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


class TestRestored:
    def test_a_restored_vault_begins_an_epoch_that_the_old_card_confirms(
        self, scene: Scene, desk: Desk, tmp_path: Path
    ) -> None:
        old_card = with_card(scene, desk)
        folder = tmp_path / "backups"
        folder.mkdir()
        record = back_up_vault.back_up_vault(desk, folder, Quiet()).answer
        assert desk.vault.folder.joinpath(FILE_NAME).exists()
        leave(scene, desk)
        place = scene.place.with_name("restored")
        users = (scene.users[OFFICER],)
        plan = restore_vault.RestorePlan(
            backup=folder / record.file_name, sheet=scene.identity.text, place=place, users=users
        )
        restore_vault.restore_vault(scene.surroundings, plan)
        assert not (place / FILE_NAME).exists()
        user = scene.users[OFFICER]
        desk = scene.keep(vault_gate.unlock(scene.surroundings, place, user.user_id, user.password))
        assert not alarms(desk)
        acts = [entry.line.act for entry in desk.vault.log.read(LogFilter())]
        assert log_seals.OPENING_ACTS["restored"] in acts
        new_card = with_card(scene, desk)
        finding = checked(desk, old_card, new_card).report.finding
        assert finding is not None
        assert finding.flaw is Flaw.UNCONFIRMED
        report = checked(desk).report
        assert verify_log.confirm_openings(desk, (old_card,), report).answer > 0
        found = checked(desk, old_card, new_card)
        assert found.holds, found


def test_a_new_master_key_breaks_nothing(scene: Scene, desk: Desk) -> None:
    card = with_card(scene, desk)
    renew_master_key(desk)
    with desk.act():
        log_seals.log_renewal(desk, {"old": "new"})
    work(desk)
    assert checked(desk, card).holds
    leave(scene, desk)
    desk = scene.unlock()
    assert not alarms(desk)
    assert checked(desk, card).holds


class TestExport:
    def exported(self, scene: Scene, desk: Desk, target: Path) -> list[bytes]:
        export_signed_log(desk, target, scene.users[OFFICER].password)
        return target.read_bytes().splitlines(keepends=True)

    def test_the_stand_alone_verifier_accepts_it(self, scene: Scene, desk: Desk, tmp_path: Path) -> None:
        card = with_card(scene, desk)
        collect(desk, scene.person_ids[5], 8)
        head = log_seals.head_of(desk)
        target = tmp_path / "log.jsonl"
        lines = self.exported(scene, desk, target)
        assert len(lines) == desk.vault.log.last_seq() + 2
        anchor = f"{head.seq}:{footer_code(head.head)}"
        main = stand_alone().main
        assert main([str(target), "--card", grouped(card.text), "--anchor", anchor]) == 0
        assert main([str(target)]) == 0
        assert main([str(target), "--card", LogCard(bytes(32)).text]) == 1
        assert main([str(target), "--card", "ABCD"]) == 2
        assert main([str(tmp_path / "none")]) == 2
        assert checked(desk, card).holds

    def test_every_cut_and_every_changed_line_is_found(
        self, scene: Scene, desk: Desk, tmp_path: Path
    ) -> None:
        module = stand_alone()
        lines = self.exported(scene, desk, tmp_path / "log.jsonl")
        module.verify(lines)
        dice = random.Random(3)
        for _ in range(60):
            cut = dice.randrange(len(lines))
            with pytest.raises(module.Bad):
                module.verify(lines[:cut])
            half = lines[cut][: dice.randrange(len(lines[cut]) - 1)]
            with pytest.raises(module.Bad):
                module.verify([*lines[:cut], half])
            at = dice.randrange(len(lines[cut]) - 1)
            turned = lines[cut][:at] + bytes([lines[cut][at] ^ 1]) + lines[cut][at + 1 :]
            with pytest.raises(module.Bad):
                module.verify([*lines[:cut], turned, *lines[cut + 1 :]])
            with pytest.raises(module.Bad):
                module.verify([*lines[:cut], *lines[cut + 1 :]])

    def test_an_auditor_exports_and_holds_no_number(self, scene: Scene, tmp_path: Path) -> None:
        auditor = scene.unlock(AUDITOR)
        export_signed_log(auditor, tmp_path / "log.jsonl", scene.users[AUDITOR].password)
        stand_alone().verify((tmp_path / "log.jsonl").read_bytes().splitlines(keepends=True))

    def test_the_verifier_computes_as_the_standard_says(self) -> None:
        assert stand_alone().main(["--self-test"]) == 0
