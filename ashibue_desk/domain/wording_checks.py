"""What keeps a wording from being used: each fault with the clause and the line in which it stands."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from ashibue_desk.domain.number_shield import holds_number
from ashibue_desk.domain.sheet_checks import LONGEST_NOTE, block_title, longest_named, shape_of, sheet_faults
from ashibue_desk.domain.wording_language import (
    MOST_CHARACTERS,
    WordingError,
    fields_in_condition,
    fields_used,
)
from ashibue_desk.domain.wording_marks import stored, with_texts
from ashibue_desk.domain.wordings import KANA, Clause, FormText, Passage

MOST_CLAUSES = 60
MOST_PASSAGES = 40
MOST_ITEMS = 60
LONGEST_HEADING = 80
LONGEST_WORDING = 60_000
"""The most that a form holds: clauses, paragraphs of a clause, items of a paragraph, characters of a heading and in all."""

# Control characters, halves of a pair, and characters that turn the direction of what follows unseen.
_UNUSABLE = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\ud800-\udfff\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]"
)


@dataclass(frozen=True, slots=True)
class WordingFault:
    """A fault: ``place`` in words, ``key`` of the text (``clauses.0.passages.1.items.2``), and the sentence."""

    key: str
    place: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Spot:
    """One text of a wording: its key, its place in words, the text, and what may stand in it."""

    key: str
    place: str
    text: str
    needed: bool = False
    condition: bool = False
    longest: int = MOST_CHARACTERS


def judge(text: FormText, original: FormText) -> tuple[WordingFault, ...]:
    """Return every fault of a wording that was made from ``original``: none means that it may be used."""
    offered = frozenset(field.name for field in original.fields)
    faults = [*_of_the_form(text, original)]
    places = {spot.key: spot.place for spot in spots(text)}
    for key, sentence in sheet_faults(text):
        faults.append(WordingFault(key if key in places else "", places.get(key, "用紙"), sentence))
    for spot in spots(text):
        faults.extend(WordingFault(spot.key, spot.place, sentence) for sentence in _wrong(spot, offered))
    return tuple(faults)


def read_shown(shown: FormText, original: FormText) -> tuple[FormText, tuple[WordingFault, ...]]:
    """Return the wording that a clerk wrote with brackets, and every fault of it; usable only where there is none."""
    places = {spot.key: spot.place for spot in spots(shown)}
    faults: list[WordingFault] = []

    def read(key: str, words: str) -> str:
        try:
            return stored(words, original.fields)
        except WordingError as error:
            faults.append(WordingFault(key, places[key], f"{error.line}行目：{error.sentence}"))
            return words

    text = with_texts(shown, read)
    return text, (*faults, *judge(text, original))


def spots(text: FormText) -> Iterator[Spot]:
    """Yield every text of a wording in reading order."""
    yield Spot("lead", "前文", text.lead)
    yield Spot("after_lead", "前文の後の説明", text.after_lead)
    for at, clause in enumerate(text.clauses):
        place = (
            f"{at + 1}「{clause.heading[:20]}」"
            if not clause.kind
            else f"{at + 1}番め　{block_title(clause)[:24]}"
        )
        yield from _of_clause(f"clauses.{at}", place, clause)
    yield Spot("closing", "結び", text.closing)
    for named in text.texts:
        longest = longest_named(named.key) if text.sheet else MOST_CHARACTERS
        yield Spot(f"texts.{named.key}", named.label, named.text, needed=True, longest=longest)


def _of_clause(key: str, place: str, clause: Clause) -> Iterator[Spot]:
    heading = f"{place}の見出し"
    yield Spot(f"{key}.heading", heading, clause.heading, needed=not clause.kind, longest=LONGEST_HEADING)
    yield Spot(f"{key}.when", f"{place}の条件", clause.when, condition=True)
    for at, passage in enumerate(clause.passages):
        of_passage = _of_passage if not clause.kind else partial(_of_place, clause=clause)
        yield from of_passage(
            f"{key}.passages.{at}", f"{place}の{at + 1}つめの{_UNITS[clause.kind]}", passage
        )


_UNITS = {"": "段落", "text": "段落", "fields": "欄", "table": "行"} | dict.fromkeys(
    ("items", "letterhead", "cut", "new_sheet"), "組"
)


def _of_place(key: str, place: str, passage: Passage, *, clause: Clause) -> Iterator[Spot]:
    """Yield the texts of a part of a sheet to fill by hand."""
    shape = shape_of(clause)
    text, item = (shape.text, shape.item) if shape else (0, 0)
    needed = clause.kind in ("text", "cut", "new_sheet")
    yield Spot(f"{key}.text", place, passage.text, needed=needed, longest=text)
    yield Spot(f"{key}.when", f"{place}の条件", passage.when, condition=True)
    yield Spot(f"{key}.value", f"{place}の印刷する文", passage.value, longest=LONGEST_NOTE)
    for at, words in enumerate(passage.items):
        listed = clause.kind in ("items", "letterhead", "fields") or (
            clause.kind == "table" and key.endswith(".passages.0")
        )
        yield Spot(f"{key}.items.{at}", f"{place}の{at + 1}つめの項目", words, needed=listed, longest=item)
    yield Spot(f"{key}.note", f"{place}の小さな説明", passage.note, longest=LONGEST_NOTE)


def _of_passage(key: str, place: str, passage: Passage) -> Iterator[Spot]:
    yield Spot(f"{key}.text", place, passage.text, needed=True)
    yield Spot(f"{key}.when", f"{place}の条件", passage.when, condition=True)
    for at, item in enumerate(passage.items):
        yield Spot(f"{key}.items.{at}", f"{place}の{at + 1}つめの項目", item, needed=True)
    yield Spot(f"{key}.note", f"{place}の別行", passage.note)
    yield Spot(f"{key}.value", f"{place}の印刷する文", passage.value)


def _of_the_form(text: FormText, original: FormText) -> Iterator[WordingFault]:
    if _which(text) != _which(original):
        yield WordingFault("", "様式", "様式の番号か名前が、原文と違います。")
    if [one.key for one in text.texts] != [one.key for one in original.texts]:
        yield WordingFault("", "様式", "この様式に要る文が、足りないか、余っています。")
    if bool(text.sheet) != bool(original.sheet):
        yield WordingFault("", "様式", "書き込む用紙の文面と、そうでない様式の文面が入れ替わっています。")
    if bool(text.clauses) != bool(original.clauses):
        wanted = "条がありません。" if original.clauses else "この様式には、条を置けません。"
        yield WordingFault("", "様式", wanted)
    for duty in _missing_duties(text, original):
        yield WordingFault(
            "", "様式", f"規程が求める条「{duty}」がありません。原文に戻してから、書き直してください。"
        )
    if sum(len(spot.text) for spot in spots(text)) > LONGEST_WORDING:
        yield WordingFault("", "様式", f"全体が長すぎます。{LONGEST_WORDING:,}文字までにしてください。")
    if len(text.clauses) > MOST_CLAUSES:
        yield WordingFault("", "様式", f"条が多すぎます。{MOST_CLAUSES}までにしてください。")
    for at, clause in enumerate(text.clauses):
        yield from _too_many(at, clause)


def _which(text: FormText) -> tuple[str, ...]:
    return text.form_id, text.number, text.name, text.explains


def _missing_duties(text: FormText, original: FormText) -> Iterator[str]:
    kept = {duty for clause in text.clauses for duty in clause.covers}
    for clause in original.clauses:
        if not kept.issuperset(clause.covers):
            yield clause.heading


def _too_many(at: int, clause: Clause) -> Iterator[WordingFault]:
    key, place = f"clauses.{at}.heading", f"{at + 1}「{clause.heading[:20]}」"
    if not clause.passages:
        yield WordingFault(key, place, "段落がありません。段落を加えるか、条を消してください。")
    if len(clause.passages) > MOST_PASSAGES:
        yield WordingFault(key, place, f"段落が多すぎます。{MOST_PASSAGES}までにしてください。")
    for passage in clause.passages:
        most = len(KANA) if passage.kana else MOST_ITEMS
        if len(passage.items) > most:
            yield WordingFault(key, place, f"項目が多すぎます。{most}までにしてください。")


def _wrong(spot: Spot, offered: frozenset[str]) -> Iterator[str]:
    if spot.needed and not spot.text.strip():
        yield "空のままです。書くか、消してください。"
        return
    if len(spot.text) > spot.longest:
        yield f"長すぎます（{len(spot.text):,}文字）。{spot.longest:,}文字までにしてください。"
        return
    if "\n" in spot.text:
        yield "途中に改行が入っています。改行を消すか、段落を分けてください。"
    if _UNUSABLE.search(spot.text):
        yield "紙に書けない、使えない文字が入っています。その前後を書き直してください。"
    if holds_number(spot.text):
        yield "個人番号らしい12桁の数字が入っています。文面には書かないでください。"
    yield from _wrong_fields(spot, offered)


def _wrong_fields(spot: Spot, offered: frozenset[str]) -> Iterator[str]:
    try:
        used = (
            tuple((name, 1) for name in fields_in_condition(spot.text))
            if spot.condition
            else fields_used(spot.text)
        )
    except WordingError as error:
        yield f"{error.line}行目：{error.sentence}"
        return
    for name, line in dict.fromkeys(used):
        if name not in offered:
            yield f"{line}行目：「{name}」という欄は、この様式にはありません。"
