"""The register of number files as the page shows it. The reading functions run in the vault thread."""

from dataclasses import dataclass

from ashibue_desk.domain.affairs import Affair
from ashibue_desk.domain.number_files import FILE_KIND_NAMES, FileKind, NumberFile
from ashibue_desk.domain.search_key import search_key
from ashibue_desk.use_cases.changes import Changed, Done
from ashibue_desk.use_cases.desk import Desk
from ashibue_desk.use_cases.number_file_papers import register_facts
from ashibue_desk.use_cases.number_files import list_number_files
from ui.widgets.paper_card import PaperOutput
from ui.widgets.rows_model import Column
from ui.wording.charge import joined
from ui.wording.days import day_of

OPEN, EVERY, CLOSED = "open", "every", "closed"
CHOICES = ((OPEN, "使用中"), (EVERY, "すべて"), (CLOSED, "閉じた"))
_TONES = {FileKind.VAULT: "info", FileKind.PAPER: "neutral", FileKind.MEDIA: "warning"}


@dataclass(frozen=True, slots=True)
class FileRow:
    """One number file with its affairs in words."""

    file: NumberFile
    affairs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FilesView:
    """The register, and the affairs one may name in a new entry."""

    rows: tuple[FileRow, ...]
    affairs: tuple[Affair, ...]


def read_files(desk: Desk) -> FilesView:
    """Read the register."""
    rows = tuple(FileRow(file, affair_words(desk, file.affairs)) for file in list_number_files(desk))
    return FilesView(rows, desk.law.affairs(desk.today))


def affair_words(desk: Desk, affair_ids: tuple[str, ...]) -> tuple[str, ...]:
    """Return the names of affairs; one that is no longer on the list is said to be so."""
    known = {affair.id: affair.name for affair in desk.law.affairs(desk.today)}
    return tuple(known.get(affair_id, "いまは一覧にない事務") for affair_id in affair_ids)


def print_register(desk: Desk, output: PaperOutput) -> Done[str]:
    """Make the register as a paper, the open files first."""
    from forms.catalogue import catalogue
    from forms.number_file_register import render_number_file_register

    output.make(render_number_file_register, register_facts(desk, catalogue()["NF"]))
    return Done(output.said("管理簿"), Changed.NOTHING)


def row_id(row: FileRow) -> str:
    """Return the id of the file of a row."""
    return row.file.id


def row_text(row: FileRow) -> str:
    """Return what the filter looks into."""
    file = row.file
    return search_key(file.name, file.purpose, file.place, file.department, *row.affairs, *file.holders)


def fits(choice: str, row: FileRow) -> bool:
    """Return whether a row belongs to the choice above the list."""
    return choice == EVERY or row.file.is_open == (choice == OPEN)


def facts_of(row: FileRow) -> tuple[tuple[str, str], ...]:
    """Return what the card of one file says."""
    file = row.file
    facts = [
        ("種類", FILE_KIND_NAMES[file.kind]),
        ("利用目的", file.purpose or "—"),
        ("この番号を使う事務", joined(row.affairs)),
        ("開ける人", joined(file.holders, "紙や媒体の保管場所で管理します" if not file.edition else "—")),
        ("保管場所", file.place or "—"),
        ("部署", file.department or "—"),
        ("廃棄の方法", file.disposal or "—"),
        ("作成を指示した人", f"{file.ordered_by}({day_of(file.created_at)})"),
        ("作成の理由", file.reason or "—"),
    ]
    if not file.is_open:
        facts.append(("閉じた日と理由", f"{day_of(file.closed_at)}　{file.closed_reason}"))
    return tuple(facts)


def summary(view: FilesView) -> str:
    """Return the sentence under the title."""
    still = [row.file for row in view.rows if row.file.is_open]
    inside = sum(file.kind is FileKind.VAULT for file in still)
    return f"使っているもの {len(still)}件(保管庫の中 {inside}件、紙と媒体 {len(still) - inside}件)"


COLUMNS: tuple[Column[FileRow], ...] = (
    Column("name", "名称", lambda row: row.file.name, 170, bold=True),
    Column(
        "kind",
        "種類",
        lambda row: FILE_KIND_NAMES[row.file.kind],
        110,
        tone=lambda row: _TONES[row.file.kind],
    ),
    Column("affairs", "使う事務", lambda row: joined(row.affairs), 200, stretches=True),
    Column("holders", "開ける人", lambda row: joined(row.file.holders), 170),
    Column("place", "保管場所", lambda row: row.file.place, 130, soft=True),
    Column("department", "部署", lambda row: row.file.department, 110, soft=True, shown=False),
    Column(
        "state",
        "状態",
        lambda row: "使用中" if row.file.is_open else "閉じた",
        90,
        tone=lambda row: "success" if row.file.is_open else "neutral",
    ),
    Column("created", "つくった日", lambda row: day_of(row.file.created_at), 100, soft=True, shown=False),
)
