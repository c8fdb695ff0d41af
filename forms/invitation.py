"""一時パスワードの用紙: how somebody enters for the first time, or again after the officer's reset.

The password stands on the sheet only: never in the properties or the name of the file.
"""

from collections.abc import Sequence
from typing import Any

from ashibue_desk.domain.form_facts import InvitationFacts
from forms.fonts import GOTHIC, GOTHIC_BOLD, MINCHO, MONOSPACED
from forms.paper import BODY_WIDTH, LEFT, MM, RIGHT, TOP, Paper, draw_foot, draw_running_head, print_time
from forms.parts import draw_labelled
from forms.text import Style, draw_lines, draw_text, fit_text, set_hanging, set_paragraph

_NAME = "一時パスワードの用紙"
_TEXT = Style(GOTHIC, 10.5, 17)
_HEADING = Style(GOTHIC_BOLD, 12, 18)
_LABEL = Style(GOTHIC, 10, 15)
_KEY = Style(MONOSPACED, 22, 30)
_LABEL_WIDTH = 30 * MM
_WARNING = (
    "この用紙を見た人は、あなたの代わりに入ることができます。ほかの人に見せず、写真に撮らず、"
    "受け取ったその日に使ってください。"
)
_STEPS = (
    "あしぶえデスクを開き、自分の名前を選びます。",
    "上の一時パスワードを、大文字と小文字、記号もこのとおりに入力します。",
    "続けて、自分だけが知っている新しいパスワードを決めます。決めるまで、ほかの画面には進めません。",
    "新しいパスワードで入れたら、この用紙をシュレッダーで裁断します。",
)
_TROUBLE = (
    "新しいパスワードを決めると、この一時パスワードは使えなくなります。",
    "入れないとき、なくしたとき、だれかに見られたかもしれないときは、すぐに責任者に知らせてください。新しい用紙をつくります。",
    "責任者にも、あなたの新しいパスワードは分かりません。人に教える必要もありません。",
)


def render_invitation(facts: InvitationFacts) -> bytes:
    """Return the sheet as a PDF of one page.

    Raises ``CannotDrawCharacter`` or ``TooLongForPaper`` naming the person.
    """
    paper = Paper(facts)
    canvas = paper.canvas
    draw_running_head(canvas, "はじめて入る人・パスワードを決め直す人に渡す用紙", "親展・取扱注意")
    y = _draw_title(canvas, facts)
    y = _draw_warning(canvas, y - 4 * MM)
    y = _draw_password(canvas, facts, y - 8 * MM)
    y = _draw_points(canvas, "入り方", _STEPS, y - 9 * MM)
    _draw_points(canvas, "知っておくこと", _TROUBLE, y - 6 * MM)
    draw_foot(canvas, facts.head, 1, 1)
    paper.next_sheet()
    return paper.finish()


def _draw_title(canvas: Any, facts: InvitationFacts) -> float:
    draw_text(canvas, _NAME, Style(GOTHIC_BOLD, 24, 30), LEFT, TOP - 9 * MM)
    y = TOP - 19 * MM
    why = "パスワードの決め直し" if facts.again else "利用の開始"
    rows = (
        ("渡す人", f"{facts.person_name}　様", Style(MINCHO, 15, 19)),
        ("役割", "・".join(facts.role_names), _LABEL),
        ("使いみち", why, _LABEL),
        ("団体", facts.head.office_name, _LABEL),
        ("発行", f"{print_time(facts.head.printed_at)}　{facts.issued_by}", _LABEL),
    )
    return draw_labelled(canvas, rows, y, _LABEL, _LABEL_WIDTH, gap=3) + 12


def _draw_warning(canvas: Any, top: float) -> float:
    inset = 4 * MM
    lines = set_paragraph(_WARNING, Style(GOTHIC_BOLD, 10.5, 16.5), BODY_WIDTH - 2 * inset)
    height = len(lines) * 16.5 + 2 * inset - 8
    canvas.setLineWidth(1.6)
    canvas.rect(LEFT + 0.8, top - height, BODY_WIDTH - 1.6, height)
    draw_lines(canvas, lines, LEFT + inset, top - inset - 7.5)
    return top - height


def _draw_password(canvas: Any, facts: InvitationFacts, top: float) -> float:
    draw_text(canvas, "一時パスワード", _HEADING, LEFT, top - 10)
    height = 26 * MM
    box_top = top - 18
    canvas.setLineWidth(0.8)
    canvas.rect(LEFT, box_top - height, BODY_WIDTH, height)
    lines = fit_text(
        facts.one_time_password, _KEY, BODY_WIDTH - 12 * MM, height - 6 * MM, 10, "一時パスワード"
    )
    leading = lines[0].style.leading
    y = box_top - height / 2 - lines[0].style.size * 0.35 + (len(lines) - 1) * leading / 2
    for line in lines:
        draw_lines(canvas, [line], (LEFT + RIGHT) / 2 - line.width / 2, y)
        y -= leading
    return box_top - height


def _draw_points(canvas: Any, heading: str, points: Sequence[str], top: float) -> float:
    y = top - 10
    draw_text(canvas, heading, _HEADING, LEFT, y)
    y -= _HEADING.leading + 3
    for number, point in enumerate(points, start=1):
        y = draw_lines(canvas, set_hanging(f"{number}", point, _TEXT, BODY_WIDTH, left=4, hang=16), LEFT, y)
    return y + _TEXT.leading - 4
