"""Making the sheets of this page: straight to the printer, or as files. Everything here runs in the vault thread."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtPrintSupport import QPrinter

from ashibue_desk.domain.consent import ConsentRow
from ashibue_desk.domain.form_facts import ConsentFacts, ConsentStatusFacts
from ashibue_desk.files.private_files import write_private
from ashibue_desk.use_cases.changes import Changed, Done
from ashibue_desk.use_cases.consent_forms import issue_consents, list_consents, preview_consent
from ashibue_desk.use_cases.desk import Desk
from ashibue_desk.use_cases.progress import Progress
from ui.desktop.print_job import print_papers

BLANK_NAME = "同意書-白紙.pdf"
_MAKING = "同意書をつくっています"


class Printed:
    """Renders forms and sends them to the printer, so that a form counts as handed out only when the printer has taken it."""

    def __init__(self, printer: QPrinter, progress: Progress) -> None:
        self._printer = printer
        self._progress = progress

    def __call__(self, facts: Sequence[ConsentFacts]) -> bytes:
        """Print ``facts``; nothing is left to be kept. Raises ``PrintingStopped``, ``PrinterFailed`` and what fonts refuse."""
        from forms.consent_form import render_consent_forms

        print_papers(partial(render_consent_forms, facts, self._go_on), self._printer, self._progress)
        return b""

    def _go_on(self, done: int, how_many: int) -> bool:
        self._progress.report(done, how_many, _MAKING)
        return not self._progress.should_stop()


class Saved:
    """Renders forms straight onto the disk, so that a form counts as handed out only when its file is there."""

    def __init__(self, target: Path, progress: Progress, how_many: int, *, one_each: bool) -> None:
        self._target = target
        self._progress = progress
        self._one_each = one_each
        self._all = how_many
        self._files: list[Path] = []

    @property
    def files(self) -> tuple[Path, ...]:
        """Return the files written."""
        return tuple(self._files)

    def __call__(self, facts: Sequence[ConsentFacts]) -> bytes:
        """Render ``facts`` and write them. Raises ``PrintingStopped`` and what fonts and disk refuse."""
        from forms.consent_form import render_consent_forms

        data = render_consent_forms(facts, self._go_on)
        path = self._path(facts)
        write_private(path, data)
        self._files.append(path)
        return data

    def undo(self) -> None:
        """Remove what was written, after an act that failed."""
        for path in self._files:
            path.unlink(missing_ok=True)

    def _go_on(self, done: int, _all: int) -> bool:
        written = len(self._files) if self._one_each else 0
        self._progress.report(written + done, self._all, _MAKING)
        return not self._progress.should_stop()

    def _path(self, facts: Sequence[ConsentFacts]) -> Path:
        if not self._one_each:
            return self._target
        stamp = facts[0].head.printed_at.strftime("%Y%m%d-%H%M%S")
        return self._target / f"同意書-{stamp}-{len(self._files) + 1:03}.pdf"


def print_consents(desk: Desk, ids: Sequence[str], printer: QPrinter, progress: Progress) -> Done[int]:
    """Print the forms of ``ids`` and record that they went out; return how many people."""
    done = issue_consents(desk, ids, Printed(printer, progress))
    return Done(len(ids), done.changed)


def save_consents(
    desk: Desk, ids: Sequence[str], target: Path, progress: Progress, *, one_each: bool
) -> Done[tuple[Path, ...]]:
    """Write the forms of ``ids`` into a file, or into a folder one each, and record that they went out."""
    saved = Saved(target, progress, len(ids), one_each=one_each)
    try:
        done = issue_consents(desk, ids, saved, one_each=one_each)
    except BaseException:
        saved.undo()
        raise
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
