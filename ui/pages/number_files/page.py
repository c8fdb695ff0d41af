"""「特定個人情報ファイルの管理簿」: which files hold numbers, who may open them; the officer adds and closes entries (規程33条)."""

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from ashibue_desk.domain.problems import Problem
from ashibue_desk.use_cases.changes import Changed
from ashibue_desk.use_cases.desk import Desk
from ashibue_desk.use_cases.number_files import close_number_file
from ui.pages.number_files.view import (
    CHOICES,
    COLUMNS,
    EVERY,
    FileRow,
    FilesView,
    facts_of,
    fits,
    print_register,
    read_files,
    row_id,
    row_text,
    summary,
)
from ui.widgets.act_card import ActCard
from ui.widgets.buttons import OutlineButton, SmallButton
from ui.widgets.card import Card, row
from ui.widgets.facts import FactsGrid
from ui.widgets.field_row import FieldRow
from ui.widgets.fields import LongTextField
from ui.widgets.list_panel import ListPanel
from ui.widgets.page import Page, PageContext
from ui.widgets.paper_card import PaperCard, PaperOutput
from ui.widgets.rows_model import RowsModel
from ui.widgets.section_bar import SectionBar
from ui.widgets.small_parts import EmptyState
from ui.wording.charge import MANAGES_CHARGES
from ui.wording.sections import CHARGE, sections


class NumberFilesPage(Page):
    """The register, one entry at a time below it."""

    title = "特定個人情報ファイルの管理簿"
    help_key = "number_files"
    refresh_on = Changed.NUMBERS | Changed.USERS
    fills_height = True

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self._current: FileRow | None = None
        self.may_write = bool(context.roles & MANAGES_CHARGES)
        self.sections = SectionBar(sections(CHARGE, context.roles), "number_files", self)
        self.sections.chosen.connect(context.shell.open)
        self.body.addWidget(self.sections)
        self.paper = PaperCard(self)
        self.paper.ready.connect(self.print_list)
        self.body.addWidget(self.paper)
        self._build_closing()
        self._build_detail()
        self.rows = RowsModel(COLUMNS, row_id, row_text, self)
        self.list = self._make_list(context)
        self.body.addWidget(self.list, 1)
        self.body.addWidget(self.detail)
        self.add_act("管理簿を印刷", self.ask_paper)
        self.add_key("Ctrl+P", self.ask_paper)
        if self.may_write:
            self.add_primary("管理簿に加える", self.add_file)
            self.add_key("Ctrl+N", self.add_file)

    def _build_closing(self) -> None:
        self.closing = ActCard(self)
        self.reason = LongTextField(lines=2)
        self.closing.form.add(FieldRow("閉じる理由(&R)", self.reason, required=True, name="reason"))
        self.closing.agreed.connect(self.close_file)
        self.body.addWidget(self.closing)

    def _build_detail(self) -> None:
        self.close_button = SmallButton("このファイルを閉じる", self)
        self.close_button.clicked.connect(self.ask_closing)
        self.detail = Card("　", self, action=self.close_button)
        self.facts = FactsGrid(self.detail)
        self.hide_button = OutlineButton("一覧に戻る", self.detail)
        self.hide_button.clicked.connect(self.hide_detail)
        line = row()
        line.addWidget(self.hide_button)
        line.addStretch(1)
        self.detail.body.addWidget(self.facts)
        self.detail.body.addLayout(line)
        self.detail.hide()

    def _make_list(self, context: PageContext) -> ListPanel:
        empty = EmptyState(
            "管理簿に何も載っていません",
            "個人番号が入ったもの(保管庫の仕切り、紙のファイル、媒体)を、ここに1件ずつ載せます。",
            self,
            act="管理簿に加える" if self.may_write else "",
            on_act=self.add_file,
        )
        panel = ListPanel(
            self.rows,
            context.remembered,
            "number_files",
            self,
            name="特定個人情報ファイルの管理簿",
            placeholder="名称・事務・場所でさがす",
            empty=empty,
        )
        self.choice = panel.add_choice(CHOICES, fits, "使っているものだけを見るか", every=EVERY)
        panel.opened.connect(self.open_file)
        return panel

    def refresh(self, changed: Changed) -> None:  # noqa: ARG002 - whatever changed, all is read
        """Read the register again."""
        self.context.operations.query(self, read_files, self.show_view)

    def show_view(self, view: FilesView) -> None:
        """Show what was read."""
        self.set_subtitle(summary(view))
        self.list.set_rows(view.rows)
        again = next(
            (row_ for row_ in view.rows if self._current and row_id(row_) == row_id(self._current)), None
        )
        if not self.detail.isHidden() and again is not None:
            self._show_detail(again)

    def first_focus(self) -> QWidget:
        """Begin in the list."""
        return self.list.view

    def open_file(self, key: str) -> None:
        """Show everything about one file below the list."""
        at = self.rows.line_of(key)
        if at >= 0:
            self._show_detail(self.rows.row(at))
            self.hide_button.setFocus()
            self.ensureWidgetVisible(self.detail)

    def hide_detail(self) -> None:
        """Put the card of one file away."""
        self.detail.hide()
        self.list.view.setFocus()

    def add_file(self) -> None:
        """Open the form of a new entry."""
        self.context.shell.open("number_file_new")

    def ask_paper(self) -> None:
        """Offer the register as a paper."""
        self.paper.ask(
            "管理簿を印刷する", "閉じたものも含めて、すべてを載せます。", "特定個人情報ファイル管理簿.pdf"
        )

    def print_list(self, output: PaperOutput) -> None:
        """Make the paper."""
        self.context.operations.act(self, partial(print_register, output=output), self.printed)

    def printed(self, said: str) -> None:
        """Say what was made."""
        self.say("success", said)

    def ask_closing(self) -> None:
        """Ask why a file is closed."""
        if self._current is not None:
            hint = "閉じると、新しい番号は入りません。中に番号が残っているあいだは閉じられません。管理簿の記録は残ります。"
            self.closing.ask(f"「{self._current.file.name}」を閉じる", hint, "閉じる")
            self.ensureWidgetVisible(self.closing)

    def close_file(self) -> None:
        """Close the file."""
        if self._current is not None:
            work: Callable[[Desk], Any] = partial(
                close_number_file, file_id=self._current.file.id, reason=self.reason.value()
            )
            self.context.operations.act(self, work, self.closed)

    def closed(self, answer: object) -> None:
        """Say that the file is closed, or what keeps it open."""
        if isinstance(answer, tuple):
            problems: tuple[Problem, ...] = answer
            for problem in self.closing.form.show_problems(problems):
                self.say("warning", problem.sentence, "閉じられませんでした")
            return
        self.closing.hide()
        self.reason.set_value("")
        self.detail.hide()
        self.say("success", "管理簿には、閉じた日と理由が残ります。", "ファイルを閉じました")

    def _show_detail(self, chosen: FileRow) -> None:
        self._current = chosen
        self.detail.heading.setText(chosen.file.name)
        self.facts.show_facts(facts_of(chosen))
        self.close_button.setVisible(self.may_write and chosen.file.is_open)
        self.detail.show()
