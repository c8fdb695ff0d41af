"""Which papers there are for the board, and how all that were chosen leave one after the other. Runs in the vault thread."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import count
from pathlib import Path

from ashibue_desk.domain.contractors import ContractorState
from ashibue_desk.use_cases.access_analysis import view_quarter
from ashibue_desk.use_cases.changes import Changed, Done
from ashibue_desk.use_cases.contractors.dossier import print_dossier
from ashibue_desk.use_cases.contractors.register import list_contractors
from ashibue_desk.use_cases.desk import Desk
from ashibue_desk.use_cases.log_check_papers import print_analysis, print_check_sheet
from ashibue_desk.use_cases.log_checks import list_months
from ui.background.progress import Progress
from ui.widgets.paper_card import PaperOutput

_MONTHS = 6
_FRESH_DAYS = 62  # a quarter's analysis goes to the board in the two months after it
MONTH, QUARTER, CONTRACTOR = "month", "quarter", "contractor"


@dataclass(frozen=True, slots=True)
class BoardPaper:
    """One paper: its kind, what it is about (month, quarter or contractor), how it is called here and as a file.

    ``usual``: it goes to the board this month, so that it is ticked from the start. ``file_name`` names nobody.
    """

    kind: str
    key: str
    title: str
    text: str
    file_name: str
    usual: bool = False

    @property
    def value(self) -> str:
        """Return the value of its box."""
        return f"{self.kind} {self.key}"


def read_board(desk: Desk) -> tuple[BoardPaper, ...]:
    """Return the papers there are, the newest of each kind first."""
    return (*_months(desk), *_quarter(desk), *_contractors(desk))


def _months(desk: Desk) -> tuple[BoardPaper, ...]:
    checked = [line for line in list_months(desk).months if line.checks][:_MONTHS]
    return tuple(
        BoardPaper(
            MONTH,
            line.month.key,
            f"月次点検票　{line.month.title}",
            f"{line.checks[-1].checker_name}さんが点検しました。",
            f"月次点検票-{line.month.key}.pdf",
            usual=at == 0,
        )
        for at, line in enumerate(checked)
    )


def _quarter(desk: Desk) -> tuple[BoardPaper, ...]:
    view = view_quarter(desk)
    quarter = view.figures.quarter
    if not view.ended or not view.figures.lines:
        return ()
    text = "分かったことが書いてあります。" if view.analyses else "分かったことは、まだ書かれていません。"
    fresh = (desk.today - quarter.last).days <= _FRESH_DAYS
    name = f"アクセス状況の分析-{quarter.key}.pdf"
    return (
        BoardPaper(QUARTER, quarter.key, f"アクセス状況の分析　{quarter.title}", text, name, usual=fresh),
    )


def _contractors(desk: Desk) -> tuple[BoardPaper, ...]:
    rows = [row for row in list_contractors(desk) if row.state is not ContractorState.ENDED]
    return tuple(
        BoardPaper(CONTRACTOR, row.id, f"委託先台帳　{row.name}", row.business, f"委託先台帳-{at}.pdf")
        for at, row in enumerate(rows, 1)
    )


def hand_over(desk: Desk, papers: Sequence[BoardPaper], output: PaperOutput, progress: Progress) -> Done[int]:
    """Print the papers one after the other, or write them into the folder ``output.file``; return how many.

    Each is recorded by itself before it leaves. Told to stop, it stops between two papers. Raises what the acts raise; the
    papers before are out and on record then.
    """
    changed, done = Changed.NOTHING, 0
    for paper in papers:
        progress.report(done, len(papers), paper.title)
        if progress.should_stop():
            break
        out = output if output.file is None else replace(output, file=_free(output.file, paper.file_name))
        changed |= _hand_out(desk, paper, out)
        done += 1
    progress.report(done, done, "できました")
    return Done(done, changed)


def _hand_out(desk: Desk, paper: BoardPaper, output: PaperOutput) -> Changed:
    from forms.access_analysis import render_access_analysis
    from forms.catalogue import catalogue
    from forms.contractor_dossier import render_dossier
    from forms.log_check_sheet import render_check_sheet

    if paper.kind == MONTH:
        draw = partial(output.draw, render_check_sheet)
        return print_check_sheet(desk, paper.key, catalogue()["LM"], draw, output.put_out).changed
    if paper.kind == QUARTER:
        draw = partial(output.draw, render_access_analysis)
        return print_analysis(desk, paper.key, catalogue()["AA"], draw, output.put_out).changed
    draw = partial(output.draw, render_dossier)
    return print_dossier(desk, paper.key, draw, output.put_out).changed


def _free(folder: Path, name: str) -> Path:
    """Return a name in ``folder`` under which nothing lies."""
    stem, others = Path(name).stem, count(2)
    target = folder / name
    while target.exists():
        target = folder / f"{stem}-{next(others)}.pdf"
    return target
