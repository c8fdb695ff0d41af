"""Making this year's recovery sheet on the page: print two copies, type one back, throw the files away."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication, Signal, Slot
from PySide6.QtWidgets import QWidget

from ashibue_desk.domain.problems import Problem
from ashibue_desk.use_cases.desk import Desk
from ui.background.operations import Operations
from ui.background.progress import Progress
from ui.desktop import file_choice, print_paper
from ui.desktop.show_file import show_file
from ui.pages.backup.renewal import (
    Renewal,
    begin_renewal,
    finish_renewal,
    print_sheets,
    remove_files,
    write_sheets,
)
from ui.widgets.buttons import OutlineButton, PrimaryButton
from ui.widgets.card import Card, row
from ui.widgets.field_row import FieldRow, Form
from ui.widgets.fields import LongTextField
from ui.widgets.labels import PlainLabel, SupportText
from ui.widgets.secret_field import SecretField

_EXPLAIN = (
    "バックアップは、その年度の復旧シートでしか開けません。2通を印刷し、1通は鍵のかかる書庫に、"
    "もう1通は代表者が保管してください。手元のプリンターで印刷すれば、ファイルは残りません。"
)
_TYPE = "印刷した紙を見ながら、英数字をそのまま入力してください。間の空白はあってもなくても構いません。"

_OWN = "開いたままの画面から、ほかの人が復旧シートをつくれないようにするためです。"


class RenewalCard(Card):
    """``renewed(year, files left)`` once the new sheet is in force. ``begin`` starts; nothing is in force until the paper is proven."""

    renewed = Signal(int, int)

    def __init__(self, operations: Operations, parent: QWidget | None = None) -> None:
        super().__init__("今年度の復旧シートをつくる", parent)
        self._operations = operations
        self._renewal: Renewal | None = None
        self._files: tuple[Path, ...] = ()
        self._is_printed = False
        self.body.addWidget(SupportText(_EXPLAIN, self))
        self.print_button = PrimaryButton("1. 2通とも印刷する", self)
        self.make_button = OutlineButton("PDFで保存", self)
        self.open_button = OutlineButton("PDFを開く", self)
        line = row()
        for button in (self.print_button, self.make_button, self.open_button):
            line.addWidget(button)
        line.addStretch(1)
        self.body.addLayout(line)
        self.made = PlainLabel("", self, look="reading", wrap=True)
        self.body.addWidget(self.made)
        self.proof = Form(self)
        self.typed = LongTextField(lines=3, placeholder="AGE-SECRET-KEY-1")
        self.proof_row = self.proof.add(
            FieldRow(
                "2. 紙の文字を入力する(&T)", self.typed, required=True, support=_TYPE, name="recovery_sheet"
            )
        )
        self.password = SecretField(self)
        self.proof.add(
            FieldRow("3. あなたのパスワード(&P)", self.password, required=True, support=_OWN, name="password")
        )
        self.body.addWidget(self.proof)
        self.finish_button = PrimaryButton("4. このシートに切り替える", self)
        self.later_button = OutlineButton("あとにする", self)
        end = row()
        end.addWidget(self.finish_button)
        end.addWidget(self.later_button)
        end.addStretch(1)
        self.body.addLayout(end)
        self.print_button.clicked.connect(self.print_sheets)
        self.make_button.clicked.connect(self.make_files)
        self.open_button.clicked.connect(self.open_files)
        self.finish_button.clicked.connect(self.finish)
        self.later_button.clicked.connect(self.put_away)
        self._show_made()
        self.hide()
        application = QCoreApplication.instance()
        if application is not None:
            application.aboutToQuit.connect(self.leave_nothing)

    @Slot()
    def leave_nothing(self) -> None:
        """The program ends or locks in the middle: remove the files of a sheet that is not in force."""
        remove_files(self._files)

    def begin(self) -> None:
        """Show the card and make a new secret."""
        self.show()
        if self._renewal is None:
            self._operations.query(self, begin_renewal, self._begun)

    def print_sheets(self) -> None:
        """Print both copies on the printer that is chosen; without one they may become files."""
        printer = print_paper.choose_printer(self, "復旧シートを印刷する", self.make_files)
        if printer is not None and self._renewal is not None:
            progress = Progress("復旧シートを印刷しています", self)
            work = partial(print_sheets, self._renewal, printer, progress)
            self._operations.run(self, work, self._printed, progress=progress)

    def _printed(self, _sheets: int) -> None:
        self._is_printed = True
        self._show_made()
        self.typed.setFocus()

    def make_files(self) -> None:
        """Ask for a folder and write both copies there."""
        folder = file_choice.choose_folder(self, "復旧シートのPDFを置くフォルダー")
        if folder is not None and self._renewal is not None:
            remove_files(self._files)
            self._operations.run(self, partial(write_sheets, folder, self._renewal), self._written)

    def open_files(self) -> None:
        """Open the files, to be printed."""
        for path in self._files:
            show_file(path)

    def finish(self) -> None:
        """Prove the paper and put the sheet in force."""
        if self._renewal is not None and not self.proof.judge():
            work = finish_renewal(self._renewal, self.typed.value(), self.password.value())
            self._operations.act(self, work, self._finished)  # type: ignore[arg-type] # one problem instead of several

    def put_away(self) -> None:
        """Forget the secret and the files; the old sheet stays in force."""
        remove_files(self._files)
        self._forget()
        self.hide()

    def _begun(self, renewal: Renewal) -> None:
        self._renewal = renewal
        self._show_made()

    def _written(self, files: tuple[Path, ...]) -> None:
        self._files = files
        self._show_made()
        self.open_button.setFocus()

    def _finished(self, answer: Problem | Desk) -> None:
        if isinstance(answer, Problem):
            self.proof.show_problems((answer,))
            return
        self._operations.open_desk(answer)
        left = remove_files(self._files)
        year = answer.header.business_year
        self._forget()
        self.hide()
        self.renewed.emit(year, len(left))

    def _forget(self) -> None:
        self._renewal, self._files, self._is_printed = None, (), False
        self.typed.set_value("")
        self.password.wipe()
        self._show_made()

    def _show_made(self) -> None:
        names = "、".join(f"「{path.name}」" for path in self._files)
        told = (
            ["プリンターに送りました。2通とも紙になったことを確かめてください。"] if self._is_printed else []
        )
        if names:
            told.append(
                f"{names}をつくりました。印刷してください。シートを切り替えると、このファイルは自動で消えます。"
            )
        self.made.setText("\n".join(told))
        self.made.setVisible(bool(told))
        self.open_button.setVisible(bool(names))
        for button in (self.print_button, self.make_button):
            button.setEnabled(self._renewal is not None)
        for part in (self.proof, self.finish_button):
            part.setEnabled(bool(told))
