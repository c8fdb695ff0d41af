"""委託先台帳: everything on file about one contractor, section by section (規程14条1項)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from ashibue_desk.domain.contractor_evaluation import METHOD_NAMES, OCCASION_NAMES, EvaluationHead
from ashibue_desk.domain.contractor_file import ContractorFile
from ashibue_desk.domain.contractor_form_facts import DossierFacts
from ashibue_desk.domain.contractor_provision import WAY_NAMES
from ashibue_desk.domain.contractor_supervision import FINDING_KIND_NAMES, LOOK_NAMES, RETURN_WAY_NAMES
from ashibue_desk.domain.contractor_verdict import VERDICT_NAMES
from ashibue_desk.domain.contractors import CONTRACTOR_STATE_NAMES
from ashibue_desk.domain.japanese_calendar import era_short
from ashibue_desk.domain.postal_code import written
from ashibue_desk.domain.re_entrustment import REQUEST_STATE_NAMES, ChainNode
from forms.fonts import GOTHIC_BOLD, MINCHO
from forms.paper import BODY_WIDTH, BOTTOM, LEFT, MM, TOP, Paper, draw_foot, draw_running_head
from forms.tables import Column, Row, divide, draw_table, set_rows
from forms.text import Style, draw_lines, draw_text, fit_text

_TITLE = Style(MINCHO, 16, 22)
_NAME = Style(GOTHIC_BOLD, 12, 16)
_SECTION = Style(GOTHIC_BOLD, 10, 14)
_ABOVE = 7 * MM  # from the table above to the next section's name
_UNDER = 3 * MM
_HEAD = 8 * MM


@dataclass(frozen=True, slots=True)
class Section:
    """A named table."""

    name: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]


def render_dossier(facts: DossierFacts) -> bytes:
    """Return the dossier as a PDF. Raises ``CannotDrawCharacter`` naming the contractor."""
    name = facts.file.contractor.name
    paper = Paper(facts)
    sections = [section for section in _sections(facts) if section.rows]
    title = fit_text(name, _NAME, BODY_WIDTH, 34, 7, "名称")
    top = TOP - 24 * MM - (len(title) - 1) * _NAME.leading
    sheets = _lay_out(sections, top)
    for page, sheet in enumerate(sheets, start=1):
        canvas = paper.canvas
        draw_running_head(canvas, facts.head.form_name, "" if page == 1 else name[:40])
        if page == 1:
            draw_text(canvas, facts.head.form_name, _TITLE, LEFT, TOP - 7 * MM)
            draw_lines(canvas, title, LEFT, TOP - 16 * MM)
        for placed in sheet:
            _draw(canvas, placed)
        draw_foot(canvas, facts.head, page, len(sheets))
        paper.next_sheet()
    return paper.finish()


@dataclass(frozen=True, slots=True)
class _Placed:
    """Part of a section on a sheet; ``top`` is the upper edge of its name."""

    name: str
    columns: tuple[Column, ...]
    rows: list[Row]
    top: float


def _lay_out(sections: Sequence[Section], first_top: float) -> list[list[_Placed]]:
    sheets: list[list[_Placed]] = [[]]
    y = first_top
    for section in sections:
        rows = set_rows(section.columns, section.rows, TOP - BOTTOM - 20 * MM)
        name = section.name
        if y - _UNDER - 5 * MM - _HEAD - rows[0].height < BOTTOM and sheets[-1]:
            sheets.append([])
            y = TOP
        parts = divide(rows, y - _UNDER - 5 * MM - BOTTOM, TOP - BOTTOM - _UNDER - 5 * MM)
        for number, part in enumerate(parts):
            if number:
                sheets.append([])
                y, name = TOP, f"{section.name}（続き）"
            sheets[-1].append(_Placed(name, section.columns, part, y))
            y -= _UNDER + 5 * MM + _HEAD + sum(row.height for row in part)
        y -= _ABOVE
    return sheets


def _draw(canvas: Any, placed: _Placed) -> None:
    draw_text(canvas, placed.name, _SECTION, LEFT, placed.top - 4 * MM)
    draw_table(canvas, placed.columns, placed.rows, LEFT, placed.top - _UNDER - 5 * MM)


def _sections(facts: DossierFacts) -> Iterator[Section]:
    file = facts.file
    yield Section("登録", _columns(("項目", 34), ("内容", 136)), tuple(_of_register(file)))
    yield Section("提供の可否", _columns(("", 12), ("今日の判定", 158)), tuple(_of_gate(file)))
    yield Section(
        "評価",
        _columns(
            ("決定日", 20), ("時期", 22), ("方法", 18), ("点", 12), ("判定", 28), ("理由・評価した人", 70)
        ),
        tuple(_of_evaluation(head) for head in file.evaluations),
    )
    yield Section(
        "合格の条件",
        _columns(("期限", 20), ("条件", 80), ("確かめた日", 22), ("確かめたもの", 48)),
        tuple(
            (era_short(one.due_on), one.text, _day(one.met_on), one.met_note)
            for one in (file.last.conditions if file.last else ())
        ),
    )
    yield Section(
        "契約",
        _columns(("契約", 52), ("期間", 42), ("保管場所", 30), ("同等の措置の確認", 46)),
        tuple(
            (
                one.entry.title,
                f"{_day(one.entry.starts_on)}から{_day(one.entry.ends_on)}",
                one.entry.place,
                f"{_day(one.entry.equal_measures_on)}　{one.entry.equal_measures_note}",
            )
            for one in file.contracts
        ),
    )
    yield Section(
        "条項の点検",
        _columns(("条項", 62), ("根拠", 44), ("契約書の場所", 64)),
        tuple(_of_clauses(facts)),
    )
    yield from _sections_of_work(file)


def _sections_of_work(file: ContractorFile) -> Iterator[Section]:
    yield Section(
        "提供",
        _columns(("渡した日", 20), ("渡したもの", 46), ("人数", 12), ("方法", 30), ("受領・許可", 62)),
        tuple(
            (
                era_short(one.entry.provided_on),
                one.entry.what,
                str(one.entry.count),
                WAY_NAMES[one.entry.way],
                one.entry.receipt if one.permitted else f"責任者の判断　{one.override_reason}",
            )
            for one in file.provisions
        ),
    )
    yield Section(
        "再委託",
        _columns(("再委託先", 70), ("範囲", 50), ("状態", 20), ("条件", 30)),
        tuple(_of_chain(file.chain, 0)),
    )
    yield Section(
        "監督",
        _columns(("予定", 20), ("方法", 26), ("行った日", 20), ("結果", 104)),
        tuple(
            (
                era_short(one.entry.due_on),
                LOOK_NAMES[one.entry.look],
                _day(one.done_on),
                one.result or one.dropped_reason,
            )
            for one in file.looks
        ),
    )
    yield Section(
        "指摘と事故",
        _columns(("日", 20), ("種類", 14), ("内容", 62), ("是正の期限", 20), ("是正", 54)),
        tuple(
            (
                era_short(one.entry.found_on),
                FINDING_KIND_NAMES[one.entry.kind],
                one.entry.text,
                _day(one.entry.due_on),
                f"{_day(one.corrected_on)}　{one.correction}".strip(),
            )
            for one in file.findings
        ),
    )
    yield Section(
        "委託先で取り扱う人",
        _columns(("氏名", 60), ("担当", 62), ("から", 24), ("まで", 24)),
        tuple((one.name, one.duty, era_short(one.since), _day(one.until)) for one in file.handlers),
    )
    yield Section("終了", _columns(("項目", 34), ("内容", 136)), tuple(_of_ending(file)))


def _of_register(file: ContractorFile) -> Iterator[tuple[str, str]]:
    entry = file.contractor.entry
    values = (
        ("状態", CONTRACTOR_STATE_NAMES[file.contractor.state]),
        ("業種", entry.business),
        ("法人番号", entry.corporate_number),
        (
            "所在地",
            f"〒{written(entry.postal_code)}　{entry.address}" if entry.postal_code else entry.address,
        ),
        ("連絡先", entry.contact),
        ("先方の責任者", entry.person_in_charge),
        ("委託する事務", "、".join(file.affair_names.values())),
        ("委託する内容", entry.entrusted),
        ("必要な最小限の範囲", entry.least_scope),
        ("特定個人情報ファイル", "、".join(entry.number_files)),
        ("期間", f"{_day(entry.since)}から{_day(entry.until)}" if entry.since else ""),
        ("備考", entry.note),
    )
    return ((label, value) for label, value in values if value)


def _of_gate(file: ContractorFile) -> Iterator[tuple[str, str]]:
    if not file.gate:
        yield "○", "提供できます。評価、契約、条項がそろっています。"
    for finding in file.gate:
        yield "×", finding.sentence


def _of_evaluation(head: EvaluationHead) -> tuple[str, ...]:
    words = head.reason or head.withdrawn_reason
    verdict = VERDICT_NAMES[head.verdict] if head.verdict else ("取りやめ" if head.withdrawn_on else "評価中")
    return (
        _day(head.decided_on or head.withdrawn_on),
        OCCASION_NAMES[head.occasion],
        METHOD_NAMES[head.method],
        "" if head.score is None else str(head.score),
        verdict,
        "　".join(part for part in (words, head.decided_by or head.opened_by) if part),
    )


def _of_clauses(facts: DossierFacts) -> Iterator[tuple[str, str, str]]:
    contract = facts.file.contract
    if contract is None:
        return
    for clause in facts.rules.clauses:
        answer = contract.clauses.get(clause.id)
        lacking = "ない" if clause.required else "ない（あると安心）"
        yield clause.heading, clause.basis, answer.place if answer and answer.found else lacking


def _of_chain(node: ChainNode, depth: int) -> Iterator[tuple[str, ...]]:
    for below in node.below:
        request = below.request
        if request is not None:
            yield (
                f"{'　' * depth}└ {below.name}",
                request.entry.scope,
                REQUEST_STATE_NAMES[request.state],
                request.conditions,
            )
        yield from _of_chain(below, depth + 1)


def _of_ending(file: ContractorFile) -> Iterator[tuple[str, str]]:
    if file.ending is None:
        return
    entry = file.ending.entry
    yield "終了した日", era_short(entry.ended_on)
    yield "理由", entry.reason
    yield "預けたもの", f"{RETURN_WAY_NAMES[entry.way]}　{_day(entry.done_on)}　{entry.method}".strip()
    if entry.certificate_on:
        yield (
            "証明書",
            f"{era_short(entry.certificate_on)}　{entry.certificate_by}　{entry.certificate_place}",
        )
    yield "確かめた責任者", file.ending.confirmed_by


def _columns(*columns: tuple[str, float]) -> tuple[Column, ...]:
    return tuple(Column(title, width * MM) for title, width in columns)


def _day(day: date | None) -> str:
    return era_short(day) if day else ""
