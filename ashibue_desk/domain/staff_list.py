"""Reading a staff or payee list: from a table and what its columns mean to people and to problems beside cells.

Pure: the file was read before (``office_files``), nothing is stored here. Good rows can go in while bad ones wait.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from ashibue_desk.domain.number_shield import WARNING
from ashibue_desk.domain.people import PersonCategory, PersonEntry
from ashibue_desk.domain.problems import Severity
from ashibue_desk.domain.staff_list_duplicates import Duplicates, PersonOnFile
from ashibue_desk.domain.staff_list_guess import fingerprint, guess_columns, guess_mapping
from ashibue_desk.domain.staff_list_head import find_head
from ashibue_desk.domain.staff_list_headers import COLUMN_NAMES, Column
from ashibue_desk.domain.staff_list_reader import FoundPerson, RowKind, RowReader
from ashibue_desk.domain.table import Table

__all__ = [
    "COLUMN_NAMES",
    "CandidateRow",
    "CellProblem",
    "Column",
    "PersonOnFile",
    "RowKind",
    "file_warnings",
    "find_head",
    "fingerprint",
    "guess_columns",
    "guess_mapping",
    "read_rows",
]


@dataclass(frozen=True, slots=True)
class CellProblem:
    """A problem beside one cell: row number as in the file (from 1), index of its column, ``None`` when none was given."""

    row_number: int
    column_index: int | None
    column: Column
    sentence: str
    severity: Severity


@dataclass(frozen=True, slots=True)
class CandidateRow:
    """One row of the file. ``entry`` is ``None`` unless the row is a person who can be taken in.

    ``label`` is the name as it stands there.
    """

    row_number: int
    kind: RowKind
    entry: PersonEntry | None = None
    problems: tuple[CellProblem, ...] = ()
    label: str = ""


def file_warnings(table: Table) -> tuple[str, ...]:
    """Return the sentences about the whole file that the preview shows above the rows."""
    return (*table.notes, WARNING) if table.withheld_cells or table.withheld_columns else table.notes


def read_rows(
    table: Table,
    mapping: Mapping[int, Column],
    *,
    today: date,
    existing: Iterable[PersonOnFile] = (),
    default_category: PersonCategory = PersonCategory.EMPLOYEE,
    progress: Callable[[int], None] | None = None,
) -> tuple[CandidateRow, ...]:
    """Return every row of ``table`` as a person, a total, a blank or a title, with problems beside their cells.

    ``existing`` are the people on file, for duplicates; ``default_category`` stands where no cell says who
    somebody is; ``progress`` is told the number of rows read and may raise to stop.
    """
    reader = RowReader(table, mapping, today, default_category)
    duplicates = Duplicates(existing, today)
    return tuple(_candidates(reader, duplicates, progress))


def _candidates(
    reader: RowReader, duplicates: Duplicates, progress: Callable[[int], None] | None
) -> Iterator[CandidateRow]:
    for index, row in enumerate(reader.table.rows):
        if progress is not None and index % 500 == 0:
            progress(index)
        kind = reader.kind(index, row)
        if kind is RowKind.PERSON:
            yield _candidate(reader.person(index), index + 1, reader, duplicates)
        else:
            yield CandidateRow(index + 1, kind, label=next((cell.text for cell in row if cell.text), ""))


def _candidate(found: FoundPerson, number: int, reader: RowReader, duplicates: Duplicates) -> CandidateRow:
    problems = (*found.problems, *duplicates.check(found.entry, number))
    beside = tuple(
        CellProblem(number, reader.index_of(column), column, problem.sentence, problem.severity)
        for problem in problems
        for column in (Column(problem.field),)
    )
    kept = None if any(problem.blocks for problem in problems) else found.entry
    return CandidateRow(number, RowKind.PERSON, kept, beside, found.entry.name)
