"""Asks what becomes of one paper: printed, or kept as PDF. Used where an act makes a paper."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from PySide6.QtCore import Signal
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QWidget

from ashibue_desk.files.private_files import write_private
from ashibue_desk.use_cases.progress import Progress
from ui.desktop import file_choice, print_paper
from ui.widgets.buttons import OutlineButton, PrimaryButton
from ui.widgets.card import row
from ui.widgets.labels import SupportText
from ui.widgets.passing_card import PassingCard

if TYPE_CHECKING:  # forms are imported when the first one is made
    from forms.sheets import Sheet

_PDF = "PDF (*.pdf)"
Drawn: TypeAlias = "bytes | tuple[Sheet, ...]"
"""A paper before it leaves: the bytes of a file, or the sheets for a printer."""


@dataclass(frozen=True, slots=True)
class PaperOutput:
    """Where a paper goes: exactly one of ``printer`` and ``file`` is given."""

    printer: QPrinter | None = None
    file: Path | None = None

    def draw(self, render: Callable[..., bytes], facts: object) -> Drawn:
        """Return the paper that ``render`` draws from ``facts``; nothing leaves. Raises what fonts refuse.

        ``partial(output.draw, render_x)`` is what use cases take as their ``render``, ``output.put_out`` as their ``put_out``.
        Both run in the vault thread.
        """
        if self.printer is None:
            return render(facts)
        from forms.sheets import sheets_of

        return sheets_of(partial(render, facts))

    def put_out(self, drawn: Drawn, *, progress: Progress | None = None) -> None:
        """Print or write what was drawn; raise what printer and disk refuse."""
        if isinstance(drawn, bytes):
            if self.file is not None:
                write_private(self.file, drawn)
        elif self.printer is not None:
            from ui.desktop.print_job import print_sheets

            print_sheets(drawn, self.printer, progress)

    def make(self, render: Callable[..., bytes], facts: object) -> None:
        """Print or write a paper of which nothing is recorded."""
        self.put_out(self.draw(render, facts))

    def said(self, paper: str) -> str:
        """Return what is to be said afterwards."""
        return f"{paper}を印刷しました。" if self.printer is not None else f"{paper}をPDFで保存しました。"


class PaperCard(PassingCard):
    """「印刷する」「PDFで保存」「やめる」. ``ready`` carries a ``PaperOutput``; ``given_up`` when it was put away."""

    ready = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
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
