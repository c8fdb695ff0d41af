"""The wizard that takes in the office's own list of people."""

from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtWidgets import QWidget

from ashibue_desk.domain.errors import Situation
from ashibue_desk.use_cases.changes import Changed
from ashibue_desk.use_cases.import_people import take_back
from ui.background.progress import Progress
from ui.desktop import file_choice, message_box, print_paper
from ui.widgets.page import Page, PageContext
from ui.widgets.wizard_frame import WizardFrame
from ui.wizards.import_people import vault_work
from ui.wizards.import_people.flow import COLUMNS, FILE, PREVIEW, ImportFlow
from ui.wizards.import_people.parts import EarlierCard, ResultCard
from ui.wizards.import_people.steps import ColumnsStep, FileStep, PreviewStep
from ui.wizards.import_people.vault_work import Reading, Taken

_KINDS: Final = "名簿 (*.xlsx *.xlsm *.csv *.txt *.tsv);;すべてのファイル (*)"


class ImportPeoplePage(Page):
    """File, columns, rows, and what came of it. Made anew at each opening."""

    title = "名簿を取り込む"
    help_key = "import_people"
    refresh_on = Changed.PEOPLE
    draft_key = "import_people"

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self.flow = ImportFlow()
        self._taken = False
        self.file_step = FileStep(self.flow, self)
        self.columns_step = ColumnsStep(self.flow, self)
        self.preview_step = PreviewStep(self.flow, context.remembered, self)
        self.earlier = EarlierCard(self)
        widgets = {FILE: self.file_step, COLUMNS: self.columns_step, PREVIEW: self.preview_step}
        self.frame = WizardFrame(self.flow, widgets, self)
        self.result = ResultCard(self)
        for part in (self.frame, self.result, self.earlier):
            self.body.addWidget(part)
        self.body.addStretch(1)
        self.file_step.choose_asked.connect(self.choose_file)
        self.file_step.read_asked.connect(self.read_file)
        self.frame.step_changed.connect(self._step_changed)
        self.frame.finished.connect(self.take_in)
        self.frame.given_up.connect(self.give_up)
        self.result.done_asked.connect(self.open_list)
        self.result.table_asked.connect(self.write_table)
        for source in (self.result, self.earlier):
            source.print_asked.connect(self.print_leftovers)
            source.leftovers_asked.connect(self.write_leftovers)
            source.take_back_asked.connect(self.ask_take_back)

    def refresh(self, changed: Changed) -> None:  # noqa: ARG002 - whatever changed, all is read
        """Read the imports so far."""
        self.context.operations.query(self, vault_work.earlier, self.show_earlier)

    def show_earlier(self, imports: tuple[Taken, ...]) -> None:
        """Show the imports so far."""
        self.earlier.show_imports(imports)
        self._step_changed(self.flow.key)

    def first_focus(self) -> QWidget | None:
        """Begin with the present step."""
        return self.frame.current_widget().first_focus()

    def may_leave(self) -> bool:
        """Leaving loses only a reading, which is quickly done again."""
        return True

    # drafts

    def draft(self) -> dict[str, str]:
        """Return which file and what was decided about it, until it is taken in."""
        return {} if self._taken else self.flow.draft()

    def restore_draft(self, values: dict[str, str]) -> None:
        """Read the file again and go on where the lock came."""
        self.flow.restore(values)
        self.read_file()

    # reading

    def choose_file(self) -> None:
        """Ask for the file and read it."""
        path = file_choice.open_file(self, "取り込む名簿を選ぶ", _KINDS)
        if path is not None:
            self.flow.choose(path)
            self.read_file()

    def read_file(self) -> None:
        """Read the chosen file in the chosen way."""
        flow = self.flow
        if flow.path is None:
            return
        progress = Progress("名簿を読んでいます", self)
        work = partial(
            vault_work.read_list,
            path=flow.path,
            progress=progress,
            sheet=flow.sheet,
            encoding=flow.encoding,
            category=flow.category,
        )
        self._read(work, progress)

    def _read(self, work: partial[Reading], progress: Progress) -> None:
        self.banners.clear()
        self.frame.set_busy(True)
        self.context.operations.query(self, work, self.show_reading, self.not_read, progress)

    def show_reading(self, reading: Reading) -> None:
        """Show what was read."""
        self.frame.set_busy(False)
        self.flow.show(reading.preview)
        self.preview_step.show_rows(reading.rows)
        self.frame.show_step()

    def not_read(self, situation: Situation) -> None:
        """Say why the file was not read; another file or another way may be chosen."""
        self.frame.set_busy(False)
        if self.flow.key == FILE:
            self.flow.forget_reading()
        else:
            self.flow.go_to(0)
        self.frame.show_step()
        self.show_situation(situation)

    def _step_changed(self, key: str) -> None:
        asked = key == FILE and not self._taken
        self.earlier.setVisible(bool(self.earlier.lines) and asked)
        preview = self.flow.preview
        if key == PREVIEW and preview is not None and self.flow.reading_needed:
            progress = Progress("内容を確かめています", self)
            work = partial(
                vault_work.read_again,
                preview=preview,
                mapping=dict(self.flow.mapping),
                category=self.flow.category,
                progress=progress,
            )
            self._read(work, progress)

    # taking in

    def take_in(self) -> None:
        """Store the good rows."""
        preview = self.flow.preview
        if preview is None:
            return
        progress = Progress("名簿に登録しています", self)
        self.frame.set_busy(True)
        work = partial(vault_work.take_in, preview=preview, progress=progress)
        self.context.operations.act(self, work, self.taken_in, self.not_taken_in, progress)

    def not_taken_in(self, situation: Situation) -> None:
        """Say why nothing was stored; the rows are still there to try again."""
        self.frame.set_busy(False)
        self.show_situation(situation)

    def taken_in(self, taken: Taken) -> None:
        """Show what came of it."""
        self._taken = True
        self.banners.clear()
        self.frame.hide()
        self.result.show_taken(taken)
        self.result.done_button.setFocus()

    def open_list(self) -> None:
        """Go to the list of people."""
        self.context.shell.open("people")

    def give_up(self) -> None:
        """Return to the page before; nothing was stored."""
        self.context.shell.back()

    # what was left over, and taking back

    def print_leftovers(self, import_id: str, file_label: str) -> None:
        """Print the paper; without a printer offer to keep it."""
        save = partial(self.write_leftovers, import_id, file_label)
        printer = print_paper.choose_printer(self, "残った行を印刷する", save)
        if printer is not None:
            progress = Progress("印刷しています", self)
            work = partial(
                vault_work.print_leftovers, import_id=import_id, printer=printer, progress=progress
            )
            self.context.operations.query(self, work, self.leftovers_printed, progress=progress)

    def leftovers_printed(self, sheets: int) -> None:
        """Say that the paper is at the printer."""
        self.say("success", f"プリンターに送りました({sheets}枚)。")

    def write_leftovers(self, import_id: str, file_label: str) -> None:
        """Ask where the paper goes and write it."""
        suggested = f"取り込めなかった行_{Path(file_label).stem}.pdf"
        path = file_choice.save_file(self, "残った行の一覧を保存する", "PDF (*.pdf)", suggested)
        if path is not None:
            work = partial(vault_work.write_leftovers, import_id=import_id, path=path)
            self.context.operations.act(self, work, self.leftovers_written)

    def write_table(self, file_label: str) -> None:
        """Ask where the table of the rows to fix goes and write it."""
        preview = self.flow.preview
        suggested = f"取り込めなかった行_{Path(file_label).stem}.xlsx"
        path = file_choice.save_file(self, "残った行を表にする", "Excel (*.xlsx)", suggested)
        if path is not None and preview is not None:
            work = partial(vault_work.write_leftovers_table, preview=preview, path=path)
            self.context.operations.act(self, work, self.table_written)

    def table_written(self, name: str) -> None:
        """Say where the table is and how it comes back."""
        self.say(
            "success",
            f"「{name}」に保存しました。右端の「直すところ」を見て直し、「名簿を取り込む」でその表を選んでください。"
            "個人の情報が載っているので、取り込み終わったら消してください。",
        )

    def leftovers_written(self, name: str) -> None:
        """Say where the paper is, and that it holds names."""
        self.say(
            "success",
            f"「{name}」に保存しました。氏名が載っているので、直し終わったら消してください。",
        )

    def ask_take_back(self, import_id: str, count: int) -> None:
        """Ask before everybody of one import goes."""
        sure = message_box.ask(
            self,
            "この取込みを取り消しますか",
            f"この取込みで登録した{count:,}人を、名簿からまとめて消します。取り込む前からいた人は変わりません。",
            act="取り消す",
            instead="残しておく",
            danger=True,
        )
        if sure:
            self.context.operations.act(self, partial(take_back, import_id=import_id), self.taken_back)

    def taken_back(self, count: int) -> None:
        """Begin anew."""
        self._taken = False
        self.result.hide()
        self.frame.set_busy(False)
        self.flow.go_to(0)
        self.frame.show()
        self.frame.show_step()
        if self.flow.path is not None:
            self.read_file()
        self.say("success", f"{count:,}人の取込みを取り消しました。名簿は取り込む前に戻りました。")
