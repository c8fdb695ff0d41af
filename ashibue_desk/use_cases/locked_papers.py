"""An encrypted file that leaves the office: who gets it and how its password is told (規程10条9項)."""

from collections.abc import Callable
from functools import partial

from ashibue_desk.domain.file_passwords import ROUTE_NAMES, FilePasswordFacts, Route
from ashibue_desk.domain.handling_log import LogClass, LogLine
from ashibue_desk.domain.number_shield import NUMBER_INSIDE, holds_number, mask_numbers
from ashibue_desk.domain.problems import Problem
from ashibue_desk.domain.roles import Role
from ashibue_desk.use_cases.changes import Changed, Done
from ashibue_desk.use_cases.desk import Desk
from ashibue_desk.use_cases.paper_heads import Design, paper_head
from ashibue_desk.use_cases.paper_output import hand_out, line_alone

MOST_CHARACTERS = 60


def check_recipient(desk: Desk, recipient: str) -> tuple[Problem, ...]:
    """Return what is wrong with the name of whoever gets the file; it may be left to be written by hand."""
    desk.require(*Role)
    if holds_number(recipient):
        return (Problem("recipient", NUMBER_INSIDE),)
    if len(recipient) > MOST_CHARACTERS:
        return (Problem("recipient", f"{MOST_CHARACTERS}文字までで入力してください。"),)
    return ()


def record_locked(
    desk: Desk,
    design: Design,
    contents: str,
    recipient: str,
    route: Route,
    password: str,
    write: Callable[[], object],
) -> Done[FilePasswordFacts]:
    """Record that an encrypted file is made, ``write`` it, and return what its slip says; the password is kept nowhere.

    What the disk refuses is put back, with a line that says so.
    """
    desk.require(*Role)
    told = f"送り先 {recipient.strip()}" if recipient.strip() else "送り先は用紙に手書き"
    line = LogLine(
        log_class=LogClass.ADMINISTRATION,
        act="暗号化したPDFの作成",
        object_label=contents,
        detail=mask_numbers(f"{told}。パスワードは、{ROUTE_NAMES[route]}"),
    )
    hand_out(desk, partial(line_alone, desk, line), write)
    slip = FilePasswordFacts(
        head=paper_head(desk, design),
        contents=contents,
        recipient=recipient.strip(),
        route=route,
        made_on=desk.today,
        made_by=desk.actor.name,
        password=password,
    )
    return Done(slip, Changed.LOG)
