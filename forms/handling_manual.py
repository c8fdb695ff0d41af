"""特定個人情報取扱マニュアル (規程5条): the handlers' edition with 別表第1 and the procedure sheets, and the workers' edition.

Cover with contents; the sections of the wording; who handles what and the list of affairs; for handlers the table of
measures, and each procedure on a sheet of its own, to be taken out and signed as it is done.
"""

from collections.abc import Callable, Sequence
from typing import Any

from ashibue_desk.domain.japanese_calendar import era_date, era_short
from ashibue_desk.domain.manual_facts import HandlingManualFacts
from ashibue_desk.domain.wordings import Clause, FormText
from forms.bound_parts import BoundPart, TitledTable, contents_sheets, draw_contents, tables_part, text_part
from forms.clauses import lead_blocks, section_blocks
from forms.flow import Block
from forms.fonts import GOTHIC_BOLD, MINCHO
from forms.letter import Setting
from forms.paper import BODY_WIDTH, LEFT, RIGHT, TOP, Paper, draw_foot, draw_running_head, edition
from forms.paper_sizes import MM
from forms.parts import BLANK_DATE, SEAL_BOX_WIDTH, draw_seal_boxes
from forms.tables import Band, Column, empty_rows
from forms.templates import text_for
from forms.text import Style, draw_lines, draw_text, fit_text, set_single

_PROCEDURE = "procedure-"
_SETTING = Setting(Style(MINCHO, 10.5, 16.5, justified=True), Style(GOTHIC_BOLD, 10.5, 16.5))
_TITLE = Style(MINCHO, 18, 25)
_BLANK_NAME = "＿" * 8
_CONTENTS_TOP = TOP - 74 * MM
_STEP_HEIGHT = 12 * MM
_CHARGES = (
    Column("役割", 44 * MM),
    Column("氏名", 36 * MM),
    Column("担当する事務", BODY_WIDTH - 106 * MM),
    Column("始まり", 26 * MM, centred=True),
)
_AFFAIRS = (
    Column("番号", 12 * MM, centred=True),
    Column("事務", BODY_WIDTH - 100 * MM),
    Column("どなたの番号か", 44 * MM),
    Column("根拠となる法令", 44 * MM),
)
_MEASURES = (
    Column("項目", 42 * MM),
    Column("行うこと", BODY_WIDTH - 96 * MM),
    Column("中小規模事業者の特例", 54 * MM),
)
_STEPS = (
    Column("順", 10 * MM, centred=True),
    Column("すること", BODY_WIDTH - 78 * MM),
    Column("行った日", 34 * MM, centred=True),
    Column("行った人", 34 * MM),
)
_VERSIONS = (
    Column("版", 16 * MM, centred=True),
    Column("施行日", 38 * MM),
    Column("変えたこと", BODY_WIDTH - 92 * MM),
    Column("決めた日", 38 * MM),
)
_NO_SPECIAL = "特例なし"


def render_handlers_manual(facts: HandlingManualFacts) -> bytes:
    """Return the handlers' edition as a PDF. Raises ``CannotDrawCharacter`` naming person and field."""
    return _render(facts, "handling_manual")


def render_workers_manual(facts: HandlingManualFacts) -> bytes:
    """Return the workers' edition as a PDF. Raises ``CannotDrawCharacter`` naming person and field."""
    return _render(facts, "workers_manual")


def _render(facts: HandlingManualFacts, name: str) -> bytes:
    paper = Paper(facts)
    text = text_for(facts.head, name).filled(_fields(facts))
    parts = _parts(facts, text)
    entries = [entry for part in parts for entry in part.entries]
    before = contents_sheets(len(entries), _CONTENTS_TOP)
    pages = before + sum(len(part.sheets) for part in parts)
    draws = [*_contents(facts, text, parts, before), *(draw for part in parts for draw in part.sheets)]
    for page, draw in enumerate(draws, start=1):
        draw_running_head(paper.canvas, text.number, edition(facts.head))
        draw(paper.canvas)
        draw_foot(paper.canvas, facts.head, page, pages)
        paper.next_sheet()
    return paper.finish()


def _fields(facts: HandlingManualFacts) -> dict[str, str]:
    return {
        "office_name": facts.head.office_name,
        "representative_title": facts.representative_title or "代表者",
        "officer_title": facts.officer_title,
        "officer_name": facts.officer_name or _BLANK_NAME,
        "contact": facts.contact,
        "password_least": f"{facts.password_least}",
        "password_months": f"{facts.password_months}",
    }


def _parts(facts: HandlingManualFacts, text: FormText) -> list[BoundPart]:
    sections = [clause for clause in text.clauses if not _is_procedure(clause)]
    end = Block((set_single(text.closing, _SETTING.text),), before=2, right=RIGHT)
    parts = [
        text_part(
            [f"{number}　{clause.heading}" for number, clause in enumerate(sections, start=1)],
            lead_blocks(_SETTING, text),
            [section_blocks(_SETTING, [clause], first=number) for number, clause in enumerate(sections, 1)],
            [end],
        ),
    ]
    people = TitledTable(title="担当者と事務の範囲", columns=_CHARGES, rows=_charge_rows(facts))
    affairs = TitledTable(title="事務の一覧", columns=_AFFAIRS, rows=_affair_rows(facts))
    versions = TitledTable(title="改定の記録", columns=_VERSIONS, rows=_version_rows(facts))
    if not facts.measures:
        return [*parts, tables_part(people, affairs, versions)]
    measures = TitledTable(
        title="別表第1　安全管理措置の体系",
        said=(facts.small_business,),
        columns=_MEASURES,
        rows=_measure_rows(facts),
    )
    procedures = [tables_part(_procedure(clause)) for clause in text.clauses if _is_procedure(clause)]
    return [*parts, tables_part(people, affairs), tables_part(measures), *procedures, tables_part(versions)]


def _is_procedure(clause: Clause) -> bool:
    return any(duty.startswith(_PROCEDURE) for duty in clause.covers)


def _procedure(clause: Clause) -> TitledTable:
    """Return a procedure as a table of its steps with room for day and name."""
    steps = [item for passage in clause.passages for item in passage.items]
    said = [words for passage in clause.passages for words in (passage.text, passage.note) if words]
    rows = tuple((f"{number}", step, "", "") for number, step in enumerate(steps, start=1))
    return TitledTable(
        title=clause.heading,
        said=tuple(said),
        columns=_STEPS,
        rows=rows or empty_rows(_STEPS, 6),
        least=_STEP_HEIGHT,
        whose=True,
    )


def _version_rows(facts: HandlingManualFacts) -> tuple[tuple[str, ...], ...]:
    here = (f"第{facts.head.version}版", era_date(facts.head.in_force_from), "", "")
    return (here, *empty_rows(_VERSIONS, 8))


def _charge_rows(facts: HandlingManualFacts) -> tuple[tuple[str, ...], ...]:
    rows = tuple(
        (
            one.role,
            one.name,
            "、".join(one.affairs) or "—",
            era_short(one.starts_on) if one.starts_on else "",
        )
        for one in facts.in_charge
    )
    return rows or empty_rows(_CHARGES, 6)


def _affair_rows(facts: HandlingManualFacts) -> tuple[tuple[str, ...], ...]:
    return tuple(
        (f"{number}", affair.name, "、".join(affair.whose), affair.basis)
        for number, affair in enumerate(facts.affairs, start=1)
    )


def _measure_rows(facts: HandlingManualFacts) -> tuple[tuple[str, ...] | Band, ...]:
    rows: list[tuple[str, ...] | Band] = []
    group = None
    for measure in facts.measures:
        if measure.group != group:
            group = measure.group
            rows.append(Band(group))
        rows.append((measure.name, measure.text, measure.small or _NO_SPECIAL))
    return tuple(rows)


def _contents(
    facts: HandlingManualFacts, text: FormText, parts: Sequence[BoundPart], before: int
) -> list[Callable[[Any], None]]:
    entries: list[tuple[str, int]] = []
    page = before
    for part in parts:
        entries.extend((title, page + 1 + sheet) for title, sheet in part.entries)
        page += len(part.sheets)

    def draw_sheet(at: int) -> Callable[[Any], None]:
        def draw(canvas: Any) -> None:
            if at == 0:
                _draw_cover(canvas, facts, text)
            draw_contents(canvas, entries, at, _CONTENTS_TOP)

        return draw

    return [draw_sheet(at) for at in range(before)]


def _draw_cover(canvas: Any, facts: HandlingManualFacts, text: FormText) -> None:
    title = fit_text(text.name, _TITLE, BODY_WIDTH, 27, 9, "帳票の名前")
    y = TOP - 22 * MM
    for line in title:
        draw_lines(canvas, [line], (LEFT + RIGHT - line.width) / 2, y)
        y -= line.style.leading
    width = BODY_WIDTH - 2 * SEAL_BOX_WIDTH - 6 * MM
    office = fit_text(facts.head.office_name, Style(MINCHO, 12, 16), width, 34, 6, "団体の名称")
    y = draw_lines(canvas, office, LEFT, TOP - 44 * MM)
    draw_text(canvas, f"制定・改定　{BLANK_DATE}", Style(MINCHO, 10.5, 14), LEFT, y - 2)
    draw_seal_boxes(canvas, ("代表者", "責任者"), RIGHT, TOP - 38 * MM)
