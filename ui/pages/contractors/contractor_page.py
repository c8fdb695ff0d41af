"""Everything about one contractor on one page: what comes next on top, then each kind of record with its acts."""

from collections.abc import Callable
from functools import partial
from typing import NamedTuple, Protocol, TypeVar

from ashibue_desk.domain.contractor_evaluation import Occasion
from ashibue_desk.domain.contractor_file import ContractorFile
from ashibue_desk.domain.contractors import CONTRACTOR_STATE_NAMES, ContractorState
from ashibue_desk.domain.errors import Situation
from ashibue_desk.use_cases.changes import Changed
from ashibue_desk.use_cases.contractors.providing import review_override
from ashibue_desk.use_cases.contractors.register import (
    affair_choices,
    contractor_file,
    list_contractors,
    rules,
)
from ashibue_desk.use_cases.desk import Desk
from ui.pages.contractors import file_lines, next_step
from ui.pages.contractors.contractor_sections import Sections
from ui.pages.contractors.lower_sections import Words
from ui.pages.contractors.next_step import Act
from ui.pages.contractors.other_cards import (
    BeginCard,
    ConditionCard,
    DecideRequestCard,
    EndRequestCard,
    ReceiptCard,
    RequestCard,
)
from ui.pages.contractors.paper import clause_check, contractor_dossier, handling_annex, permission
from ui.pages.contractors.paper_desk import PaperDesk
from ui.pages.contractors.record_card import RecordCard
from ui.pages.contractors.section import Section
from ui.pages.contractors.supervision_cards import (
    CorrectionCard,
    DropLookCard,
    FindingCard,
    HandlerCard,
    HandlerLeftCard,
    LookCard,
    PlanCard,
)
from ui.pages.contractors.view import DECIDES, WRITES_CONTRACTORS
from ui.widgets.page import Page, PageContext


class _Record(Protocol):
    @property
    def id(self) -> str: ...


R = TypeVar("R", bound=_Record)


class FileFacts(NamedTuple):
    """What the page reads in one go."""

    file: ContractorFile
    office_name: str
    affairs: dict[str, str]
    criteria: dict[str, str]
    others: tuple[tuple[str, str], ...]  # whom it may entrust on to


def read_file(desk: Desk, contractor_id: str) -> FileFacts:
    """Read everything about one contractor. Runs in the vault thread."""
    with desk.vault.reading():
        file = contractor_file(desk, contractor_id)
        others = tuple(
            (row.id, f"{row.name}　{CONTRACTOR_STATE_NAMES[row.state]}")
            for row in list_contractors(desk)
            if row.id != contractor_id and row.state is not ContractorState.ENDED
        )
        office = desk.vault.settings.office().name
    affairs = {one.id: one.name for one in affair_choices(desk)}
    criteria = {one.id: one.text for one in rules(desk).criteria.values()}
    return FileFacts(file, office, affairs, criteria, others)


class ContractorPage(Page):
    """Shows one contractor and begins every act about it."""

    title = "委託先"
    help_key = "contractors"
    refresh_on = Changed.CONTRACTORS

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self.contractor_id = ""
        self.facts: FileFacts | None = None
        self.step: next_step.NextStep | None = None
        self._said = ""
        self._writes = bool(context.roles & WRITES_CONTRACTORS)
        self._decides = bool(context.roles & DECIDES)
        self.edit_button = self.add_act("修正する (F2)", self.edit)
        self.print_button = self.add_act("すべて印刷する", self.print_dossier)
        self.next_button = self.add_primary("評価をはじめる", self.do_next)
        self.papers = PaperDesk(self)
        self.sections = Sections(self, writes=self._writes, decides=self._decides)
        self.body.addWidget(self.sections)
        self.body.addStretch(1)
        self.sections.asked.connect(self.do)
        self.sections.opened.connect(self.open_other)
        self._by_act: dict[str, Callable[[str], object]] = self._acts_by_name()
        self.add_key("F2", self.edit)
        self.add_key("Ctrl+P", self.print_dossier)
        self._offer()

    def _acts_by_name(self) -> dict[str, Callable[[str], object]]:
        return {
            file_lines.OPEN: self.open_evaluation,
            file_lines.MET: self.ask_condition,
            file_lines.LOOKED: self.ask_look,
            file_lines.DROP: self.ask_dropping,
            file_lines.CORRECT: self.ask_correction,
            file_lines.LEFT: self.ask_leaving,
            file_lines.RECEIPT: self.ask_receipt,
            file_lines.REVIEW: self.review,
            file_lines.DECIDE: self.ask_decision,
            file_lines.END_SUB: self.ask_sub_ending,
            "evaluate": self.ask_evaluation,
            "contract": self.open_contract,
            "annex": self.print_annex,
            "clauses": self.print_clauses,
            file_lines.PRINT_PERMISSION: self.print_permission,
            "provide": self.open_provision,
            "request": self.ask_request,
            "plan": self.ask_plan,
            "finding": self.ask_finding,
            "handler": self.ask_handler,
            "cloud": self.open_cloud,
            "end": self.open_ending,
        }

    # reading

    def show_argument(self, argument: object) -> None:
        """Show the contractor of this id."""
        if isinstance(argument, str) and argument != self.contractor_id:
            self.contractor_id = argument
            self.facts = None
            self.banners.clear()
            self.papers.put_away()
            self.sections.close_forms()
            self._offer()

    def refresh(self, changed: Changed) -> None:  # noqa: ARG002 - whatever changed, all is read
        """Read the contractor again."""
        if self.contractor_id:
            work = partial(read_file, contractor_id=self.contractor_id)
            self.context.operations.query(self, work, self.show_facts, self.gone)

    def gone(self, situation: Situation) -> None:
        """Offer nothing any more for a record that is not there."""
        self.facts = None
        self._offer()
        self.show_situation(situation)

    def show_facts(self, facts: FileFacts) -> None:
        """Show what was read, unless another contractor was opened meanwhile."""
        if facts.file.contractor.id != self.contractor_id:
            return
        self.facts = facts
        entry = facts.file.contractor.entry
        self.set_title(entry.name)
        self.set_subtitle("　".join(part for part in (entry.kana, entry.business) if part))
        self.step = next_step.next_step(facts.file, self.context.day(), decides=self._decides)
        if facts.file.ending is not None:
            self.sections.close_forms()  # nothing is recorded any more
        words = Words(facts.office_name, facts.affairs, facts.criteria)
        self.sections.show_file(facts.file, self.step, words, self.context.day())
        self._offer()
        if self.hasFocus() and not self.next_button.isHidden():  # nobody has gone anywhere yet
            self.next_button.setFocus()

    def _offer(self) -> None:
        step, living = self.step, self.facts is not None and self.facts.file.ending is None
        self.edit_button.setVisible(living and self._writes)
        self.print_button.setVisible(self.facts is not None)  # on paper as on the screen: whoever reads it
        offered = self.facts is not None and step is not None and step.act is not Act.NONE and self._writes
        self.next_button.setVisible(offered)
        if step is not None and step.button:
            self.next_button.setText(step.button)
        self.sections.resize(self.body.geometry().width(), self.sections.height())  # as wide as it will stand
        self.sections.setVisible(self.facts is not None)

    # acts

    def do(self, act: str, key: str) -> None:
        """Begin what a button of a section asks for."""
        if self.facts is not None:
            self._by_act[act](key)

    def do_next(self) -> None:
        """Begin what comes next, or show where it is on this page."""
        if self.step is None or self.facts is None:
            return
        places = {
            Act.CONDITION: self.sections.conditions,
            Act.CORRECT: self.sections.below.findings,
            Act.LOOK: self.sections.below.looks,
        }
        acts = {
            Act.EVALUATE: self.ask_evaluation,
            Act.GO_ON: self._open_open,
            Act.DECIDE: self._open_open,
            Act.DESCRIBE: self.edit,
            Act.CONTRACT: self.open_contract,
            Act.PROVIDE: self.open_provision,
            Act.PLAN: self.ask_plan,
            Act.PERMIT: self._open_asker,
        }
        if self.step.act in places:
            places[self.step.act].come_into_view(self)
        else:
            acts[self.step.act]()

    def _open_open(self) -> None:
        if self.facts is not None and self.facts.file.open is not None:
            self.open_evaluation(self.facts.file.open.head.id)

    def _open_asker(self) -> None:
        """Open the contractor that asked to entrust on to this one."""
        if self.facts is not None:
            here = self.facts.file.contractor.id
            asked = [one for one in self.facts.file.requests if one.entry.sub_id == here]
            if asked:
                self.open_other(asked[0].entry.contractor_id)

    def open_other(self, contractor_id: str) -> None:
        """Open another contractor of the chain."""
        if contractor_id != self.contractor_id:
            self.context.shell.open("contractor", contractor_id)

    def edit(self) -> None:
        """Open the form with this contractor."""
        if self.facts is not None and self._writes and self.facts.file.ending is None:
            self.context.shell.open("contractor_edit", self.contractor_id)

    def print_dossier(self) -> None:
        """Print everything about this contractor."""
        if self.facts is not None:
            hint = "評価、契約、提供、再委託、監督から変更の履歴まで、1つの書類にまとめます。個人番号は載りません。"
            self.papers.ask(contractor_dossier, self.contractor_id, "委託先の記録", hint)

    def print_annex(self, _key: str = "") -> None:
        """Print the draft of the handling annex."""
        hint = "必要な条項をすべて入れた案です。契約書に添える前に、内容を確かめてください。"
        self.papers.ask(handling_annex, self.contractor_id, "取扱特記事項の案", hint)

    def print_clauses(self, _key: str = "") -> None:
        """Print the check of the clauses of the contract."""
        hint = "契約のどこに必要な条項があるかの一覧です。点検した人と責任者が印を押し、契約書といっしょに綴じます。"
        self.papers.ask(clause_check, self.contractor_id, "契約条項の点検票", hint)

    def print_permission(self, key: str) -> None:
        """Print the permission of one re-entrustment."""
        hint = "責任者が印を押して委託先に渡し、控えを契約書といっしょに綴じます。"
        self.papers.ask(permission, key, "再委託の許諾書", hint)

    def open_evaluation(self, evaluation_id: str) -> None:
        """Open one evaluation."""
        self.context.shell.open("contractor_evaluation", evaluation_id)

    def open_contract(self, _key: str = "") -> None:
        """Open the contract and its clauses."""
        self.context.shell.open("contractor_contract", self.contractor_id)

    def open_provision(self, _key: str = "") -> None:
        """Open the form of a provision."""
        self.context.shell.open("contractor_provision", self.contractor_id)

    def open_cloud(self, _key: str = "") -> None:
        """Open the check of cloud services for this contractor."""
        self.context.shell.open("cloud_check", self.contractor_id)

    def open_ending(self, _key: str = "") -> None:
        """Open the form of the end."""
        self.context.shell.open("contractor_end", self.contractor_id)

    # small forms

    def ask_evaluation(self, _key: str = "") -> None:
        """Ask why and how it is evaluated."""
        if self.facts is not None:
            occasion = Occasion.YEARLY if self.facts.file.last else Occasion.FIRST
            card = BeginCard(self, self.contractor_id, occasion)
            self._open(self.sections.evaluations, card, self.open_evaluation)

    def ask_condition(self, key: str) -> None:
        """Ask how a condition was met."""
        last = self._file().last
        for condition in last.conditions if last is not None else ():
            if file_lines.condition_key(condition) == key:
                self._open(self.sections.conditions, ConditionCard(self, condition))

    def ask_receipt(self, key: str) -> None:
        """Ask how a receipt was confirmed."""
        self._open(self.sections.below.provisions, ReceiptCard(self, _by_id(self._file().provisions, key)))

    def ask_request(self, _key: str = "") -> None:
        """Ask what a contractor wants to entrust on."""
        if self.facts is not None:
            card = RequestCard(self, self.contractor_id, self.facts.others)
            self._open(self.sections.below.chain, card)

    def ask_decision(self, key: str) -> None:
        """Ask the officer about a re-entrustment."""
        self._open(self.sections.below.chain, DecideRequestCard(self, _by_id(self._file().requests, key)))

    def ask_sub_ending(self, key: str) -> None:
        """Ask when a re-entrustment ended."""
        self._open(self.sections.below.chain, EndRequestCard(self, _by_id(self._file().requests, key)))

    def ask_plan(self, _key: str = "") -> None:
        """Ask for a look to come."""
        self._open(self.sections.below.looks, PlanCard(self, self.contractor_id))

    def ask_look(self, key: str) -> None:
        """Ask what a look brought."""
        self._open(self.sections.below.looks, LookCard(self, _by_id(self._file().looks, key)))

    def ask_dropping(self, key: str) -> None:
        """Ask why a look is given up."""
        self._open(self.sections.below.looks, DropLookCard(self, _by_id(self._file().looks, key)))

    def ask_finding(self, _key: str = "") -> None:
        """Ask what is not in order."""
        self._open(self.sections.below.findings, FindingCard(self, self.contractor_id))

    def ask_correction(self, key: str) -> None:
        """Ask how a finding was mended."""
        self._open(self.sections.below.findings, CorrectionCard(self, _by_id(self._file().findings, key)))

    def ask_handler(self, _key: str = "") -> None:
        """Ask who handles numbers there."""
        self._open(self.sections.below.handlers, HandlerCard(self, self.contractor_id))

    def ask_leaving(self, key: str) -> None:
        """Ask for somebody's last day there."""
        self._open(self.sections.below.handlers, HandlerLeftCard(self, _by_id(self._file().handlers, key)))

    def review(self, provision_id: str) -> None:
        """Close a provision that went against the gate."""
        work = partial(review_override, provision_id=provision_id)
        self.context.operations.act(self, work, self.reviewed)

    def reviewed(self, _provision: object) -> None:
        """Say that it is closed."""
        self.say("success", "見直しを記録しました。ホームの表示は消えます。")

    def _open(self, section: Section, card: RecordCard, then: Callable[[str], object] | None = None) -> None:
        self.sections.close_forms()
        self._said = card.said
        section.open_form(card)
        card.recorded.connect(then if then is not None else self.recorded)
        card.begin()

    def recorded(self, _answer: object) -> None:
        """Say what a small form recorded."""
        self.say("success", self._said)

    def _file(self) -> ContractorFile:
        if self.facts is None:
            raise RuntimeError("no contractor is shown")
        return self.facts.file


def _by_id(records: tuple[R, ...], key: str) -> R:
    return next(record for record in records if record.id == key)
