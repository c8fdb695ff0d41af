"""委託先評価票 (規程14条5項・別表第2): to fill by hand, or printed with the answers given so far."""

from collections.abc import Sequence
from typing import Any

from ashibue_desk.domain.contractor_form_facts import EvaluationSheetFacts
from ashibue_desk.domain.japanese_calendar import era_date
from forms.contractor_evaluation_rows import Item, divide_items, draw_items, set_items
from forms.fonts import GOTHIC, GOTHIC_BOLD, MINCHO
from forms.paper import BODY_WIDTH, BOTTOM, LEFT, MM, RIGHT, TOP, Paper, draw_foot, draw_running_head, edition
from forms.parts import BLANK_DATE, draw_boxes, draw_check_box, draw_seal_mark
from forms.text import Style, draw_lines, draw_text, fit_text, set_paragraph

_TITLE = Style(MINCHO, 17, 24)
_ADDRESSEE = Style(MINCHO, 12, 17)
_GUIDE = Style(GOTHIC, 8.75, 13)
_SMALL = Style(GOTHIC, 8, 11)
_END_HEIGHT = 62 * MM
_BOX = 10 * MM


def render_evaluation_sheet(facts: EvaluationSheetFacts) -> bytes:
    """Return the sheet as a PDF. Raises ``CannotDrawCharacter`` or ``TooLongForPaper`` naming the contractor."""
    paper = Paper(facts)
    items = set_items(facts.rules, facts.answers)
    guide = set_paragraph(_guide(facts), _GUIDE, BODY_WIDTH)
    table_top = TOP - 63.5 * MM - len(guide) * _GUIDE.leading
    sheets = divide_items(items, table_top - BOTTOM, TOP - BOTTOM)
    used = sum(item.height for item in sheets[-1])
    room = (table_top if len(sheets) == 1 else TOP) - BOTTOM
    if used + _END_HEIGHT + 16 * MM > room:
        sheets.append([])
    for page, sheet in enumerate(sheets, start=1):
        _draw_sheet(paper.canvas, facts, guide, sheet, table_top if page == 1 else TOP, page, len(sheets))
        paper.next_sheet()
    return paper.finish()


def _draw_sheet(
    canvas: Any,
    facts: EvaluationSheetFacts,
    guide: Sequence[Any],
    sheet: Sequence[Item],
    top: float,
    page: int,
    pages: int,
) -> None:
    basis = f"{facts.head.form_name}（規程 {facts.rules.sheet_article}）"
    draw_running_head(canvas, basis, edition(facts.head) if page == 1 else facts.contractor_name[:40])
    if page == 1:
        _draw_opening(canvas, facts)
        draw_lines(canvas, guide, LEFT, TOP - 61 * MM)
    lower = draw_items(canvas, sheet, LEFT, top) if sheet else top
    if page == pages:
        _draw_end(canvas, lower - 7 * MM)
    draw_foot(canvas, facts.head, page, pages)


def _guide(facts: EvaluationSheetFacts) -> str:
    contact = f"　お問い合わせ　{facts.contact}" if facts.contact else ""
    return (
        "「評価」は、している＝○、一部だけ＝△、していない＝× のどれかに印を付け、あてはまらないものは「該当なし」に印を付けてください。"
        "×と「該当なし」は、コメントに理由を書いてください。「必須」の項目に△があるときは、いつまでに直すかも書いてください。"
        f"個人番号は書かないでください。{contact}"
    )


def _draw_opening(canvas: Any, facts: EvaluationSheetFacts) -> None:
    draw_text(canvas, facts.head.form_name, _TITLE, (LEFT + RIGHT) / 2, TOP - 9 * MM, align="center")
    name = fit_text(f"{facts.contractor_name}　御中", _ADDRESSEE, 110 * MM, 34, 7, "名称")
    draw_lines(canvas, name, LEFT, TOP - 19 * MM)
    draw_text(
        canvas,
        f"作成　{era_date(facts.opened_on)}",
        Style(GOTHIC, 9, 12),
        RIGHT,
        TOP - 19 * MM,
        align="right",
    )
    half = BODY_WIDTH / 2
    y = TOP - 27 * MM
    draw_boxes(
        canvas,
        [("評価の時期", facts.occasion, half), ("評価の方法", facts.method, half)],
        LEFT,
        y,
        _BOX - 2 * MM,
        26 * MM,
    )
    draw_boxes(
        canvas, [("所在地", facts.contractor_address, BODY_WIDTH)], LEFT, y - _BOX + 2 * MM, _BOX, 26 * MM
    )
    draw_boxes(
        canvas, [("委託する内容", facts.entrusted, BODY_WIDTH)], LEFT, y - 2 * _BOX + 2 * MM, _BOX, 26 * MM
    )


def _draw_end(canvas: Any, y: float) -> None:
    draw_text(canvas, "回答した人", Style(GOTHIC_BOLD, 10, 13), LEFT, y)
    third = BODY_WIDTH / 3
    draw_boxes(
        canvas,
        [("記入日", BLANK_DATE, third), ("役職", "", third), ("氏名", "", third)],
        LEFT,
        y - 2.5 * MM,
        11 * MM,
        16 * MM,
    )
    draw_seal_mark(canvas, RIGHT - 6 * MM, y - 8 * MM, 6.5)
    y -= 21 * MM
    draw_text(canvas, "法人記入欄", Style(GOTHIC_BOLD, 10, 13), LEFT, y)
    draw_boxes(
        canvas,
        [("受領日", BLANK_DATE, third), ("評価した人", "", third), ("確かめた日", BLANK_DATE, third)],
        LEFT,
        y - 2.5 * MM,
        11 * MM,
        16 * MM,
    )
    left, width = LEFT, BODY_WIDTH - 40 * MM
    draw_boxes(canvas, [("判定", "", width), ("責任者", "", 40 * MM)], left, y - 13.5 * MM, 13 * MM, 16 * MM)
    x = left + 19 * MM
    for label in ("合格", "条件付き合格", "不合格"):
        draw_check_box(canvas, x, y - 21 * MM)
        draw_text(canvas, label, Style(GOTHIC, 9.5, 12), x + 12, y - 21 * MM)
        x += 36 * MM if label == "条件付き合格" else 24 * MM
    draw_seal_mark(canvas, RIGHT - 8 * MM, y - 20 * MM)
    words = "条件と期限（必須の項目に△があるとき）"
    draw_text(canvas, words, _SMALL, LEFT, y - 31 * MM)
    canvas.setLineWidth(0.4)
    canvas.rect(LEFT, y - 44 * MM + 3 * MM, BODY_WIDTH, 8.5 * MM)
