"""The analysis of accesses as the page shows it: figures of one user or all beside the quarter before. No widgets."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from ashibue_desk.domain.japanese_calendar import era_short
from ashibue_desk.domain.log_check_facts import COUNTED, QuarterFigures
from ashibue_desk.use_cases.access_analysis import QuarterView, view_quarter
from ashibue_desk.use_cases.changes import Done
from ashibue_desk.use_cases.desk import Desk
from ashibue_desk.use_cases.log_check_papers import print_analysis
from ashibue_desk.use_cases.reauthentication import Sensitive, needs_password_for
from ui.widgets.paired_bars import PairedBar
from ui.widgets.paper_card import PaperOutput

EVERYBODY = ""
_WATCHED = frozenset({"failed", "out_of_hours", "day_off", "mass_outputs", "exports", "rights"})
"""Figures that are drawn as a warning where they grew."""


@dataclass(frozen=True)
class AnalysisPageView:
    """What the page shows of a quarter."""

    view: QuarterView
    needs_password: bool
    basis: str


def read_analysis(desk: Desk, key: str) -> AnalysisPageView:
    """Read a quarter; without a key the newest that has ended. Runs in the vault thread."""
    needed = needs_password_for(desk, Sensitive.LOG_CHECK)
    return AnalysisPageView(view_quarter(desk, key), needed, desk.regulation.log_check.analysis_basis)


def print_quarter(desk: Desk, key: str, output: PaperOutput) -> Done[str]:
    """Make the page on paper. Runs in the vault thread."""
    from functools import partial

    from forms.access_analysis import render_access_analysis
    from forms.catalogue import catalogue

    draw = partial(output.draw, render_access_analysis)
    return print_analysis(desk, key, catalogue()["AA"], draw, output.put_out)


def summary(page: AnalysisPageView) -> str:
    """Return the sentence under the title."""
    view = page.view
    lines = f"{view.figures.quarter.title}の記録は{view.figures.lines:,}行です。"
    if not view.ended:
        return f"{lines}この四半期は、まだ終わっていません。"
    if view.analyses:
        return f"{lines}分析は記録済みです。"
    return f"{lines}数字を見て、分かったことを書いてください。" if view.figures.lines else lines


def quarter_choices(page: AnalysisPageView) -> tuple[tuple[str, str], ...]:
    """Return the quarters to choose from, the newest first."""
    return tuple((quarter.key, quarter.title) for quarter in page.view.quarters)


def user_choices(page: AnalysisPageView) -> tuple[tuple[str, str], ...]:
    """Return the users to choose from: everybody together, then each by name."""
    users = {user.user_id: user.name for each in (page.view.figures, page.view.before) for user in each.users}
    return ((EVERYBODY, "全員"), *sorted(users.items(), key=lambda user: user[1]))


def figure_bars(page: AnalysisPageView, user_id: str) -> tuple[PairedBar, ...]:
    """Return each figure beside that of the quarter before, if there was one; each is measured by its own greater one."""
    bars = []
    is_first = not page.view.before.lines
    for figure, title in COUNTED:
        if figure == "persons" and user_id == EVERYBODY:
            continue  # the same person may have been seen by two users
        now, before = (_count(each, figure, user_id) for each in (page.view.figures, page.view.before))
        most = max(now, before, 1)
        grew = figure in _WATCHED and now > before and not is_first
        bars.append(
            PairedBar(
                title,
                now / most,
                None if is_first else before / most,
                "warning" if grew else "info",
                f"{now:,}",
                "" if is_first else f"前の四半期 {before:,}",
            )
        )
    return tuple(bars)


def view_lines(page: AnalysisPageView, user_id: str) -> tuple[tuple[str, str], ...]:
    """Return who saw numbers for which affair, how often and of how many persons."""
    return tuple(
        (
            f"{one.name}さん　{page.view.affairs.get(one.affair, '事務の指定なし')}",
            f"{one.views:,}回、{one.persons:,}人分",
        )
        for one in page.view.figures.views
        if user_id in {EVERYBODY, one.user_id}
    )


def finding_lines(page: AnalysisPageView) -> tuple[tuple[str, str], ...]:
    """Return what was concluded, the newest first."""
    return tuple(
        (f"{era_short(datetime.fromisoformat(one.made_at).date())}　{one.maker_name}さん", one.findings)
        for one in page.view.analyses
    )


def _count(figures: QuarterFigures, figure: str, user_id: str) -> int:
    users: Sequence[object] = [user for user in figures.users if user_id in {EVERYBODY, user.user_id}]
    return sum(int(getattr(user, figure)) for user in users)
