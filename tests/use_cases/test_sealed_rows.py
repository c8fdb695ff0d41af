"""Rows edited past the program are named (proof 7), whatever the editor covers up."""

import itertools
import random
from typing import Any

import pytest

from ashibue_desk.domain.handling_log import LogClass, LogEntry, LogFilter, LogLine
from ashibue_desk.domain.roles import Role
from ashibue_desk.storage.log_rows import RowFlaw
from ashibue_desk.storage.situations import VaultDamaged
from ashibue_desk.use_cases import appointments, log_seals, verify_log
from ashibue_desk.use_cases.desk import Desk
from ashibue_desk.use_cases.progress import Quiet
from tests.helpers.desks import OFFICER, WITH_NUMBERS, Scene
from tests.helpers.log_desks import another_tool, checked, with_card, work

EDITS = 1_000


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
            dice, told = random.Random(7), told_rows(desk)
            for table, name in itertools.islice(itertools.cycle(columns), EDITS):
                rowid, old = dice.choice(tool.execute(f"SELECT rowid, {name} FROM {table}").fetchall())
                new = edited(dice, old)
                tool.execute(f"UPDATE {table} SET {name} = ? WHERE rowid = ?", (new, rowid))
                found = verify_log._watch(desk).bad_rows(told)
                assert [(bad.table, bad.flaw.value) for bad in found] == [(table, "changed")], (table, name)
                tool.execute(f"UPDATE {table} SET {name} = ? WHERE rowid = ?", (old, rowid))
                edits += 1
        assert edits == EDITS
        assert checked(desk).holds

    def test_an_index_that_leads_to_another_row_than_the_table_is_found(self, desk: Desk) -> None:
        """The tables are as they were, but whoever is looked up by it gets a colleague's row."""
        with another_tool(desk) as tool:
            (last,) = tool.execute("SELECT max(rowid) FROM users").fetchone()
            for statement in (
                "CREATE TABLE other (id TEXT NOT NULL, PRIMARY KEY (id))",
                f"INSERT INTO other (rowid, id) SELECT {last + 1} - rowid, id FROM users",
                "PRAGMA writable_schema = ON",
                """UPDATE sqlite_master SET rootpage = (SELECT rootpage FROM sqlite_master
                WHERE name = 'sqlite_autoindex_other_1') WHERE name = 'sqlite_autoindex_users_1'""",
                "DELETE FROM sqlite_master WHERE tbl_name = 'other'",
            ):
                tool.execute(statement)
        with pytest.raises(VaultDamaged):
            checked(desk)

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


class TestRenewedKeys:
    """A compartment gets another key: every number is other bytes, and what was written of it before stays checkable."""

    def renewed(self, scene: Scene, desk: Desk) -> LogEntry:
        """Narrow the handler's affairs, so that the compartments left get new keys."""
        (one,) = [one for one in desk.vault.appointments.all() if one.role is Role.HANDLER]
        password = scene.users[OFFICER].password
        appointments.change_affairs(desk, one.id, ("payment_record_fees",), password)
        lines = desk.vault.log.read(LogFilter())
        return next(entry for entry in lines if entry.line.act.startswith("特定個人情報ファイルの鍵の更新"))

    def said(self, desk: Desk) -> dict[int, dict[str, Any]]:
        return verify_log._judge(desk, (), {}, Quiet())[2]

    def test_a_signed_line_maps_old_fingerprints_to_new(self, scene: Scene, desk: Desk) -> None:
        card = with_card(scene, desk)
        with another_tool(desk) as tool:
            before = dict(tool.execute("SELECT id, sealed FROM numbers").fetchall())
        assert self.renewed(scene, desk).line.act == log_seals.RENEWED
        ((seq, told),) = self.said(desk).items()
        with another_tool(desk) as tool:
            after = dict(tool.execute("SELECT id, sealed FROM numbers").fetchall())
            signature = tool.execute("SELECT signature FROM log_seals WHERE seq = ?", (seq,)).fetchone()[0]
        changed = sum(after[one] != before[one] for one in before)
        assert told["count"] == changed > 0
        assert signature
        assert checked(desk, card).holds

    def test_a_record_of_before_that_is_written_is_named(self, scene: Scene, desk: Desk) -> None:
        self.renewed(scene, desk)
        ((seq, told),) = self.said(desk).items()
        with another_tool(desk) as tool:
            tool.execute(
                "UPDATE row_seals SET fingerprint = zeroblob(32) WHERE seq < ? AND table_name = 'numbers'",
                (seq,),
            )
        watch = verify_log._watch(desk)
        assert watch.renewal(seq) != told
        named = {(bad.seq, bad.flaw) for bad in watch.bad_rows(told_rows(desk), self.said(desk))}
        assert (seq, RowFlaw.RECORD) in named

    def test_a_row_written_past_the_program_does_not_come_out_as_good_as_new(
        self, scene: Scene, desk: Desk
    ) -> None:
        with another_tool(desk) as tool:
            tool.execute("UPDATE numbers SET recorded_at = '2020-01-01T00:00:00+00:00'")
        entry = self.renewed(scene, desk)
        assert entry.line.act == log_seals.RENEWED_STRANGE
        assert entry.line.count == WITH_NUMBERS
        assert log_seals.has_flaw(desk)
