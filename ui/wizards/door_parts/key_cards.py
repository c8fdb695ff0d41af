"""The choice where the device key is kept, with the keychain's own sentence when it cannot be used."""

from typing import Final

from PySide6.QtWidgets import QWidget

from ashibue_desk.domain.problems import Problem
from ui.widgets.banner import BannerPlace
from ui.widgets.card import column
from ui.widgets.choice_cards import ChoiceCard, ChoiceCards
from ui.widgets.field_row import FieldRow
from ui.wizards.door_parts.key_choice import FIELD, KEY_FILE, KEYCHAIN, KeyChoice

_SAFE: Final = "入力した内容はそのまま残っています。"
_KEYCHAIN_CARD: Final = ChoiceCard(
    KEYCHAIN,
    "OSの資格情報の保管場所に置く",
    "このPCにサインインした人だけが取り出せます。ふだんはこちらを選びます。",
    "おすすめ",
    "success",
)


class KeyCards(QWidget):
    """Draws a ``KeyChoice``."""

    def __init__(self, choice: KeyChoice, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._choice = choice
        layout = column(gap=12)
        self.setLayout(layout)
        self.banners = BannerPlace(self)
        self.cards = ChoiceCards((), self)
        self.row = FieldRow(
            "このPCの鍵の置き場所",
            self.cards,
            self,
            required=True,
            name=FIELD,
            support="パスワードだけを知られても、このPCの鍵がなければ保管庫は開きません。",
        )
        layout.addWidget(self.banners)
        layout.addWidget(self.row)
        self._drawn: object = self

    def load(self) -> None:
        """Show what is known and chosen."""
        places = self._choice.places
        if places is not self._drawn:
            self._drawn = places
            self.banners.clear()
            if places is None:
                self.banners.say("info", "", title="OSの資格情報の保管場所を確かめています。", closable=False)
            elif places.trouble is not None:
                trouble = places.trouble  # what it says of the vault is not for here: there may be none yet
                self.banners.say("error", f"{_SAFE}\n{trouble.todo}", title=trouble.what)
            self.cards.set_cards(self._offered())
        self.row.setVisible(places is not None)
        self.cards.set_value(self._choice.chosen)

    def store(self) -> None:
        """Put the choice into the flow."""
        if self._choice.places is not None:
            self._choice.chosen = self.cards.value()

    def show_problems(self, problems: tuple[Problem, ...]) -> tuple[Problem, ...]:
        """Show what is missing beside the cards; return what belongs elsewhere."""
        own = next((problem for problem in problems if problem.field == FIELD), None)
        self.row.show_problem(own)
        return tuple(problem for problem in problems if problem is not own)

    def _offered(self) -> tuple[ChoiceCard, ...]:
        places = self._choice.places
        if places is None:
            return ()
        file_card = ChoiceCard(KEY_FILE, "鍵ファイルに置く", places.file_notice, "守りは弱くなります")
        return (file_card,) if places.trouble is not None else (_KEYCHAIN_CARD, file_card)
