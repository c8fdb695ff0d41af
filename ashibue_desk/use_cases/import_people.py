"""Bringing in the office's own list: preview, correct columns, take in the good rows, take back the whole."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from ashibue_desk.domain.form_facts import ImportLeftoversFacts
from ashibue_desk.domain.handling_log import LogClass, LogLine
from ashibue_desk.domain.number_shield import mask_numbers
from ashibue_desk.domain.people import PersonCategory, PersonEntry
from ashibue_desk.domain.staff_list import (
    COLUMN_NAMES,
    CandidateRow,
    Column,
    RowKind,
    file_warnings,
    fingerprint,
    guess_mapping,
    read_rows,
)
from ashibue_desk.domain.staff_list_joined import JoinedRows
from ashibue_desk.domain.table import Row, Table
from ashibue_desk.office_files.reading import AS_GUESSED, Choice, read_table
from ashibue_desk.storage.import_book import ImportRow, Leftover
from ashibue_desk.use_cases.changes import Changed, Done
from ashibue_desk.use_cases.desk import Desk
from ashibue_desk.use_cases.paper_heads import plain_head
from ashibue_desk.use_cases.people import MAY_WRITE
from ashibue_desk.use_cases.progress import Progress
from ashibue_desk.use_cases.situations import AlreadyUsed, StoppedByHand


@dataclass(frozen=True, slots=True)
class ImportPreview:
    """A list as the person will see it before anything is stored.

    ``mapping`` says for each column of the file what it means; ``remembered`` that it was so the last time.
    """

    file_label: str
    table: Table
    mapping: dict[int, Column]
    remembered: bool
    default_category: PersonCategory
    rows: tuple[CandidateRow, ...]
    warnings: tuple[str, ...]

    @property
    def good(self) -> tuple[CandidateRow, ...]:
        """Return the rows that would be taken in."""
        return tuple(row for row in self.rows if row.entry is not None)

    @property
    def bad(self) -> tuple[CandidateRow, ...]:
        """Return the people that would be left over."""
        return tuple(row for row in self.rows if row.kind is RowKind.PERSON and row.entry is None)


def preview_import(
    desk: Desk,
    path: Path,
    progress: Progress,
    *,
    sheet: str = "",
    encoding: str = "",
    default_category: PersonCategory = PersonCategory.EMPLOYEE,
) -> ImportPreview:
    """Read a file and guess what it holds; raise the ``Situation`` of a file that cannot be read."""
    desk.require(*MAY_WRITE)
    choice = Choice(sheet=sheet, encoding=encoding) if sheet or encoding else AS_GUESSED
    table = read_table(path, choice=choice, progress=_Watched(progress, "ファイルを読んでいます"))
    with desk.vault.reading():
        stored = desk.vault.imports.mapping(fingerprint(_told_by(table)))
    mapping = _known(stored) if stored is not None else dict(guess_mapping(table))
    preview = ImportPreview(
        mask_numbers(path.name),
        table,
        mapping,
        stored is not None,
        default_category,
        (),
        file_warnings(table),
    )
    return _with_rows(desk, preview, progress)


def change_columns(
    desk: Desk,
    preview: ImportPreview,
    mapping: Mapping[int, Column],
    default_category: PersonCategory,
    progress: Progress,
) -> ImportPreview:
    """Read the rows again after the person said what the columns mean."""
    desk.require(*MAY_WRITE)
    changed = replace(preview, mapping=dict(mapping), default_category=default_category, remembered=False)
    return _with_rows(desk, changed, progress)


def take_in(desk: Desk, preview: ImportPreview, progress: Progress) -> Done[ImportRow]:
    """Store the good rows and keep the bad ones as a list, in one transaction; raise ``StoppedByHand``."""
    desk.require(*MAY_WRITE)
    now = desk.now()
    people: list[tuple[str, PersonEntry]] = [
        (uuid.uuid4().hex, row.entry) for row in preview.rows if row.entry is not None
    ]
    import_row = ImportRow(
        id=uuid.uuid4().hex,
        at=now,
        actor_name=desk.actor.name,
        file_label=preview.file_label,
        taken=len(people),
        leftovers=leftovers(preview),
        taken_back_at="",
    )
    chunk = 1000
    with desk.act():
        desk.vault.imports.add(import_row)
        for start in range(0, len(people), chunk):
            if progress.should_stop():
                raise StoppedByHand
            progress.report(start, len(people), "名簿に登録しています")
            desk.vault.people.add(people[start : start + chunk], now, import_row.id)
        meanings = {index: column.value for index, column in preview.mapping.items()}
        for header in (_told_by(preview.table), _header_to_fix(preview)):
            desk.vault.imports.remember_mapping(fingerprint(header), meanings, now)
        desk.log(_line("名簿の取込み", import_row, len(people)))
    progress.report(len(people), len(people), "登録しました")
    return Done(import_row, Changed.PEOPLE | Changed.CONSENTS | Changed.LOG)


def _told_by(table: Table) -> tuple[str, ...]:
    """Return what a list is known again by: its header, else its first filled row, which may be a header of unknown words."""
    if table.head is not None:
        return table.header
    rows = (tuple(cell.text for cell in row) for row in table.rows)
    return next(filter(any, rows), ())  # nothing is left where all was numbers


def leftovers(preview: ImportPreview) -> tuple[Leftover, ...]:
    """Return the rows that would not be taken in, with what is wrong with each."""
    return tuple(
        (row.row_number, row.label, " ".join(problem.sentence for problem in row.problems))
        for row in preview.bad
    )


def leftovers_table(preview: ImportPreview) -> bytes:
    """Return an .xlsx of the rows that would not be taken in, as the file had them, with what is wrong with each.

    Fixed in a spreadsheet it is brought in like any list. No Individual Number is in it: none was read.
    """
    from ashibue_desk.office_files.workbook_writing import workbook_bytes

    header, whole = _header_to_fix(preview), JoinedRows(preview.table, preview.mapping)
    rows = (
        (*_texts(whole.row(row_number - 1), len(header) - 1), sentences)
        for row_number, _label, sentences in leftovers(preview)
    )
    return workbook_bytes("直す行", header, rows)


def _header_to_fix(preview: ImportPreview) -> tuple[str, ...]:
    """Return the header of the rows to fix; what had none is called by what it was taken for."""
    names = {index: COLUMN_NAMES[meaning] for index, meaning in preview.mapping.items()}
    header = enumerate(preview.table.header)
    return (*(text.strip() or names.get(index, "") for index, text in header), "直すところ")


def _texts(row: Row, width: int) -> tuple[str, ...]:
    return tuple(cell.text for cell in row) + ("",) * (width - len(row))


def list_imports(desk: Desk) -> tuple[ImportRow, ...]:
    """Return every import, newest first; the rows left over hold names."""
    desk.require(*MAY_WRITE)
    with desk.vault.reading():
        return desk.vault.imports.all()


def take_back(desk: Desk, import_id: str) -> Done[int]:
    """Remove everybody who came in with one import; raise ``AlreadyUsed`` once anybody of them was worked with."""
    desk.require(*MAY_WRITE)
    with desk.act():
        import_row = next((row for row in desk.vault.imports.all() if row.id == import_id), None)
        if import_row is None or import_row.taken_back_at:
            raise AlreadyUsed(what="この取込みは、すでに取り消されています。")
        ids = desk.vault.people.imported(import_id)
        worked_with = desk.vault.people.worked_with(ids)
        if worked_with:
            names = "、".join(worked_with[:3])
            more = f" ほか{len(worked_with) - 3}人" if len(worked_with) > 3 else ""
            raise AlreadyUsed(
                what=f"取り込んだ後に記録のある人がいるため、まとめて取り消せません({names}{more})。"
            )
        desk.vault.people.remove(ids)
        desk.vault.imports.taken_back(import_id, desk.now())
        desk.log(_line("名簿の取込みの取消し", import_row, len(ids)))
    return Done(len(ids), Changed.PEOPLE | Changed.CONSENTS | Changed.LOG)


def leftovers_facts(desk: Desk, import_row: ImportRow) -> ImportLeftoversFacts:
    """Return what is printed of the rows that were left over."""
    desk.require(*MAY_WRITE)
    return ImportLeftoversFacts(
        head=plain_head(desk, "IL", "取り込めなかった行の一覧", 1, desk.today),
        file_label=import_row.file_label,
        rows=import_row.leftovers,
    )


class _Watched:
    """Tells a progress how many rows are read, and stops the reading when asked."""

    def __init__(self, progress: Progress, text: str, total: int = 0) -> None:
        self._progress = progress
        self._text = text
        self._total = total

    def __call__(self, rows: int) -> None:
        if self._progress.should_stop():
            raise StoppedByHand
        self._progress.report(rows, self._total or rows + 1, self._text)


def _with_rows(desk: Desk, preview: ImportPreview, progress: Progress) -> ImportPreview:
    with desk.vault.reading():
        existing = desk.vault.people.on_file()
    rows = read_rows(
        preview.table,
        preview.mapping,
        today=desk.today,
        existing=existing,
        default_category=preview.default_category,
        progress=_Watched(progress, "内容を確かめています", len(preview.table.rows)),
    )
    return replace(preview, rows=rows)


def _known(stored: Mapping[int, str]) -> dict[int, Column]:
    return {index: Column(meaning) for index, meaning in stored.items()}


def _line(act: str, import_row: ImportRow, count: int) -> LogLine:
    return LogLine(
        log_class=LogClass.ADMINISTRATION,
        act=act,
        object_id=import_row.id,
        object_label=import_row.file_label,
        count=max(1, count),
        detail=f"{count}人",
    )
