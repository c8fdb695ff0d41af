"""Where sealing goes on: entries that the side file's key does not find as it sealed them are never gone on from."""

from dataclasses import replace
from pathlib import Path

import pytest

from ashibue_desk.storage.log_resume import Reason, resume
from ashibue_desk.storage.log_side_file import SealState, SideFile
from ashibue_desk.use_cases.desk import Desk
from tests.helpers.log_desks import another_tool, work


def states(desk: Desk) -> tuple[SealState, SealState]:
    """Work six lines; return where sealing stood before them and where it stands after them."""
    sealer = desk.vault.log.sealer
    assert sealer is not None
    before = sealer.state
    work(desk, 6)
    return before, sealer.state


def found(desk: Desk, kept: SealState, folder: Path) -> Reason | None:
    """Return what an arrival finds whose side file holds ``kept`` and whose keychain holds nothing."""
    folder.mkdir(exist_ok=True)
    side = SideFile(folder, desk.header.vault_id, desk.device_secret)
    side.write(kept)
    return resume(desk.vault.log.connection, side, desk.header.vault_id, None).reason


def edit(desk: Desk, statement: str, seq: int) -> None:
    with another_tool(desk) as tool:
        assert tool.execute(statement, (seq,)).rowcount == 1


def test_what_nobody_touched_is_gone_on_from_with_a_key_of_now_or_of_before(
    desk: Desk, tmp_path: Path
) -> None:
    assert [found(desk, state, tmp_path / "side") for state in states(desk)] == [None, None]


def test_a_side_file_that_remembers_another_line_speaks_against_the_log(desk: Desk, tmp_path: Path) -> None:
    _before, now = states(desk)
    assert found(desk, replace(now, head=bytes(32)), tmp_path / "side") is Reason.BROKEN


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE log SET act = 'x' WHERE seq = ?",
        "UPDATE log_seals SET hash = zeroblob(32) WHERE seq = ?",
        "UPDATE log_seals SET mac = zeroblob(32) WHERE seq = ?",  # the chain holds, and only the key tells
    ],
)
def test_a_key_left_behind_is_not_moved_over_a_line_that_does_not_bear_its_seal(
    desk: Desk, tmp_path: Path, statement: str
) -> None:
    before, _now = states(desk)
    edit(desk, statement, before.seq + 3)
    assert found(desk, before, tmp_path / "side") is Reason.BROKEN


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE log SET act = 'x' WHERE seq = ?",
        "DELETE FROM log WHERE seq = ?",
        "DELETE FROM log_seals WHERE seq = ?",
    ],
)
def test_among_the_newest_lines_one_written_or_taken_out_behind_the_key_is_found(
    desk: Desk, tmp_path: Path, statement: str
) -> None:
    before, now = states(desk)
    edit(desk, statement, before.seq + 3)
    assert found(desk, now, tmp_path / "side") is Reason.BROKEN
