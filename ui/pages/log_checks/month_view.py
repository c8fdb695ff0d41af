"""One month to check as the page shows it: rows with verdicts, figures beside the months before, what was signed. No widgets."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from ashibue_desk.domain.check_duty import CheckedAs
from ashibue_desk.domain.handling_log import LOG_CLASS_NAMES, LogClass
from ashibue_desk.domain.japanese_calendar import era_short
from ashibue_desk.domain.log_check import MonthState, UnusualItem, Verdict
from ashibue_desk.domain.log_check_facts import Doubt, HandlerLines, LogCheck, Remark
from ashibue_desk.domain.search_key import search_key
from ashibue_desk.use_cases.changes import Done
from ashibue_desk.use_cases.desk import Desk
from ashibue_desk.use_cases.log_check_papers import (
    DOUBTFUL,
    IN_ORDER,
    print_check_sheet,
    reasons,
    what_was_done,
)
from ashibue_desk.use_cases.log_checks import WAITING, MonthView, view_month, who_checks
from ashibue_desk.use_cases.reauthentication import Sensitive, needs_password_for
from ui.widgets.paired_bars import PairedBar
from ui.widgets.paper_card import PaperOutput
from ui.widgets.rows_model import Column

LOOK_AT = "未確認"
SIGNED_AS = {CheckedAs.OFFICER: "責任者", CheckedAs.SUPERIOR: "上司", CheckedAs.PAPER: "上司、紙の点検票"}


@dataclass(frozen=True)
class ItemRow:
    """Something to look at in words, with the verdict so far."""

    item: UnusualItem
    reasons: str
    look: str
    what: str
    verdict: Verdict | None = None

    @property
    def state(self) -> tuple[str, str]:
        """Return the verdict in a word, with its tone."""
        if self.verdict is None:
            return LOOK_AT, "warning"
        return (IN_ORDER, "success") if self.verdict.in_order else (DOUBTFUL, "error")


@dataclass(frozen=True)
class DoubtRow:
    """A line in doubt in words: what is to be found out, or what was."""

    id: str
    number: str
    remark: str
    title: str
    text: str
    is_open: bool

    @property
    def state(self) -> str:
        """Return how far it is, in a word."""
        return "結果待ち" if self.is_open else "結果あり"


@dataclass(frozen=True)
class MonthPage:
    """What the page shows of a month."""

    view: MonthView
    rows: tuple[ItemRow, ...]
    signed: tuple[tuple[str, str], ...]
    doubts: tuple[DoubtRow, ...]
    needs_password: bool


@dataclass
class Verdicts:
    """The verdicts given so far, by the number of the first line of each item."""

    given: dict[int, Verdict] = field(default_factory=dict)

    def give(self, keys: Iterable[str], *, in_order: bool, remark: str) -> None:
        """Give a verdict on some items."""
        for key in keys:
            self.given[int(key)] = Verdict(seq=int(key), in_order=in_order, remark=remark)

    def on(self, rows: Iterable[ItemRow]) -> tuple[ItemRow, ...]:
        """Return the rows with their verdicts."""
        return tuple(
            ItemRow(row.item, row.reasons, row.look, row.what, self.given.get(row.item.seq)) for row in rows
        )

    def text(self) -> str:
        """Return them for a draft."""
        return json.dumps([[one.seq, one.in_order, one.remark] for one in self.given.values()])

    def read(self, text: str) -> None:
        """Take them back from a draft."""
        self.given = {
            seq: Verdict(seq=seq, in_order=in_order, remark=remark)
            for seq, in_order, remark in json.loads(text)
        }


def read_month_page(desk: Desk, key: str) -> MonthPage:
    """Read a month. Runs in the vault thread."""
    view = view_month(desk, key)
    rule = desk.regulation.log_check
    rows = tuple(
        ItemRow(item, reasons(rule, item.kinds), rule.rule(item.kinds[0]).look, what_was_done(item.entry))
        for item in view.items
    )
    signed = tuple(
        line for check, remarks in reversed(view.checks) for line in _signed_lines(desk, view, check, remarks)
    )
    doubts = tuple(_doubt_row(desk, view, doubt) for doubt in view.doubts)
    return MonthPage(view, rows, signed, doubts, needs_password_for(desk, Sensitive.LOG_CHECK))


def print_sheet(desk: Desk, key: str, output: PaperOutput) -> Done[str]:
    """Make the sheet. Runs in the vault thread."""
    from functools import partial

    from forms.catalogue import catalogue
    from forms.log_check_sheet import render_check_sheet

    draw = partial(output.draw, render_check_sheet)
    return print_check_sheet(desk, key, catalogue()["LM"], draw, output.put_out)


def may_sign(page: MonthPage) -> bool:
    """Whether the one at the desk signs this month here."""
    return (
        page.view.state in WAITING
        and page.view.duty.mine
        and page.view.duty.duty.checked_as not in {None, CheckedAs.PAPER}
    )


def may_enter_paper(page: MonthPage) -> bool:
    """Whether the one at the desk enters what a superior checked on paper."""
    return (
        page.view.state in WAITING
        and page.view.duty.mine
        and page.view.duty.duty.checked_as is CheckedAs.PAPER
    )


def may_settle(page: MonthPage) -> bool:
    """Whether the one at the desk says what was found about lines in doubt."""
    return page.view.duty.mine and page.view.duty.duty.checked_as is not None


def summary(page: MonthPage, looked: int) -> str:
    """Return the sentence under the title."""
    view = page.view
    lines, items = f"{view.to_check:,}行", len(page.rows)
    match view.state:
        case MonthState.RUNNING:
            return f"この月はまだ終わっていません。いままでの{lines}のうち、目を通すものは{items:,}件です。"
        case MonthState.EMPTY:
            return "この月には、記録がありません。"
        case MonthState.CHECKED:
            waiting = sum(doubt.is_open for doubt in page.doubts)
            more = f"要確認の{waiting:,}件が、結果を待っています。" if waiting else ""
            return f"この月の点検は済んでいます。{more}"
        case MonthState.ADDED:
            begins = f"点検のあとに{lines}が加わりました。"
        case _:
            begins = f"{lines}の記録があります。"
    if not may_sign(page):
        return f"{begins}点検する人は、{who_checks(view.duty.duty)}です。"
    if looked < items:
        return f"{begins}目を通すもの{items:,}件のうち、{looked:,}件を確かめました。"
    return (
        f"{begins}すべて確かめました。最後に署名してください。"
        if items
        else f"{begins}特に目を通すものはありません。"
    )


def class_bars(view: MonthView) -> tuple[PairedBar, ...]:
    """Return the lines of each class, and the persons, beside the usual of the months before."""
    counts = [
        (
            LOG_CLASS_NAMES[kind],
            view.figures.by_class[kind],
            [each.by_class[kind] for each in view.before],
            "行",
        )
        for kind in LogClass
    ]
    counts.append(("番号を扱った人", view.figures.persons, [each.persons for each in view.before], "人"))
    return _bars(counts)


def handler_bars(view: MonthView) -> tuple[PairedBar, ...]:
    """Return the lines of each user beside the usual of the months before."""
    before = [{one.user_id: one.lines for one in each.handlers} for each in view.before]
    return _bars(
        [
            (f"{one.name}　{_classes(one)}", one.lines, [each.get(one.user_id, 0) for each in before], "行")
            for one in view.figures.handlers
        ]
    )


def compared_words(view: MonthView) -> str:
    """Return with what the figures are compared."""
    if not view.before:
        return "はじめの月のため、くらべる月がありません。"
    months = "・".join(f"{each.month.first.month}月" for each in view.before)
    return f"縦の線と「ふだん」は、前の{len(view.before)}か月({months})の平均です。"


def row_id(row: ItemRow) -> str:
    """Return the id of a row: the number of its first line."""
    return str(row.item.seq)


def row_text(row: ItemRow) -> str:
    """Return the search key of a row."""
    return search_key(row.item.entry.actor_name, row.what, row.reasons, row.state[0])


def when(row: ItemRow) -> str:
    """Return day and time of the line, and until when where there are more."""
    first = datetime.fromisoformat(row.item.entry.local_at)
    begins = f"{era_short(first.date())} {first:%H:%M}"
    ends = datetime.fromisoformat(row.item.until.local_at)
    return begins if f"{ends:%H:%M}" == f"{first:%H:%M}" else f"{begins}〜{ends:%H:%M}"


def what(row: ItemRow) -> str:
    """Return what was done, and how many lines more there are."""
    return row.what if row.item.lines == 1 else f"{row.what}　ほか{row.item.lines - 1:,}行"


COLUMNS: tuple[Column[ItemRow], ...] = (
    Column("state", "確認", lambda row: row.state[0], 84, tone=lambda row: row.state[1]),
    Column("at", "日時", when, 236, sort=lambda row: row.item.seq),
    Column("actor", "取扱者", lambda row: row.item.entry.actor_name, 110),
    Column("reasons", "目を通す理由", lambda row: row.reasons, 172, bold=True),
    Column("what", "取扱いの内容", what, 220, stretches=True),
    Column("remark", "コメント", lambda row: row.verdict.remark if row.verdict else "", 130, soft=True),
    Column("seq", "番号", lambda row: f"{row.item.seq:,}", 80, right=True, shown=False),
)


def _signed_lines(
    desk: Desk, view: MonthView, check: LogCheck, remarks: Iterable[Remark]
) -> Iterable[tuple[str, str]]:
    role = SIGNED_AS[check.checked_as]
    told = f"{check.lines:,}行({check.last_seq:,}番まで)、目を通したもの{check.items:,}件"
    if check.checked_as is CheckedAs.PAPER:
        told += f"。記録した人: {check.recorded_by}。点検票の保管場所: {check.place}"
    comment = f"\n意見: {check.comment}" if check.comment else ""
    yield f"{era_short(check.checked_on)}　{check.checker_name}({role})が点検", f"{told}{comment}"
    for remark in remarks:
        if remark.in_order and remark.remark:  # what was in doubt stands in a card of its own
            entry: Mapping[int, str] = {seq: what_was_done(each) for seq, each in view.looked.items()}
            title = f"{IN_ORDER}　{remark.seq:,}番　{reasons(desk.regulation.log_check, remark.kinds)}"
            yield title, f"{entry.get(remark.seq, '')}\nコメント: {remark.remark}"


def _doubt_row(desk: Desk, view: MonthView, doubt: Doubt) -> DoubtRow:
    remark, outcome = doubt.remark, doubt.outcome
    number = f"{remark.seq:,}番" + (f"からの{remark.lines:,}行" if remark.lines > 1 else "")
    entry = view.looked.get(remark.seq)
    parts = [what_was_done(entry) if entry is not None else "", f"確かめること: {remark.remark}"]
    if outcome is not None:
        said = f"{outcome.written_by}、{outcome.seq:,}番"
        parts.append(f"{era_short(outcome.found_on)}に確かめました: {outcome.finding}({said})")
    return DoubtRow(
        id=doubt.id,
        number=number,
        remark=remark.remark,
        title=f"{number}　{reasons(desk.regulation.log_check, remark.kinds)}",
        text="\n".join(part for part in parts if part),
        is_open=doubt.is_open,
    )


def _classes(one: HandlerLines) -> str:
    found = sorted(one.by_class.items(), key=lambda pair: -pair[1])[:2]
    return "・".join(f"{LOG_CLASS_NAMES[kind]}{lines:,}" for kind, lines in found)


def _bars(counts: list[tuple[str, int, list[int], str]]) -> tuple[PairedBar, ...]:
    """Return bars of (title, now, months before, unit), all measured alike; what never happened is left out."""
    usual = [round(sum(before) / len(before)) if before else 0 for _title, _now, before, _unit in counts]
    whole = max([1, *usual, *(now for _title, now, _before, _unit in counts)])
    return tuple(
        PairedBar(
            title,
            now / whole,
            mean / whole if before else None,
            tone="info",
            words=f"{now:,}{unit}",
            before_words=f"ふだん {mean:,}{unit}" if before else "",
        )
        for (title, now, before, unit), mean in zip(counts, usual, strict=True)
        if now or any(before)
    )
