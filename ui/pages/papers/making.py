"""Reading one form, looking at a paper, making papers. Everything here runs in the vault thread."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from random import SystemRandom
from typing import TYPE_CHECKING, Any

from ashibue_desk.domain.file_passwords import FilePasswordFacts, Route, new_file_password
from ashibue_desk.domain.policy_facts import PolicyDays
from ashibue_desk.domain.problems import Problem
from ashibue_desk.domain.regulation_facts import Article
from ashibue_desk.files.private_files import write_private
from ashibue_desk.use_cases import locked_papers, papers
from ashibue_desk.use_cases.changes import Changed, Done
from ashibue_desk.use_cases.desk import Desk
from ashibue_desk.use_cases.papers import PrintedForm, Subject
from ashibue_desk.use_cases.people import MAY_WRITE
from ashibue_desk.use_cases.policy_days import policy_days
from ashibue_desk.use_cases.progress import Progress
from ashibue_desk.use_cases.situations import NotYourDuty
from ui.widgets.paper_card import Drawn, PaperOutput

if TYPE_CHECKING:  # forms are imported when the first one is asked for
    from forms.catalogue import FormDesign
    from forms.sheets import Sheet
    from ui.papers_offered.offer import Choice, Facts, Offer

POLICY = "Y1"
"""The basic policy, whose days are kept."""
BY_HAND = "手書き用"
_MAKING = "帳票をつくっています"


@dataclass(frozen=True, slots=True)
class FormView:
    """One form as its page shows it. ``blank`` and ``filled`` say what the one at the desk may make."""

    design: "FormDesign"
    blank: bool
    filled: bool
    choices: "tuple[Choice, ...]"
    counter: str
    page: str
    articles: tuple[Article, ...]
    days: PolicyDays | None = None  # of the basic policy, for those who may record them

    @property
    def made_here(self) -> bool:
        """Whether the form can be made on this page, and not only by an act of its own."""
        return self.blank or self.filled

    @property
    def choices_offered(self) -> bool:
        """Whether the form is filled for somebody or something."""
        return bool(self.counter)


@dataclass(frozen=True, slots=True)
class Order:
    """Which papers: ``keys`` of whom they are for; none for a sheet to fill by hand, or for the office's own."""

    form_id: str
    keys: tuple[str, ...] = ()
    blank: bool = False


@dataclass(frozen=True, slots=True)
class LockOrder:
    """What is decided about an encrypted file: where it goes, who gets it, and how its password is told."""

    target: Path
    recipient: str
    route: Route


@dataclass(frozen=True, slots=True)
class Locked:
    """An encrypted file that was made; ``slip`` holds its password and is kept nowhere else."""

    target: Path
    slip: FilePasswordFacts = field(repr=False)


def read_form(desk: Desk, form_id: str) -> FormView:
    """Read what the page of one form shows."""
    design, offer = _known(desk, form_id)
    mine = bool(desk.actor.roles & offer.roles)
    filled = mine and offer.filled is not None
    known = {article.number: article for article in desk.regulation.articles}
    return FormView(
        design=design,
        blank=offer.blank is not None and bool(desk.actor.roles & offer.blank_roles),
        filled=filled,
        choices=tuple(offer.choices(desk)) if filled and offer.choices else (),
        counter=offer.counter if filled and offer.choices else "",
        page=offer.page,
        articles=tuple(known[number] for number in design.articles if number in known),
        days=policy_days(desk) if form_id == POLICY and desk.actor.roles.intersection(MAY_WRITE) else None,
    )


def look_at(desk: Desk, order: Order) -> "tuple[Order, tuple[Sheet, ...]]":
    """Draw the papers of an order for the screen; nothing is recorded, and a number is never on them."""
    from forms.sheets import sheets_of

    design, offer = _known(desk, order.form_id)
    facts = _facts(desk, design, offer, order)
    return order, sheets_of(partial(_draw_all, offer, facts, None, joined=False))


def warm_up(desk: Desk) -> None:
    """Open the fonts and what draws, while somebody still looks for a form: the first preview is then as quick as the others.

    It draws a sheet to fill by hand that everybody may make; nothing is recorded, and nothing is kept.
    """
    from ui.papers_offered.table import offers

    blank = next(
        (each for each in offers().values() if each.blank and desk.actor.roles <= each.blank_roles), None
    )
    if blank is not None:
        look_at(desk, Order(blank.form_id, blank=True))


def make_papers(desk: Desk, order: Order, output: PaperOutput, progress: Progress) -> Done[int]:
    """Print or save the papers of an order, and record that they were made; return how many."""
    return _issue(
        desk, order, partial(_draw_for, output), partial(output.put_out, progress=progress), progress
    )


def make_locked(
    desk: Desk, order: Order, lock: LockOrder, progress: Progress
) -> tuple[Problem, ...] | Done[Locked]:
    """Save the papers of an order as one PDF under a password drawn now; record who gets it and how the password is told."""
    from forms.catalogue import catalogue
    from forms.locked_pdf import lock_pdf

    problems = locked_papers.check_recipient(desk, lock.recipient)
    if problems:
        return problems
    password = new_file_password(SystemRandom())
    designs = catalogue(desk.regulation.id)
    contents = f"{designs[order.form_id].name}　{len(order.keys) or 1}件"
    slips: list[FilePasswordFacts] = []

    def draw(render: Callable[..., bytes]) -> bytes:
        return lock_pdf(render(), password)

    def put_out(locked: bytes) -> None:
        write = partial(write_private, lock.target, locked)
        slip = locked_papers.record_locked(
            desk, designs["PW"], contents, lock.recipient, lock.route, password, write
        )
        slips.append(slip.answer)

    done = _issue(desk, order, draw, put_out, progress)
    return Done(Locked(lock.target, slips[0]), done.changed | Changed.LOG)


def make_slip(desk: Desk, slip: FilePasswordFacts, output: PaperOutput) -> Done[str]:  # noqa: ARG001 - as all acts
    """Print or save the slip of an encrypted file; nothing is recorded, the password is kept nowhere."""
    from forms.file_password import render_file_password

    output.make(render_file_password, slip)
    return Done(output.said("パスワードの用紙"), Changed.NOTHING)


def _known(desk: Desk, form_id: str) -> "tuple[FormDesign, Offer]":
    from forms.catalogue import catalogue
    from ui.papers_offered.table import offers

    return catalogue(desk.regulation.id)[form_id], offers()[form_id]


def _facts(desk: Desk, design: "FormDesign", offer: "Offer", order: Order) -> "list[Facts]":
    if order.blank:
        if offer.blank is None or not desk.actor.roles & offer.blank_roles:
            raise NotYourDuty
        return [offer.blank(desk, design)]
    if offer.filled is None or not desk.actor.roles & offer.roles:
        raise NotYourDuty
    return [offer.filled(desk, key, design) for key in order.keys or ("",)]


def _issue(
    desk: Desk,
    order: Order,
    draw: Callable[[Callable[..., bytes]], Any],
    put_out: Callable[[Any], object],
    progress: Progress,
) -> Done[int]:
    """Make papers through the act that records them: the form's own, or that of the ledger of papers.

    ``draw`` turns what renders the papers into what ``put_out`` takes.
    """
    design, offer = _known(desk, order.form_id)
    if not order.blank and offer.issue is not None:
        if not desk.actor.roles & offer.roles:
            raise NotYourDuty

        def render(facts: "Sequence[Facts]") -> Any:
            return draw(partial(_draw_all, offer, facts, progress))

        done = offer.issue(desk, design, order.keys, render, put_out)
        return Done(len(order.keys), done.changed)
    facts = _facts(desk, design, offer, order)
    head = facts[0].head
    told = offer.told(facts[0]) if offer.told is not None else ""
    form = PrintedForm(design.form_id, head.form_name, head.version, design.kept, told)
    subjects = _subjects(desk, offer, order)
    return papers.issue_papers(
        desk, form, subjects, partial(draw, partial(_draw_all, offer, facts, progress)), put_out
    )


def _subjects(desk: Desk, offer: "Offer", order: Order) -> list[Subject]:
    if order.blank:
        return [Subject(label=BY_HAND)]
    if offer.choices is None:
        return [Subject()]
    choices = {choice.key: choice for choice in offer.choices(desk)}
    return [Subject(choices[key].about or key, choices[key].label) for key in order.keys]


def _draw_all(
    offer: "Offer", facts: "Sequence[Facts]", progress: Progress | None, *, joined: bool = True
) -> bytes:
    """Draw papers one after the other, as one file where ``joined``; stop between two of them where it is asked."""
    from forms.locked_pdf import join_pdfs
    from forms.situations import PrintingStopped

    def go_on(done: int, how_many: int) -> bool:
        if progress is None:
            return True
        progress.report(done, how_many, _MAKING)
        return not progress.should_stop()

    if offer.together is not None and len(facts) > 1:
        return offer.together(facts, go_on)
    assert offer.render is not None  # noqa: S101 - what cannot be drawn is not offered
    parts = []
    for number, each in enumerate(facts):
        if not go_on(number, len(facts)):
            raise PrintingStopped
        parts.append(offer.render(each))
    return join_pdfs(parts) if joined else b""


def _draw_for(output: PaperOutput, render: Callable[..., bytes]) -> Drawn:
    """Draw for a printer sheet by sheet, for a file as one."""
    if output.printer is None:
        return render()
    from forms.sheets import sheets_of

    return sheets_of(partial(render, joined=False))
