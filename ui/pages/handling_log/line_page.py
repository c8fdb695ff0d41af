"""One line of the handling log, whole: every column, the line it corrects, and the one that corrects it."""

from collections.abc import Callable
from functools import partial

from ashibue_desk.domain.handling_log import LOG_CLASS_NAMES, LogView
from ashibue_desk.domain.log_tally import Subject
from ashibue_desk.use_cases.changes import Changed
from ashibue_desk.use_cases.find_lines import read_lines
from ashibue_desk.use_cases.log_corrections import MAY_CORRECT
from ui.pages.handling_log.view import day_words, mark_words, when
from ui.widgets.buttons import OutlineButton
from ui.widgets.card import Card
from ui.widgets.facts import FactsGrid
from ui.widgets.page import Page, PageContext
from ui.widgets.wrap_layout import WrapLayout
from ui.wording.page_roles import may_open


def facts_of(view: LogView) -> tuple[tuple[str, str], ...]:
    """Return the columns of a line, those without a text left out."""
    entry, line = view.entry, view.entry.line
    told = (
        ("番号", f"{entry.seq:,}"),
        ("記入の日時", when(entry.local_at)),
        ("紙で取り扱った日", day_words(line.happened_on)),
        ("取扱者", entry.actor_name),
        ("区分", LOG_CLASS_NAMES[line.log_class]),
        ("取扱いの内容", line.act),
        ("対象", line.object_label),
        ("事務・目的", view.affairs),
        ("件数", f"{line.count:,}"),
        ("提供先", line.recipient),
        ("備考", line.detail),
        ("しるし", mark_words(view)),
        ("訂正・補記された行", f"{line.corrects:,}番" if line.corrects else ""),
        ("この行を訂正・補記した行", f"{view.corrected_by:,}番" if view.corrected_by else ""),
    )
    return tuple((title, text) for title, text in told if text)


class LogLinePage(Page):
    """The argument is the number of the line."""

    title = "取扱いの記録の一行"
    help_key = "handling_log"

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self._seq = 0
        self.view: LogView | None = None
        self.card = Card("", self)
        self.facts = FactsGrid(self.card)
        self.card.body.addWidget(self.facts)
        self.body.addWidget(self.card)
        self.old_card = Card("訂正・補記された行", self)
        self.old_facts = FactsGrid(self.old_card)
        self.old_card.body.addWidget(self.old_facts)
        self.old_card.hide()
        self.body.addWidget(self.old_card)
        ways = WrapLayout(gap=8)
        self.person_button = self._way(ways, "同じ人・対象の記録を見る", self.open_person)
        self.handler_button = self._way(ways, "同じ取扱者の記録を見る", self.open_handler)
        self.day_button = self._way(ways, "同じ日の記録を見る", self.open_day)
        self.corrected_button = self._way(ways, "訂正・補記した行を見る", self.open_correction)
        self.body.addLayout(ways)
        self.body.addStretch(1)
        corrects = bool(context.roles & set(MAY_CORRECT))
        self.correct_button = self.add_act("訂正・補記する" if corrects else "補記する", self.correct)
        self.correct_button.setVisible(may_open("log_correction", context.roles))

    def _way(self, ways: WrapLayout, text: str, act: Callable[[], object]) -> OutlineButton:
        button = OutlineButton(text, self)
        button.clicked.connect(act)
        ways.addWidget(button)
        return button

    def show_argument(self, argument: object) -> None:
        """Take the number of the line."""
        if isinstance(argument, int | str):
            self._seq = int(argument)
            self.make_stale()

    def refresh(self, changed: Changed) -> None:  # noqa: ARG002 - a line never changes
        """Read the line and the one it corrects."""
        if self._seq:
            self.context.operations.query(self, partial(read_lines, numbers=(self._seq,)), self.show_line)

    def show_line(self, lines: tuple[LogView, ...]) -> None:
        """Show what was read."""
        if not lines or lines[0].entry.seq != self._seq:
            return
        self.view = lines[0]
        entry, line = self.view.entry, self.view.entry.line
        self.set_title(f"{entry.seq:,}番の記録")
        self.set_subtitle(line.act)
        self.facts.show_facts(facts_of(self.view))
        self.person_button.setVisible(bool(line.object_id))
        self.corrected_button.setVisible(bool(self.view.corrected_by))
        self.old_card.hide()
        if line.corrects:
            work = partial(read_lines, numbers=(line.corrects,))
            self.context.operations.query(self, work, self.show_old)

    def show_old(self, lines: tuple[LogView, ...]) -> None:
        """Show the line that is corrected by this one."""
        if lines and self.view is not None and lines[0].entry.seq == self.view.entry.line.corrects:
            self.old_facts.show_facts(facts_of(lines[0]))
            self.old_card.show()

    def open_person(self) -> None:
        """Show everything about the same person or thing."""
        if self.view is not None:
            line = self.view.entry.line
            self._open(Subject("person", line.object_id, line.object_label))

    def open_handler(self) -> None:
        """Show everything the same handler did."""
        if self.view is not None:
            self._open(Subject("handler", self.view.entry.actor_id, self.view.entry.actor_name))

    def open_day(self) -> None:
        """Show everything of the same day."""
        if self.view is not None:
            self._open(Subject("day", self.view.entry.local_at[:10], ""))

    def _open(self, subject: Subject) -> None:
        self.context.shell.open("handling_log", subject)

    def open_correction(self) -> None:
        """Show the line that corrects this one."""
        if self.view is not None:
            self.context.shell.open("log_line", self.view.corrected_by)

    def correct(self) -> None:
        """Write a line that puts this one right."""
        if self.view is not None:
            self.context.shell.open("log_correction", self.view.entry.seq)
