"""Backups: the ledger, a new one into a judged place, this year's recovery sheet, how to come back and how to check."""

from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QWidget

from ashibue_desk.domain.backup import BackupRecord
from ashibue_desk.domain.errors import Situation
from ashibue_desk.use_cases.back_up_vault import MAY_BACK_UP, back_up_vault, examine_place
from ashibue_desk.use_cases.backup_ledger import LedgerBackup
from ashibue_desk.use_cases.changes import Changed, Done
from ashibue_desk.use_cases.check_backup_file import FileState, check_backup_file
from ashibue_desk.use_cases.desk import Desk
from ashibue_desk.use_cases.settings import remember_backup_folder
from ashibue_desk.use_cases.situations import SheetOutOfYear
from ui.background.progress import Progress
from ui.desktop import file_choice
from ui.pages.backup.details_card import DetailsCard
from ui.pages.backup.renewal_card import RenewalCard
from ui.pages.backup.view import (
    COLUMNS,
    BackupView,
    found_words,
    last_sentence,
    read_backups,
    row_id,
    row_text,
    sheet_lines,
    size_words,
    year_words,
)
from ui.theme.theme import px
from ui.widgets.buttons import OutlineButton, PrimaryButton
from ui.widgets.card import Card, clear, column, row
from ui.widgets.labels import PlainLabel, Tag
from ui.widgets.list_panel import ListPanel
from ui.widgets.page import Page, PageContext
from ui.widgets.rows_model import RowsModel
from ui.widgets.small_parts import EmptyState, TitledText
from ui.wording.page_roles import may_open

_RULES = "置けるのは、PCの内蔵ディスクか光学ディスクです。USBメモリーや外付けの機器、ネットワークの先には置けません。"
_RESTORE_TITLE = "バックアップから戻すには"
_RESTORE = (
    ("1. 別のPCでも戻せます", "あしぶえデスクを入れ、はじめの画面で「バックアップから戻す」を選びます。"),
    (
        "2. 用意するもの",
        "バックアップのファイルと、同じ年度の復旧シートの紙です。上の一覧で年度を確かめてください。",
    ),
    ("3. 戻したあと", "いままでのパスワードで開けます。戻す前に、中身の人数と日付を確かめる画面が出ます。"),
)
_CHECK_TITLE = "バックアップを監査で確かめるには"
_GUIDE = "restore-by-hand.md"  # comes with the program
_OPENING = (
    f"復旧シートを持つ責任者が立ち会い、手順書 {_GUIDE} のとおりに、公開されている道具だけで開けます。"
    "手順書は、あしぶえデスクを入れたフォルダーにあります。取り出したものは、終わったらすべて消します。"
)
_CHECK = (
    (
        "1. ファイルがあるかを見ます",
        "行を選んで「ファイルを確かめる」を押します。置いた場所のファイルを台帳の照合値と比べ、結果を記録簿に残します。",
    ),
    (
        "2. 復旧シートがあるかを見ます",
        "「開けるシート」の年度の紙が、鍵のかかる書庫と代表者の手元に1通ずつあるかを確かめます。",
    ),
    (
        "3. 開いて確かめるとき",
        _OPENING,
    ),
)


class BackupPage(Page):
    """The ledger of backups and sheets, and the acts on them; who makes none reads the ledger and how to check it."""

    title = "バックアップ"
    help_key = "backup"
    refresh_on = Changed.BACKUPS | Changed.SETTINGS

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self._folder: Path | None = None
        self._allowed = False
        self._may_renew = False
        self._newest = ""
        self._makes = bool(context.roles & set(MAY_BACK_UP))
        self.renewal = RenewalCard(context.operations, self)
        self.renewal.renewed.connect(self.sheet_renewed)
        self.body.addWidget(self.renewal)
        self.make_card = self._build_make()
        self.make_card.setVisible(self._makes)
        self.body.addWidget(self.make_card)
        self.rows = RowsModel(COLUMNS, row_id, row_text, self)
        empty = EmptyState(
            "バックアップはまだありません", "つくると、いつ、だれが、どこに置いたかがここに残ります。", self
        )
        self.list = ListPanel(
            self.rows,
            context.remembered,
            "backups",
            self,
            name="バックアップの台帳",
            counter="世代",
            empty=empty,
        )
        self.list.setMinimumHeight(px(260))
        self.list.view.current_changed.connect(self._show_details)
        self.body.addWidget(self.list)
        self.details = DetailsCard(self, shows_line=may_open("log_line", context.roles))
        self.details.line_asked.connect(self.open_line)
        self.details.check_asked.connect(self.check_file)
        self.body.addWidget(self.details)
        self.sheets_card = Card("復旧シート", self)
        self._sheets = column(gap=12)
        self.sheets_card.body.addLayout(self._sheets)
        self.body.addWidget(self.sheets_card)
        title, steps = (_RESTORE_TITLE, _RESTORE) if self._makes else (_CHECK_TITLE, _CHECK)
        self.steps_card = Card(title, self)
        for step, text in steps:
            self.steps_card.body.addWidget(TitledText(step, text, self.steps_card))
        self.body.addWidget(self.steps_card)
        self.body.addStretch(1)

    def _build_make(self) -> Card:
        card = Card("バックアップをつくる", self)
        card.body.addWidget(PlainLabel(_RULES, card, look="support", wrap=True))
        self.place = PlainLabel("置き場所を選んでください。", card, wrap=True)
        self.verdict_tag = Tag("", "neutral", card)
        self.verdict = PlainLabel("", card, wrap=True)
        line = row()
        line.addWidget(self.verdict_tag)
        line.addWidget(self.verdict, 1)
        card.body.addWidget(self.place)
        card.body.addLayout(line)
        self.verdict_tag.hide()
        self.verdict.hide()
        self.choose_button = OutlineButton("置き場所を選ぶ", card)
        self.make_button = PrimaryButton("バックアップをつくる", card)
        self.make_button.setEnabled(False)
        buttons = row()
        buttons.addWidget(self.choose_button)
        buttons.addWidget(self.make_button)
        buttons.addStretch(1)
        card.body.addLayout(buttons)
        self.choose_button.clicked.connect(self.choose_folder)
        self.make_button.clicked.connect(self.make_backup)
        return card

    def refresh(self, _changed: Changed) -> None:
        """Read ledger and sheets again."""
        self.context.operations.query(self, read_backups, self.show_view)

    def show_view(self, view: BackupView) -> None:
        """Show what was read."""
        self.set_subtitle(last_sentence(view, makes=self._makes))
        self.list.set_rows(view.ledger.backups)
        newest = row_id(view.ledger.backups[0]) if view.ledger.backups else ""
        if newest != self._newest:  # the one that was just made, or the last one when the page is opened
            self._newest = newest
            self.list.view.keep_current(newest)
        self._show_details(self.list.view.current_key())
        clear(self._sheets)
        for title, text in sheet_lines(view.ledger):
            self._sheets.addWidget(TitledText(title, text, self.sheets_card))
        self._may_renew = view.may_renew
        if not view.ledger.sheet_in_force and self._may_renew and not self.renewal.isVisible():
            self.show_situation(SheetOutOfYear())
            self.renewal.begin()
        if self._makes and self._folder is None and view.folder:
            self.take_folder(Path(view.folder))

    def first_focus(self) -> QWidget:
        """Give the choice of a place the keyboard, or the ledger where none is chosen."""
        return self.choose_button if self._makes else self.list.view

    def current(self) -> LedgerBackup | None:
        """Return the generation the cursor is on."""
        return self.list.current(LedgerBackup)

    def open_line(self, number: int) -> None:
        """Open the line of the log about a generation."""
        self.context.shell.open("log_line", number)

    def check_file(self, generation: int) -> None:
        """Look whether the file of a generation lies where the ledger says, as it was written."""
        work = partial(check_backup_file, generation=generation)
        self.context.operations.act(self, work, self.file_checked)

    def file_checked(self, state: FileState) -> None:
        """Say what was found."""
        tone, title, text = found_words(state)
        self.say(tone, text, title)

    def _show_details(self, _key: str) -> None:
        self.details.show_backup(self.current())

    def choose_folder(self) -> None:
        """Ask for the place and judge it at once."""
        folder = file_choice.choose_folder(self, "バックアップの置き場所", self._folder)
        if folder is not None:
            self.take_folder(folder)

    def take_folder(self, folder: Path) -> None:
        """Have a place judged; nothing is written there yet."""
        self._folder = folder
        self._allowed = False
        self.make_button.setEnabled(False)
        self.place.setText(f"置き場所: {folder}")
        self.context.operations.query(self, partial(_examine, folder), self.show_verdict)

    def show_verdict(self, verdict: tuple[bool, str]) -> None:
        """Say whether a backup may go there, and why."""
        self._allowed, sentence = verdict
        words, tone = ("使えます", "success") if self._allowed else ("使えません", "error")
        self.verdict_tag.set_text(words, tone)
        self.verdict_tag.show()
        self.verdict.setText(sentence)
        self.verdict.show()
        self.make_button.setEnabled(self._allowed)
        if self._allowed and self.window().focusWidget() is self.choose_button:
            self.make_button.setFocus()

    def make_backup(self) -> None:
        """Make, prove and enter a backup."""
        if self._folder is None or not self._allowed:
            return
        self.make_button.setEnabled(False)
        progress = Progress("保管庫の写しをつくっています", self)
        work = partial(_back_up, self._folder, progress)
        self.context.operations.act(self, work, self.made, self.not_made, progress=progress)

    def made(self, record: BackupRecord) -> None:
        """Say where the backup lies and that it was proven."""
        self.make_button.setEnabled(self._allowed)
        text = (
            f"「{record.file_name}」({size_words(record.size)})を書き、読み直して正しいことを確かめました。"
            f"開けるのは{year_words(record.business_year)}の復旧シートだけです。"
        )
        self.say("success", text)

    def not_made(self, situation: Situation) -> None:
        """Say what happened; a sheet out of its year is made anew at once."""
        self.make_button.setEnabled(self._allowed)
        self.show_situation(situation)
        if isinstance(situation, SheetOutOfYear) and self._may_renew:
            self.renewal.begin()

    def sheet_renewed(self, business_year: int, files_left: int) -> None:
        """Say that the new sheet is in force, and whether the files for printing are gone."""
        self.banners.clear()
        gone = "印刷用のPDFは消しました。"
        left = "印刷用のPDFが開いたままで消せませんでした。閉じてから、ごみ箱も含めて消してください。"
        text = (
            f"{year_words(business_year)}の復旧シートに切り替えました。{left if files_left else gone}"
            "前のシートは、前のバックアップを開くために取っておいてください。"
        )
        self.say("warning" if files_left else "success", text)


def _examine(folder: Path, desk: Desk) -> tuple[bool, str]:
    place = examine_place(desk, folder)
    return place.allowed, place.sentence


def _back_up(folder: Path, progress: Progress, desk: Desk) -> Done[BackupRecord]:
    done = back_up_vault(desk, folder, progress)
    remembered = remember_backup_folder(desk, str(folder))
    return Done(done.answer, done.changed | remembered.changed)
