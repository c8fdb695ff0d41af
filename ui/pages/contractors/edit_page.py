"""The form to register a contractor or to correct what is on file about one."""

from collections.abc import Callable
from functools import partial
from typing import Any, NamedTuple

from ashibue_desk.domain.affairs import Affair
from ashibue_desk.domain.contractors import ContractorEntry
from ashibue_desk.domain.problems import Problem
from ashibue_desk.use_cases.addresses import addresses_of
from ashibue_desk.use_cases.changes import Changed, Done
from ashibue_desk.use_cases.contractors.register import (
    add_contractor,
    affair_choices,
    change_contractor,
    number_file_choices,
    read_contractor,
)
from ashibue_desk.use_cases.desk import Desk
from ui.desktop import message_box
from ui.pages.contractors.entry_form import EntryFields
from ui.widgets.form_page import FormPage
from ui.widgets.page import PageContext


class EditFacts(NamedTuple):
    """What the form needs of the vault."""

    entry: ContractorEntry | None
    affairs: tuple[Affair, ...]
    number_files: tuple[str, ...]


def edit_facts(desk: Desk, contractor_id: str) -> EditFacts:
    """Read the contractor to change, if any, and the affairs and number files that may be entrusted."""
    with desk.vault.reading():
        entry = read_contractor(desk, contractor_id).entry if contractor_id else None
        return EditFacts(entry, affair_choices(desk), number_file_choices(desk))


class ContractorEditPage(FormPage):
    """Registers a contractor, or corrects the one it was opened with. Made anew at each opening."""

    title = "委託先を登録する"
    help_key = "contractors"
    draft_key = "contractor_edit"
    act_words = "登録する"

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self.contractor_id = ""
        self._read = False
        self._kept = False
        self._draft: dict[str, str] = {}
        self.fields = EntryFields(self.form, context.day())
        self.fields.postal_code.completed.connect(self.find_address)
        self._before = self.fields.typed()

    def show_argument(self, argument: object) -> None:
        """Correct the contractor of an id."""
        if isinstance(argument, str) and argument:
            self.contractor_id = argument
            self.set_title("登録の内容を修正する")
            self.set_subtitle("変更した人と日時が、履歴に残ります。")
            self.save_button.setText("修正を保存する")

    def refresh(self, changed: Changed) -> None:  # noqa: ARG002 - read once
        """Read what the form needs; what was typed stays."""
        if not self._read:
            work = partial(edit_facts, contractor_id=self.contractor_id)
            self.context.operations.query(self, work, self.show_facts)

    def show_facts(self, facts: EditFacts) -> None:
        """Fill the form."""
        self._read = True
        self.fields.show_affairs(facts.affairs)
        self.fields.show_files(facts.number_files)
        if facts.entry is not None:
            self.fields.show_entry(facts.entry)
        self._before = self.fields.typed()
        if self._draft:
            self.fields.restore(self._draft)
        elif facts.entry is not None:
            self._begin_at_what_a_contract_needs()

    def _begin_at_what_a_contract_needs(self) -> None:
        """Begin at what is entrusted, or why no more, where that stands empty: the next step asks for it."""
        lacking = (one for one in (self.fields.entrusted, self.fields.least_scope) if one.is_empty())
        first = next(lacking, None)
        if first is not None:
            self.form.rows()  # all of them: the field stands below the first screen
            first.setFocus()

    def find_address(self, digits: str) -> None:
        """Look up a postal code on this PC."""
        self.context.operations.run(self, partial(addresses_of, digits), self.show_addresses)

    def show_addresses(self, found: tuple[str, ...]) -> None:
        """Fill in the address where there is none yet."""
        if found and self.fields.address.is_empty():
            self.fields.address.set_value(found[0])
            self.fields.address.setFocus()

    def work(self) -> Callable[[Desk], tuple[Problem, ...] | Done[str]]:
        """Store the entry."""
        entry = self.fields.entry()
        if self.contractor_id:
            return partial(change_contractor, contractor_id=self.contractor_id, entry=entry)
        return partial(add_contractor, entry=entry)

    def kept(self, answer: Any) -> None:
        """Go to the contractor."""
        self._kept = True
        shell, name = self.context.shell, self.fields.name.value()
        if self.contractor_id:
            shell.back()
            shell.say("success", f"{name}: 修正を保存しました。")
        else:
            shell.open("contractor", str(answer))
            shell.say("success", f"{name}を登録しました。次は評価です。")

    def may_leave(self) -> bool:
        """Ask before something typed is lost."""
        if self._kept or self.fields.typed() == self._before:
            return True
        return message_box.ask_to_drop(self)

    def draft(self) -> dict[str, str]:
        """Return what was typed."""
        typed = self.fields.typed()
        return {} if self._kept or typed == self._before else typed | {"contractor_id": self.contractor_id}

    def restore_draft(self, values: dict[str, str]) -> None:
        """Put back what was typed before a lock."""
        self._draft = dict(values)
        self.show_argument(values.get("contractor_id", ""))
        self._read = False
        self.refresh(Changed.NOTHING)
