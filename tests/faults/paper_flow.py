"""What is killed while paper is made: one act, before each of its steps. Run as a script by the kill server."""

import functools
import os
import signal
import sys
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from types import FrameType

from ashibue_desk.files.private_files import write_private
from ashibue_desk.use_cases import collection_papers, consent_forms, papers
from ashibue_desk.use_cases.desk import Desk
from tests.faults.flows import prepare, stand_before
from tests.helpers.desks import WITH_NUMBERS, Scene
from tests.helpers.forked_kills import mark, serve


@dataclass(frozen=True)
class Design:
    """One form of the catalogue, which no kill needs to read."""

    form_id: str
    name: str
    version: int = 1
    in_force_from: date | None = None


LETTER, SHEET = Design("CR", "個人番号の提供のお願い"), Design("NS", "個人番号の記入用紙")
HANDOVER = papers.PrintedForm("HO", "引継書", 1, kept=True)
PAPERS = ("papers", "consents", "requests")
"""Acts that let paper leave: that of the ledger, and two that keep a record of their own."""
STEPS = frozenset({"write", "fsync", "replace"})
"""What Python calls to bring a file to the disk; the other step of a paper is the end of a transaction."""


def make_paper(desk: Desk, scene: Scene, which: str) -> None:
    """Have a paper made by one of ``PAPERS`` and written where ``paper_file`` says."""
    put_out = functools.partial(write_private, paper_file(scene))
    person = scene.person_ids[WITH_NUMBERS]
    match which:
        case "papers":
            papers.issue_papers(desk, HANDOVER, [papers.Subject(person, "")], lambda: b"paper", put_out)
        case "consents":
            consent_forms.issue_consents(
                desk, [person], lambda _facts: b"paper", lambda drawn: put_out(drawn[0][1])
            )
        case _:
            collection_papers.print_requests(
                desk, [person], lambda _facts: b"paper", LETTER, SHEET, None, put_out
            )


def paper_file(scene: Scene) -> Path:
    """Return where ``make_paper`` writes."""
    return scene.root / "paper.pdf"


def one_paper(scene_text: str, which: str, at: str) -> None:
    """Have one paper made and be killed before the step ``at``, counted from 1: each file call, each end of a transaction."""
    scene, left = stand_before(scene_text), int(at)

    def count_down(frame: FrameType, event: str, called: object) -> None:
        nonlocal left
        file_call = event == "c_call" and getattr(called, "__name__", "") in STEPS and not _of_text(called)
        commit = event == "call" and frame.f_code.co_name == "exec_driver_sql"
        if file_call or (commit and frame.f_locals.get("statement") == "COMMIT"):
            left -= 1
            if not left:
                os.kill(os.getpid(), signal.SIGKILL)

    desk = scene.unlock()
    sys.setprofile(count_down)
    make_paper(desk, scene, which)
    sys.setprofile(None)
    mark("done")


def _of_text(called: object) -> bool:
    """Whether a method of a string was called: it has ``replace`` too."""
    return isinstance(getattr(called, "__self__", None), str)


if __name__ == "__main__":
    prepare()
    serve({"one_paper": one_paper})
