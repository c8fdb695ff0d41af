"""What an evaluation page does with its sheet outside the program: print it, hand it out as .xlsx, take it back."""

from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject

from ui.desktop import file_choice
from ui.desktop.show_file import show_file
from ui.pages.contractors.paper import evaluation_result, evaluation_sheet, save_workbook
from ui.pages.contractors.paper_desk import PaperDesk
from ui.pages.contractors.returned_page import ReturnedPaper
from ui.widgets.page import Page

_WORKBOOK: Final = "Excel (*.xlsx)"


class SheetActs(QObject):
    """The three acts about the evaluation that ``belong`` named."""

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self._page = page
        self._evaluation_id = ""
        self._is_open = True
        self._file: Path | None = None
        self.papers = PaperDesk(page)

    def belong(self, evaluation_id: str, *, is_open: bool) -> None:
        """From now on act on this evaluation; of a closed one its result is printed."""
        self._evaluation_id, self._is_open = evaluation_id, is_open

    def print_sheet(self) -> None:
        """Make the sheet for filling in by hand; of a closed evaluation, its answers."""
        if not self._evaluation_id:
            return
        if not self._is_open:
            self.papers.ask(evaluation_result, self._evaluation_id, "委託先評価の結果")
            return
        self.papers.ask(
            evaluation_sheet,
            self._evaluation_id,
            "委託先評価票",
            "手で書きこむための紙です。戻ったら、この画面に入力してください。",
        )

    def hand_out(self) -> None:
        """Write the sheet as .xlsx with drop-downs."""
        name = f"委託先評価票-{self._page.context.day():%Y%m%d}.xlsx"
        target = file_choice.save_file(self._page, "評価票の保存先", _WORKBOOK, name)
        if target is not None:
            work = partial(save_workbook, evaluation_id=self._evaluation_id, target=target)
            self._page.context.operations.act(self._page, work, self.handed_out)

    def handed_out(self, file: Path) -> None:
        """Say where it is and what comes next."""
        self._file = file
        text = "評価票の Excel をつくりました。書いてもらったら「Excel を取り込む」で戻せます。"
        self._page.banners.say("success", text, actions=(("開く", self.show_file),))
        self._page.ensureVisible(0, 0)

    def show_file(self) -> None:
        """Open the workbook with the system's program."""
        if self._file is not None:
            show_file(self._file)

    def take_back(self) -> None:
        """Compare a returned sheet with what is on file before anything is taken."""
        file = file_choice.open_file(self._page, "戻ってきた評価票を選ぶ", _WORKBOOK)
        if file is not None:
            self._page.context.shell.open("contractor_sheet", ReturnedPaper(self._evaluation_id, file))
