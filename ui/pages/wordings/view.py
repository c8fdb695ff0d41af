"""What the pages about wording read and say: rows, states in words, choices of versions."""

from dataclasses import dataclass
from typing import Final

from ashibue_desk.domain.japanese_calendar import both, era_short
from ashibue_desk.domain.search_key import search_key
from ashibue_desk.use_cases.desk import Desk
from ashibue_desk.use_cases.wording_signatures import SignAgain, signed_now, who_signs_again
from ashibue_desk.use_cases.wordings import Edition, WordingFile, list_wordings, open_wording
from ui.widgets.rows_model import Column

ORIGINAL: Final = "original"
"""Stands for the pack's original where two versions are compared."""
PAGE_OF_SIGNERS: Final = {"consent": ("consents", "同意書を開く"), "pledge": ("charge", "担当者と権限を開く")}


@dataclass(frozen=True, slots=True)
class WordingRow:
    """One form in the list, with how many have to sign its present version."""

    file: WordingFile
    signers: int


@dataclass(frozen=True, slots=True)
class WordingView:
    """Everything the page of one form shows."""

    file: WordingFile
    signers: tuple[SignAgain, ...]
    signed: int


def read_rows(desk: Desk) -> tuple[WordingRow, ...]:
    """Read the list of forms with a wording."""
    return tuple(WordingRow(file, len(who_signs_again(desk, file.form))) for file in list_wordings(desk))


def read_view(desk: Desk, form: str) -> WordingView:
    """Read one form."""
    return WordingView(open_wording(desk, form), who_signs_again(desk, form), signed_now(desk, form))


def title_of(file: WordingFile) -> str:
    """Return what the form is called."""
    return file.original.name


def state_words(file: WordingFile) -> str:
    """Return in a few words whose text holds."""
    if file.current.text is None:
        return "文面が読めません"
    words = "原文のまま" if file.current.own is None or not file.current.own.made_by else "この法人の文面"
    if file.newest.version != file.holds:
        words += f"・{era_short(file.newest.in_force_from)}から第{file.newest.version}版"
    return words


def hint_words(row: WordingRow) -> str:
    """Return what should be looked at."""
    hints = []
    if row.file.current.text is None:
        hints.append("直してください")
    if row.file.original_is_newer:
        hints.append("原文が新しくなりました")
    if row.file.explained_is_newer:
        hints.append("もとの様式が変わりました")
    if row.signers:
        hints.append(f"署名し直す人 {row.signers}人")
    return "、".join(hints)


def row_id(row: WordingRow) -> str:
    """Return the name of the form."""
    return row.file.form


def row_text(row: WordingRow) -> str:
    """Return what the list is searched by."""
    return search_key(title_of(row.file), row.file.original.number, row.file.original.form_id)


def edition_title(edition: Edition, file: WordingFile) -> str:
    """Return what a version is called."""
    marks = []
    if edition.kept_on is not None:
        marks.append("以前の文面")
    elif edition.version == file.holds:
        marks.append("使用中")
    elif edition.version > file.holds:
        marks.append("予定")
    if edition.own is None or not edition.own.made_by:
        marks.append("原文")
    return f"第{edition.version}版（{'・'.join(marks)}）" if marks else f"第{edition.version}版"


def edition_key(edition: Edition) -> str:
    """Return what tells a version from every other one of its form, an earlier original of the same number too."""
    return edition.own.id if edition.kept_on is not None and edition.own is not None else str(edition.version)


def edition_detail(edition: Edition) -> str:
    """Return since when, by whom and why."""
    begins = f"{both(edition.in_force_from)}から"
    if edition.kept_on is not None:
        return f"{begins}　この法人では{both(edition.kept_on)}から使っていた文面の控え"
    if edition.own is None or not edition.own.made_by:
        return begins
    kept = "" if edition.own.signs_again else "　署名はそのまま有効"
    return f"{begins}　{edition.own.made_by}{kept}\n理由　{edition.own.reason}"


def _tone(row: WordingRow) -> str:
    if row.file.current.text is None:
        return "error"
    return "warning" if hint_words(row) else ""


COLUMNS: tuple[Column[WordingRow], ...] = (
    Column("number", "番号", lambda row: row.file.original.number, 150),
    Column("name", "様式", lambda row: title_of(row.file), 220, bold=True, stretches=True),
    Column("version", "版", lambda row: f"第{row.file.holds}版", 70),
    Column("since", "使い始めた日", lambda row: era_short(row.file.current.in_force_from), 120),
    Column("state", "文面", lambda row: state_words(row.file), 190),
    Column("hint", "お知らせ", hint_words, 170, tone=_tone),
)
