"""復旧シート: the one paper with which the records can be brought back, printed twice for each business year.

It carries the age identity of the year (74 characters, https://age-encryption.org/v1) as text and as a QR code.
The identity stands on the sheet only: never in the properties or the name of the file.
"""

from typing import Any

from ashibue_desk.domain.form_facts import RecoverySheetFacts
from ashibue_desk.domain.japanese_calendar import era_date, era_year
from forms.fonts import GOTHIC, GOTHIC_BOLD, MINCHO, MONOSPACED
from forms.paper import BODY_WIDTH, BOTTOM, LEFT, MM, RIGHT, RULE, TOP, Paper, draw_foot, draw_running_head
from forms.parts import draw_check_box, draw_labelled, draw_points, draw_qr, draw_warning
from forms.text import Style, draw_lines, draw_text, fit_text, set_paragraph

_NAME = "復旧シート"
_TEXT = Style(GOTHIC, 10, 15.8)
_HEADING = Style(GOTHIC_BOLD, 11, 16)
_KEY = Style(MONOSPACED, 15, 23)
_QR_SIDE = 50 * MM

_WARNING = (
    "この紙とバックアップの両方を手にした人は、保管しているすべての個人番号を読むことができます。"
    "写真撮影、複写、ファイルへの保存はしないでください。封筒に入れて封をし、鍵のかかる場所に保管してください。"
)
_USES = (
    "PCの故障や買替えのため、バックアップから記録を元に戻すとき。はじめの画面で「バックアップから戻す」を選び、このシートの文字を入力します。QRコードを読み取って貼り付けることもできます。",
    "PCの中の鍵が失われ、正しいパスワードでも開けなくなったとき。開く画面で「復旧シートで開ける」を選び、このシートの文字を入力します。",
)
_KEEPING = (
    "2枚を別々の場所に置きます（例：責任者の金庫と、理事長の金庫）。バックアップの媒体や、このPCと同じ場所には置きません。",
    "なくしたとき、見られたおそれがあるときは、すぐに責任者に知らせ、新しい復旧シートを作ってバックアップを取り直します。",
)
_READING = (
    "大文字と数字だけです。先頭の AGE-SECRET-KEY-1 の後には、英字の O・I・B と数字の 1 は出てきません（0 は必ず数字のゼロ）。"
    "間の空白は入れても入れなくてもかまいません。"
)


def render_recovery_sheet(facts: RecoverySheetFacts) -> bytes:
    """Return the sheet as a PDF of one page.

    Raises ``CannotDrawCharacter`` or ``TooLongForPaper`` when the name of the office or vault cannot be printed.
    """
    paper = Paper(facts)
    canvas = paper.canvas
    draw_running_head(canvas, "バックアップと保管庫を元に戻すための用紙", "取扱注意")
    y = _draw_title(canvas, facts)
    y = draw_warning(canvas, _WARNING, y - 5 * MM)
    y = _draw_identity(canvas, facts, y - 6 * MM)
    y = draw_points(canvas, "使うとき", _USES, y - 7 * MM, _HEADING, _TEXT)
    y = draw_points(canvas, "しまっておくところ", _KEEPING, y - 4 * MM, _HEADING, _TEXT)
    _draw_end_of_year(canvas, facts, y - 4 * MM)
    _draw_keeper(canvas)
    draw_foot(canvas, facts.head, 1, 1)
    paper.next_sheet()
    return paper.finish()


def recovery_sheet_text(facts: RecoverySheetFacts) -> str:
    """Return what the sheet says as plain text, for an office that is set up without a printer."""
    parts = [
        f"{_NAME}　{facts.copies}枚のうち{facts.copy_number}枚目",
        "　".join(dict.fromkeys((facts.head.office_name, facts.vault_name))),
        f"{_year(facts)}　必要な期間: {_needed_until(facts)}",
        "",
        *facts.identity_lines,
        f"検査用文字: {facts.checksum}",
        _READING,
        "",
        _WARNING,
        "",
        "使うとき",
        *(f"・{each}" for each in _USES),
        "しまっておくところ",
        *(f"・{each}" for each in _KEEPING),
        "年度が終わったら",
        *(f"・{each}" for each in _end_of_year(facts)),
    ]
    return "\n".join(parts) + "\n"


def _year(facts: RecoverySheetFacts) -> str:
    return f"{era_year(facts.business_year)}度（{facts.business_year}年度）"


def _needed_until(facts: RecoverySheetFacts) -> str:
    return f"{era_date(facts.business_year_ends)}まで、かつ、次の年度の復旧シートができるまで"


def _end_of_year(facts: RecoverySheetFacts) -> tuple[str, str]:
    return (
        f"{era_date(facts.business_year_ends)}を過ぎたら、次の年度の復旧シートを2枚印刷し、新しいバックアップを取って読めることを確かめます。",
        "その後、この紙を2枚ともシュレッダーで裁断します。これで、この年度のバックアップはだれにも読めなくなります。裁断した日を記録してください。",
    )


def _draw_title(canvas: Any, facts: RecoverySheetFacts) -> float:
    draw_text(canvas, _NAME, Style(GOTHIC_BOLD, 30, 36), LEFT, TOP - 11 * MM)
    _draw_copy_mark(canvas, facts)
    y = TOP - 21 * MM
    name = fit_text(facts.head.office_name, Style(MINCHO, 13, 17), BODY_WIDTH, 34, 8, "団体の名称")
    y = draw_lines(canvas, name, LEFT, y) - 1
    rows = [("事業年度", _year(facts), _TEXT), ("必要な期間", _needed_until(facts), _TEXT)]
    if facts.vault_name != facts.head.office_name:
        rows.insert(0, ("保管庫", facts.vault_name, _TEXT))
    return draw_labelled(canvas, rows, y, _TEXT, 24 * MM) + _TEXT.leading


def _draw_copy_mark(canvas: Any, facts: RecoverySheetFacts) -> None:
    width, height = 34 * MM, 13 * MM
    left, bottom = RIGHT - width, TOP - 13 * MM
    canvas.setLineWidth(1.2)
    canvas.rect(left, bottom, width, height)
    text = f"{facts.copy_number} / {facts.copies} 枚目"
    draw_text(canvas, text, Style(GOTHIC_BOLD, 16, 18), left + width / 2, bottom + 4.4 * MM, align="center")


def _draw_identity(canvas: Any, facts: RecoverySheetFacts, top: float) -> float:
    draw_text(canvas, "復旧のための文字", _HEADING, LEFT, top - 10)
    box_top = top - 16
    rows = max(len(facts.identity_lines), 1)
    height = max(rows * _KEY.leading + 15 * MM, _QR_SIDE + 4 * MM)
    canvas.setLineWidth(RULE)
    canvas.rect(LEFT, box_top - height, BODY_WIDTH, height)
    text_width = BODY_WIDTH - _QR_SIDE - 10 * MM
    y = box_top - 9.5 * MM
    for number, line in enumerate(facts.identity_lines, start=1):
        draw_text(canvas, str(number), Style(GOTHIC, 8, 9), LEFT + 7 * MM, y, align="right")
        fitted = fit_text(line, _KEY, text_width - 10 * MM, _KEY.size, 7, "復旧のための文字")
        draw_lines(canvas, fitted, LEFT + 10 * MM, y)
        y -= _KEY.leading
    y -= 2
    draw_text(canvas, "検査用文字", _TEXT, LEFT + 10 * MM, y)
    draw_text(canvas, facts.checksum, Style(MONOSPACED, 13, 16), LEFT + 31 * MM, y)
    draw_qr(canvas, facts.qr_text, RIGHT - _QR_SIDE - 2 * MM, box_top - height / 2 - _QR_SIDE / 2, _QR_SIDE)
    note = set_paragraph(_READING, Style(GOTHIC, 8, 11.5), BODY_WIDTH)
    return draw_lines(canvas, note, LEFT, box_top - height - 11.5) + 11.5


def _draw_end_of_year(canvas: Any, facts: RecoverySheetFacts, top: float) -> None:
    y = top - 10
    draw_text(canvas, "年度が終わったら", _HEADING, LEFT, y)
    y -= _HEADING.leading + 1
    for point in _end_of_year(facts):
        draw_check_box(canvas, LEFT + 3, y)
        y = draw_lines(canvas, set_paragraph(point, _TEXT, BODY_WIDTH - 18), LEFT + 18, y)


def _draw_keeper(canvas: Any) -> None:
    y = BOTTOM + 3 * MM
    canvas.setLineWidth(RULE)
    third = BODY_WIDTH / 3
    for column, label in enumerate(("しまった場所", "預かった人", "裁断した日")):
        left = LEFT + column * third
        draw_text(canvas, label, Style(GOTHIC, 8.5, 10), left, y + 2)
        canvas.line(left + 20 * MM, y, left + third - (3 * MM if column < 2 else 0), y)
