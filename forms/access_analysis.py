"""アクセス状況の分析: a quarter of the log in figures by user, beside the quarter before, and what somebody concluded from them."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from ashibue_desk.domain.japanese_calendar import era_short
from ashibue_desk.domain.log_check_facts import COUNTED, UserFigures
from ashibue_desk.domain.log_check_paper import AnalysisSheetFacts
from forms.fonts import GOTHIC, MINCHO
from forms.log_code import LOG_CODE_HEIGHT, draw_log_code
from forms.paper import Paper
from forms.paper_sizes import A4_ACROSS, MM
from forms.parts import SEAL_BOX_HEIGHT, SEAL_BOX_WIDTH, draw_seal_boxes
from forms.sectioned import Section, SectionedPaper, columns, render_sections
from forms.text import Line, Style, draw_lines, fit_text, set_paragraph

_TITLE = Style(MINCHO, 16, 22)
_TEXT = Style(GOTHIC, 9, 13.5)
_SEALS = ("責任者",)
_SIZE = A4_ACROSS


def render_access_analysis(facts: AnalysisSheetFacts) -> bytes:
    """Return the page as a PDF. Raises ``CannotDrawCharacter`` before anything is set."""
    paper = Paper(facts, _SIZE)
    width = _SIZE.body_width - SEAL_BOX_WIDTH - 6 * MM
    title = fit_text(f"{facts.head.form_name}　{facts.figures.quarter.title}", _TITLE, width, 30, 10, "表題")
    lines = [line for text in _introduction(facts) for line in set_paragraph(text, _TEXT, width)]

    def opening(canvas: Any) -> None:
        _draw_opening(canvas, title, lines)

    def bottom(canvas: Any) -> None:
        draw_log_code(canvas, facts.until_seq, facts.code, _SIZE)

    return render_sections(
        paper,
        SectionedPaper(
            sections=tuple(_sections(facts)),
            opening=opening,
            first_top=_SIZE.top - max(16 * MM + len(lines) * _TEXT.leading, SEAL_BOX_HEIGHT + 3 * MM),
            running=facts.figures.quarter.title,
            bottom=bottom,
            bottom_height=LOG_CODE_HEIGHT,
        ),
    )


def _draw_opening(canvas: Any, title: list[Line], lines: list[Line]) -> None:
    draw_lines(canvas, title, _SIZE.left, _SIZE.top - 7 * MM)
    draw_lines(canvas, lines, _SIZE.left, _SIZE.top - 15 * MM)
    draw_seal_boxes(canvas, _SEALS, _SIZE.right, _SIZE.top)


def _introduction(facts: AnalysisSheetFacts) -> Iterator[str]:
    yield facts.head.office_name
    yield f"記録　{facts.figures.lines:,}行　　かっこの中は、前の四半期（{facts.before.quarter.title}）の数です。"


def _sections(facts: AnalysisSheetFacts) -> Iterator[Section]:
    titles = [title for _figure, title in COUNTED]
    before = {user.user_id: user for user in facts.before.users}
    yield Section(
        "利用者ごとの数",
        columns(("利用者", 37), *((title, 22.0) for title in titles), to_right=titles),
        (
            *(
                (user.name, *(_figure(user, before.get(user.user_id), figure) for figure, _title in COUNTED))
                for user in facts.figures.users
            ),
            ("合計", *(_total(facts, figure) for figure, _title in COUNTED)),
        ),
    )
    yield Section(
        "番号の表示（利用者と事務ごと）",
        columns(("利用者", 60), ("事務", 120), ("回数", 25), ("人数", 25), to_right=("回数", "人数")),
        tuple(
            (one.name, facts.affairs.get(one.affair, "―"), f"{one.views:,}", f"{one.persons:,}")
            for one in facts.figures.views
        ),
    )
    yield Section(
        "分かったこと・することにしたこと",
        columns(("日", 28), ("書いた人", 46), ("内容", 183)),
        tuple(_findings(facts)) or (("", "", ""),),
        least=6.5 * MM if facts.analyses else 34 * MM,
    )


def _findings(facts: AnalysisSheetFacts) -> Iterator[tuple[str, ...]]:
    """Yield each paragraph of what was written as a row."""
    for one in facts.analyses:
        first, *rest = [line.strip() for line in one.findings.splitlines() if line.strip()]
        yield (era_short(datetime.fromisoformat(one.made_at).date()), one.maker_name, first)
        yield from (("", "", line) for line in rest)


def _figure(user: UserFigures, before: UserFigures | None, figure: str) -> str:
    now = int(getattr(user, figure))
    then = int(getattr(before, figure)) if before is not None else 0
    return f"{now:,}（{then:,}）"


def _total(facts: AnalysisSheetFacts, figure: str) -> str:
    if figure == "persons":
        return "―"  # the same person may have been seen by two users
    return f"{facts.figures.total(figure):,}（{facts.before.total(figure):,}）"
