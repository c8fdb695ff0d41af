"""The papers of the checks: the sheet of a month and the analysis of a quarter, each with the code of the newest entry."""

from collections.abc import Callable, Mapping
from datetime import datetime
from functools import partial

from ashibue_desk.domain.check_duty import CheckedAs
from ashibue_desk.domain.handling_log import LogClass, LogEntry, LogLine
from ashibue_desk.domain.japanese_calendar import era_short
from ashibue_desk.domain.log_check import LogCheckRule, Unusual
from ashibue_desk.domain.log_check_facts import LogCheck, Remark
from ashibue_desk.domain.log_check_paper import AnalysisSheetFacts, CheckSheetFacts, SheetCheck, SheetItem
from ashibue_desk.domain.log_corrections import pointing
from ashibue_desk.domain.log_periods import read_period
from ashibue_desk.domain.log_seal import footer_code
from ashibue_desk.use_cases.access_analysis import read_quarter
from ashibue_desk.use_cases.changes import Changed, Done
from ashibue_desk.use_cases.desk import Desk
from ashibue_desk.use_cases.log_check_situations import NothingToCheck
from ashibue_desk.use_cases.log_checks import MAY_SEE, MonthView, read_month, who_checks
from ashibue_desk.use_cases.log_doubts import sheet_doubts
from ashibue_desk.use_cases.log_seals import head_of
from ashibue_desk.use_cases.paper_heads import Design, paper_head
from ashibue_desk.use_cases.paper_output import P, PutOut, hand_out, leaving, line_alone
from ashibue_desk.use_cases.paper_put_back import Before
from ashibue_desk.use_cases.papers import Subject, enter_papers, kept_form

IN_ORDER, DOUBTFUL = "確認済", "要確認"
"""The two verdicts in words."""


def print_check_sheet(
    desk: Desk,
    key: str,
    design: Design,
    render: Callable[[CheckSheetFacts], P],
    put_out: PutOut[P] | None = None,
) -> Done[str]:
    """Draw the sheet of a month (``2026-10``), write that it was made, and ``put_out``; return its title.

    What was signed stands on it with its verdicts; what was not has room to be filled by hand, which is how a superior
    without an account checks. Raises ``NothingToCheck`` for a month without lines.
    """
    desk.require(*MAY_SEE)
    month = read_period(key)
    with desk.vault.reading():
        view = read_month(desk, month)
        if not view.figures.lines:
            raise NothingToCheck
        facts = _sheet(desk, view, design)
    line = LogLine(
        log_class=LogClass.USE,
        act="月次点検票の印刷",
        object_label=month.title,
        count=view.figures.lines,
        detail=f"{facts.last_of_month}番まで、コード {facts.code}",
    )
    drawn = render(facts)

    def record() -> Before:
        desk.log(line)
        return enter_papers(desk, kept_form(facts.head), [Subject(key, month.title)])

    hand_out(desk, record, leaving(put_out, drawn))
    return Done(f"{month.title}分の月次点検票", Changed.LOG | Changed.PAPERS)


def print_analysis(
    desk: Desk,
    key: str,
    design: Design,
    render: Callable[[AnalysisSheetFacts], P],
    put_out: PutOut[P] | None = None,
) -> Done[str]:
    """Draw the page of a quarter (``2026-Q4``), write that it was made, and ``put_out``; return its title."""
    desk.require(*MAY_SEE)
    quarter = read_period(key)
    with desk.vault.reading():
        view = read_quarter(desk, quarter)
        if not view.figures.lines:
            raise NothingToCheck(what="この四半期には、分析する記録がありません。")
        head = head_of(desk)
        facts = AnalysisSheetFacts(
            head=paper_head(desk, design),
            figures=view.figures,
            before=view.before,
            affairs=view.affairs,
            analyses=view.analyses,
            until_seq=head.seq,
            code=footer_code(head.head),
        )
    line = LogLine(
        log_class=LogClass.USE,
        act="アクセス状況の分析の印刷",
        object_label=quarter.title,
        count=view.figures.lines,
        detail=f"{view.figures.last_seq}番まで、コード {facts.code}",
    )
    drawn = render(facts)
    hand_out(desk, partial(line_alone, desk, line), leaving(put_out, drawn))
    return Done(f"{quarter.title}のアクセス状況の分析", Changed.LOG)


def reasons(rule: LogCheckRule, kinds: tuple[Unusual, ...]) -> str:
    """Return why something deserves a look, in the words of the pack that holds now."""
    titles: Mapping[Unusual, str] = {each.kind: each.title for each in rule.rules}
    return "、".join(titles.get(kind, kind.value) for kind in kinds)


def what_was_done(entry: LogEntry) -> str:
    """Return what a line says was done, and to whom."""
    line = entry.line
    parts = [line.act, line.object_label, line.recipient, line.detail]
    if line.happened_on:
        parts.append(f"{line.happened_on} に紙で行った分")
    if line.corrects:
        parts.append(f"{line.corrects:,}番{pointing(line.act)}")
    return "　".join(part for part in parts if part)


def _sheet(desk: Desk, view: MonthView, design: Design) -> CheckSheetFacts:
    head = head_of(desk)
    signed = [
        _signed_item(desk, remark, view.looked[remark.seq])
        for _check, remarks in view.checks
        for remark in remarks
        if remark.seq in view.looked
    ]
    to_look_at = [
        SheetItem(
            seq=item.seq,
            until_seq=item.until.seq,
            lines=item.lines,
            local_at=item.entry.local_at,
            actor_name=item.entry.actor_name,
            what=what_was_done(item.entry),
            reasons=reasons(desk.regulation.log_check, item.kinds),
        )
        for item in view.items
    ]
    return CheckSheetFacts(
        head=paper_head(desk, design),
        figures=view.figures,
        before=view.before,
        checker=who_checks(view.duty.duty),
        items=(*to_look_at, *signed),
        checks=tuple(_signed_check(check) for check, _remarks in view.checks),
        doubts=sheet_doubts(desk, view.month),
        last_of_month=view.figures.last_seq,
        unchecked=view.to_check,
        until_seq=head.seq,
        code=footer_code(head.head),
    )


def _signed_item(desk: Desk, remark: Remark, entry: LogEntry) -> SheetItem:
    return SheetItem(
        seq=remark.seq,
        until_seq=remark.until_seq,
        lines=remark.lines,
        local_at=entry.local_at,
        actor_name=entry.actor_name,
        what=what_was_done(entry),
        reasons=reasons(desk.regulation.log_check, remark.kinds),
        verdict=IN_ORDER if remark.in_order else DOUBTFUL,
        remark=remark.remark,
    )


def _signed_check(check: LogCheck) -> SheetCheck:
    role = {CheckedAs.OFFICER: "責任者", CheckedAs.SUPERIOR: "上司", CheckedAs.PAPER: "上司、紙の点検票"}
    lines = f"{check.last_seq}番まで　{check.lines:,}行"
    if check.checked_as is CheckedAs.PAPER:
        entered = datetime.fromisoformat(check.recorded_at).date()
        lines += f"　入力 {era_short(entered)} {check.recorded_by}　保管 {check.place}"
    return SheetCheck(
        checked_on=era_short(check.checked_on),
        checker_name=f"{check.checker_name}（{role[check.checked_as]}）",
        checked_lines=lines,
        comment=check.comment,
    )
