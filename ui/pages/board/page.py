"""「理事会に出す書類」: what goes to the board this month is ticked; all of it leaves in one go."""

from functools import partial

from PySide6.QtWidgets import QWidget

from ashibue_desk.use_cases.changes import Changed
from ui.background.progress import Progress
from ui.desktop import file_choice, print_paper
from ui.pages.board.view import BoardPaper, hand_over, read_board
from ui.widgets.buttons import OutlineButton, PrimaryButton
from ui.widgets.card import Card, row
from ui.widgets.check_group import CheckChoice, CheckGroup
from ui.widgets.labels import SupportText
from ui.widgets.page import Page, PageContext
from ui.widgets.paper_card import PaperOutput
from ui.widgets.small_parts import EmptyState
from ui.wording.page_titles import PAGE_TITLES

_HINT = "印の付いた書類を、1つずつ続けて出します。出すたびに、取扱記録簿に1行残ります。個人番号は、どれにも載りません。"
_MORE = "基本方針や取扱マニュアルを改めたときは、「規程と様式」から印刷して添えてください。"


class BoardPage(Page):
    """Boxes for the papers there are, and two ways out."""

    title = PAGE_TITLES["board_papers"]
    help_key = "board_papers"
    refresh_on = Changed.LOG | Changed.CONTRACTORS

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self._papers: tuple[BoardPaper, ...] = ()
        self._output: PaperOutput | None = None
        self.card = Card("出す書類", self)
        self.card.body.addWidget(SupportText(_HINT, self.card))
        self.boxes = CheckGroup((), self.card)
        self.boxes.setAccessibleName("出す書類")
        self.boxes.changed.connect(self.judge)
        self.card.body.addWidget(self.boxes)
        self.print_button = PrimaryButton("続けて印刷する", self.card)
        self.save_button = OutlineButton("PDFで保存", self.card)
        self.print_button.clicked.connect(self.choose_printer)
        self.save_button.clicked.connect(self.choose_folder)
        line = row()
        for button in (self.print_button, self.save_button):
            line.addWidget(button)
        line.addStretch(1)
        self.card.body.addLayout(line)
        self.card.body.addWidget(SupportText(_MORE, self.card))
        self.card.hide()
        self.body.addWidget(self.card)
        self.nothing = EmptyState(
            "まだ出せる書類がありません",
            "月次点検が済むか、委託先を登録すると、ここに並びます。",
            self,
            act="月次点検を開く",
            on_act=self.open_months,
        )
        self.nothing.hide()
        self.body.addWidget(self.nothing)
        self.body.addStretch(1)
        self.add_key("Ctrl+P", self.choose_printer)

    def refresh(self, changed: Changed) -> None:  # noqa: ARG002 - whatever changed, all is read
        """Read which papers there are."""
        self.context.operations.query(self, read_board, self.show_papers)

    def show_papers(self, papers: tuple[BoardPaper, ...]) -> None:
        """Show the boxes; those that are there already keep their tick."""
        known = {paper.value for paper in self._papers}
        ticked = set(self.boxes.value())
        if papers != self._papers:
            self._papers = papers
            self.boxes.set_choices([CheckChoice(paper.value, paper.title, paper.text) for paper in papers])
            usual = {paper.value for paper in papers if paper.usual and paper.value not in known}
            self.boxes.set_value(ticked | usual)
        self.card.setVisible(bool(papers))
        self.nothing.setVisible(not papers)
        self.judge()
        if papers and not known:
            self.first_focus().setFocus()  # there was nothing to begin with when the page was opened

    def judge(self) -> None:
        """Offer the ways out only where something is ticked, and say how many papers it is."""
        chosen = len(self.boxes.value())
        for button in (self.print_button, self.save_button):
            button.setEnabled(bool(chosen))
        self.set_subtitle(f"{chosen}通を出します。" if chosen else "出す書類に印を付けてください。")

    def first_focus(self) -> QWidget:
        """Begin at the first box, which is in sight at every size; Ctrl+P prints at once."""
        return next(iter(self.boxes.boxes()), self)

    def choose_printer(self) -> None:
        """Ask for the printer; without one, offer a folder."""
        if not self.boxes.is_empty():
            printer = print_paper.choose_printer(self, self.title, self.choose_folder)
            if printer is not None:
                self._hand_over(PaperOutput(printer=printer))

    def choose_folder(self) -> None:
        """Ask for the folder into which each paper is written as a file of its own."""
        folder = file_choice.choose_folder(self, "書類の保存先")
        if folder is not None:
            self._hand_over(PaperOutput(file=folder))

    def handed_over(self, count: int) -> None:
        """Say how many left."""
        printed = self._output is not None and self._output.printer is not None
        said = f"{count}通を印刷しました。" if printed else f"{count}通をPDFで保存しました。"
        self.say("success", f"{said}押印するところを確かめてから、理事会に出してください。")

    def open_months(self) -> None:
        """Go to the months."""
        self.context.shell.open("log_checks")

    def _hand_over(self, output: PaperOutput) -> None:
        chosen = set(self.boxes.value())
        papers = tuple(paper for paper in self._papers if paper.value in chosen)
        self._output = output
        progress = Progress("書類を出しています", self)
        work = partial(hand_over, papers=papers, output=output, progress=progress)
        self.context.operations.act(self, work, self.handed_over, progress=progress)
