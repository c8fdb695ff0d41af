"""What keeps the words of a sheet to fill by hand from being used, beyond what holds for every form.

The blocks of a sheet stay as they are; what may grow in a block, and how long its texts may be, is a ``Shape``.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from ashibue_desk.domain.sheet_plan import Fields, Items, SheetBlock, Table
from ashibue_desk.domain.sheet_wording import KINDS
from ashibue_desk.domain.wordings import Clause, FormText, Passage


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """How a block is called, whether paragraphs (from the ``first`` on) and items may come and go, the longest texts."""

    name: str
    passages: bool = False
    first: int = 0
    items: bool = False
    text: int = 4000
    item: int = 600


SHAPES = {
    "text": Shape(name="文", passages=True),
    "items": Shape(name="項目", items=True),
    "fields": Shape(name="書き込む欄", items=True, text=60, item=80),
    "table": Shape(name="表", passages=True, first=1),
    "letterhead": Shape(name="宛名と差出人", items=True, item=200),
    "cut": Shape(name="切り取り線", text=40),
    "new_sheet": Shape(name="次の紙の題", text=60),
}
"""By the kind of the clause."""
LONGEST_NOTE = 200
"""The longest hint below a place, and the longest text printed in it."""


def longest_named(key: str) -> int:
    """Return how long a named text of a sheet may be: the title of a place for a seal, where it is filed, how long."""
    return 6 if key.startswith("seal_") else 160


def shape_of(clause: Clause) -> Shape | None:
    """Return the shape of a block of a sheet, or ``None`` for a clause of another form."""
    return SHAPES.get(clause.kind)


def block_title(clause: Clause) -> str:
    """Return what a block is called: its heading, else its kind and how it begins."""
    shape = shape_of(clause)
    if clause.heading or shape is None:
        return clause.heading
    texts = (words.strip("＿　 ") for each in clause.passages for words in (each.text, *each.items))
    begins = next(filter(None, texts), "") if clause.kind != "letterhead" else ""
    return f"{shape.name}「{begins[:12]}{'…' if len(begins) > 12 else ''}」" if begins else shape.name


def may_change(clause: Clause, inner: list[str], act: str, by: int = 0) -> bool:
    """Return whether a piece of a block may come, go or move: ``inner`` is its key below the clause.

    ``act`` is ``add``, ``remove`` or ``move`` by ``by`` places. Everything may on a form that is no sheet.
    """
    shape = shape_of(clause)
    if shape is None:
        return True
    if len(inner) == 4:
        items = clause.passages[int(inner[1])].items
        last = act == "remove" and len(items) == 1 and clause.kind != "fields"
        return shape.items and not last
    if len(inner) == 2:
        at = int(inner[1])
        return shape.passages and min(at, at + by) >= shape.first
    return False


def sheet_faults(text: FormText) -> Iterator[tuple[str, str]]:
    """Yield key and sentence of everything by which the words no longer fit the sheet."""
    if text.sheet is None:
        if any(clause.kind for clause in text.clauses):
            yield "", "この様式に、書き込む用紙の部分が入っています。"
        return
    if text.lead or text.after_lead or text.closing:
        yield "", "この用紙には、前文と結びを置けません。"
    kinds = [KINDS[type(block)] for block in text.sheet.blocks]
    if [clause.kind for clause in text.clauses] != kinds:
        yield "", "この用紙の部分が、足りないか、余っています。"
        return
    for at, (block, clause) in enumerate(zip(text.sheet.blocks, text.clauses, strict=True)):
        for key, sentence in _of_block(block, clause):
            yield f"clauses.{at}{key}", sentence
    yield from _same(".seals", [one.text for one in text.texts if one.key.startswith("seal_")])


def _of_block(block: SheetBlock, clause: Clause) -> Iterator[tuple[str, str]]:
    if clause.when or clause.covers or any(each.when or each.kana for each in clause.passages):
        yield ".heading", "この用紙の部分には、載せるときの条件や番号の付け方を決められません。"
    wanted = _passages_wanted(block)
    if wanted is not None and len(clause.passages) != wanted:
        yield ".heading", "この部分に要る欄が、足りないか、余っています。"
        return
    if isinstance(block, Table):
        yield from _of_table(block, clause)
    elif not isinstance(block, Fields):
        yield from _of_list(block, clause)
    for at, passage in enumerate(clause.passages):
        if not isinstance(block, Table):
            yield from _same(f".passages.{at}", [*passage.items])
        yield from _of_place(f".passages.{at}", passage, place=isinstance(block, Fields))


def _passages_wanted(block: SheetBlock) -> int | None:
    if isinstance(block, Fields):
        return sum(len(row.cells) for row in block.rows)
    return {"items": 1, "letterhead": 2, "cut": 1, "new_sheet": 1}.get(KINDS[type(block)])


def _of_table(block: Table, clause: Clause) -> Iterator[tuple[str, str]]:
    if not clause.passages or len(clause.passages[0].items) != len(block.columns):
        yield ".heading", "この表の列が、足りないか、余っています。"
        return
    if not (block.each or block.blank or len(clause.passages) > 1):
        yield ".heading", "この表に、行がありません。"
    for at, passage in enumerate(clause.passages):
        if not 1 <= len(passage.items) <= len(block.columns):
            yield f".passages.{at}.items.0", "この行の欄の数が、表の列の数と合いません。"


def _of_list(block: SheetBlock, clause: Clause) -> Iterator[tuple[str, str]]:
    given = isinstance(block, Items) and bool(block.each)
    for at, passage in enumerate(clause.passages):
        if KINDS[type(block)] in ("items", "letterhead") and bool(passage.items) == given:
            yield (
                f".passages.{at}.items.0",
                "ここに要る文がありません。" if not given else "ここには書けません。",
            )


def _of_place(key: str, passage: Passage, *, place: bool) -> Iterator[tuple[str, str]]:
    if not place and (passage.value or passage.note):
        yield f"{key}.text", "この部分には、説明や印刷する文を置けません。"
    if passage.value and passage.items:
        yield f"{key}.value", "印を付ける言葉がある欄には、印刷する文を置けません。"


def _same(key: str, texts: list[str]) -> Iterator[tuple[str, str]]:
    count = Counter(text.strip() for text in texts)
    for at, text in enumerate(texts):
        if text.strip() and count[text.strip()] > 1:
            yield f"{key}.items.{at}", "同じ言葉が2つあります。"
            return
