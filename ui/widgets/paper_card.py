"""Asks what becomes of one paper: printed, or kept as PDF. Used where an act makes a paper."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QWidget

from ashibue_desk.files.private_files import write_private
from ashibue_desk.use_cases.progress import Progress
from ui.desktop import file_choice, print_paper
from ui.widgets.buttons import OutlineButton, PrimaryButton
from ui.widgets.card import Card, row
from ui.widgets.labels import SupportText

_PDF = "PDF (*.pdf)"


@dataclass(frozen=True, slots=True)
class PaperOutput:
    """Where a paper goes: exactly one of ``printer`` and ``file`` is given."""

    printer: QPrinter | None = None
    file: Path | None = None

    def make(self, render: Callable[..., bytes], facts: object, *, progress: Progress | None = None) -> bytes:
        """Print or write the paper that ``render`` draws from ``facts``; return its bytes, empty where it was printed.

        Runs in the vault thread; raises what fonts, printer and disk refuse. A ``partial`` of it is what use cases take as
        their ``render``.
        """
        if self.printer is not None:
            from ui.desktop.print_job import print_papers

            print_papers(partial(render, facts), self.printer, progress)
            return b""
        pdf = render(facts)
        if self.file is not None:
            write_private(self.file, pdf)
        return pdf

    def said(self, paper: str) -> str:
        """Return what is to be said afterwards."""
        return f"{paper}を印刷しました。" if self.printer is not None else f"{paper}をPDFで保存しました。"


class PaperCard(Card):
    """「印刷する」「PDFで保存」「やめる」. ``ready`` carries a ``PaperOutput``; ``given_up`` when it was put away."""

    ready = Signal(object)
    given_up = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("　", parent)
        self._file_name = ""
        self.hint = SupportText("", self)
        self.body.addWidget(self.hint)
        self.print_button = PrimaryButton("印刷する", self)
        self.save_button = OutlineButton("PDFで保存", self)
        self.out_button = OutlineButton("やめる", self)
        line = row()
        for button, act in (
            (self.print_button, self.choose_printer),
            (self.save_button, self.choose_file),
            (self.out_button, self.put_away),
        ):
            button.clicked.connect(act)
            line.addWidget(button)
        line.addStretch(1)
        self.body.addLayout(line)
        self.hide()

    def ask(self, title: str, hint: str, file_name: str) -> None:
        """Show the card for a paper; ``file_name`` is offered where it is kept as PDF and names nobody.

        ``title`` may name whom the paper is for, since it stands on our page alone: the queue of the printer, which others
        see, and the windows of the system say what the file would be called.
        """
        self.heading.setText(title)
        self.hint.setText(hint)
        self.hint.setVisible(bool(hint))
        self._file_name = file_name
        self.show()
        self.print_button.setFocus()

    def choose_printer(self) -> None:
        """Ask for the printer; without one, offer to keep the paper as PDF."""
        printer = print_paper.choose_printer(self, self._name(), self.choose_file)
        if printer is not None:
            self.hide()
            self.ready.emit(PaperOutput(printer=printer))

    def choose_file(self) -> None:
        """Ask for the file."""
        target = file_choice.save_file(self, f"{self._name()} - 保存先", _PDF, self._file_name)
        if target is not None:
            self.hide()
            self.ready.emit(PaperOutput(file=target))

    def _name(self) -> str:
        """Return what the paper is called outside of our window."""
        return Path(self._file_name).stem

    def put_away(self) -> None:
        """Hide the card; nothing was printed."""
        self.hide()
        self.given_up.emit()
