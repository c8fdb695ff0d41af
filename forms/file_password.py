"""パスワードの用紙: opens one encrypted file. It goes another way than the file (規程10条9項).

The password stands on the sheet only: never in the properties or the name of the file.
"""

from typing import Any

from ashibue_desk.domain.file_passwords import ROUTE_NAMES, FilePasswordFacts
from ashibue_desk.domain.japanese_calendar import era_date
from forms.fonts import GOTHIC, GOTHIC_BOLD, MINCHO, MONOSPACED
from forms.paper import BODY_WIDTH, LEFT, MM, RIGHT, TOP, Paper, draw_foot, draw_running_head
from forms.parts import draw_labelled, draw_warning
from forms.text import Style, draw_lines, draw_text, set_hanging

_TEXT = Style(GOTHIC, 10.5, 17)
_HEADING = Style(GOTHIC_BOLD, 12, 18)
_LABEL = Style(GOTHIC, 10, 15)
_KEY = Style(MONOSPACED, 24, 32)
_LABEL_WIDTH = 30 * MM
_WARNING = (
    "この用紙とファイルを、同じ封筒や同じメールで送らないでください。パスワードは、ファイルとは別の方法で伝えます。"
    "ファイルを開いた後は、この用紙をシュレッダーで裁断してください。"
)
_STEPS = (
    "ファイルを開くと、パスワードをたずねられます。",
    "上の文字を、間の「-」も入れて、このとおりに入力します。英字はすべて大文字です。",
    "英字の「I」と「O」、数字の「0」と「1」は使っていません。読み違えやすいためです。",
    "このパスワードは、このファイルだけのものです。ほかのファイルは開きません。",
    "なくしたときは、送った人に知らせてください。同じファイルを新しいパスワードでつくり直します。",
)


def render_file_password(facts: FilePasswordFacts) -> bytes:
    """Return the slip as a PDF of one page. Raises ``CannotDrawCharacter`` or ``TooLongForPaper`` naming the recipient."""
    paper = Paper(facts)
    canvas = paper.canvas
    draw_running_head(canvas, "暗号化したPDFを受け取る人に渡す用紙", "親展・取扱注意")
    y = _draw_title(canvas, facts)
    y = draw_warning(canvas, _WARNING, y - 4 * MM)
    y = _draw_password(canvas, facts.password, y - 8 * MM)
    _draw_steps(canvas, y - 9 * MM)
    draw_foot(canvas, facts.head, 1, 1)
    paper.next_sheet()
    return paper.finish()


def _draw_title(canvas: Any, facts: FilePasswordFacts) -> float:
    draw_text(canvas, "パスワードの用紙", Style(GOTHIC_BOLD, 24, 30), LEFT, TOP - 9 * MM)
    y = TOP - 19 * MM
    rows = (
        (
            "受け取る人",
            f"{facts.recipient}　様" if facts.recipient else "＿" * 12 + "　様",
            Style(MINCHO, 15, 19),
        ),
        ("ファイル", facts.contents, _LABEL),
        ("つくった日", f"{era_date(facts.made_on)}　{facts.made_by}", _LABEL),
        ("伝え方", ROUTE_NAMES[facts.route], _LABEL),
        ("団体", facts.head.office_name, _LABEL),
    )
    return draw_labelled(canvas, rows, y, _LABEL, _LABEL_WIDTH, gap=3) + 12


def _draw_password(canvas: Any, password: str, top: float) -> float:
    draw_text(canvas, "ファイルを開くパスワード", _HEADING, LEFT, top - 10)
    height = 24 * MM
    box_top = top - 18
    canvas.setLineWidth(0.8)
    canvas.rect(LEFT, box_top - height, BODY_WIDTH, height)
    y = box_top - height / 2 - _KEY.size * 0.35
    draw_text(canvas, password, _KEY, (LEFT + RIGHT) / 2, y, align="center")
    return box_top - height


def _draw_steps(canvas: Any, top: float) -> None:
    y = top - 10
    draw_text(canvas, "開き方", _HEADING, LEFT, y)
    y -= _HEADING.leading + 3
    for number, point in enumerate(_STEPS, start=1):
        y = draw_lines(canvas, set_hanging(f"{number}", point, _TEXT, BODY_WIDTH, left=4, hang=16), LEFT, y)
