"""The papers about a contractor: printed or kept as PDF, and the sheet as .xlsx. Everything here runs in the vault thread.

The forms themselves are imported only when one is made.
"""

from functools import partial
from pathlib import Path

from ashibue_desk.files.private_files import write_private
from ashibue_desk.use_cases.changes import Done
from ashibue_desk.use_cases.contractors import contracting, dossier, sheets
from ashibue_desk.use_cases.desk import Desk
from ui.papers_offered.single import make_single
from ui.widgets.paper_card import Drawn, PaperOutput

Printed = Done[str]


def evaluation_sheet(desk: Desk, key: str, output: PaperOutput) -> Printed:
    """Make the evaluation sheet ``key`` for filling in by hand."""
    from forms.contractor_evaluation import render_evaluation_sheet

    return _handed_out(
        sheets.print_sheet(desk, key, partial(output.draw, render_evaluation_sheet), output.put_out)
    )


def evaluation_result(desk: Desk, key: str, output: PaperOutput) -> Printed:
    """Make the evaluation sheet ``key`` with its answers."""
    from forms.contractor_evaluation import render_evaluation_sheet

    draw = partial(output.draw, render_evaluation_sheet)
    return _handed_out(sheets.print_sheet(desk, key, draw, output.put_out, blank=False))


def handling_annex(desk: Desk, key: str, output: PaperOutput) -> Printed:
    """Make the draft of the handling annex for contractor ``key``."""
    from forms.handling_annex import render_handling_annex

    return _handed_out(
        contracting.print_annex(desk, key, partial(output.draw, render_handling_annex), output.put_out)
    )


def clause_check(desk: Desk, key: str, output: PaperOutput) -> Printed:
    """Make the check of the clauses of the contract with contractor ``key``."""
    return _single(desk, "CC", key, output)


def permission(desk: Desk, key: str, output: PaperOutput) -> Printed:
    """Make the permission of the re-entrustment ``key``."""
    return _single(desk, "RP", key, output)


def _single(desk: Desk, form_id: str, key: str, output: PaperOutput) -> Printed:
    return make_single(desk, form_id, key, output)


def _handed_out(done: Done[tuple[str, Drawn]]) -> Printed:
    """Return the answer without what was drawn: it is out, and the window has no use for it."""
    return Done(done.answer[0], done.changed)


def contractor_dossier(desk: Desk, key: str, output: PaperOutput) -> Printed:
    """Make everything about contractor ``key`` as one paper."""
    from forms.contractor_dossier import render_dossier

    return _handed_out(dossier.print_dossier(desk, key, partial(output.draw, render_dossier), output.put_out))


def save_workbook(desk: Desk, evaluation_id: str, target: Path) -> Done[Path]:
    """Write the evaluation sheet as .xlsx to ``target``; raise what the disk refuses."""
    done = sheets.make_workbook(desk, evaluation_id)
    write_private(target, done.answer[1])
    return Done(target, done.changed)
