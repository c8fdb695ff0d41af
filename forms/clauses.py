"""Numbered sections of a document: heading, paragraphs, items (1), (2) … or ア, イ …, and lines set apart."""

from collections.abc import Iterator, Sequence

from ashibue_desk.domain.wordings import KANA
from forms.flow import Block
from forms.letter import Setting
from forms.templates import Clause, FormText, Passage
from forms.text import set_hanging, set_paragraph


def section_blocks(setting: Setting, clauses: Sequence[Clause], first: int = 1) -> list[Block]:
    """Return the sections, counted from ``first`` on; items marked (1), (2) count through the whole of a section."""
    return [
        block
        for number, clause in enumerate(clauses, start=first)
        for block in _section(setting, f"{number}", clause)
    ]


def lead_blocks(setting: Setting, text: FormText) -> list[Block]:
    """Return what stands before the sections, each paragraph indented by one character."""
    return [
        Block(tuple(set_paragraph(part, setting.text, setting.width, first=setting.em)), before=3)
        for part in (text.lead, text.after_lead)
        if part
    ]


def _section(setting: Setting, label: str, clause: Clause) -> Iterator[Block]:
    em = setting.em
    hang = (1.6 if len(label) == 1 else 2.1) * em
    heading = set_hanging(label, clause.heading, setting.heading, setting.width, left=0, hang=hang)
    yield Block(tuple(heading), before=5, keep=True)
    count = 0
    for passage in clause.passages:
        if passage.text:
            lines = set_paragraph(passage.text, setting.text, setting.width, first=2.6 * em, rest=1.6 * em)
            yield Block(tuple(lines), keep=bool(passage.note or passage.items))
        for mark, item in _marked(passage, count):
            lines = set_hanging(mark, item, setting.text, setting.width, left=1.8 * em, hang=2.2 * em)
            yield Block(tuple(lines))
        count += 0 if passage.kana else len(passage.items)
        if passage.note:
            lines = set_paragraph(passage.note, setting.text, setting.width, first=3 * em, rest=3 * em)
            yield Block(tuple(lines), before=1)


def _marked(passage: Passage, count: int) -> Iterator[tuple[str, str]]:
    for index, item in enumerate(passage.items):
        yield (KANA[index] if passage.kana else f"({count + index + 1})"), item
