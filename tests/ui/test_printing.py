"""Paper on the printer: what comes out looks like the PDF it was made from, and nothing of it lies about afterwards."""

import os
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QSizeF
from PySide6.QtGui import QPageRanges, QPageSize
from PySide6.QtPrintSupport import QAbstractPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QPushButton

from ashibue_desk.use_cases.progress import Quiet
from forms.consent_form import render_consent_forms
from forms.recovery_sheet import render_recovery_sheet
from forms.sheets import Ink, Sheet
from forms.situations import FontUnusable, PrintingStopped
from tests.forms.facts import consent, recovery_sheet
from tests.helpers.paper_press import difference, file_printer, pictures
from tests.helpers.pdf_text import page_count
from ui.desktop import message_box, print_job, print_paper
from ui.desktop.print_job import PrinterFailed, print_papers

SAME, ANOTHER = (
    30.0,
    60.0,
)  # how far apart, where they differ most, two pictures of one page are, and of two pages


class Watched(Quiet):
    """Notes what is told, and stops at the page named."""

    def __init__(self, stop_at: str = "") -> None:
        self.texts: list[str] = []
        self.temporary: set[str] = set()
        self._stop_at = stop_at

    def report(self, done: int, total: int, text: str = "") -> None:
        assert done <= total
        self.texts.append(text)
        self.temporary.add(os.environ.get("TMPDIR", ""))

    def should_stop(self) -> bool:
        return bool(self._stop_at) and self.texts[-1] == self._stop_at


def draw_form() -> bytes:
    return render_consent_forms([consent()])


@pytest.fixture(scope="module")
def form() -> bytes:
    return draw_form()


@pytest.mark.parametrize("resolution", [203, 600, 1200])
def test_what_is_printed_is_the_paper_page_by_page(qapp, tmp_path, form, resolution):
    def both() -> None:
        draw_form()
        render_recovery_sheet(recovery_sheet())

    sheet = render_recovery_sheet(recovery_sheet())
    out = tmp_path / "out.pdf"
    watched = Watched()
    assert print_papers(both, file_printer(out, resolution), watched) == 3
    printed = pictures(out.read_bytes(), tmp_path, "printed")
    meant = [*pictures(form, tmp_path, "form"), *pictures(sheet, tmp_path, "sheet")]
    assert len(printed) == len(meant) == 3
    assert all(difference(one, other) < SAME for one, other in zip(printed, meant, strict=True))
    assert difference(printed[0], meant[1]) > ANOTHER, "the comparison would not see another page"
    assert list(dict.fromkeys(watched.texts)) == [f"{number}/3枚目を送っています" for number in (1, 2, 3)]


def test_smaller_paper_gets_the_whole_page_smaller(qapp, tmp_path, form):
    printer = file_printer(tmp_path / "out.pdf")
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A5))
    print_papers(draw_form, printer)
    printed = pictures((tmp_path / "out.pdf").read_bytes(), tmp_path, "small")[0]
    meant = pictures(form, tmp_path, "form")[0]
    assert printed.width() < meant.width() * 0.75
    assert difference(printed, meant.scaled(printed.size())) < ANOTHER


def test_only_the_pages_asked_for_and_in_the_order_asked_for(qapp, tmp_path, form):
    out = tmp_path / "out.pdf"
    meant = pictures(form, tmp_path, "form")
    printer = file_printer(out)
    printer.setPrintRange(QPrinter.PrintRange.PageRange)
    printer.setPageRanges(QPageRanges.fromString("2"))
    assert print_papers(draw_form, printer) == 1
    assert difference(pictures(out.read_bytes(), tmp_path, "range")[0], meant[1]) < SAME
    backwards = file_printer(out)
    backwards.setPageOrder(QPrinter.PageOrder.LastPageFirst)
    print_papers(draw_form, backwards)
    assert difference(pictures(out.read_bytes(), tmp_path, "back")[0], meant[1]) < SAME


@pytest.mark.qt_log_ignore("QPainter::begin", "This plugin does not support", extend=True)
def test_a_stopped_job_says_so_and_a_refused_one_too(qapp, tmp_path):
    def twice() -> None:
        draw_form()
        draw_form()

    watched = Watched("2/4枚目を送っています")
    with pytest.raises(PrintingStopped):
        print_papers(twice, file_printer(tmp_path / "out.pdf"), watched)
    assert "3/4枚目を送っています" not in watched.texts
    with pytest.raises(PrinterFailed) as failed:
        print_papers(draw_form, file_printer(tmp_path / "gone" / "out.pdf"))
    assert "PDFで保存" in failed.value.sentence()


def test_what_the_printing_library_keeps_for_a_moment_is_kept_in_memory(qapp, tmp_path, monkeypatch):
    memory = tmp_path / "memory"
    memory.mkdir()
    monkeypatch.setattr(sys, "platform", "linux")  # only there jobs are handed over as files
    monkeypatch.setattr(print_job, "_IN_MEMORY", (str(tmp_path / "gone"), str(memory)))
    monkeypatch.setenv("TMPDIR", "/tmp")  # noqa: S108 - where it would lie otherwise
    watched = Watched()
    print_papers(draw_form, file_printer(tmp_path / "out.pdf"), watched)
    assert {Path(each).parent for each in watched.temporary} == {memory}
    assert list(memory.iterdir()) == []
    assert os.environ["TMPDIR"] == "/tmp"  # noqa: S108


def test_what_a_killed_process_left_in_memory_goes_with_the_next_paper(qapp, tmp_path, monkeypatch):
    memory, processes = tmp_path / "memory", tmp_path / "processes"
    (processes / "7").mkdir(parents=True)  # still prints
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(print_job, "_IN_MEMORY", (str(memory),))
    monkeypatch.setattr(print_job, "_PROCESSES", processes)
    for name in ("ashibue-7-a", "ashibue-8-b", "ashibue-c"):
        (memory / name).mkdir(parents=True)
        (memory / name / "qt.page").write_bytes(b"a page")
    print_papers(draw_form, file_printer(tmp_path / "out.pdf"))
    assert {each.name for each in memory.iterdir()} == {"ashibue-7-a", "ashibue-c"}


def test_the_only_file_of_a_job_is_the_one_the_printer_was_told_to_make(qapp, tmp_path, monkeypatch):
    folders = [tmp_path / name for name in ("home", "work", "memory", "temporary")]
    for folder in folders:
        folder.mkdir()
    monkeypatch.setenv("HOME", str(folders[0]))
    monkeypatch.setattr(print_job, "_IN_MEMORY", (str(folders[2]),))
    monkeypatch.setenv("TMPDIR", str(folders[3]))
    monkeypatch.chdir(folders[1])
    print_papers(draw_form, file_printer(tmp_path / "out.pdf"))
    assert [each for folder in folders for each in folder.rglob("*")] == []
    assert page_count((tmp_path / "out.pdf").read_bytes()) == 2


def test_without_a_printer_a_pdf_is_offered(qapp, monkeypatch):
    saved: list[str] = []
    monkeypatch.setattr(QPrinterInfo, "availablePrinterNames", staticmethod(list))
    for answer in (True, False):
        message_box.answer_next(answer)
        assert print_paper.choose_printer(None, "同意書を印刷する", lambda: saved.append("saved")) is None
    asked = message_box.take_asked()
    assert [each.act for each in asked] == ["PDFで保存"] * 2
    assert "残っています" in asked[0].text
    assert saved == ["saved"]


def test_the_printer_is_asked_for_in_japanese_and_files_are_left_to_us(qtbot):
    printer = print_paper.new_printer("同意書")
    dialog = print_paper.make_dialog(printer, None, "同意書を印刷する")
    qtbot.addWidget(dialog)
    option = QAbstractPrintDialog.PrintDialogOption
    assert dialog.windowTitle() == "同意書を印刷する"
    assert not dialog.testOption(option.PrintToFile)
    assert dialog.testOption(option.PrintPageRange)
    assert printer.pageLayout().pageSize().size(QPageSize.Unit.Millimeter) == QSizeF(210, 297)
    if sys.platform.startswith("linux"):  # elsewhere the system's own question comes only when it is shown
        texts = {button.text() for button in dialog.findChildren(QPushButton)}
        assert "印刷(&P)" in texts
        assert "キャンセル" in texts


def test_a_font_that_has_gone_since_the_paper_was_set_stops_the_job(qapp, tmp_path, monkeypatch):
    ink = Ink(tmp_path / "gone.ttf", 10, 0, 400, ((36, 100.0),))
    monkeypatch.setattr(print_job, "sheets_of", lambda _render: (Sheet(595, 842, lambda: (ink,)),))
    with pytest.raises(FontUnusable) as refused:
        print_papers(draw_form, file_printer(tmp_path / "out.pdf"))
    assert "gone.ttf" in refused.value.what
