"""Pages made up for testing the window round them."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from ashibue_desk.domain.roles import Role
from ashibue_desk.use_cases.changes import Changed
from ashibue_desk.use_cases.desk import Desk
from ashibue_desk.use_cases.people import list_people
from ui.widgets.field_row import FieldRow, Form
from ui.widgets.fields import TextField
from ui.widgets.page import Badge, Found, Page, PageContext, PageSpec, SearchSource


class HomePage(Page):
    title = "今日やること"
    refresh_on = Changed.PEOPLE | Changed.LOG

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self.reads = 0
        self.add_primary("はじめる", self.begin)

    def refresh(self, changed: Changed) -> None:
        self.reads += bool(changed)

    def begin(self) -> None:
        self.context.shell.open("note", "一人")


class NotePage(Page):
    title = "覚え書き"
    draft_key = "note"
    help_key = "nothing_of_this_name"

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self.argument: object = None
        self.leaves = True
        self.form = Form(self)
        self.line = TextField()
        self.form.add(FieldRow("覚え", self.line, required=True, name="note"))
        self.body.addWidget(self.form)

    def show_argument(self, argument: object) -> None:
        self.argument = argument

    def first_focus(self) -> QWidget:
        return self.line

    def draft(self) -> dict[str, str]:
        return {"note": self.line.value()} if not self.line.is_empty() else {}

    def restore_draft(self, values: dict[str, str]) -> None:
        self.line.set_value(values["note"])

    def may_leave(self) -> bool:
        return self.leaves


def people_found(desk: Desk, typed: str) -> Sequence[Found]:
    """Find people by their name."""
    return [Found(row.name, "名簿", "note", row.id) for row in list_people(desk) if typed in row.name]


def small_pages() -> tuple[PageSpec, ...]:
    """Return a home, a note with a draft, a page only officers see, and a page that is made anew each time."""
    return (
        PageSpec("home", HomePage, "ホーム", badge=lambda _desk: Badge(3, alarm=True), badge_on=Changed.LOG),
        PageSpec("note", NotePage, "覚え書き", search=SearchSource("名簿", people_found)),
        PageSpec("keys", HomePage, "担当者と権限", roles=frozenset({Role.OFFICER}), words=("パスワード",)),
        PageSpec("fresh", NotePage, "受け取る", in_rail=False, under="note", fresh=True),
    )
