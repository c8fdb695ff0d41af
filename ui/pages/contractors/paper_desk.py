"""Asks a page's user what becomes of a paper, has it made, and says so."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject

from ashibue_desk.use_cases.desk import Desk
from ui.desktop.show_file import show_file
from ui.pages.contractors.paper import Printed
from ui.widgets.page import Page
from ui.widgets.paper_card import PaperCard, PaperOutput

Make = Callable[[Desk, str, PaperOutput], Printed]


class PaperDesk(QObject):
    """Belongs to a page; its card comes to the top of the page's body when the first paper is asked for."""

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self._page = page
        self._make: Make | None = None
        self._key = ""
        self._name = ""
        self._output: PaperOutput | None = None
        self._card: PaperCard | None = None

    @property
    def card(self) -> PaperCard:
        """The card that asks, made at the first use."""
        if self._card is None:
            self._card = PaperCard(self._page)
            self._card.ready.connect(self.make)
            self._page.body.insertWidget(0, self._card)
        return self._card

    def put_away(self) -> None:
        """Ask no more; nothing was printed."""
        if self._card is not None:
            self._card.hide()

    def ask(self, make: Make, key: str, name: str, hint: str = "") -> None:
        """Ask what becomes of the paper ``name`` that ``make`` draws about ``key``."""
        self._make, self._key, self._name = make, key, name
        self.card.ask(f"{name}を印刷する", hint, f"{name}-{self._page.context.day():%Y%m%d}.pdf")
        self._page.ensureVisible(0, 0)

    def make(self, output: PaperOutput) -> None:
        """Have the paper printed or written."""
        if self._make is not None:
            self._output = output
            work = partial(_done, make=self._make, key=self._key, output=output)
            self._page.context.operations.act(self._page, work, self.made)

    def made(self, _name: str) -> None:
        """Say what was made, and offer to open a file."""
        output = self._output
        if output is not None:
            acts = (("開く", self.show_made),) if output.file is not None else ()
            self._page.banners.say("success", output.said(self._name), actions=acts)
            self._page.ensureVisible(0, 0)

    def show_made(self) -> None:
        """Open the file with the system's program."""
        if self._output is not None and self._output.file is not None:
            show_file(self._output.file)


def _done(desk: Desk, make: Make, key: str, output: PaperOutput) -> Printed:
    return make(desk, key, output)
