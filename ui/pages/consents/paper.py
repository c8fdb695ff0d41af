"""Making the sheets of this page: straight to the printer, or as files. Everything here runs in the vault thread."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtPrintSupport import QPrinter

from ashibue_desk.domain.consent import ConsentRow
from ashibue_desk.domain.form_facts import ConsentFacts, ConsentStatusFacts
from ashibue_desk.files.private_files import write_private
from ashibue_desk.use_cases.changes import Changed, Done
from ashibue_desk.use_cases.consent_forms import issue_consents, list_consents, preview_consent
from ashibue_desk.use_cases.desk import Desk
from ashibue_desk.use_cases.progress import Progress
from ui.desktop.print_job import print_papers, print_sheets

if TYPE_CHECKING:
    from forms.sheets import Sheet

BLANK_NAME = "同意書-白紙.pdf"
_MAKING = "同意書をつくっています"


class Printed:
    """Draws forms, and sends them to the printer once they are on record."""

    def __init__(self, printer: QPrinter, progress: Progress) -> None:
        self._printer = printer
        self._progress = progress

    def draw(self, facts: Sequence[ConsentFacts]) -> "tuple[Sheet, ...]":
        """Draw ``facts``. Raises ``PrintingStopped`` and what fonts refuse."""
        from forms.consent_form import render_consent_forms
        from forms.sheets import sheets_of

        return sheets_of(partial(render_consent_forms, facts, self._go_on))

    def put_out(self, drawn: "Sequence[tuple[str, tuple[Sheet, ...]]]") -> None:
        """Print what was drawn. Raises ``PrintingStopped`` and ``PrinterFailed``."""
        for _name, sheets in drawn:
            print_sheets(sheets, self._printer, self._progress)

    def _go_on(self, done: int, how_many: int) -> bool:
        self._progress.report(done, how_many, _MAKING)
        return not self._progress.should_stop()


class Saved:
    """Draws forms, and writes them once they are on record: into one file, or one each into a folder."""

    def __init__(self, target: Path, progress: Progress, how_many: int, *, one_each: bool) -> None:
        self._target = target
        self._progress = progress
        self._one_each = one_each
        self._all = how_many
        self._drawn = 0
        self._files: list[Path] = []

    @property
    def files(self) -> tuple[Path, ...]:
        """Return the files written."""
        return tuple(self._files)

    def draw(self, facts: Sequence[ConsentFacts]) -> bytes:
        """Draw ``facts``. Raises ``PrintingStopped`` and what fonts refuse."""
        from forms.consent_form import render_consent_forms

        data = render_consent_forms(facts, self._go_on)
        self._drawn += len(facts)
        return data

    def put_out(self, drawn: Sequence[tuple[str, bytes]]) -> None:
        """Write what was drawn; where the disk refuses one, none is left. Raises what the disk refuses."""
        try:
            for name, data in drawn:
                path = self._target / name if self._one_each else self._target
                write_private(path, data)
                self._files.append(path)
        except BaseException:
            for path in self._files:
                path.unlink(missing_ok=True)
            raise

    def _go_on(self, done: int, _all: int) -> bool:
        self._progress.report(self._drawn + done, self._all, _MAKING)
        return not self._progress.should_stop()


def print_consents(desk: Desk, ids: Sequence[str], printer: QPrinter, progress: Progress) -> Done[int]:
    """Print the forms of ``ids`` and record that they went out; return how many people."""
    printed = Printed(printer, progress)
    done = issue_consents(desk, ids, printed.draw, printed.put_out)
    return Done(len(ids), done.changed)


def save_consents(
    desk: Desk, ids: Sequence[str], target: Path, progress: Progress, *, one_each: bool
) -> Done[tuple[Path, ...]]:
    """Record that the forms of ``ids`` go out, and write them into a file, or into a folder one each."""
    saved = Saved(target, progress, len(ids), one_each=one_each)
    done = issue_consents(desk, ids, saved.draw, saved.put_out, one_each=one_each)
    return Done(saved.files, done.changed)


def render_blank(desk: Desk) -> bytes:
    """Return a form without a name; nothing is recorded."""
    from forms.consent_form import render_consent_forms

    return render_consent_forms([preview_consent(desk)])


def render_status(desk: Desk, ids: Sequence[str]) -> bytes:
    """Return who has handed in and who has not, of the people listed in ``ids`` and in their order."""
    from forms.consent_status import render_consent_status

    rows: dict[str, ConsentRow] = {row.person_id: row for row in list_consents(desk)}
    head = replace(preview_consent(desk).head, form_name="同意書の提出状況")
    chosen = tuple(rows[each] for each in ids if each in rows)
    return render_consent_status(ConsentStatusFacts(head=head, as_of=desk.today, rows=chosen))


def print_unrecorded(
    desk: Desk, ids: Sequence[str] | None, printer: QPrinter, progress: Progress
) -> Done[int]:
    """Print the status of ``ids``, or a blank form for ``None``; return how many pages."""
    return Done(print_papers(partial(_render_unrecorded, desk, ids), printer, progress), Changed.NOTHING)


def save_unrecorded(desk: Desk, ids: Sequence[str] | None, target: Path) -> Done[tuple[Path, ...]]:
    """Write the status of ``ids``, or a blank form for ``None``."""
    write_private(target, _render_unrecorded(desk, ids))
    return Done((target,), Changed.NOTHING)


def _render_unrecorded(desk: Desk, ids: Sequence[str] | None) -> bytes:
    return render_blank(desk) if ids is None else render_status(desk, ids)
