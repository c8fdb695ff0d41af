"""月次点検票: what deserves a look in a month of the log, with verdicts, then the figures; seal places and code (マニュアル6.3, 7.1)."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from ashibue_desk.domain.handling_log import LOG_CLASS_NAMES, LogClass
from ashibue_desk.domain.japanese_calendar import era_short
from ashibue_desk.domain.log_check_paper import CheckSheetFacts, SheetDoubt, SheetItem
from forms.fonts import GOTHIC, MINCHO
from forms.log_code import LOG_CODE_HEIGHT, draw_log_code
from forms.paper import BODY_WIDTH, LEFT, MM, RIGHT, TOP, Paper
from forms.parts import SEAL_BOX_HEIGHT, SEAL_BOX_WIDTH, draw_seal_boxes
from forms.sectioned import Section, SectionedPaper, columns, render_sections
from forms.text import Line, Style, draw_lines, fit_text, set_paragraph

_TITLE = Style(MINCHO, 16, 22)
_TEXT = Style(GOTHIC, 9, 13.5)
_SEALS = ("点検者", "責任者")
_BY_HAND = "□確認済　□要確認"


def render_check_sheet(facts: CheckSheetFacts) -> bytes:
    """Return the sheet as a PDF. Raises ``CannotDrawCharacter`` before anything is set."""
    paper = Paper(facts)
    width = BODY_WIDTH - len(_SEALS) * SEAL_BOX_WIDTH - 6 * MM
    title = fit_text(f"{facts.figures.month.title}分　{facts.head.form_name}", _TITLE, width, 46, 10, "表題")
    lines = [line for text in _introduction(facts) for line in set_paragraph(text, _TEXT, width)]
    title_height = sum(line.style.leading for line in title)
    height = max(6 * MM + title_height + len(lines) * _TEXT.leading, SEAL_BOX_HEIGHT)

    def opening(canvas: Any) -> None:
        _draw_opening(canvas, title, lines)

    def bottom(canvas: Any) -> None:
        draw_log_code(canvas, facts.until_seq, facts.code)

    return render_sections(
        paper,
        SectionedPaper(
            sections=tuple(_sections(facts)),
            opening=opening,
            first_top=TOP - height - 4 * MM,
            running=f"{facts.figures.month.title}分",
            bottom=bottom,
            bottom_height=LOG_CODE_HEIGHT,
        ),
    )


def _draw_opening(canvas: Any, title: list[Line], lines: list[Line]) -> None:
    below = draw_lines(canvas, title, LEFT, TOP - 7 * MM)
    draw_lines(canvas, lines, LEFT, below + 3)
    draw_seal_boxes(canvas, _SEALS, RIGHT, TOP)


def _introduction(facts: CheckSheetFacts) -> Iterator[str]:
    yield facts.head.office_name
    yield f"点検する人　{facts.checker}"
    persons = f"番号を扱った人　{facts.figures.persons:,}人"
    yield f"記録　{facts.figures.lines:,}行　　{persons}"
    yield f"この月のいちばん新しい番号　{facts.last_of_month}"
    if facts.unchecked and facts.checks:
        yield f"点検のあとに加わった行　{facts.unchecked:,}行"


def _sections(facts: CheckSheetFacts) -> Iterator[Section]:
    yield Section(
        f"目を通すもの（{len(facts.items):,}件）",
        columns(
            ("番号", 17),
            ("日時", 21),
            ("取扱者", 24),
            ("取扱いの内容", 49),
            ("目を通す理由", 29),
            ("確認", 30),
            centred=("番号", "日時"),
        ),
        tuple(map(_item, facts.items))
        or (("―", "", "", "この月に、特に目を通すものはありません。", "", ""),),
    )
    yield Section(
        "点検の結果",
        columns(("点検した日", 26), ("点検した人", 40), ("点検した記録", 40), ("意見", 64)),
        (*_results(facts), *_result_by_hand(facts)),
        least=12 * MM,
    )
    if facts.doubts:
        yield Section(
            "要確認の結果",
            columns(
                ("番号", 17),
                ("点検した日", 21),
                ("確かめること", 50),
                ("確かめた日", 27),
                ("分かったこと", 55),
                centred=("番号", "点検した日", "確かめた日"),
            ),
            tuple(map(_doubt, facts.doubts)),
            least=12 * MM,
        )
    yield from _figures(facts)


def _figures(facts: CheckSheetFacts) -> Iterator[Section]:
    months = (facts.figures, *facts.before)
    titles = [f"{each.month.first.month}月" for each in months]
    yield Section(
        "区分ごとの行数（右は前の月）",
        columns(("区分", 40), *((title, 20.0) for title in titles), to_right=titles),
        (
            *(
                (LOG_CLASS_NAMES[kind], *(f"{each.by_class[kind]:,}" for each in months))
                for kind in LogClass
                if any(each.by_class[kind] for each in months)
            ),
            ("合計", *(f"{each.lines:,}" for each in months)),
            ("番号を扱った人", *(f"{each.persons:,}人" for each in months)),
        ),
    )
    names = [LOG_CLASS_NAMES[kind] for kind in LogClass]
    yield Section(
        "取扱者ごとの行数",
        columns(("取扱者", 44), *((name, 16.0) for name in names), ("計", 14), to_right=(*names, "計")),
        tuple(
            (one.name, *(f"{one.by_class.get(kind, 0):,}" for kind in LogClass), f"{one.lines:,}")
            for one in facts.figures.handlers
        ),
    )


def _item(item: SheetItem) -> tuple[str, ...]:
    at = datetime.fromisoformat(item.local_at)
    number = str(item.seq) if item.lines == 1 else f"{item.seq} ～ {item.until_seq}"
    what = item.what if item.lines == 1 else f"{item.what}　ほか{item.lines - 1:,}行"
    verdict = f"{item.verdict}　{item.remark}".strip("　") if item.verdict else _BY_HAND
    return (number, f"{era_short(at.date())} {at:%H:%M}", item.actor_name, what, item.reasons, verdict)


def _doubt(doubt: SheetDoubt) -> tuple[str, ...]:
    """Return a row; without an outcome there is room to write it by hand."""
    remark = f"{doubt.remark}（{doubt.month}）" if doubt.month else doubt.remark
    return (str(doubt.seq), doubt.checked_on, remark, doubt.found_on or "令和　年　月　日", doubt.finding)


def _results(facts: CheckSheetFacts) -> Iterator[tuple[str, ...]]:
    for check in facts.checks:
        yield (check.checked_on, check.checker_name, check.checked_lines, check.comment or "―")


def _result_by_hand(facts: CheckSheetFacts) -> Iterator[tuple[str, ...]]:
    """Yield a row to be filled by hand for lines that nobody has checked."""
    if facts.unchecked:
        yield ("令和　年　月　日", "", f"{facts.last_of_month}番まで　{facts.unchecked:,}行", "")
