"""The sections of a contractor's page below its evaluations: filled one a turn, since nobody sees them first."""

from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from typing import NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ashibue_desk.domain.contractor_contract import Contract
from ashibue_desk.domain.contractor_file import ContractorFile
from ashibue_desk.domain.japanese_calendar import both
from ui.pages.contractors import file_lines
from ui.pages.contractors.section import Line, LineAct, Section
from ui.widgets.card import column
from ui.widgets.chain_tree import ChainTree
from ui.widgets.facts import FactsGrid
from ui.widgets.labels import SupportText


class Words(NamedTuple):
    """What ids of the file are called."""

    office: str
    affairs: dict[str, str]
    criteria: dict[str, str]


class LowerSections(QWidget):
    """Contract, provisions, chain, supervision, cloud, end, history. Signals as those of ``Sections``."""

    asked = Signal(str, str)
    opened = Signal(str)

    def __init__(self, parent: QWidget, *, writes: bool, decides: bool) -> None:
        super().__init__(parent)
        self._writes, self._decides = writes, decides
        down = column(gap=16)
        self.setLayout(down)
        self._build_sections()
        self._build_extras()
        for section in self._sections():
            section.hide()
            section.asked.connect(self.asked)
            down.addWidget(section)

    def _build_sections(self) -> None:
        self.contract = Section(
            "契約と条項",
            (
                LineAct("特記事項の案を印刷", "annex"),
                LineAct("条項の点検票を印刷", "clauses"),
                LineAct("契約を開く", "contract"),
            ),
            self,
            nothing="契約はまだ登録されていません。評価に合格すると登録できます。",
        )
        self.provisions = Section(
            "番号を渡した記録", (LineAct("提供を記録する", "provide"),), self, nothing="まだありません。"
        )
        self.chain = Section("再委託", (LineAct("申請を記録する", "request"),), self)
        self.looks = Section(
            "監督の予定と結果",
            (LineAct("予定を立てる", "plan"),),
            self,
            nothing="予定はまだありません。一年に一度は、取扱いの状況を確かめます。",
        )
        self.findings = Section(
            "指摘と事故", (LineAct("指摘や事故を記録する", "finding"),), self, nothing="記録はありません。"
        )
        self.handlers = Section(
            "委託先で取り扱う人",
            (LineAct("取り扱う人を記録する", "handler"),),
            self,
            nothing="届出はまだありません。",
        )
        self.cloud = Section(
            "クラウドサービスの確認",
            (LineAct("確かめる", "cloud"),),
            self,
            nothing="番号を置くサービスを使う委託先のときは、委託にあたるかを確かめて、理由を残します。",
        )
        self.ending = Section("委託の終了", (LineAct("委託を終える", "end"),), self)
        self.history = Section("変更の履歴", (), self, nothing="登録してから、変更はありません。")

    def _sections(self) -> tuple[Section, ...]:
        return (
            self.contract,
            self.provisions,
            self.chain,
            self.looks,
            self.findings,
            self.handlers,
            self.cloud,
            self.ending,
            self.history,
        )

    def _build_extras(self) -> None:
        self._contract_words = SupportText("", self.contract)
        self.contract.extra.addWidget(self._contract_words)
        self.tree = ChainTree(self.chain)
        self.tree.opened.connect(self.opened)
        self.chain.extra.addWidget(self.tree)
        self._ending_facts = FactsGrid(self.ending)
        self._ending_words = SupportText(
            "預けた番号の返却か廃棄を確かめ、証明書の日付と方法を記録して終えます。", self.ending
        )
        self.ending.extra.addWidget(self._ending_words)
        self.ending.extra.addWidget(self._ending_facts)

    def clear(self) -> None:
        """Show nothing until the next file is filled in."""
        for section in self._sections():
            section.hide()

    def close_forms(self) -> None:
        """Take every small form away."""
        for section in self._sections():
            section.close_form()

    def show_file(self, file: ContractorFile, words: Words, today: date) -> Iterator[None]:
        """Show what is on file, a section at each step."""
        for fill in self._fillers(file, words, today):
            fill()
            yield

    def _fillers(self, file: ContractorFile, words: Words, today: date) -> tuple[Callable[[], None], ...]:
        living = file.ending is None
        writes, decides = self._writes and living, self._decides and living
        provisions = partial(file_lines.provision_lines, file, writes=writes, decides=self._decides)
        looks = partial(file_lines.look_lines, file, today, writes=writes)
        findings = partial(file_lines.finding_lines, file, today, decides=decides)
        handlers = partial(file_lines.handler_lines, file, writes=writes)
        return (
            partial(self._show_contract, file, writes=writes),
            partial(self._show, self.provisions, provisions, "provide", offered=writes),
            partial(self._show_chain, file, words, writes=writes, decides=decides),
            partial(self._show, self.looks, looks, "plan", offered=writes),
            partial(self._show, self.findings, findings, "finding", offered=writes),
            partial(self._show, self.handlers, handlers, "handler", offered=writes),
            partial(self._show_cloud, file, writes=writes),
            partial(self._show_ending, file, decides=decides),
            partial(self._show_history, file, words),
        )

    def _show(
        self, section: Section, lines: Callable[[], tuple[Line, ...]], act: str, *, offered: bool
    ) -> None:
        section.offer(act, offered=offered)
        section.show_lines(lines())
        section.show()

    def _show_contract(self, file: ContractorFile, *, writes: bool) -> None:
        self.contract.show_lines(tuple(_contract_line(one, file) for one in file.contracts))
        advice = "、".join(clause.heading for clause in file.missing_advice)
        words = f"なくてもよいが、あると安心な条項: {advice}" if advice and not file.missing else ""
        self._contract_words.setText(words)
        self._contract_words.setVisible(bool(words))
        self.contract.offer("contract", offered=writes and (bool(file.contracts) or _may_contract(file)))
        self.contract.offer("annex", offered=writes)
        self.contract.offer("clauses", offered=writes and file.contract is not None)
        self.contract.button("contract").setText("契約を開く" if file.contracts else "契約を登録する")
        self.contract.show()

    def _show_chain(self, file: ContractorFile, words: Words, *, writes: bool, decides: bool) -> None:
        self.tree.show_tree([file_lines.chain_tree(words.office, file.chain)])
        lines = partial(file_lines.request_lines, file, writes=writes, decides=decides)
        self._show(self.chain, lines, "request", offered=writes)

    def _show_cloud(self, file: ContractorFile, *, writes: bool) -> None:
        self.cloud.offer("cloud", offered=writes)
        self.cloud.show_lines(file_lines.cloud_lines(file.cloud_checks))
        self.cloud.setVisible(writes or bool(file.cloud_checks))

    def _show_ending(self, file: ContractorFile, *, decides: bool) -> None:
        self._ending_words.setVisible(file.ending is None)
        self._ending_facts.setVisible(file.ending is not None)
        if file.ending is not None:
            self._ending_facts.show_facts(file_lines.ending_facts(file.ending))
        self.ending.offer("end", offered=decides)
        self.ending.setVisible(decides or file.ending is not None)

    def _show_history(self, file: ContractorFile, words: Words) -> None:
        self.history.show_lines(file_lines.history_lines(file.history, words.affairs), most=3)
        self.history.show()


def _may_contract(file: ContractorFile) -> bool:
    verdict = file.last.head.verdict if file.last is not None else None
    return verdict is not None and verdict.passes


def _contract_line(contract: Contract, file: ContractorFile) -> Line:
    entry = contract.entry
    starts = both(entry.starts_on) if entry.starts_on else ""
    ends = both(entry.ends_on) if entry.ends_on else ""
    parts = [
        f"{starts} 〜 {ends}",
        f"保管: {entry.place}" if entry.place else "",
        f"条項の点検: {both(contract.checked_on)}({contract.checked_by})" if contract.checked_on else "",
    ]
    counts = file.contract is not None and contract.id == file.contract.id
    if not counts:
        return Line(contract.id, entry.title, "　".join(part for part in parts if part), "以前の契約")
    if contract.checked_on is None:
        tag, tone = "条項は未点検", "warning"
    elif file.missing:
        tag, tone = f"条項が{len(file.missing)}つ不足", "error"
        parts.append("ない条項: " + "、".join(clause.heading for clause in file.missing))
    else:
        tag, tone = "条項はそろっている", "success"
    if entry.equal_measures_on is None:
        parts.append("同じ水準の安全管理を確かめた記録がありません。")
    return Line(contract.id, entry.title, "　".join(part for part in parts if part), tag, tone)
