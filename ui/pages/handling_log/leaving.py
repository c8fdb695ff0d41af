"""What leaves the vault from the page of the log: the printed book, and a copy as Excel or CSV."""

from collections.abc import Callable
from functools import cached_property, partial
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QVBoxLayout

from ashibue_desk.domain.handling_log import LogFilter
from ashibue_desk.use_cases.log_copies import CopyKind
from ui.background.progress import Progress
from ui.desktop import file_choice
from ui.pages.handling_log.view import (
    BookOnItsWay,
    CopyOnItsWay,
    draw_book,
    hand_out_book,
    keep_copy,
    make_copy,
    read_book,
    read_copy,
)
from ui.widgets.confirmed_card import ConfirmedCard
from ui.widgets.page import Page
from ui.widgets.paper_card import PaperCard, PaperOutput

_BOOK = "いま出ている行を、古い順に印刷します。どのページの下にも、検証に使うコードが入ります。"
_COPY = "いま出ている行を、ExcelかCSVのファイルにします。だれでも開けるファイルなので、置き場所に注意してください。"
_FILES = "Excel (*.xlsx);;CSV (*.csv)"


class Shown(NamedTuple):
    """Which lines the page shows, and in the words of the sheet."""

    wanted: LogFilter
    scope: str


class BookDesk(QObject):
    """Belongs to the page: asks what becomes of the book of the lines in ``shown``, draws it, records it, hands it out."""

    def __init__(self, page: Page, cards: QVBoxLayout, shown: Callable[[], Shown]) -> None:
        super().__init__(page)
        self._page = page
        self._cards = cards
        self._shown = shown
        self._said = ""

    @cached_property
    def card(self) -> PaperCard:
        """The question what becomes of the book, made when it is first asked."""
        card = PaperCard(self._page)
        card.ready.connect(self.read)
        self._cards.addWidget(card)
        return card

    def ask(self) -> None:
        """Ask what becomes of the book."""
        name = f"取扱記録簿-{self._page.context.day():%Y%m%d}.pdf"
        self.card.ask("取扱記録簿を印刷する", _BOOK, name)

    def read(self, output: PaperOutput) -> None:
        """Read what the book holds."""
        self._said = output.said("取扱記録簿")
        progress = Progress("取扱記録簿をつくっています", self._page)
        work = partial(read_book, **self._shown()._asdict(), output=output, progress=progress)
        self._page.context.operations.query(self._page, work, self.draw, progress=progress)

    def draw(self, way: BookOnItsWay) -> None:
        """Draw what was read, while the vault goes on answering."""
        work = partial(draw_book, way)
        self._page.context.operations.beside(self._page, work, self.hand_out, progress=way.progress)

    def hand_out(self, way: BookOnItsWay) -> None:
        """Record what was drawn, and let it leave."""
        work = partial(hand_out_book, way=way)
        self._page.context.operations.act(self._page, work, self.made, progress=way.progress)

    def made(self, lines: int) -> None:
        """Say what was made."""
        self._page.say(
            "success", f"{self._said}{lines:,}行です。押印する前に、ページの下のコードを確かめてください。"
        )


class CopyDesk(QObject):
    """Belongs to the page: asks for the password and a place, and writes the lines in ``shown`` there; the log says so."""

    def __init__(self, page: Page, cards: QVBoxLayout, shown: Callable[[], Shown]) -> None:
        super().__init__(page)
        self._page = page
        self._cards = cards
        self._shown = shown

    @cached_property
    def card(self) -> ConfirmedCard:
        """The password before a copy is taken, made when it is first asked for."""
        card = ConfirmedCard(self._page)
        card.add_password()
        card.agreed.connect(self.read)
        self._cards.addWidget(card)
        return card

    def ask(self) -> None:
        """Ask for the password again before data leaves the vault (規程10条6項)."""
        self.card.ask_password(needed=True)
        self.card.ask("取扱記録簿を書き出す", _COPY, "書き出す")

    def read(self) -> None:
        """Ask where the copy goes, and read what it holds."""
        name = f"取扱記録簿-{self._page.context.day():%Y%m%d}.xlsx"
        target = file_choice.save_file(self._page, "取扱記録簿の書き出し先", _FILES, name)
        if target is None:
            return
        progress = Progress("取扱記録簿を書き出しています", self._page)
        work = partial(
            read_copy,
            wanted=self._shown().wanted,
            target=target,
            password=self.card.taken_password(),
            kind=CopyKind.CSV if target.suffix.lower() == ".csv" else CopyKind.WORKBOOK,
            progress=progress,
        )
        self._page.context.operations.query(self._page, work, self.make, progress=progress)

    def make(self, way: CopyOnItsWay) -> None:
        """Make the file of what was read, while the vault goes on answering."""
        work = partial(make_copy, way)
        self._page.context.operations.beside(self._page, work, self.keep, progress=way.progress)

    def keep(self, way: CopyOnItsWay) -> None:
        """Write down that the copy was taken, and put it in its place."""
        work = partial(keep_copy, way=way)
        self._page.context.operations.act(self._page, work, self.made, progress=way.progress)

    def made(self, target: Path) -> None:
        """Say what the copy holds."""
        self.card.put_away()
        self._page.say(
            "success",
            f"「{target.name}」に書き出しました。一覧に出ていた行が、番号の順に入っています。"
            "書き出したことも記録しました。",
        )
