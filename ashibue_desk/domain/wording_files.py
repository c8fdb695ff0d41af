"""The wording of a form as TOML: how the pack's originals lie in files and the office's own versions in the vault.

A sheet to fill by hand has blocks (``sheet_files``), every other form clauses.
"""

import tomllib
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from ashibue_desk.domain.data_table import DataFileError, DataTable
from ashibue_desk.domain.sheet_files import read_sheet
from ashibue_desk.domain.sheet_wording import wording_of
from ashibue_desk.domain.wordings import Clause, FormField, FormText, NamedText, Passage

LONGEST_FILE = 400_000
"""The longest text that is read as a wording, in characters: six times the longest wording."""


class BrokenWording(ValueError):
    """A text that is no form's wording: a Japanese sentence, with the line where one is known."""


def read_wording(text: str) -> FormText:
    """Return the wording that ``text`` holds; raise ``BrokenWording`` where it is no TOML or not of this shape."""
    if len(text) > LONGEST_FILE:
        raise BrokenWording("文面が長すぎます。")
    try:
        table = tomllib.loads(text)
        return _sheet(table) if "block" in table else _form(table)
    except tomllib.TOMLDecodeError as error:
        raise BrokenWording(f"文面の書き方がこわれています（{_where(error)}）。") from None
    except RecursionError:
        raise BrokenWording("文面の書き方がこわれています（入れ子が深すぎます）。") from None


def _sheet(values: dict[str, Any]) -> FormText:
    table = DataTable(values, "sheet")
    try:
        plan = read_sheet(table)
        table.finish()
        return wording_of(plan)
    except (DataFileError, ValueError):
        raise BrokenWording("文面が、書き込む用紙の形になっていません。") from None


def _where(error: tomllib.TOMLDecodeError) -> str:
    found = [word.strip(",)") for word in str(error).split() if word.strip(",)").isdigit()]
    return f"{found[-2]}行目" if "line" in str(error) and len(found) >= 2 else "終わりの近く"


def _form(table: Mapping[str, Any]) -> FormText:
    day = _take(table, "in_force_from", date)
    if isinstance(day, datetime):
        raise BrokenWording("使い始める日に、時刻が付いています。")
    return FormText(
        form_id=_text(table, "form_id"),
        number=_text(table, "number"),
        name=_text(table, "name"),
        version=_take(table, "version", int),
        in_force_from=day,
        basis=_text(table, "basis"),
        lead=_text(table, "lead"),
        after_lead=_text(table, "after_lead"),
        closing=_text(table, "closing"),
        clauses=tuple(_clause(entry) for entry in _tables(table, "clauses")),
        fields=tuple(_field(name, value) for name, value in _take(table, "fields", dict, {}).items()),
        texts=tuple(
            NamedText(_text(entry, "key"), _text(entry, "label"), _text(entry, "text"))
            for entry in _tables(table, "texts")
        ),
        explains=_text(table, "explains", ""),
    )


def _field(name: str, value: object) -> FormField:
    if isinstance(value, str):
        return FormField(name, value)
    if not isinstance(value, dict) or not all(isinstance(words, str) for words in value.values()):
        raise BrokenWording(f"欄「{name}」の形が違います。")
    values = tuple((key, words) for key, words in value.items() if key != "label")
    return FormField(name, _text(value, "label"), values)


def _clause(entry: Mapping[str, Any]) -> Clause:
    return Clause(
        heading=_text(entry, "heading"),
        passages=tuple(_passage(part) for part in _tables(entry, "paragraphs")),
        when=_text(entry, "when", ""),
        covers=_texts(entry, "covers"),
    )


def _passage(part: Mapping[str, Any]) -> Passage:
    return Passage(
        text=_text(part, "text"),
        items=_texts(part, "items"),
        kana=_text(part, "numbering", "") == "kana",
        note=_text(part, "note", ""),
        when=_text(part, "when", ""),
    )


def _take(table: Mapping[str, Any], key: str, kind: type[Any], default: Any = None) -> Any:
    value = table.get(key, default)
    if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
        raise BrokenWording(f"文面に「{key}」がないか、形が違います。")
    return value


def _text(table: Mapping[str, Any], key: str, default: str | None = None) -> str:
    value: str = _take(table, key, str, default)
    return value.strip("\n\r\t ")


def _texts(table: Mapping[str, Any], key: str) -> tuple[str, ...]:
    values = _take(table, key, list, [])
    if not all(isinstance(value, str) for value in values):
        raise BrokenWording(f"文面の「{key}」に、文字でないものが入っています。")
    return tuple(values)


def _tables(table: Mapping[str, Any], key: str) -> list[Mapping[str, Any]]:
    values: list[Any] = _take(table, key, list, [])
    if not all(isinstance(value, dict) for value in values):
        raise BrokenWording(f"文面の「{key}」の形が違います。")
    return values
