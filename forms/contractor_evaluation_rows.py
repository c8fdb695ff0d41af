"""The table of 委託先評価票: groups, questions, boxes for ○ △ × 該当なし, and room to write."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ashibue_desk.domain.contractor_criteria import ContractorRules, SelectionCriterion
from ashibue_desk.domain.contractor_evaluation import MARK_SIGNS, Answer, Mark
from ashibue_desk.domain.japanese_calendar import era_short
from forms.fonts import GOTHIC, GOTHIC_BOLD
from forms.paper import BODY_WIDTH, MM, RULE
from forms.parts import draw_check_box, draw_tick
from forms.text import Line, Style, draw_lines, draw_text, set_paragraph

_QUESTION = Style(GOTHIC, 9, 12.5)
_LOOK_FOR = Style(GOTHIC, 7.25, 9.5)
_GROUP = Style(GOTHIC_BOLD, 9.5, 12)
_HEAD = Style(GOTHIC, 8.25, 11)
_NOTE = Style(GOTHIC, 8, 10.5)
_SHADE = 0.94
_GROUP_HEIGHT = 7 * MM
_HEAD_HEIGHT = 7.5 * MM
_LEAST = 13 * MM
_WIDTHS = (11 * MM, 75 * MM, 11 * MM, 30 * MM, BODY_WIDTH - 127 * MM)
_TITLES = ("番号", "評価項目（小さい字は確かめるもの）", "必須", "評価", "コメント・見せた資料")
_SIDE = 1.6 * MM


@dataclass(frozen=True, slots=True)
class Item:
    """One row: a group's name, or a question with its answer."""

    number: str
    heading: str = ""
    question: tuple[Line, ...] = ()
    look_for: tuple[Line, ...] = ()
    required: bool = False
    mark: Mark | None = None
    note: tuple[Line, ...] = ()

    @property
    def height(self) -> float:
        """Return the height in points."""
        if self.heading:
            return _GROUP_HEIGHT
        asked = len(self.question) * _QUESTION.leading + len(self.look_for) * _LOOK_FOR.leading
        return max(_LEAST, asked + 8, len(self.note) * _NOTE.leading + 8)


def set_items(rules: ContractorRules, answers: Mapping[str, Answer]) -> list[Item]:
    """Set every row of the sheet."""
    items = []
    for number, group in enumerate(rules.groups, start=1):
        items.append(Item(str(number), heading=group.name))
        items += [
            _set(f"{number}-{place}", criterion, answers.get(criterion.id))
            for place, criterion in enumerate(group.criteria, start=1)
        ]
    return items


def _set(number: str, criterion: SelectionCriterion, answer: Answer | None) -> Item:
    width = _WIDTHS[1] - 2 * _SIDE
    return Item(
        number,
        question=tuple(set_paragraph(criterion.text, _QUESTION, width)),
        look_for=tuple(set_paragraph(criterion.look_for, _LOOK_FOR, width)),
        required=criterion.required,
        mark=answer.mark if answer else None,
        note=tuple(_note_lines(answer)) if answer else (),
    )


def _note_lines(answer: Answer) -> Iterator[Line]:
    due = f"（{era_short(answer.due_on)}まで）" if answer.due_on else ""
    parts = (
        answer.comment,
        f"資料　{answer.evidence}" if answer.evidence else "",
        f"条件　{answer.condition}{due}" if answer.condition else "",
    )
    for part in parts:
        yield from set_paragraph(part, _NOTE, _WIDTHS[4] - 2 * _SIDE)


def divide_items(items: Sequence[Item], first_room: float, room: float) -> list[list[Item]]:
    """Distribute the rows over sheets; a group's name never stands alone at the foot of one."""
    sheets: list[list[Item]] = [[]]
    left = first_room - _HEAD_HEIGHT
    for place, item in enumerate(items):
        need = item.height + (items[place + 1].height if item.heading else 0)
        if need > left and sheets[-1]:
            sheets.append([])
            left = room - _HEAD_HEIGHT
        sheets[-1].append(item)
        left -= item.height
    return sheets


def draw_items(canvas: Any, items: Sequence[Item], x: float, y: float) -> float:
    """Draw head and rows downwards from ``y``; return the lower edge."""
    canvas.setLineWidth(RULE)
    _shade(canvas, x, y, _HEAD_HEIGHT)
    left = x
    for title, width in zip(_TITLES, _WIDTHS, strict=True):
        canvas.rect(left, y - _HEAD_HEIGHT, width, _HEAD_HEIGHT)
        draw_text(canvas, title, _HEAD, left + width / 2, y - _HEAD_HEIGHT / 2 - 2.9, align="center")
        left += width
    y -= _HEAD_HEIGHT
    for item in items:
        y = _draw_group(canvas, item, x, y) if item.heading else _draw_row(canvas, item, x, y)
    return y


def _shade(canvas: Any, x: float, y: float, height: float) -> None:
    canvas.setFillGray(_SHADE)
    canvas.rect(x, y - height, BODY_WIDTH, height, stroke=0, fill=1)
    canvas.setFillGray(0)


def _draw_group(canvas: Any, item: Item, x: float, y: float) -> float:
    _shade(canvas, x, y, _GROUP_HEIGHT)
    canvas.rect(x, y - _GROUP_HEIGHT, BODY_WIDTH, _GROUP_HEIGHT)
    draw_text(canvas, f"{item.number}　{item.heading}", _GROUP, x + _SIDE, y - _GROUP_HEIGHT / 2 - 3.3)
    return y - _GROUP_HEIGHT


def _draw_row(canvas: Any, item: Item, x: float, y: float) -> float:
    height, left = item.height, x
    for width in _WIDTHS:
        canvas.rect(left, y - height, width, height)
        left += width
    middle = y - height / 2
    draw_text(canvas, item.number, _HEAD, x + _WIDTHS[0] / 2, middle - 2.9, align="center")
    asked = len(item.question) * _QUESTION.leading + len(item.look_for) * _LOOK_FOR.leading
    top = middle + asked / 2 - _QUESTION.leading * 0.78
    below = draw_lines(canvas, item.question, x + _WIDTHS[0] + _SIDE, top)
    canvas.setFillGray(0.3)
    draw_lines(canvas, item.look_for, x + _WIDTHS[0] + _SIDE, below + 1.8)
    canvas.setFillGray(0)
    left = x + _WIDTHS[0] + _WIDTHS[1]
    if item.required:
        draw_text(canvas, "必須", _HEAD, left + _WIDTHS[2] / 2, middle - 2.9, align="center")
    _draw_marks(canvas, item.mark, left + _WIDTHS[2], middle)
    if item.note:
        top = middle + len(item.note) * _NOTE.leading / 2 - _NOTE.leading * 0.78
        draw_lines(canvas, item.note, left + _WIDTHS[2] + _WIDTHS[3] + _SIDE, top)
    return y - height


def _draw_marks(canvas: Any, chosen: Mark | None, x: float, middle: float) -> None:
    upper, lower = middle + 4, middle - 11
    places = {
        Mark.GOOD: (x + 2 * MM, upper),
        Mark.FAIR: (x + 11.5 * MM, upper),
        Mark.POOR: (x + 21 * MM, upper),
        Mark.NOT_APPLICABLE: (x + 2 * MM, lower),
    }
    for mark, (left, baseline) in places.items():
        draw_check_box(canvas, left, baseline)
        draw_text(canvas, MARK_SIGNS[mark], Style(GOTHIC, 9, 11), left + 12, baseline)
        if mark is chosen:
            draw_tick(canvas, left, baseline)
