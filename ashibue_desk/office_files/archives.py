"""Looking into a zip before any spreadsheet library does: what it is, and whether it is safe to unpack."""

import re
import zipfile
import zlib
from dataclasses import dataclass
from typing import Final

from ashibue_desk.office_files.limits import Deadline, Limits, WatchedBytes
from ashibue_desk.office_files.situations import (
    FileTooLarge,
    FileUnreadable,
    HostileFile,
    NotATable,
    OfficeFileSituation,
    OldExcelFormat,
    OtherSpreadsheetFormat,
    PasswordProtectedFile,
    StrictExcelFormat,
    WorkbookWithMacros,
)

_ENCRYPTED: Final = 0x1
_CHUNK: Final = 256 * 1024
_SMALL: Final = 1024 * 1024  # below this size a part may compress as well as it likes
_ENTITIES: Final = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_OVERLAP: Final = 16
_STRICT: Final = b"http://purl.oclc.org/ooxml/spreadsheetml/main"
_NOTES: Final = re.compile(r"xl/(?:comments|threadedComments/|drawings/drawing|media/)")
_READ_IN_ROWS: Final = re.compile(r"xl/(?:worksheets/|sharedStrings)")


@dataclass(frozen=True, slots=True)
class WorkbookFacts:
    """What the look into the archive told."""

    has_links: bool
    has_notes: bool  # notes on cells, drawings or pictures


def inspect_workbook(data: bytes, limits: Limits, deadline: Deadline) -> WorkbookFacts:
    """Return what must be known about the .xlsx in ``data``; raise the situation that keeps it from being read.

    Sizes are taken from the zip directory first, then counted again while unpacking, since a directory may lie.
    """
    try:
        with zipfile.ZipFile(WatchedBytes(data, deadline)) as archive:
            parts = archive.infolist()
            _check_kind(parts)
            _check_directory(parts, len(data), limits)
            for part in parts:
                if _is_xml(part.filename):
                    _scan(archive, part, limits)
    except OfficeFileSituation:
        raise
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, ValueError, RuntimeError):
        raise FileUnreadable from None
    return WorkbookFacts(
        has_links=any("externalLinks/" in part.filename for part in parts),
        has_notes=any(_NOTES.match(part.filename) for part in parts),
    )


def _is_xml(name: str) -> bool:
    return name.lower().endswith((".xml", ".rels", ".vml"))


def _check_kind(parts: list[zipfile.ZipInfo]) -> None:
    names = {part.filename for part in parts}
    if any(part.flag_bits & _ENCRYPTED for part in parts):
        raise PasswordProtectedFile
    if len(names) != len(parts):
        raise HostileFile  # two parts of one name: checked one, read the other
    if "content.xml" in names or any(name.endswith(".iwa") for name in names):
        raise OtherSpreadsheetFormat
    if "xl/workbook.bin" in names:
        raise OldExcelFormat
    if any(name.lower().endswith("vbaproject.bin") or "/macrosheets/" in name for name in names):
        raise WorkbookWithMacros
    if "[Content_Types].xml" not in names or not any(name.startswith("xl/") for name in names):
        raise NotATable


def _check_directory(parts: list[zipfile.ZipInfo], size: int, limits: Limits) -> None:
    total = sum(part.file_size for part in parts)
    if len(parts) > limits.parts or total > limits.unpacked_size:
        raise HostileFile
    if total > _SMALL and total > limits.ratio * size:
        raise HostileFile
    for part in parts:
        if part.file_size > _SMALL and part.file_size > limits.ratio * max(part.compress_size, 1):
            raise HostileFile
        if (
            _is_xml(part.filename)
            and not _READ_IN_ROWS.match(part.filename)
            and part.file_size > limits.part_size
        ):
            raise FileTooLarge


def _scan(archive: zipfile.ZipFile, part: zipfile.ZipInfo, limits: Limits) -> None:
    """Unpack one part to nowhere: count its bytes and refuse entities."""
    count, tail = 0, b""
    with archive.open(part) as stream:
        while chunk := stream.read(_CHUNK):
            if count == 0 and b"\0" in chunk[:64]:
                raise HostileFile  # XML in UTF-16 would hide what is searched for below
            if count == 0 and part.filename == "xl/workbook.xml" and _STRICT in chunk:
                raise StrictExcelFormat
            count += len(chunk)
            if count > limits.unpacked_size or _ENTITIES.search(tail + chunk):
                raise HostileFile
            tail = chunk[-_OVERLAP:]
