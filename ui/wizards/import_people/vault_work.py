"""What the wizard has done in the vault thread, and the frozen answers it shows."""

from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path

from PySide6.QtPrintSupport import QPrinter

from ashibue_desk.domain.people import PersonCategory
from ashibue_desk.domain.staff_list import Column
from ashibue_desk.files.private_files import write_private
from ashibue_desk.use_cases import import_people
from ashibue_desk.use_cases.changes import Changed, Done
from ashibue_desk.use_cases.desk import Desk
from ashibue_desk.use_cases.import_people import ImportPreview
from ashibue_desk.use_cases.progress import Progress
from ui.desktop.print_job import print_papers
from ui.wizards.import_people.preview_rows import PreviewRow, preview_rows
from ui.wording.days import day_words


@dataclass(frozen=True, slots=True)
class Reading:
    """A list as read, and its people ready to draw."""

    preview: ImportPreview
    rows: tuple[PreviewRow, ...]


@dataclass(frozen=True, slots=True)
class Taken:
    """One import: what came of it."""

    id: str
    file_label: str
    when: str
    actor_name: str
    taken: int
    left_over: int
    taken_back: bool


def read_list(
    desk: Desk, path: Path, progress: Progress, *, sheet: str, encoding: str, category: PersonCategory
) -> Reading:
    """Read a file."""
    preview = import_people.preview_import(
        desk, path, progress, sheet=sheet, encoding=encoding, default_category=category
    )
    return Reading(preview, preview_rows(preview))


def read_again(
    desk: Desk,
    preview: ImportPreview,
    mapping: dict[int, Column],
    category: PersonCategory,
    progress: Progress,
) -> Reading:
    """Read the rows again under another meaning of the columns."""
    changed = import_people.change_columns(desk, preview, mapping, category, progress)
    return Reading(changed, preview_rows(changed))


def take_in(desk: Desk, preview: ImportPreview, progress: Progress) -> Done[Taken]:
    """Take the good rows in."""
    done = import_people.take_in(desk, preview, progress)
    return Done(_find(desk, done.answer.id), done.changed)


def earlier(desk: Desk) -> tuple[Taken, ...]:
    """Return every import, newest first."""
    tz = desk.surroundings.clock.local_now().tzinfo
    found = []
    for each in import_people.list_imports(desk):
        moment = datetime.fromisoformat(each.at).astimezone(tz)
        when = f"{day_words(moment.date())} {moment:%H:%M}"
        left_over, back = len(each.leftovers), bool(each.taken_back_at)
        found.append(Taken(each.id, each.file_label, when, each.actor_name, each.taken, left_over, back))
    return tuple(found)


def print_leftovers(desk: Desk, import_id: str, printer: QPrinter, progress: Progress) -> int:
    """Print what was left over; return how many sheets."""
    return print_papers(partial(_draw_leftovers, desk, import_id), printer, progress)


def write_leftovers(desk: Desk, import_id: str, path: Path) -> Done[str]:
    """Write what was left over as a paper to ``path``; return the file's name."""
    write_private(path, _draw_leftovers(desk, import_id))
    return Done(path.name, Changed.NOTHING)


def write_leftovers_table(_desk: Desk, preview: ImportPreview, path: Path) -> Done[str]:
    """Write the rows that were left over as an .xlsx to ``path``; return the file's name."""
    write_private(path, import_people.leftovers_table(preview))
    return Done(path.name, Changed.NOTHING)


def _draw_leftovers(desk: Desk, import_id: str) -> bytes:
    from forms.import_leftovers import render_import_leftovers

    row = next(each for each in import_people.list_imports(desk) if each.id == import_id)
    with desk.vault.reading():
        facts = import_people.leftovers_facts(desk, row)
    return render_import_leftovers(facts)


def _find(desk: Desk, import_id: str) -> Taken:
    return next(each for each in earlier(desk) if each.id == import_id)
