"""検証カード: the officer's paper with which the handling log is verified. Printed once; the key is kept nowhere else."""

from typing import Any

from ashibue_desk.domain.japanese_calendar import era_date
from ashibue_desk.domain.log_paper import LogCardFacts
from forms.fonts import GOTHIC, GOTHIC_BOLD, MINCHO, MONOSPACED
from forms.paper import BODY_WIDTH, BOTTOM, LEFT, MM, RIGHT, RULE, TOP, Paper, draw_foot, draw_running_head
from forms.parts import draw_labelled, draw_points, draw_qr, draw_warning
from forms.text import Style, draw_lines, draw_text, fit_text, set_paragraph

_TEXT = Style(GOTHIC, 10, 15.8)
_HEADING = Style(GOTHIC_BOLD, 11, 16)
_KEY = Style(MONOSPACED, 17, 25)
_QR_SIDE = 46 * MM
_A_LINE = 4  # groups
_WARNING = (
    "この紙は一度しか印刷できません。この文字を知る人は、この日より後の記録を書き換えても見つからないようにできます。"
    "写真撮影、複写、PCへの保存はしないでください。責任者が、PCとは別の鍵のかかる場所に保管してください。"
)
_POINTS = (
    "取扱記録簿が書き換えられていないことを確かめるとき。「取扱記録簿の検証」の画面で、下の文字を入力します。",
    "監査を受けるとき。監査をする人は、書き出した記録とこの文字だけで、あしぶえデスクを使わずに確かめられます。",
    "バックアップから復元した後など、責任者の確認が求められたとき。",
)
_KEEPING = (
    "新しいカードを発行しても、このカードは捨てません。発行より前の記録は、このカードで確かめます。",
    "なくしたとき、人に見られたおそれがあるときは、すぐに新しいカードを発行してください。",
)


def render_log_card(facts: LogCardFacts) -> bytes:
    """Return the card as a PDF of one page. Raises ``CannotDrawCharacter`` or ``TooLongForPaper`` for a name."""
    paper = Paper(facts)
    canvas = paper.canvas
    draw_running_head(canvas, "取扱記録簿が書き換えられていないことを確かめるための用紙", "取扱注意")
    y = _draw_title(canvas, facts)
    y = draw_warning(canvas, _WARNING, y - 4 * MM)
    y = _draw_key(canvas, facts, y - 6 * MM)
    y = draw_points(canvas, "使うとき", _POINTS, y - 8 * MM, _HEADING, _TEXT)
    draw_points(canvas, "しまっておくところ", _KEEPING, y - 5 * MM, _HEADING, _TEXT)
    _draw_keeper(canvas)
    draw_foot(canvas, facts.head, 1, 1)
    paper.next_sheet()
    return paper.finish()


def _draw_title(canvas: Any, facts: LogCardFacts) -> float:
    draw_text(canvas, "検証カード", Style(GOTHIC_BOLD, 30, 36), LEFT, TOP - 11 * MM)
    y = TOP - 21 * MM
    name = fit_text(facts.head.office_name, Style(MINCHO, 13, 17), BODY_WIDTH, 34, 8, "団体の名称")
    y = draw_lines(canvas, name, LEFT, y) - 1
    rows = (
        ("封印の期", f"第{facts.epoch}期", _TEXT),
        ("発行した日", era_date(facts.issued_on), _TEXT),
        ("責任者", facts.officer_name, _TEXT),
    )
    return draw_labelled(canvas, rows, y, _TEXT, 24 * MM) + _TEXT.leading


def _draw_key(canvas: Any, facts: LogCardFacts, top: float) -> float:
    draw_text(canvas, "検証のための文字（56文字）", _HEADING, LEFT, top - 10)
    box_top, height = top - 16, _QR_SIDE + 4 * MM
    canvas.setLineWidth(RULE)
    canvas.rect(LEFT, box_top - height, BODY_WIDTH, height)
    y = box_top - 11 * MM
    for start in range(0, len(facts.groups), _A_LINE):
        draw_text(canvas, str(start // _A_LINE + 1), Style(GOTHIC, 8, 9), LEFT + 7 * MM, y, align="right")
        draw_text(canvas, " ".join(facts.groups[start : start + _A_LINE]), _KEY, LEFT + 10 * MM, y)
        y -= _KEY.leading
    draw_qr(canvas, facts.qr_text, RIGHT - _QR_SIDE - 2 * MM, box_top - height + 2 * MM, _QR_SIDE)
    note = "英字の大文字と数字の2〜7だけです。数字の0・1・8・9は出てきません。間の空白は入れなくてもかまいません。"
    lines = set_paragraph(note, Style(GOTHIC, 8, 11.5), BODY_WIDTH)
    return draw_lines(canvas, lines, LEFT, box_top - height - 11.5) + 11.5


def _draw_keeper(canvas: Any) -> None:
    y = BOTTOM + 3 * MM
    canvas.setLineWidth(RULE)
    half = BODY_WIDTH / 2
    for column, label in enumerate(("しまった場所", "責任者の署名")):
        left = LEFT + column * half
        draw_text(canvas, label, Style(GOTHIC, 8.5, 10), left, y + 2)
        canvas.line(left + 22 * MM, y, left + half - (3 * MM if column < 1 else 0), y)
