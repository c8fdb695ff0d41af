"""Saving a workbook without a file on the way: by itself openpyxl writes each sheet, in plain text, to the system's temporary files.

There it would lie for as long as the workbook is made, for ever after a kill, and its remnants on the disk after that. Here a
sheet waits in memory, squeezed to about a tenth. Private names of openpyxl are used; it is pinned.
"""

import gzip
import io
import shutil
from typing import Any, Final
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from openpyxl import Workbook
from openpyxl.drawing.spreadsheet_drawing import SpreadsheetDrawing
from openpyxl.worksheet._writer import WorksheetWriter
from openpyxl.writer.excel import ExcelWriter

_WRITER: Final = "_writer"


def keep_in_memory(sheet: Any) -> None:
    """Have the rows to come of a write-only sheet wait in memory; call it after widths and panes, before the first row."""
    writer = _Sheet(sheet)
    writer.write_top()
    setattr(sheet, _WRITER, writer)


def saved(book: Workbook) -> bytes:
    """Return the workbook as a file holds it. Every write-only sheet was given to ``keep_in_memory``."""
    target = io.BytesIO()
    _Saving(book, ZipFile(target, "w", ZIP_DEFLATED)).save()
    return target.getvalue()


class _Sheet(WorksheetWriter):
    """What openpyxl writes a sheet with, into memory."""

    def __init__(self, sheet: Any) -> None:
        self._waiting = io.BytesIO()
        self._squeezed = gzip.GzipFile(fileobj=self._waiting, mode="wb", compresslevel=1)
        super().__init__(sheet, self._squeezed)

    def copy_to(self, archive: ZipFile, path: str) -> None:
        """Write the finished sheet."""
        entry = ZipInfo(path)
        entry.compress_type = ZIP_DEFLATED
        entry.file_size = self._squeezed.tell()  # from two gigabytes on the archive needs to know before
        self._squeezed.close()
        self._waiting.seek(0)
        with gzip.GzipFile(fileobj=self._waiting) as source, archive.open(entry, "w") as written:
            shutil.copyfileobj(source, written)


class _Saving(ExcelWriter):
    """openpyxl's own way of saving, but for where the sheets come from."""

    def __init__(self, book: Workbook, archive: ZipFile) -> None:
        super().__init__(book, archive)
        self._target = archive

    def write_worksheet(self, ws: Any) -> None:
        """Write a sheet without pictures or charts."""
        ws._drawing = SpreadsheetDrawing()  # noqa: SLF001 see above
        if self.workbook.write_only:
            ws.close()
            writer = getattr(ws, _WRITER)
        else:
            writer = _Sheet(ws)
            writer.write()
        ws._rels = writer._rels  # noqa: SLF001
        writer.copy_to(self._target, ws.path[1:])
        self.manifest.append(ws)
