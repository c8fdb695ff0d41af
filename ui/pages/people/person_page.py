"""The page of one person: facts, family, what was collected and when, what was changed. The number stays masked."""

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Final

from ashibue_desk.domain.errors import Situation
from ashibue_desk.domain.log_tally import Subject
from ashibue_desk.domain.people import WORKERS, PersonCategory
from ashibue_desk.domain.problems import Problem
from ashibue_desk.domain.roles import READS_NUMBERS, READS_RECORDS
from ashibue_desk.use_cases.changes import Changed
from ashibue_desk.use_cases.people import record_leaving
from ui.pages.people.edit_page import NewPerson
from ui.pages.people.leaving import LeavingCard
from ui.pages.people.parts import PeopleCard
from ui.pages.people.person_view import PersonView, view_person
from ui.papers_offered.single import SinglePaper
from ui.widgets.buttons import OutlineButton, SmallButton
from ui.widgets.card import Card, row
from ui.widgets.facts import FactsGrid, LinesCard
from ui.widgets.labels import PlainLabel, SupportText
from ui.widgets.page import Page, PageContext
from ui.wording.people import CATEGORY_NAMES, WRITES_PEOPLE

_KEPT: Final = "個人番号は載りません。印を押した用紙は、鍵のかかる場所に綴じてください。"
MASKED: Final = "●●●●　●●●●　●●●●"
_FAMILY_OF: Final = frozenset({PersonCategory.OFFICER, PersonCategory.EMPLOYEE})
_TO_SEE: Final = "見るときは、利用する事務を選びます。見たことは取扱記録簿に残ります。"
_NOT_FOR_THIS_ROLE: Final = "受け取っています。表示できるのは、責任者と、担当する事務取扱担当者だけです。"


class PersonPage(Page):
    """Everything about one person but the number."""

    title = "名簿の一人"
    help_key = "people"
    refresh_on = Changed.PEOPLE | Changed.NUMBERS | Changed.CONSENTS | Changed.PAPERS

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self.person_id = ""
        self.view: PersonView | None = None
        self._writes = bool(context.roles & WRITES_PEOPLE)
        self._reads_numbers = bool(context.roles & READS_NUMBERS)
        self._reads_records = bool(context.roles & READS_RECORDS)
        self.edit_button = self.add_act("修正する (F2)", self.edit)
        self.log_button = self.add_act("取扱いの記録", self.open_log)
        self.leave_button = self.add_act("退職日を記録する", self.ask_leaving)
        self.collect_button = self.add_primary("番号を受け取る", self.collect)
        self.paper = SinglePaper(self)
        self.leaving = LeavingCard(context.day(), self)
        self.body.addWidget(self.leaving)
        self._build_number()
        self._build_facts()
        self.verification_button = self._paper_button("本人確認の記録を印刷", self.print_verification)
        self.refusal_button = self._paper_button("いきさつの記録を印刷", self.print_refusal)
        self.collections = LinesCard(
            "本人確認と利用目的",
            "番号を受け取ると、確かめた書類と利用する事務がここに残ります。",
            self,
            action=self.verification_button,
        )
        self.events = LinesCard("提供を求めた経緯", parent=self, action=self.refusal_button)
        self.papers = LinesCard("渡した書類と受け取った書類", "この人に渡した書類は、まだありません。", self)
        self.history = LinesCard("変更の履歴", "登録してから、変更はありません。", self)
        for part in (self.collections, self.events, self.papers, self.history):
            self.body.addWidget(part)
        self.body.addStretch(1)
        self.leaving.given.connect(self.leave)
        self.add_key("F2", self.edit)
        self._offer_acts()

    def _paper_button(self, words: str, act: Callable[[], None]) -> SmallButton:
        button = SmallButton(words, self)
        button.clicked.connect(act)
        return button

    def _build_number(self) -> None:
        self.number_card = Card("個人番号", self)
        self.number = PlainLabel("", self.number_card, look="h3")
        self.number_words = SupportText("", self.number_card)
        self.reveal_button = OutlineButton("番号を見る", self.number_card)
        self.reveal_button.clicked.connect(self.reveal)
        line = row(gap=16)
        line.addWidget(self.number)
        line.addWidget(self.reveal_button)
        line.addStretch(1)
        self.attorney_button = self._paper_button("委任状を印刷", self.print_attorney)
        line.addWidget(self.attorney_button)
        self.number_card.body.addLayout(line)
        self.number_card.body.addWidget(self.number_words)
        self.body.addWidget(self.number_card)

    def _build_facts(self) -> None:
        facts = Card("登録の内容", self)
        self.facts = FactsGrid(facts)
        facts.body.addWidget(self.facts)
        self.body.addWidget(facts)
        self.add_family_button = SmallButton("家族を登録する", self)
        self.add_family_button.clicked.connect(self.add_family)
        self.family = PeopleCard("扶養親族・配偶者", self, action=self.add_family_button)
        self.family.chosen.connect(self.open_person)
        self.worker = PeopleCard("この人を扶養する従業者", self)
        self.worker.chosen.connect(self.open_person)
        self.body.addWidget(self.family)
        self.body.addWidget(self.worker)

    # reading

    def show_argument(self, argument: object) -> None:
        """Show the person of this id."""
        if isinstance(argument, str) and argument != self.person_id:
            self.person_id = argument
            self.view = None
            self.leaving.put_away()
            self.paper.card.hide()
            self.banners.clear()
            self._offer_acts()

    def refresh(self, changed: Changed) -> None:  # noqa: ARG002 - whatever changed, all is read
        """Read the person again."""
        if self.person_id:
            work = partial(view_person, person_id=self.person_id)
            self.context.operations.query(self, work, self.show_view, self.gone)

    def gone(self, situation: Situation) -> None:
        """Offer nothing any more for a person who was taken back."""
        self.view = None
        self._offer_acts()
        self.show_situation(situation)

    def show_view(self, view: PersonView) -> None:
        """Show what was read, unless another person was opened meanwhile."""
        if view.person.id != self.person_id:
            return
        self.view = view
        entry, details = view.person.entry, view.details
        self.set_title(entry.name)
        parts = (entry.kana, CATEGORY_NAMES[entry.category], entry.department, entry.code)
        self.set_subtitle("　".join(part for part in parts if part))
        self.facts.show_facts(view.facts)
        self.family.show_people(details.family, "登録はありません。")
        worker = (details.worker,) if details.worker is not None else ()
        self.worker.show_people(worker, "")
        self.family.setVisible(view.category in _FAMILY_OF or bool(details.family))
        self.worker.setVisible(bool(worker))
        self.collections.setVisible(not details.refusal or bool(view.collections))
        if not self.collections.isHidden():
            self.collections.show_lines(view.collections)
        self.events.show_lines(view.events)
        self.papers.show_lines(view.papers or ())
        self.papers.setVisible(view.papers is not None)
        self.history.show_lines(view.history)
        self._show_number(view)
        self._offer_acts()

    def _show_number(self, view: PersonView) -> None:
        held = view.person.has_number
        self.number.setText(MASKED if held else "—")
        self.number.setAccessibleName("個人番号は隠してあります" if held else "個人番号はありません")
        if held:
            words = _TO_SEE if self._reads_numbers else _NOT_FOR_THIS_ROLE
        else:
            words = view.details.refusal or "まだ受け取っていません。"
        self.number_words.setText(words)

    def _offer_acts(self) -> None:
        view = self.view
        on_file = view is not None and self._writes
        held = view is not None and view.person.has_number
        refused = view is None or bool(view.details.refusal)
        worker = view is not None and view.category in WORKERS
        self.edit_button.setVisible(on_file)
        self.log_button.setVisible(view is not None and self._reads_records)
        self.leave_button.setVisible(on_file and worker)
        self.collect_button.setVisible(on_file and not held and not refused)
        self.reveal_button.setVisible(held and self._reads_numbers)
        self.verification_button.setVisible(
            view is not None and bool(view.collections) and self._reads_records
        )
        self.refusal_button.setVisible(view is not None and bool(view.events) and self._reads_records)
        spouse = view is not None and view.category is PersonCategory.SPOUSE3
        self.attorney_button.setVisible(on_file and spouse and not refused)
        self.add_family_button.setVisible(on_file and view is not None and view.category in _FAMILY_OF)

    # acts

    def open_person(self, person_id: str) -> None:
        """Open somebody of the family."""
        self.context.shell.open("person", person_id)

    def edit(self) -> None:
        """Open the form with this person."""
        if self.view is not None and self._writes:
            self.context.shell.open("person_edit", self.person_id)

    def add_family(self) -> None:
        """Open an empty form for a dependant of this worker."""
        self.context.shell.open("person_edit", NewPerson(PersonCategory.DEPENDANT, self.person_id))

    def open_log(self) -> None:
        """Show everything that was done with this person's number (開示の求め)."""
        if self.view is not None:
            self.context.shell.open(
                "handling_log", Subject("person", self.person_id, self.view.person.entry.name)
            )

    def collect(self) -> None:
        """Begin to take in this person's number."""
        self.context.shell.open("collect", self.person_id)

    def reveal(self) -> None:
        """Ask to see this person's number."""
        self.context.shell.open("reveal", self.person_id)

    def print_verification(self) -> None:
        """Print how this person's number was verified."""
        self.paper.ask("VR", self.person_id, "本人確認の記録", _KEPT)

    def print_refusal(self) -> None:
        """Print the course of events of asking this person."""
        self.paper.ask("RR", self.person_id, "いきさつの記録", _KEPT)

    def print_attorney(self) -> None:
        """Print the power of attorney that this spouse gives to the worker."""
        self.paper.ask(
            "PA", self.person_id, "委任状", "配偶者が署名し、従業者が番号の書類といっしょに提出します。"
        )

    def ask_leaving(self) -> None:
        """Ask for the last day of work."""
        if self.view is not None:
            entry = self.view.person.entry
            self.leaving.ask(f"{entry.name}さんの退職日", day=entry.left_on)

    def leave(self, day: date) -> None:
        """Record the last day of work."""
        work = partial(record_leaving, person_id=self.person_id, left_on=day)
        self.context.operations.act(self, work, self.left)

    def left(self, answer: tuple[Problem, ...] | str) -> None:
        """Say that it was recorded, or why not."""
        if isinstance(answer, tuple):
            self.leaving.show_problems(answer)
            return
        self.leaving.put_away()
        self.say("success", "退職日を記録しました。保存期間は、この日をもとに数えます。")
