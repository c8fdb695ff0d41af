"""The evaluation sheet outside the office: printed to fill by hand, or sent as .xlsx and taken back in."""

from collections.abc import Callable, Collection
from pathlib import Path

from ashibue_desk.domain.contractor_evaluation import (
    METHOD_NAMES,
    OCCASION_NAMES,
    EvaluationHead,
    EvaluationView,
)
from ashibue_desk.domain.contractor_form_facts import EvaluationSheetFacts
from ashibue_desk.domain.returned_sheet import SheetComparison, SheetIdentity
from ashibue_desk.domain.sheet_comparison import compare
from ashibue_desk.use_cases.changes import Changed, Done
from ashibue_desk.use_cases.contractors.common import (
    CHANGED,
    MAY_READ,
    MAY_WRITE,
    entry_of,
    line,
    rules,
    stamped,
)
from ashibue_desk.use_cases.contractors.evaluating import evaluation, open_head, store_answers, view_of
from ashibue_desk.use_cases.desk import Desk
from ashibue_desk.use_cases.paper_heads import plain_head
from ashibue_desk.use_cases.paper_output import P, PutOut, hand_out, leaving
from ashibue_desk.use_cases.paper_put_back import Before
from ashibue_desk.use_cases.papers import Subject, enter_papers, kept_form


def sheet_facts(desk: Desk, evaluation_id: str, *, blank: bool = False) -> EvaluationSheetFacts:
    """Return what the printed sheet says; ``blank`` leaves the answers out, to be filled by hand."""
    desk.require(*MAY_READ)
    with desk.vault.reading():
        head = evaluation(desk, evaluation_id)
        entry = entry_of(desk, head.contractor_id)
        office, pack = desk.vault.settings.office(), rules(desk)
        version = pack.version if head.is_open else head.version
        return EvaluationSheetFacts(
            head=plain_head(desk, "CE", pack.sheet_name, version, pack.in_force_from),
            rules=pack,
            evaluation_id=head.id,
            contractor_name=entry.name,
            contractor_address=entry.address,
            entrusted=entry.entrusted,
            occasion=OCCASION_NAMES[head.occasion],
            method=METHOD_NAMES[head.method],
            opened_on=head.opened_on,
            answers={} if blank else desk.vault.contractors.evaluations.answers(head.id),
            contact=office.contact,
        )


def print_sheet(
    desk: Desk,
    evaluation_id: str,
    render: Callable[[EvaluationSheetFacts], P],
    put_out: PutOut[P] | None = None,
    *,
    blank: bool = True,
) -> Done[tuple[str, P]]:
    """Draw the sheet, record it, and ``put_out``; the answer is a file name without any name in it, and what was drawn."""
    desk.require(*MAY_WRITE)
    facts = sheet_facts(desk, evaluation_id, blank=blank)
    drawn = render(facts)

    def record() -> Before:
        head = evaluation(desk, evaluation_id)
        subject = Subject(head.contractor_id, facts.contractor_name)
        desk.log(line("委託先評価票の印刷", head.contractor_id, facts.contractor_name))
        return enter_papers(desk, kept_form(facts.head), [subject])

    hand_out(desk, record, leaving(put_out, drawn))
    return Done((stamped(desk, facts.head.form_name, "pdf"), drawn), Changed.LOG | Changed.PAPERS)


def make_workbook(desk: Desk, evaluation_id: str) -> Done[tuple[str, bytes]]:
    """Make the sheet as .xlsx for an open evaluation; the answer is a file name and the bytes."""
    from ashibue_desk.office_files.evaluation_workbook import evaluation_workbook

    desk.require(*MAY_WRITE)
    head = open_head(desk, evaluation_id)
    pack = rules(desk)
    data = evaluation_workbook(
        _identity(desk, head),
        pack,
        desk.vault.contractors.evaluations.answers(head.id),
        desk.surroundings.clock.local_now(),
    )
    _log_output(desk, head, "委託先評価票のファイル作成")
    return Done((stamped(desk, pack.sheet_name, "xlsx"), data), Changed.LOG)


def read_returned(desk: Desk, evaluation_id: str, path: Path) -> SheetComparison:
    """Compare a returned file with what is on file; nothing is stored. Raise ``SheetUnreadable``."""
    from ashibue_desk.office_files.returned_evaluation import read_returned_evaluation

    desk.require(*MAY_WRITE)
    head = open_head(desk, evaluation_id)
    sheet = read_returned_evaluation(path)
    on_file = desk.vault.contractors.evaluations.answers(head.id)
    return compare(rules(desk), _identity(desk, head), sheet, on_file)


def take_returned(
    desk: Desk,
    evaluation_id: str,
    comparison: SheetComparison,
    criterion_ids: Collection[str] | None = None,
) -> Done[EvaluationView]:
    """Store the changes somebody looked at: all, or those of ``criterion_ids``; none of a sheet that was refused."""
    desk.require(*MAY_WRITE)
    if comparison.refused or comparison.evaluation_id != evaluation_id:
        raise ValueError("this comparison does not belong to the evaluation")
    wanted = [
        change.after
        for change in comparison.changes
        if criterion_ids is None or change.criterion_id in criterion_ids
    ]
    with desk.act():
        head = open_head(desk, evaluation_id)
        store_answers(desk, head, wanted, "返送された委託先評価票の取込み")
        view = view_of(desk, evaluation(desk, evaluation_id))
    return Done(view, CHANGED)


def _identity(desk: Desk, head: EvaluationHead) -> SheetIdentity:
    return SheetIdentity(
        evaluation_id=head.id,
        contractor_id=head.contractor_id,
        contractor_name=entry_of(desk, head.contractor_id).name,
        pack=desk.regulation.id,
        version=rules(desk).version,
        office=desk.vault.settings.office().name,
    )


def _log_output(desk: Desk, head: EvaluationHead, act: str) -> None:
    with desk.act():
        desk.log(line(act, head.contractor_id, entry_of(desk, head.contractor_id).name))
