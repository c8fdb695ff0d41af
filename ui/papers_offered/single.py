"""One offered paper, made where one works: on the page of the person, the appointment or the contractor it is about."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from ashibue_desk.use_cases import papers
from ashibue_desk.use_cases.changes import Done
from ashibue_desk.use_cases.desk import Desk
from ashibue_desk.use_cases.papers import PrintedForm, Subject
from ashibue_desk.use_cases.situations import NotYourDuty
from ui.desktop.show_file import show_file
from ui.widgets.page import Page
from ui.widgets.paper_card import PaperCard, PaperOutput

if TYPE_CHECKING:  # forms are imported when the first one is asked for
    from ui.papers_offered.offer import Offer


def make_single(desk: Desk, form_id: str, key: str, output: PaperOutput) -> Done[str]:
    """Print or save one form about ``key`` and record that it was made; the answer says so. Runs in the vault thread.

    Raises ``NotYourDuty``, what the use case that fills the form raises, and what fonts, printer and disk refuse.
    """
    from forms.catalogue import catalogue
    from ui.papers_offered.table import offers

    design, offer = catalogue(desk.regulation.id)[form_id], offers()[form_id]
    if offer.filled is None or offer.render is None or not desk.actor.roles & offer.roles:
        raise NotYourDuty
    facts = offer.filled(desk, key, design)
    form = PrintedForm(form_id, facts.head.form_name, facts.head.version, design.kept)
    draw = partial(output.draw, offer.render, facts)
    done = papers.issue_papers(desk, form, [_subject(desk, offer, key)], draw, output.put_out)
    return Done(output.said(design.name), done.changed)


def _subject(desk: Desk, offer: "Offer", key: str) -> Subject:
    for choice in offer.choices(desk) if offer.choices else ():
        if choice.key == key:
            return Subject(choice.about or key, choice.label)
    return Subject()


class SinglePaper(QObject):
    """Belongs to a page: asks what becomes of a paper, has it made, and says so. ``card`` stands at the top of the page."""

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self._page = page
        self._form_id = self._key = ""
        self._output: PaperOutput | None = None
        self.card = PaperCard(page)
        self.card.ready.connect(self.make)
        page.body.addWidget(self.card)

    def ask(self, form_id: str, key: str, name: str, hint: str = "") -> None:
        """Ask what becomes of the form ``name`` about ``key``."""
        self._form_id, self._key = form_id, key
        self.card.ask(f"{name}を印刷する", hint, f"{name}-{self._page.context.day():%Y%m%d}.pdf")
        self._page.ensureVisible(0, 0)

    def make(self, output: PaperOutput) -> None:
        """Have the paper printed or written."""
        self._output = output
        work = partial(make_single, form_id=self._form_id, key=self._key, output=output)
        self._page.context.operations.act(self._page, work, self.made)

    def made(self, said: str) -> None:
        """Say what was made, and offer to open a file."""
        output = self._output
        acts = (("開く", self.show_made),) if output is not None and output.file is not None else ()
        self._page.banners.say("success", said, actions=acts)
        self._page.ensureVisible(0, 0)

    def show_made(self) -> None:
        """Open the file with the system's program."""
        if self._output is not None and self._output.file is not None:
            show_file(self._output.file)
