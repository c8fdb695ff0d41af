"""The recovery sheet of a new business year: made in memory, printed twice, typed back from paper, put in force."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from PySide6.QtPrintSupport import QPrinter

from ashibue_desk.domain.form_facts import RecoverySheetFacts
from ashibue_desk.domain.problems import Problem
from ashibue_desk.files.private_files import write_private
from ashibue_desk.use_cases.changes import Done
from ashibue_desk.use_cases.desk import Desk
from ashibue_desk.use_cases.progress import Progress
from ashibue_desk.use_cases.recovery_sheets import COPIES, new_identity, renew_sheet, sheet_facts
from ashibue_desk.use_cases.settings import read_settings
from ui.desktop.print_job import print_papers

PutInForce = Callable[[Desk, str, str], Problem | Done[Desk]]


@dataclass(frozen=True)
class Renewal:
    """A sheet that is made but not yet in force. Its secret is in no ``repr``, and on no disk but the files to print."""

    business_year: int
    facts: tuple[RecoverySheetFacts, ...] = field(repr=False)
    put_in_force: PutInForce = field(repr=False)


def begin_renewal(desk: Desk) -> Renewal:
    """Make the secret of this business year's sheet. Runs in the vault thread."""
    office = read_settings(desk).office
    identity = new_identity(office, desk.today)
    copies = range(1, COPIES + 1)
    facts = tuple(sheet_facts(desk.surroundings, office, identity, copy) for copy in copies)

    def put_in_force(renewed: Desk, typed: str, password: str) -> Problem | Done[Desk]:
        return renew_sheet(renewed, identity, typed, password)

    return Renewal(identity.business_year, facts, put_in_force)


def print_sheets(renewal: Renewal, printer: QPrinter, progress: Progress) -> int:
    """Print every copy as one job; return how many sheets. Runs in the vault thread."""
    return print_papers(partial(_draw, renewal), printer, progress)


def _draw(renewal: Renewal) -> None:
    from forms.recovery_sheet import render_recovery_sheet

    for facts in renewal.facts:
        render_recovery_sheet(facts)


def write_sheets(folder: Path, renewal: Renewal) -> tuple[Path, ...]:
    """Write one PDF a copy into ``folder``; of two that cannot both be written neither stays."""
    from forms.recovery_sheet import render_recovery_sheet

    written: list[Path] = []
    try:
        for facts in renewal.facts:
            path = folder / f"復旧シート-{renewal.business_year}年度-{facts.copy_number}通目.pdf"
            write_private(path, render_recovery_sheet(facts))
            written.append(path)
    except BaseException:
        remove_files(tuple(written))
        raise
    return tuple(written)


def remove_files(files: tuple[Path, ...]) -> tuple[Path, ...]:
    """Delete the files that were only there to be printed; return those another program holds open."""
    for path in files:
        with suppress(OSError):
            path.unlink(missing_ok=True)
    return tuple(path for path in files if path.exists())


def finish_renewal(renewal: Renewal, typed: str, password: str) -> Callable[[Desk], Problem | Done[Desk]]:
    """Return the work that puts the sheet in force, if ``typed`` is what the paper says and the password is right."""
    return partial(_finish, renewal, typed, password)


def _finish(renewal: Renewal, typed: str, password: str, desk: Desk) -> Problem | Done[Desk]:
    return renewal.put_in_force(desk, typed, password)
