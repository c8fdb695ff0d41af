"""The months of the log as a list: how far each check is, who made it. No widgets."""

from dataclasses import dataclass

from ashibue_desk.domain.check_duty import CheckedAs
from ashibue_desk.domain.japanese_calendar import era_short
from ashibue_desk.domain.log_check import MonthState
from ashibue_desk.domain.search_key import search_key
from ashibue_desk.use_cases.desk import Desk
from ashibue_desk.use_cases.log_checks import WAITING, DutyView, MonthLine, list_months, who_checks
from ashibue_desk.use_cases.reauthentication import Sensitive, needs_password_for
from ui.widgets.rows_model import Column

STATE_WORDS = {
    MonthState.RUNNING: ("途中の月", "neutral"),
    MonthState.EMPTY: ("記録なし", "neutral"),
    MonthState.DUE: ("点検待ち", "warning"),
    MonthState.OVERDUE: ("点検が遅れています", "error"),
    MonthState.ADDED: ("追加分の点検待ち", "warning"),
    MonthState.CHECKED: ("点検済み", "success"),
}
PAPER = "paper"
"""The choice of a superior without an account."""


@dataclass(frozen=True)
class MonthsView:
    """What the page shows; ``needs_password`` for naming a superior, ``basis`` and ``note`` of the rule."""

    months: tuple[MonthLine, ...]
    duty: DutyView
    needs_password: bool
    basis: str
    note: str

    @property
    def waiting(self) -> tuple[MonthLine, ...]:
        """Return the months to be checked, the oldest first."""
        return tuple(line for line in reversed(self.months) if line.state in WAITING)

    @property
    def in_doubt(self) -> tuple[MonthLine, ...]:
        """Return the months with lines in doubt, the oldest first."""
        return tuple(line for line in reversed(self.months) if line.in_doubt)


def theirs(lines: tuple[MonthLine, ...]) -> tuple[MonthLine, ...]:
    """Return the months in which the one at the desk has to act."""
    return tuple(line for line in lines if line.duty is not None and line.duty.mine)


def read_months(desk: Desk) -> MonthsView:
    """Read the months and whose duty they are. Runs in the vault thread."""
    found, rule = list_months(desk), desk.regulation.log_check
    needed = needs_password_for(desk, Sensitive.LOG_CHECK)
    return MonthsView(found.months, found.duty, needed, rule.basis, rule.note)


def summary(view: MonthsView) -> str:
    """Return the sentences under the title."""
    doubts = sum(line.in_doubt for line in view.in_doubt)
    return f"{_waiting(view)}{f'要確認の{doubts:,}件が、結果を待っています。' if doubts else ''}"


def _waiting(view: MonthsView) -> str:
    waiting = len(view.waiting)
    if not waiting:
        return "点検を待っている月はありません。"
    if view.duty.duty.checked_as is None:
        return f"{waiting}か月分が待っています。先に、点検する上司を決めてください。"
    mine = len(theirs(view.waiting))
    if not mine:
        return f"{waiting}か月分が、{who_checks(view.duty.duty)}の点検を待っています。"
    others = f"ほかの{waiting - mine}か月分は、別の人が点検します。" if waiting > mine else ""
    return f"{mine}か月分が点検を待っています。古い月から点検してください。{others}"


def duty_words(view: DutyView) -> str:
    """Return who checks and why."""
    duty = view.duty
    if duty.checked_as is CheckedAs.OFFICER:
        return "番号を扱う人が2名以上いるため、責任者が点検します。"
    why = (
        f"番号を扱う人が{duty.alone.name}さん1名だけのため、直属の上司が点検する決まりです。"
        if duty.alone is not None
        else "責任者も番号を出力したため、番号を出力していない上司が点検します。"
    )
    if duty.checked_as is None:
        return f"{why}その上司を決めてください。"
    post = view.superior.post if view.superior is not None else ""
    who = f"{post} {duty.name}".strip()
    how = "紙の点検票" if duty.checked_as is CheckedAs.PAPER else "この画面"
    return f"{why}点検する人: {who}さん({how}で点検)"


def superior_choices(view: DutyView) -> tuple[tuple[str, str], ...]:
    """Return whom to choose from: users who read records, or somebody without an account."""
    users = tuple((seat.user_id, seat.name) for seat in view.candidates)
    return (*users, (PAPER, "利用者でない人(紙の点検票で点検)"))


def checker_words(line: MonthLine) -> str:
    """Return who checked last."""
    return line.checks[-1].checker_name if line.checks else ""


def month_id(line: MonthLine) -> str:
    """Return the id of a row: the month as stored."""
    return line.month.key


def month_text(line: MonthLine) -> str:
    """Return the search key of a row."""
    return search_key(line.month.title, line.month.key, STATE_WORDS[line.state][0], checker_words(line))


def _checked_on(line: MonthLine) -> str:
    return era_short(line.checks[-1].checked_on) if line.checks else ""


COLUMNS: tuple[Column[MonthLine], ...] = (
    Column("month", "月", lambda line: line.month.title, 130, sort=lambda line: line.month, bold=True),
    Column(
        "state",
        "点検",
        lambda line: STATE_WORDS[line.state][0],
        170,
        sort=lambda line: list(MonthState).index(line.state),
        tone=lambda line: STATE_WORDS[line.state][1],
    ),
    Column(
        "in_doubt",
        "要確認",
        lambda line: f"結果待ち {line.in_doubt:,}件" if line.in_doubt else "",
        120,
        sort=lambda line: line.in_doubt,
        tone=lambda _line: "warning",
    ),
    Column("lines", "行", lambda line: f"{line.lines:,}", 80, sort=lambda line: line.lines, right=True),
    Column(
        "added",
        "追加の行",
        lambda line: f"{line.added:,}" if line.checks and line.added else "",
        90,
        sort=lambda line: line.added,
        right=True,
    ),
    Column("checker", "点検した人", checker_words, 130, stretches=True),
    Column("checked_on", "点検した日", _checked_on, 110, soft=True),
    Column(
        "items",
        "目を通したもの",
        lambda line: f"{sum(check.items for check in line.checks):,}件" if line.checks else "",
        130,
        right=True,
    ),
)
