"""The first step: whose number it is. Refusals of the law are said here, and nothing leads on from them."""

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ashibue_desk.domain.collection import COLLECTION_STATE_NAMES
from ui.desktop.remembered import Remembered
from ui.theme.theme import px
from ui.widgets.banner import BannerPlace
from ui.widgets.card import column
from ui.widgets.list_panel import ListPanel
from ui.widgets.rows_model import Column, RowsModel
from ui.widgets.small_parts import EmptyState, TitledText
from ui.widgets.wizard_frame import StepWidget
from ui.wizards.collect_number.facts import Candidate, CollectFacts
from ui.wizards.collect_number.flow import CollectFlow


def _name(candidate: Candidate) -> str:
    return candidate.row.name


def _kana(candidate: Candidate) -> str:
    return candidate.row.kana


def _category(candidate: Candidate) -> str:
    return candidate.category_name


def _worker(candidate: Candidate) -> str:
    return candidate.row.worker_name


def _state(candidate: Candidate) -> str:
    return COLLECTION_STATE_NAMES[candidate.row.state]


def _id(candidate: Candidate) -> str:
    return candidate.row.person_id


def _search(candidate: Candidate) -> str:
    return candidate.row.search_key


_COLUMNS: tuple[Column[Any], ...] = (
    Column("name", "氏名", _name, 130, sort=_kana, bold=True, stretches=True),
    Column("state", "番号", _state, 76),
    Column("category", "区分", _category, 100),
    Column("worker", "従業者", _worker, 110, soft=True),
)


class WhoStep(StepWidget):
    """A list to choose from, or the person the wizard was opened for.

    ``looked_at`` carries the id of the person of the current row, ``chosen`` that of the one opened with Enter.
    """

    looked_at = Signal(str)
    chosen = Signal(str)

    def __init__(self, flow: CollectFlow, remembered: Remembered, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._flow = flow
        layout = column(gap=12)
        self.setLayout(layout)
        self.rows = RowsModel(_COLUMNS, _id, _search, self)
        self.list = ListPanel(
            self.rows,
            remembered,
            "collect.who",
            self,
            name="番号を受け取れる人",
            counter="人",
            placeholder="氏名・かなでさがす",
            empty=EmptyState(
                "番号を受け取れる人がいません", "名簿に人を加えると、ここから選べるようになります。"
            ),
        )
        self.list.setMinimumHeight(px(320))
        self.notices = BannerPlace(self)
        self.person = TitledText("だれの番号か", "", self)
        self.worker = TitledText("扶養している従業者", "", self)
        for part in (
            self.person,
            self.worker,
            self.list,
            self.notices,
        ):  # no row moves when something is said
            layout.addWidget(part)
        self.list.view.current_changed.connect(self._look_at)
        self.list.opened.connect(self.chosen)
        self.list.hide()
        self.load()

    def offer(self, candidates: tuple[Candidate, ...]) -> None:
        """Show whom one may choose; the list stays away where the person was given."""
        self.list.show()
        self.list.set_rows(candidates)

    def load(self) -> None:
        """Show the person chosen, and what must be known before going on."""
        facts = self._flow.facts
        self.notices.clear()
        named = facts is not None and self.list.isHidden()  # in the list, the row says it
        for part in (self.person, self.worker):
            part.setVisible(named)
        if facts is None:
            return
        self.person.text.setText(f"{facts.name}さん({facts.category_name})")
        self.worker.text.setText(facts.worker_name)
        self.worker.setVisible(named and bool(facts.worker_name))
        self._notice(facts)

    def first_focus(self) -> QWidget | None:
        """Begin in the filter while somebody must be chosen, in the list when the step is gone back to."""
        if self._flow.facts is None:
            return self.list.filter_field
        return None if self.list.isHidden() else self.list.view

    def _notice(self, facts: CollectFacts) -> None:
        if facts.not_able is not None and not facts.refusal:
            self.notices.say(
                "warning", facts.not_able.what, title="この人の番号は、まだ受け取れません", closable=False
            )
        elif facts.refusal:
            self.notices.say(
                "warning", facts.refusal, title="この人の個人番号は受け取れません", closable=False
            )
        elif facts.has_number:
            self.notices.say(
                "info",
                "もう一度登録すると、いまの番号は新しい番号に置き換わります。前の記録は残ります。",
                title="個人番号は登録済みです",
                closable=False,
            )

    def _look_at(self, person_id: str) -> None:
        looked_at = self._flow.facts.person_id if self._flow.facts is not None else ""
        if person_id and person_id != looked_at:
            self.looked_at.emit(person_id)
