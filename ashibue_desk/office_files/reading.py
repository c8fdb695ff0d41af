"""Reading a chosen file as a table: what it is is told by its content, not by its name."""

import stat
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from ashibue_desk.domain.number_shield import withhold_numbers
from ashibue_desk.domain.staff_list_head import find_head
from ashibue_desk.domain.table import Table
from ashibue_desk.office_files.limits import Counter, Deadline, Limits, Progress
from ashibue_desk.office_files.raw_table import RawTable
from ashibue_desk.office_files.situations import (
    FileTooLarge,
    FileUnreadable,
    NotATable,
    OldExcelFormat,
    PasswordProtectedFile,
)

_ZIP: Final = (b"PK\x03\x04", b"PK\x05\x06")
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OLE_ENCRYPTED: Final = "EncryptedPackage".encode("utf-16-le")


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """What a person chose instead of the guess; empty means guess."""

    sheet: str = ""
    encoding: str = ""  # a key of ``encodings.ENCODING_NAMES``
    separator: str = ""  # a key of ``text_tables.SEPARATOR_NAMES``


AS_GUESSED: Final = Choice()
DEFAULT_LIMITS: Final = Limits()


def read_table(
    path: Path,
    *,
    limits: Limits = DEFAULT_LIMITS,
    choice: Choice = AS_GUESSED,
    progress: Progress | None = None,
) -> Table:
    """Return the table in the file at ``path``; raise an ``OfficeFileSituation`` when it cannot be read.

    Individual Numbers are blanked before the table is returned (see ``domain.number_shield``).
    """
    return table_of_bytes(_bytes_of(path, limits), limits=limits, choice=choice, progress=progress)


def table_of_bytes(
    data: bytes,
    *,
    limits: Limits = DEFAULT_LIMITS,
    choice: Choice = AS_GUESSED,
    progress: Progress | None = None,
) -> Table:
    """Return the table in ``data``, the whole content of a file; see :func:`read_table`."""
    raw = _raw_table(data, limits, choice, progress)
    while raw.rows and not raw.rows[-1]:
        raw.rows.pop()
    if not raw.rows:
        raise NotATable(what="選んだファイルの表には何も入っていません。")
    shielded = withhold_numbers(raw.rows)
    return Table(
        sheet_names=raw.sheet_names,
        sheet=raw.sheet,
        head=find_head(shielded.rows),
        rows=shielded.rows,
        date1904=raw.date1904,
        encoding=raw.encoding,
        encoding_is_sure=raw.encoding_is_sure,
        separator=raw.separator,
        withheld_columns=shielded.columns,
        withheld_cells=shielded.cells,
        notes=raw.notes,
        rules=raw.rules,
    )


def _bytes_of(path: Path, limits: Limits) -> bytes:
    """Return the file's content, read once: what is checked is what is used."""
    try:
        with path.open("rb") as file:
            if not stat.S_ISREG(path.stat().st_mode):
                raise NotATable
            data = file.read(limits.file_size + 1)
    except FileNotFoundError:
        raise FileUnreadable(
            what="選んだファイルが見つかりません。", todo="ファイルの場所を確かめて、選び直してください。"
        ) from None
    except IsADirectoryError:
        raise NotATable from None
    except OSError:
        raise FileUnreadable(
            what="ファイルを開けませんでした。ほかのソフトで開いているか、読む権限がありません。",
            todo="表計算ソフトを閉じてから、もう一度選んでください。",
        ) from None
    if len(data) > limits.file_size:
        raise FileTooLarge(
            what=f"ファイルが大きすぎます。読めるのは{limits.file_size // 1024 // 1024}MBまでです。"
        )
    return data


def _raw_table(data: bytes, limits: Limits, choice: Choice, progress: Progress | None) -> RawTable:
    deadline = Deadline(limits.seconds)
    counter = Counter(limits, deadline, progress)
    if not data.strip(b"\0\r\n\t "):
        raise NotATable(what="選んだファイルは空です。")
    if data.startswith(_OLE):
        raise PasswordProtectedFile if _OLE_ENCRYPTED in data else OldExcelFormat
    if data.startswith(_ZIP):
        from ashibue_desk.office_files.workbooks import read_workbook

        return read_workbook(data, limits, deadline, counter, sheet=choice.sheet)
    from ashibue_desk.office_files.text_tables import read_text_table

    return read_text_table(data, counter, encoding=choice.encoding, separator=choice.separator)
