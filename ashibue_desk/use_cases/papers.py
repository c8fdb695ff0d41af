"""The ledger of papers that come back or are filed: issued, received, filed, replaced, destroyed (decision 008).

Consent forms and pledges keep their own records, which decide whether somebody may act; the ledger shows them and takes
over a signed sheet only when a newer one is printed. So each sheet has one record that tells where it stands.
"""

import uuid
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from ashibue_desk.domain import papers as rules
from ashibue_desk.domain.form_facts import PaperHead
from ashibue_desk.domain.handling_log import LogClass, LogLine
from ashibue_desk.domain.number_shield import NUMBER_INSIDE, holds_number, mask_numbers
from ashibue_desk.domain.papers import PAPER_STATE_NAMES, IssuedPaper, NotAllowed, PaperRecord, PaperState
from ashibue_desk.domain.problems import Problem
from ashibue_desk.domain.roles import Role
from ashibue_desk.use_cases.changes import Changed, Done
from ashibue_desk.use_cases.desk import Desk
from ashibue_desk.use_cases.paper_output import P, PutOut, hand_out, leaving
from ashibue_desk.use_cases.paper_put_back import Before
from ashibue_desk.use_cases.paper_situations import PaperGone, PaperMovedOn

MAY_WRITE = (Role.OFFICER, Role.HANDLER)
CONSENT_FORM, PLEDGE_FORM = "Y2", "Y3"
"""The forms that keep a record of their own."""
CHANGED = Changed.PAPERS | Changed.LOG
_SIGNED = (PaperState.RECEIVED, PaperState.FILED)


@dataclass(frozen=True, slots=True)
class Subject:
    """Whom or what a sheet is about. ``id`` is empty for the office and for a sheet to fill by hand."""

    id: str = ""
    label: str = ""


@dataclass(frozen=True, slots=True)
class PrintedForm:
    """The form of sheets that go out: its id, title, the edition of its wording, and whether they come back or are filed.

    ``told`` is what the log says of them besides.
    """

    form_id: str
    title: str
    version: int
    kept: bool
    told: str = ""


def kept_form(head: PaperHead) -> PrintedForm:
    """Return the form of a sheet with this head, which comes back or is filed."""
    return PrintedForm(head.form_id, head.form_name, head.version, kept=True)


def issue_papers(
    desk: Desk,
    form: PrintedForm,
    subjects: Sequence[Subject],
    render: Callable[[], P],
    put_out: PutOut[P] | None = None,
) -> Done[int]:
    """Draw papers with ``render``, enter those that are to come back, write that they were made, and ``put_out``; return how many.

    What fonts refuse is raised before anything is recorded; what printer or disk refuse is put back (``paper_output``). A sheet
    of the same form about the same person that never came back is replaced by the new one.
    """
    desk.require(*Role)
    drawn = render()

    def record() -> Before:
        before = enter_papers(desk, form, subjects)
        detail = "。".join(part for part in (f"第{form.version}版", form.told) if part)
        desk.log(_line("帳票の印刷", form.title, subjects, detail))
        return before

    hand_out(desk, record, leaving(put_out, drawn))
    return Done(len(subjects), CHANGED if form.kept else Changed.LOG)


def enter_papers(desk: Desk, form: PrintedForm, subjects: Sequence[Subject]) -> Before:
    """Enter sheets that go out, where they come back or are filed; part of an act that writes its own log line."""
    if not form.kept or form.form_id in (CONSENT_FORM, PLEDGE_FORM):
        return Before()
    waiting = desk.vault.papers.older(form.form_id, [one.id for one in subjects], [PaperState.ISSUED])
    for paper in waiting:
        desk.vault.papers.put(rules.superseded(paper, desk.today))
    entered = [_issued(desk, form, subject) for subject in subjects]
    desk.vault.papers.add(entered)
    return Before(entered=tuple(paper.id for paper in entered), replaced=tuple(paper.id for paper in waiting))


def receive_papers(
    desk: Desk, paper_ids: Sequence[str], on: date | None, place: str = ""
) -> tuple[Problem, ...] | Done[int]:
    """Record that sheets came back ``on`` a day, and where they are filed. What they replace is replaced from that day.

    Raises ``PaperGone`` and ``PaperMovedOn``.
    """
    desk.require(*MAY_WRITE)
    issued = ((paper.about_label or paper.title, rules.issued_day(paper)) for paper in _many(desk, paper_ids))
    problems = (*rules.check_receipt(on, desk.today, issued), *_text_problems(place, "place"))
    if problems or on is None:
        return problems
    return _record(
        desk, paper_ids, lambda paper: rules.received(paper, on, place.strip()), "書類の受領", place
    )


def file_papers(desk: Desk, paper_ids: Sequence[str], place: str) -> tuple[Problem, ...] | Done[int]:
    """Record where sheets are filed; one that was filled in here counts as received today."""
    desk.require(*MAY_WRITE)
    problems = _text_problems(place, "place", needed="どこに綴じたかを入力してください。")
    if problems:
        return problems
    return _record(
        desk, paper_ids, lambda paper: rules.filed(paper, desk.today, place.strip()), "書類の綴込み", place
    )


def destroy_papers(
    desk: Desk, paper_ids: Sequence[str], on: date | None, how: str
) -> tuple[Problem, ...] | Done[int]:
    """Record that sheets were destroyed; their rows stay. Only the officer records it."""
    desk.require(Role.OFFICER)
    needed = "廃棄の理由と方法を入力してください。"
    problems = (*_day_problems(desk, on, "on", "廃棄した日"), *_text_problems(how, "how", needed=needed))
    if problems or on is None:
        return problems
    return _record(desk, paper_ids, lambda paper: rules.destroyed(paper, on, how.strip()), "書類の廃棄", how)


def take_over(desk: Desk, signed: Iterable[IssuedPaper]) -> Mapping[str, str]:
    """Keep signed sheets in the ledger whose own record is about to tell of a newer one; part of that record's act.

    Returns the id of the sheet in the ledger for each person it is about.
    """
    kept = [replace(sheet, id=uuid.uuid4().hex, record=PaperRecord.LEDGER, renew=False) for sheet in signed]
    if kept:
        desk.vault.papers.add(kept)
    return {sheet.about_id: sheet.id for sheet in kept}


def replace_signed(desk: Desk, form_id: str, about_ids: Sequence[str]) -> None:
    """Say of the signed sheets in the ledger that a newer one took their place today; part of another record's act."""
    for older in desk.vault.papers.older(form_id, about_ids, _SIGNED):
        desk.vault.papers.put(rules.superseded(older, desk.today))


def _record(
    desk: Desk, paper_ids: Sequence[str], change: Callable[[IssuedPaper], IssuedPaper], act: str, detail: str
) -> Done[int]:
    with desk.act():
        papers = _many(desk, paper_ids)
        try:
            changed = [change(paper) for paper in papers]
        except NotAllowed:
            raise PaperMovedOn from None
        for paper in changed:
            desk.vault.papers.put(paper)
        _replace_older(desk, [paper for paper in changed if paper.received_on and paper.about_id])
        titles = sorted({paper.title for paper in papers})
        title = titles[0] if len(titles) == 1 else "書類"
        state = PAPER_STATE_NAMES[changed[0].state] if changed else ""
        told = "。".join(part for part in (state, detail.strip()) if part)
        about = [Subject(paper.about_id, paper.about_label) for paper in papers]
        desk.log(_line(act, title, about, told))
    return Done(len(papers), CHANGED)


def _many(desk: Desk, paper_ids: Sequence[str]) -> tuple[IssuedPaper, ...]:
    try:
        return desk.vault.papers.many(paper_ids)
    except KeyError:
        raise PaperGone from None


def _replace_older(desk: Desk, papers: Iterable[IssuedPaper]) -> None:
    """A sheet that is back takes the place of those of its form about the same person that were signed before it."""
    for paper in papers:
        if paper.state not in _SIGNED:
            continue
        for older in desk.vault.papers.older(paper.form_id, [paper.about_id], _SIGNED):
            if older.id != paper.id and older.issued_at < paper.issued_at:
                desk.vault.papers.put(rules.superseded(older, paper.received_on or desk.today))


def _issued(desk: Desk, form: PrintedForm, subject: Subject) -> IssuedPaper:
    return IssuedPaper(
        id=uuid.uuid4().hex,
        form_id=form.form_id,
        version=form.version,
        title=form.title,
        state=PaperState.ISSUED,
        about_id=subject.id,
        about_label=subject.label,
        issued_at=desk.now(),
        issued_by=desk.actor.name,
    )


def _day_problems(desk: Desk, on: date | None, field: str, thing: str) -> tuple[Problem, ...]:
    if on is None:
        return (Problem(field, f"{thing}を入力してください。"),)
    return (Problem(field, f"{thing}が今日より後になっています。"),) if on > desk.today else ()


def _text_problems(text: str, field: str, *, needed: str = "") -> tuple[Problem, ...]:
    if needed and not text.strip():
        return (Problem(field, needed),)
    return (Problem(field, NUMBER_INSIDE),) if holds_number(text) else ()


def _line(act: str, title: str, about: Sequence[Subject], detail: str) -> LogLine:
    """Return the line of an act. A sheet about one person is found by that person, as whatever else was done with them."""
    one = about[0] if len(about) == 1 else Subject()
    what = f"{title} {one.label}".strip()
    return LogLine(
        log_class=LogClass.ADMINISTRATION,
        act=act,
        object_id=one.id,
        object_label=one.label if one.id else what,
        count=max(1, len(about)),
        detail=mask_numbers("。".join(part for part in (title if one.id else "", detail) if part)),
    )
