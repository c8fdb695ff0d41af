"""Sheets that explain a form in easy Japanese or in English. Each says in a heavy frame that it is not the paper itself."""

from typing import Any

from ashibue_desk.domain.explanation_facts import ExplanationFacts
from forms.catalogue import catalogue
from forms.clauses import lead_blocks, section_blocks
from forms.flow import Block, Placed, draw_placed, paginate
from forms.fonts import GOTHIC, GOTHIC_BOLD
from forms.letter import Setting, paragraph_block
from forms.paper import BODY_WIDTH, BOTTOM, LEFT, MM, RIGHT, TOP, Paper, draw_foot, draw_running_head, edition
from forms.parts import draw_warning
from forms.templates import FormText, text_for
from forms.text import Line, Style, draw_lines, fit_text, set_paragraph

_BLANK_NAME = "＿" * 8
_TITLE = Style(GOTHIC_BOLD, 16, 22)
_OFFICE = Style(GOTHIC, 10.5, 14)
_SIZES = ((10.75, 17.0), (10.25, 15.8), (9.75, 14.8), (9.25, 14.0))
_TITLE_TOP = TOP - 9 * MM


def render_explanation(facts: ExplanationFacts) -> bytes:
    """Return the sheet as a PDF. Raises ``CannotDrawCharacter`` naming the office and the field."""
    paper = Paper(facts)
    text = text_for(facts.head, catalogue()[facts.head.form_id].wording).filled(
        {
            "office_name": facts.head.office_name,
            "officer_title": facts.officer_title,
            "officer_name": facts.officer_name or _BLANK_NAME,
            "contact": facts.contact,
            "audience": facts.audience.value,
        }
    )
    sheets = _set(facts, text)
    for page, placed in enumerate(sheets, start=1):
        canvas = paper.canvas
        draw_running_head(canvas, text.number, edition(facts.head) if page == 1 else "")
        if page == 1:
            _draw_opening(canvas, facts, text)
        draw_placed(canvas, placed, LEFT)
        draw_foot(canvas, facts.head, page, len(sheets))
        paper.next_sheet()
    return paper.finish()


def _set(facts: ExplanationFacts, text: FormText) -> list[list[Placed]]:
    """Set the text in the largest size with the fewest sheets."""
    top = _first_top(facts, text)
    tries = []
    for size, leading in _SIZES:
        setting = Setting(Style(GOTHIC, size, leading), Style(GOTHIC_BOLD, size, leading))
        tries.append(paginate(_blocks(setting, text), top, TOP, BOTTOM))
    return min(tries, key=len)


def _blocks(setting: Setting, text: FormText) -> list[Block]:
    blocks = [*lead_blocks(setting, text), *section_blocks(setting, text.clauses)]
    return [*blocks, paragraph_block(setting, text.closing)] if text.closing else blocks


def _draw_opening(canvas: Any, facts: ExplanationFacts, text: FormText) -> None:
    for line, y in _title_lines(text):
        draw_lines(canvas, [line], (LEFT + RIGHT - line.width) / 2, y)
    top = draw_lines(canvas, _names(facts, text), LEFT, _office_top(text))
    draw_warning(canvas, text.said("mark"), top + 4)


def _names(facts: ExplanationFacts, text: FormText) -> list[Line]:
    """Set whose sheet it is, and whom a notice is for."""
    lines = fit_text(facts.head.office_name, _OFFICE, BODY_WIDTH, 28, 6, "団体の名称")
    addressed = [one.text for one in text.texts if one.key == f"to_{facts.audience.value}"]
    return lines + [line for words in addressed for line in set_paragraph(words, _OFFICE, BODY_WIDTH)]


def _title_lines(text: FormText) -> list[tuple[Any, float]]:
    lines = set_paragraph(text.said("title"), _TITLE, BODY_WIDTH)
    return [(line, _TITLE_TOP - at * _TITLE.leading) for at, line in enumerate(lines)]


def _office_top(text: FormText) -> float:
    return _title_lines(text)[-1][1] - 9 * MM


def _first_top(facts: ExplanationFacts, text: FormText) -> float:
    """Return where the body begins: below the frame, which is measured by drawing it nowhere."""
    top = _office_top(text) - sum(line.style.leading for line in _names(facts, text)) + 4
    return draw_warning(_Nowhere(), text.said("mark"), top) - 6 * MM


class _Nowhere:
    """Takes every mark and keeps none."""

    def __getattr__(self, _name: str) -> Any:
        return self._nothing

    def _nothing(self, *_given: Any, **_named: Any) -> "_Nowhere":
        return self
