"""The list of people."""

from datetime import date
from functools import partial

from PySide6.QtWidgets import QWidget

from ashibue_desk.domain.people import WORKERS, PersonRow
from ashibue_desk.domain.problems import Problem
from ashibue_desk.use_cases.changes import Changed
from ashibue_desk.use_cases.people import list_people, record_leaving_together
from ui.pages.people.leaving import LeavingCard
from ui.pages.people.view import COLUMNS, is_of_kind, kind_choices, row_id, row_text
from ui.widgets.buttons import SmallButton
from ui.widgets.list_panel import ListPanel
from ui.widgets.page import Page, PageContext
from ui.widgets.rows_model import RowsModel
from ui.widgets.small_parts import EmptyState
from ui.wording.people import WRITES_PEOPLE


class PeoplePage(Page):
    """Everybody the office may have to do with, to find, to open, to add."""

    title = "名簿"
    help_key = "people"
    refresh_on = Changed.PEOPLE | Changed.NUMBERS
    fills_height = True

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self._today = context.day()
        self.may_write = bool(context.roles & WRITES_PEOPLE)
        self.set_subtitle("番号を預かる人と、番号を受け取らない人を、ここで区別して管理します。")
        self.rows = RowsModel(COLUMNS, row_id, row_text, self, checkable=self.may_write)
        self.list = ListPanel(
            self.rows,
            context.remembered,
            "people",
            self,
            name="名簿",
            counter="人",
            placeholder="氏名・かな・コードでさがす",
            empty=self._empty(),
        )
        self.kind = self.list.add_choice(
            kind_choices((), self._today), self._is_of_kind, "名簿の区分をしぼる"
        )
        self.leaving = LeavingCard(context.day(), self)
        self.body.addWidget(self.leaving)
        self.body.addWidget(self.list, 1)
        self._offer_acts()
        self.list.opened.connect(self.open_person)
        self.leaving.given.connect(self.mark_left)

    def _empty(self) -> EmptyState:
        return EmptyState(
            "名簿にまだだれもいません",
            "表計算ソフトや給与ソフトの名簿をそのまま読み込めます。数人なら、一人ずつ登録しても早く終わります。",
            act="名簿を取り込む" if self.may_write else "",
            on_act=self.start_import,
            second="一人ずつ登録する" if self.may_write else "",
            on_second=self.add_one,
        )

    def _offer_acts(self) -> None:
        if not self.may_write:
            return
        self.add_primary("名簿を取り込む", self.start_import)
        self.add_act("一人ずつ登録する", self.add_one)
        self.add_key("Ctrl+N", self.add_one)
        leave = SmallButton("退職日を記録する", self)
        leave.clicked.connect(self.ask_leaving)
        self.list.selection_acts.addWidget(leave)

    def refresh(self, changed: Changed) -> None:  # noqa: ARG002 - whatever changed, all is read
        """Read the list again."""
        self.context.operations.query(self, list_people, self.show_rows)

    def show_rows(self, rows: tuple[PersonRow, ...]) -> None:
        """Show everybody and count the kinds."""
        self._today = self.context.day()
        self.kind.set_items(kind_choices(rows, self._today))
        self.list.set_rows(rows)

    def first_focus(self) -> QWidget:
        """Let whoever opens the list type a name at once."""
        return self.list.filter_field

    def open_person(self, person_id: str) -> None:
        """Open one person."""
        self.context.shell.open("person", person_id)

    def start_import(self) -> None:
        """Open the wizard that reads the office's own list."""
        self.context.shell.open("import_people")

    def add_one(self) -> None:
        """Open an empty form."""
        self.context.shell.open("person_edit")

    def _is_of_kind(self, kind: str, row: PersonRow) -> bool:
        return is_of_kind(kind, row, self._today)

    def ask_leaving(self) -> None:
        """Ask for the last day of the checked workers who have none yet."""
        chosen = self._leaving()
        if chosen:
            names = "、".join(row.name for row in chosen[:3])
            more = f" ほか{len(chosen) - 3}人" if len(chosen) > 3 else ""
            self.leaving.ask(f"{names}{more}さんの退職日", len(chosen))
        else:
            self.say(
                "info",
                "退職日を記録できるのは、まだ退職日のない役員・職員・派遣労働者です。記録した退職日は、その人の画面で直せます。",
                title="対象の人がいません",
            )

    def mark_left(self, day: date) -> None:
        """Record the day for all checked workers, or for nobody."""
        ids = tuple(row.id for row in self._leaving())
        work = partial(record_leaving_together, person_ids=ids, left_on=day)
        self.context.operations.act(self, work, self.left)

    def _leaving(self) -> list[PersonRow]:
        """Return the checked workers without a last day: one that is on record is not lost in a selection."""
        return [row for row in self.rows.checked_rows() if row.category in WORKERS and row.left_on is None]

    def left(self, answer: tuple[Problem, ...] | int) -> None:
        """Say what was recorded, or why nothing was."""
        if isinstance(answer, tuple):
            self.leaving.show_problems(answer)
            return
        self.leaving.put_away()
        self.rows.clear_checks()
        self.say("success", f"{answer}人の退職日を記録しました。")
