"""Our own way to ask for a printer, with answers tests can set in advance. What is printed then: ``ui.desktop.print_job``."""

from collections import deque
from collections.abc import Callable

from PySide6.QtGui import QPageLayout, QPageSize
from PySide6.QtPrintSupport import QAbstractPrintDialog, QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QDialog, QWidget
from shiboken6 import delete

from ui.desktop import message_box
from ui.desktop.qt_words import speak_japanese

_NONE = "使えるプリンターが見つかりません"
_NONE_TEXT = (
    "このPCにプリンターが登録されていないか、つながっていません。内容はそのまま残っています。"
    "PDFで保存しておけば、プリンターを用意してから印刷できます。PDFは、このPCを使うあなただけが開けるように保存します。"
)


class _Answers:
    waiting: deque[QPrinter | None] = deque()  # noqa: RUF012 - one queue for the process


def choose_printer(parent: QWidget | None, title: str, or_save: Callable[[], object]) -> QPrinter | None:
    """Ask which printer, how many copies, which pages. ``None`` when nothing is to be printed.

    Where the PC has no printer it says so kindly, and calls ``or_save`` if the paper shall become a PDF instead.
    """
    if _Answers.waiting:
        return _Answers.waiting.popleft()
    if not QPrinterInfo.availablePrinterNames():
        if message_box.ask(parent, _NONE, _NONE_TEXT, act="PDFで保存"):
            or_save()
        return None
    printer = new_printer(title)
    dialog = make_dialog(printer, parent, title)
    try:
        return printer if dialog.exec() == QDialog.DialogCode.Accepted.value else None
    finally:
        delete(dialog)  # at once: it must not outlive the printer, which goes to another thread


def new_printer(name: str) -> QPrinter:
    """Return the default printer, set to a whole A4 page upright. ``name`` is what the queue of the printer shows."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(name)
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    printer.setPageOrientation(QPageLayout.Orientation.Portrait)
    printer.setFullPage(True)
    return printer


def make_dialog(printer: QPrinter, parent: QWidget | None, title: str) -> QPrintDialog:
    """Make the system's question about the printer. Printing into a file is ours to offer: it makes files for the owner only."""
    speak_japanese()
    dialog = QPrintDialog(printer, parent)
    dialog.setWindowTitle(title)
    option = QAbstractPrintDialog.PrintDialogOption
    for each in (option.PrintToFile, option.PrintSelection, option.PrintCurrentPage):
        dialog.setOption(each, on=False)
    dialog.setOption(option.PrintPageRange, on=True)
    return dialog


def answer_next(*answers: QPrinter | None) -> None:
    """Answer the next questions without showing them (tests)."""
    _Answers.waiting.extend(answers)
