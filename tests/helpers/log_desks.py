"""Work at desks whose log is looked at: cards, verification, and somebody with the database key and any SQL tool."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from ashibue_desk.domain.handling_log import LogClass, LogEntry, LogFilter, LogLine
from ashibue_desk.domain.log_paper import LogBookFacts
from ashibue_desk.domain.log_seal import LogCard, read_card
from ashibue_desk.domain.log_tally import LogTally
from ashibue_desk.storage.connection import DATABASE_NAME, connect
from ashibue_desk.storage.key_material import DatabaseKey, database_key
from ashibue_desk.use_cases import count_lines, log_papers, log_seals, vault_gate, verify_log
from ashibue_desk.use_cases.changes import Done
from ashibue_desk.use_cases.desk import Desk
from tests.helpers.desks import OFFICER, Scene


def with_card(scene: Scene, desk: Desk) -> LogCard:
    """Issue the officer's card and read it back as somebody types it."""
    papers = []
    log_papers.print_log_card(desk, scene.users[OFFICER].password, lambda facts: papers.append(facts) or b"")
    card = read_card(papers[0].qr_text)
    assert isinstance(card, LogCard)
    assert read_card("".join(papers[0].groups)) == card
    return card


def print_book(
    desk: Desk,
    wanted: LogFilter,
    render: Callable[[LogBookFacts], object],
    put_out: Callable[[Any], object] | None = None,
    **told: Any,
) -> Done[int]:
    """Read the book of the log, draw it and hand it out, as the page does it in three steps."""
    book = log_papers.read_log_book(desk, wanted, **told)
    return log_papers.hand_out_log_book(desk, book, render(book.facts), put_out)


def tally_of(desk: Desk, wanted: LogFilter) -> LogTally:
    """Count the lines that fit, as the page does it step by step."""
    count = count_lines.begin_count(desk, wanted)
    while not count.is_done:
        count = count_lines.go_on_counting(desk, count)
    return count.tally


def work(desk: Desk, times: int = 3) -> None:
    """Write a few lines."""
    for number in range(times):
        with desk.act():
            desk.log(LogLine(log_class=LogClass.USE, act=f"一覧の印刷 {number}"))


def last_line(desk: Desk) -> LogEntry:
    """Return the newest line of the log."""
    return desk.vault.log.read(LogFilter(most=1))[0]


def leave(scene: Scene, desk: Desk) -> None:
    """Close the desk as the window does."""
    vault_gate.close(desk, "test")
    scene.desks.remove(desk)


def checked(desk: Desk, *cards: LogCard, codes: dict[int, str] | None = None) -> verify_log.LogVerification:
    """Verify the log."""
    return verify_log.verify_log(desk, cards, codes).answer


def alarms(desk: Desk) -> list[str]:
    """Return what arrivals wrote down that should not be."""
    told = ("key-missing", "tail-missing", "broken", "unsealed")
    acts = {log_seals.OPENING_ACTS[reason] for reason in told}
    return [entry.line.act for entry in desk.vault.log.read(LogFilter()) if entry.line.act in acts]


@contextmanager
def another_tool(desk: Desk) -> Iterator[Any]:
    """Give what somebody with the database key and any SQL tool has."""
    with tool_at(desk.vault.folder, database_key(desk.keys.master_key, desk.header.vault_id)) as tool:
        yield tool


@contextmanager
def tool_at(folder: Path, key: DatabaseKey) -> Iterator[Any]:
    """Give the same for a vault that nobody has open. The schema is left as it was found, by somebody who knows how."""
    tool = connect(folder / DATABASE_NAME, key)
    (version,) = tool.execute("PRAGMA schema_version").fetchone()
    triggers = tool.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
    for name, _sql in triggers:
        tool.execute(f"DROP TRIGGER {name}")
    try:
        yield tool
    finally:
        for _name, sql in triggers:
            tool.execute(sql)
        tool.execute(f"PRAGMA schema_version = {version:d}")
        tool.close()
