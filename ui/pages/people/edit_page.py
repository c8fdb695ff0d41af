"""The form to add one person or to change one."""

from dataclasses import dataclass
from functools import partial
from typing import NamedTuple

from PySide6.QtWidgets import QWidget

from ashibue_desk.domain.errors import Situation
from ashibue_desk.domain.people import FAMILY, PersonCategory, PersonEntry
from ashibue_desk.domain.problems import Problem
from ashibue_desk.use_cases.addresses import addresses_of
from ashibue_desk.use_cases.changes import Changed
from ashibue_desk.use_cases.desk import Desk
from ashibue_desk.use_cases.people import (
    add_person,
    change_person,
    collection_refusal,
    get_person,
    workers,
)
from ui.desktop import message_box
from ui.pages.people.entry_form import EntryForm, problem_sentences
from ui.widgets.buttons import OutlineButton, PrimaryButton
from ui.widgets.card import Card, row
from ui.widgets.page import Page, PageContext


@dataclass(frozen=True)
class NewPerson:
    """Whom an empty form is for: the category, and the worker of a family member."""

    category: PersonCategory = PersonCategory.EMPLOYEE
    worker_id: str = ""


class FormFacts(NamedTuple):
    """What the form needs of the vault."""

    entry: PersonEntry | None
    workers: tuple[tuple[str, str], ...]
    refusals: dict[str, str]


def form_facts(desk: Desk, person_id: str) -> FormFacts:
    """Read the person to change, the workers to choose from, and which categories give no number."""
    people = tuple(
        (each.id, "　".join(part for part in (each.name, each.code, each.department) if part))
        for each in workers(desk)
    )
    refusals = {
        category.value: collection_refusal(desk, PersonEntry(category=category, name=""))
        for category in PersonCategory
    }
    with desk.vault.reading():
        return FormFacts(get_person(desk, person_id).entry if person_id else None, people, refusals)


class PersonEditPage(Page):
    """Adds one person, or changes the one it was opened with. Made anew at each opening."""

    title = "一人ずつ登録する"
    help_key = "people"
    draft_key = "person_edit"

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self.person_id = ""
        self._returns = False  # to the person's own page, or the worker's, from which this one was opened
        self._restored = False
        self._kept = False
        self._refusals: dict[str, str] = {}
        card = Card("", self)
        self.form = EntryForm(context.day(), card)
        card.body.addWidget(self.form)
        self.body.addWidget(card)
        self.keep_button = PrimaryButton("登録する", self)
        self.cancel_button = OutlineButton("やめる", self)
        buttons = row()
        buttons.addWidget(self.keep_button)
        buttons.addWidget(self.cancel_button)
        buttons.addStretch(1)
        self.body.addLayout(buttons)
        self.body.addStretch(1)
        self._before = self.form.typed()
        self.keep_button.clicked.connect(self.keep)
        self.cancel_button.clicked.connect(self.give_up)
        self.form.category_chosen.connect(self._show_refusal)
        self.form.postal_code_completed.connect(self.find_address)
        self.add_key("Ctrl+Return", self.keep)
        self.add_key("Ctrl+S", self.keep)

    def show_argument(self, argument: object) -> None:
        """Change the person of an id, or begin with what is known of a new one."""
        if isinstance(argument, NewPerson):
            entry = PersonEntry(category=argument.category, name="", worker_id=argument.worker_id)
            self.form.show_entry(entry)
            self._before = self.form.typed()
            self._returns = bool(argument.worker_id)
            if argument.category in FAMILY:
                self.set_title("家族を登録する")
        elif isinstance(argument, str) and argument:
            self._begin_change(argument)
            self._returns = True

    def _begin_change(self, person_id: str) -> None:
        self.person_id = person_id
        self.set_title("登録の内容を修正する")
        self.set_subtitle("変更した人と日時が、履歴に残ります。")
        self.keep_button.setText("修正を保存する")

    def refresh(self, changed: Changed) -> None:  # noqa: ARG002 - whatever changed, all is read
        """Read what the form needs; what was typed meanwhile stays."""
        self.context.operations.query(self, partial(form_facts, person_id=self.person_id), self.show_facts)

    def show_facts(self, facts: FormFacts) -> None:
        """Fill the form when a person is changed, and offer the workers."""
        self._refusals = facts.refusals
        untouched = self.form.typed() == self._before
        if facts.entry is not None and untouched and not self._restored:
            self.form.show_entry(facts.entry)
        elif facts.entry is not None:
            self.form.set_base(facts.entry)
        self.form.show_workers(facts.workers)
        if untouched and not self._restored:
            self._before = self.form.typed()
        self._show_refusal(self.form.category.value())

    def first_focus(self) -> QWidget:
        """Begin with the name."""
        return self.form.name

    def _show_refusal(self, category: str) -> None:
        self.form.show_refusal(self._refusals.get(category, ""))

    # the address

    def find_address(self, digits: str) -> None:
        """Look up a postal code on this PC."""
        self.context.operations.run(self, partial(addresses_of, digits), self.form.show_addresses)

    # keeping

    def keep(self) -> None:
        """Have the entry checked and stored."""
        if self.form.judge():
            return
        entry = self.form.entry()
        work = (
            partial(change_person, person_id=self.person_id, entry=entry)
            if self.person_id
            else partial(add_person, entry=entry)
        )
        self.keep_button.setEnabled(False)
        self.context.operations.act(self, work, self.kept, self._not_kept)

    def _not_kept(self, situation: Situation) -> None:
        self.keep_button.setEnabled(True)
        self.show_situation(situation)

    def kept(self, answer: tuple[Problem, ...] | str) -> None:
        """Show what was wrong, or go to the person who was stored."""
        self.keep_button.setEnabled(True)
        if isinstance(answer, tuple):
            homeless = self.form.show_problems(answer)
            text = problem_sentences(homeless)
            self.say(
                "error", text or "印のついた欄を直してから、もう一度押してください。", "まだ登録していません"
            )
            return
        self._kept = True
        shell, name = self.context.shell, self.form.name.value()
        if self._returns:
            shell.back()
        else:
            shell.open("person", answer)
        said = "修正を保存しました。" if self.person_id else "名簿に登録しました。"
        shell.say("success", f"{name}さん: {said}")

    def give_up(self) -> None:
        """Return to the page before."""
        self.context.shell.back()

    def may_leave(self) -> bool:
        """Ask before something typed is lost."""
        if self._kept or self.form.typed() == self._before:
            return True
        return message_box.ask_to_drop(self)

    # drafts

    def draft(self) -> dict[str, str]:
        """Return what was typed, with the person it belongs to."""
        typed = self.form.typed()
        if self._kept or typed == self._before:
            return {}
        return typed | {"person_id": self.person_id}

    def restore_draft(self, values: dict[str, str]) -> None:
        """Put back what was typed before a lock."""
        self._restored = True
        if values.get("person_id"):
            self._begin_change(values["person_id"])
        self.form.restore(values)
        self.refresh(Changed.NOTHING)
