"""The contract with a contractor: its days, and where in it each required clause stands."""

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Any, NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QWidget

from ashibue_desk.domain.contractor_contract import ClauseAnswer, Contract, ContractEntry
from ashibue_desk.domain.contractor_criteria import ContractClause, ContractorRules
from ashibue_desk.use_cases.contractors.contracting import change_contract, record_contract
from ashibue_desk.use_cases.contractors.register import contractor_file, rules
from ashibue_desk.use_cases.desk import Desk
from ui.pages.contractors.contractor_form import ContractorForm
from ui.pages.contractors.next_step import is_described
from ui.pages.contractors.paper import handling_annex
from ui.pages.contractors.paper_desk import PaperDesk
from ui.theme.theme import px
from ui.widgets.card import Card, Rule, column, row
from ui.widgets.date_field import DateField
from ui.widgets.field_row import FieldRow
from ui.widgets.fields import LongTextField, TextField
from ui.widgets.folding import fold
from ui.widgets.labels import PlainLabel, SupportText, Tag
from ui.widgets.page import PageContext
from ui.widgets.turns import Turns

_NARROW = 560  # px at 100 %
_CLAUSE = "clause."  # before the id of a clause in a draft


class ContractFacts(NamedTuple):
    """What the page reads."""

    name: str
    described: bool  # what is entrusted and why no more: no contract is kept before
    contract: Contract | None
    rules: ContractorRules


def read_contract(desk: Desk, contractor_id: str) -> ContractFacts:
    """Read the contract that counts and what it has to hold. Runs in the vault thread."""
    file = contractor_file(desk, contractor_id)
    return ContractFacts(file.contractor.name, is_described(file), file.contract, rules(desk))


class ClauseRow(QWidget):
    """One clause: what it has to say, where it stands, and whether it is there."""

    changed = Signal()

    def __init__(self, clause: ContractClause, number: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.clause = clause
        self._note = ""
        outer = column(gap=6)
        outer.setContentsMargins(0, px(8), 0, 0)
        self.setLayout(outer)
        words = column(gap=2)
        words.addWidget(PlainLabel(f"{number}　{clause.heading}", self, look="label", wrap=True))
        words.addWidget(SupportText(f"{clause.text}({clause.basis})", self))
        self.tag = Tag("", "neutral", self)
        self.place = TextField(self, placeholder="第5条第2項 など", width=16)
        self.place.setProperty("look", "filter")
        self.place.setAccessibleName(f"{clause.heading}: 契約書のどこにあるか")
        where = row(gap=10)
        where.addWidget(self.tag)
        where.addStretch(1)
        where.addWidget(self.place, 4)
        self._line = row(gap=16)
        self._line.addLayout(words, 5)
        self._line.addLayout(where, 4)
        outer.addLayout(self._line)
        self._problem = PlainLabel("", self, look="problem", wrap=True)
        self._problem.hide()
        outer.addWidget(self._problem)
        outer.addWidget(Rule(self))
        self.place.textChanged.connect(self._edited)
        self._show_tag()

    def answer(self) -> ClauseAnswer:
        """Return where the clause stands."""
        return ClauseAnswer(self.clause.id, self.place.value(), self._note)

    def show_answer(self, answer: ClauseAnswer | None) -> None:
        """Show where it stands."""
        self._note = answer.note if answer is not None else ""
        self.place.set_value(answer.place if answer is not None else "")

    def show_problem(self, sentence: str) -> None:
        """Say what is wrong here, or take that away."""
        self._problem.setText(sentence)
        self._problem.setVisible(bool(sentence))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the place below the clause where there is no room beside it."""
        super().resizeEvent(event)
        fold(self._line, self.width(), px(_NARROW))

    def _edited(self, _text: str) -> None:
        self._show_tag()
        self.changed.emit()

    def _show_tag(self) -> None:
        if not self.place.is_empty():
            self.tag.set_text("ある", "success")
        elif self.clause.required:
            self.tag.set_text("ない", "error")
        else:
            self.tag.set_text("なくてもよい", "neutral")


class ContractPage(ContractorForm):
    """Registers or corrects the contract of one contractor and checks its clauses. Made anew at each opening."""

    title = "契約と条項"
    help_key = "contractor_contract"
    draft_key = "contractor_contract"
    act_words = "保存する"

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self.contract_id = ""
        self._rows: list[ClauseRow] = []
        self._turns = Turns(self)
        self.annex_button = self.add_act("特記事項の案を印刷する", self.print_annex)
        self.renew_button = self.add_act("結び直した契約を登録する", self.renew)
        self.renew_button.hide()
        self.papers = PaperDesk(self)
        self._build_fields(context)
        self.required_card = Card("契約書に必要な条項", self)
        self.count = PlainLabel("", self.required_card, wrap=True)
        hint = "契約書のどこに書かれているかを入力します。書かれていない条項は、空欄のままにします。"
        self.required_card.body.addWidget(SupportText(hint, self.required_card))
        self.required_card.body.addWidget(self.count)
        self.advice_card = Card("あると安心な条項", self)
        at = self.body.indexOf(self.card)
        self.body.insertWidget(at + 1, self.required_card)
        self.body.insertWidget(at + 2, self.advice_card)
        self._move_buttons()

    @property
    def rows(self) -> tuple[ClauseRow, ...]:
        """Every clause; those that were to come are made now."""
        self._turns.finish()
        return tuple(self._rows)

    def _build_fields(self, context: PageContext) -> None:
        day = context.day()
        self.contract_title = TextField(width=28, placeholder="給与計算の業務委託契約書 など")
        self.signed, self.starts, self.ends = (DateField(day=day) for _ in range(3))
        self.place = TextField(width=24, placeholder="書庫1 契約書ファイル")
        self.measures_on = DateField(day=day)
        self.measures = LongTextField(lines=2, placeholder="評価票の回答と、事務所の見学で確かめた など")
        self.form.add_in_turns(self._field_rows())

    def _field_rows(self) -> Iterator[FieldRow]:
        for name, label, field, required, support in (
            ("title", "契約の名称(&N)", self.contract_title, True, ""),
            ("signed_on", "契約を結んだ日(&S)", self.signed, False, ""),
            ("starts_on", "はじまりの日(&B)", self.starts, True, ""),
            ("ends_on", "終わりの日(&E)", self.ends, False, "決まりがなければ空欄のままにします。"),
            ("place", "契約書の保管場所(&P)", self.place, False, ""),
            (
                "equal_measures_on",
                "同じ水準の安全管理を確かめた日(&M)",
                self.measures_on,
                False,
                "当事業所と同じ水準の安全管理があることを、はじまりの前に確かめます(番号法11条)。",
            ),
            ("equal_measures_note", "どのように確かめたか(&H)", self.measures, False, ""),
        ):
            yield FieldRow(label, field, self.form, required=required, support=support, name=name)

    def _move_buttons(self) -> None:
        """The act belongs below everything it keeps."""
        foot = row()
        foot.addWidget(self.save_button)
        foot.addWidget(self.out_button)
        foot.addStretch(1)
        self.body.insertLayout(self.body.indexOf(self.advice_card) + 1, foot)

    def read(self) -> None:
        """Read the contract."""
        work = partial(read_contract, contractor_id=self.contractor_id)
        self.context.operations.query(self, work, self.show_facts)

    def show_facts(self, facts: ContractFacts) -> None:
        """Show the contract on file, or an empty form."""
        self.set_subtitle(f"{facts.name}　根拠: {facts.rules.clause_article}")
        if facts.contract is not None:
            self._show_contract(facts.contract)
        if not facts.described:
            self.banners.say(
                "warning",
                "契約を保存するには、委託する内容と、それが必要な最小限であることの入力が要ります。",
                title="先に、委託する内容を入力してください",
                actions=(("内容を入力する", self.describe),),
            )
        self._turns.begin(self._build_clauses(facts))

    def _build_clauses(self, facts: ContractFacts) -> Iterator[None]:
        """Below the first screen: a clause a turn."""
        found = facts.contract.clauses if facts.contract is not None else {}
        for at, clause in enumerate(facts.rules.clauses, 1):
            yield
            line = ClauseRow(clause, str(at), self)
            line.show_answer(found.get(clause.id))
            line.changed.connect(self._show_count)
            card = self.required_card if clause.required else self.advice_card
            line.resize(card.width(), line.height())  # as wide as it will stand: its texts are broken once
            card.body.addWidget(line)
            self._rows.append(line)
        self._show_count()
        self.note_untouched()
        if facts.contract is not None and not self.typed_since():
            self._begin_at_what_is_missing()

    def _begin_at_what_is_missing(self) -> None:
        missing = (line for line in self._rows if line.clause.required and not line.answer().found)
        first = next(missing, None)
        now = QApplication.focusWidget()
        began = now is not None and now is not self.contract_title and self.form.isAncestorOf(now)
        if first is not None and not began:
            first.place.setFocus()

    def describe(self) -> None:
        """Open the form with what is entrusted."""
        self.context.shell.open("contractor_edit", self.contractor_id)

    def typed(self) -> dict[str, str]:
        """Return the places of the clauses too."""
        places = {f"{_CLAUSE}{line.clause.id}": line.place.value() for line in self._rows}
        return super().typed() | places

    def type_again(self, texts: Mapping[str, str]) -> None:
        """Put back which contract it was and where its clauses stand, too."""
        super().type_again(texts)
        self.contract_id = texts.get("contract_id", self.contract_id)
        self.renew_button.setVisible(bool(self.contract_id))
        for line in self._rows:
            line.place.set_value(texts.get(f"{_CLAUSE}{line.clause.id}", line.place.value()))

    def about(self) -> dict[str, str]:
        """Return which contract it is, too: none where a renewed one is being typed."""
        return super().about() | {"contract_id": self.contract_id}

    def _show_contract(self, contract: Contract) -> None:
        self.contract_id = contract.id
        self.renew_button.show()
        entry = contract.entry
        self.contract_title.set_value(entry.title)
        self.signed.set_value(entry.signed_on)
        self.starts.set_value(entry.starts_on)
        self.ends.set_value(entry.ends_on)
        self.place.set_value(entry.place)
        self.measures_on.set_value(entry.equal_measures_on)
        self.measures.set_value(entry.equal_measures_note)

    def renew(self) -> None:
        """Begin a new contract beside the old one, which stays on file; the places of the clauses are taken over."""
        self.contract_id = ""
        for day in (self.signed, self.starts, self.ends, self.measures_on):
            day.set_value(None)
        self.measures.set_value("")
        self.renew_button.hide()
        self.say(
            "info", "新しい契約の日付を入力し、条項の場所を確かめてください。前の契約は、そのまま残ります。"
        )
        self.signed.setFocus()

    def _show_count(self) -> None:
        needed = [line for line in self._rows if line.clause.required]
        there = sum(line.answer().found for line in needed)
        left = len(needed) - there
        words = f"{len(needed)}条項のうち{there}条項があります。"
        self.count.setText(
            f"{words}あと{left}条項です。特記事項を取り交わすと、足りない条項を補えます。"
            if left
            else f"{words}そろっています。"
        )

    def entry(self) -> ContractEntry:
        """Return what was typed about the contract."""
        return ContractEntry(
            title=self.contract_title.value(),
            signed_on=self.signed.value(),
            starts_on=self.starts.value(),
            ends_on=self.ends.value(),
            place=self.place.value(),
            equal_measures_on=self.measures_on.value(),
            equal_measures_note=self.measures.value(),
        )

    def work(self) -> Callable[[Desk], Any]:
        """Store the contract and its clauses."""
        entry, clauses = self.entry(), tuple(line.answer() for line in self.rows)
        if self.contract_id:
            return partial(change_contract, contract_id=self.contract_id, entry=entry, clauses=clauses)
        return partial(record_contract, contractor_id=self.contractor_id, entry=entry, clauses=clauses)

    def kept(self, answer: Any) -> None:  # noqa: ARG002 - the rows say it
        """Return to the contractor."""
        left = sum(line.clause.required and not line.answer().found for line in self.rows)
        if left:
            text = f"条項があと{left}つ足りません。そろうまで、番号を渡すことはできません。"
            self.leave("契約を保存しました", text, "warning")
        else:
            self.leave("契約を保存しました", "必要な条項がそろっています。")

    def show_problems(self, problems: Any) -> None:
        """Show problems beside fields and clauses."""
        by_clause = {one.field: one.sentence for one in problems}
        for line in self.rows:
            line.show_problem(by_clause.get(line.clause.id, ""))
        clauses = {line.clause.id for line in self.rows}
        super().show_problems(one for one in problems if one.field not in clauses)

    def print_annex(self) -> None:
        """Print the draft of the handling annex."""
        hint = "必要な条項をすべて入れた案です。契約書に添える前に、内容を確かめてください。"
        self.papers.ask(handling_annex, self.contractor_id, "取扱特記事項の案", hint)
