"""Approvals of superiors' views as the pages show them. Reading and printing run in the vault thread."""

from dataclasses import dataclass
from functools import partial

from ashibue_desk.domain.japanese_calendar import era_short
from ashibue_desk.domain.search_key import search_key
from ashibue_desk.domain.superior_views import SuperiorView
from ashibue_desk.use_cases.changes import Done
from ashibue_desk.use_cases.charge_papers import approval_facts
from ashibue_desk.use_cases.desk import Desk
from ashibue_desk.use_cases.papers import Subject, issue_papers, kept_form
from ashibue_desk.use_cases.superior_views import Subordinate, departments, list_views
from ui.widgets.paper_card import PaperOutput
from ui.widgets.rows_model import Column
from ui.wording.days import short_day

FILE_NAME = "閲覧承認書.pdf"
HOLDS, EVERY = "holds", "every"
CHOICES = ((HOLDS, "有効"), (EVERY, "すべて"))


@dataclass(frozen=True, slots=True)
class ViewRow:
    """One approval, and whether it holds today."""

    view: SuperiorView
    holds: bool

    @property
    def state_words(self) -> str:
        """Return the state in a word."""
        if self.holds:
            return "有効"
        return "取りやめ" if self.view.ended_on is not None else "期限切れ"


def read_views(desk: Desk) -> tuple[ViewRow, ...]:
    """Read every approval, those that hold first."""
    rows = [ViewRow(view, view.holds_on(desk.today)) for view in list_views(desk)]
    return tuple(sorted(rows, key=lambda row: not row.holds))


def read_departments(desk: Desk) -> tuple[tuple[str, str], ...]:
    """Return the scopes one may choose."""
    return (("", "すべての従業者"), *((name, name) for name in departments(desk)))


def print_approval(desk: Desk, view_id: str, output: PaperOutput) -> Done[str]:
    """Make the paper of an approval; it is entered among the papers that come back."""
    from forms.catalogue import catalogue
    from forms.superior_approval import render_superior_approval

    facts = approval_facts(desk, view_id, catalogue()["SV"])
    draw = partial(output.draw, render_superior_approval, facts)
    about = [Subject(view_id, facts.superior_name)]
    done = issue_papers(desk, kept_form(facts.head), about, draw, output.put_out)
    return Done(output.said("閲覧承認書"), done.changed)


def row_id(row: ViewRow) -> str:
    """Return the id of a row."""
    return row.view.id


def row_text(row: ViewRow) -> str:
    """Return what the filter looks into."""
    return search_key(row.view.superior_name, row.view.post, row.view.department, row.view.purpose)


def fits(choice: str, row: ViewRow) -> bool:
    """Return whether a row belongs to the choice above the list."""
    return choice == EVERY or row.holds


def summary(rows: tuple[ViewRow, ...]) -> str:
    """Return the sentence under the title."""
    held = sum(row.holds for row in rows)
    return f"有効な承認は{held}件です。承認があっても、個人番号は見られません。"


def scope_words(view: SuperiorView) -> str:
    """Return whose data it is."""
    return view.department or "すべての従業者"


COLUMNS: tuple[Column[ViewRow], ...] = (
    Column("name", "閲覧する人", lambda row: row.view.superior_name, 130, bold=True),
    Column("post", "役職", lambda row: row.view.post, 110),
    Column("department", "範囲", lambda row: scope_words(row.view), 120),
    Column("purpose", "目的", lambda row: row.view.purpose, 180, stretches=True),
    Column(
        "state",
        "状態",
        lambda row: row.state_words,
        90,
        tone=lambda row: "success" if row.holds else "neutral",
    ),
    Column("until", "期限", lambda row: era_short(row.view.until), 90, sort=lambda row: row.view.until),
    Column("approved", "承認した日", lambda row: era_short(row.view.approved_on), 100, soft=True),
    Column("by", "承認した人", lambda row: row.view.approved_by, 120, soft=True, shown=False),
)
STAFF_COLUMNS: tuple[Column[Subordinate], ...] = (
    Column("code", "社員番号", lambda row: row.code, 100, soft=True),
    Column("name", "氏名", lambda row: row.name, 150, sort=lambda row: row.kana or row.name, bold=True),
    Column("kana", "フリガナ", lambda row: row.kana, 150, soft=True),
    Column("department", "所属", lambda row: row.department, 140, stretches=True),
    Column("employment", "雇用形態", lambda row: row.employment, 110),
    Column("joined", "入社日", lambda row: short_day(row.joined_on), 95, sort=lambda row: row.joined_on),
    Column("left", "退職日", lambda row: short_day(row.left_on), 95, sort=lambda row: row.left_on),
)


def staff_id(row: Subordinate) -> str:
    """Return the id of a row."""
    return row.person_id


def staff_text(row: Subordinate) -> str:
    """Return what the filter looks into."""
    return search_key(row.name, row.kana, row.code, row.department)
