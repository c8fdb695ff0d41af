"""Making the sheets of this page as files. Everything here runs in the vault thread."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from ashibue_desk.domain.consent import ConsentRow
from ashibue_desk.domain.form_facts import ConsentFacts, ConsentStatusFacts
from ashibue_desk.files.private_files import write_private
from ashibue_desk.use_cases.changes import Changed, Done
from ashibue_desk.use_cases.consent_forms import issue_consents, list_consents, preview_consent
from ashibue_desk.use_cases.desk import Desk
from ashibue_desk.use_cases.progress import Progress

BLANK_NAME = "同意書-白紙.pdf"


class Printer:
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
        self._progress.report(written + done, self._all, "同意書をつくっています")
        return not self._progress.should_stop()

    def _path(self, facts: Sequence[ConsentFacts]) -> Path:
        if not self._one_each:
            return self._target
        stamp = facts[0].head.printed_at.strftime("%Y%m%d-%H%M%S")
        return self._target / f"同意書-{stamp}-{len(self._files) + 1:03}.pdf"


def print_consents(
    desk: Desk, ids: Sequence[str], target: Path, progress: Progress, *, one_each: bool
) -> Done[tuple[Path, ...]]:
    """Write the forms of ``ids`` into a file, or into a folder one each, and record that they went out."""
    printer = Printer(target, progress, len(ids), one_each=one_each)
    try:
        done = issue_consents(desk, ids, printer, one_each=one_each)
    except BaseException:
        printer.undo()
        raise
    return Done(printer.files, done.changed)


def print_blank(desk: Desk, target: Path) -> Done[tuple[Path, ...]]:
    """Write a form without a name; nothing is recorded."""
    from forms.consent_form import render_consent_forms

    write_private(target, render_consent_forms([preview_consent(desk)]))
    return Done((target,), Changed.NOTHING)


def print_status(desk: Desk, ids: Sequence[str], target: Path) -> Done[tuple[Path, ...]]:
    """Write who has handed in and who has not, of the people listed in ``ids`` and in their order."""
    from forms.consent_status import render_consent_status

    rows: dict[str, ConsentRow] = {row.person_id: row for row in list_consents(desk)}
    head = replace(preview_consent(desk).head, form_name="同意書の提出状況")
    chosen = tuple(rows[each] for each in ids if each in rows)
    facts = ConsentStatusFacts(head=head, as_of=desk.today, rows=chosen)
    write_private(target, render_consent_status(facts))
    return Done((target,), Changed.NOTHING)
