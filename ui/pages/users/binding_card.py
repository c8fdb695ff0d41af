"""The code that lets another account of this PC open the vault: made after the password, shown once."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ashibue_desk.domain.errors import Situation
from ashibue_desk.use_cases.device_binding import BindingCode, make_binding_code
from ui.background.operations import Operations
from ui.widgets.confirmed_card import ConfirmedCard

_TITLE = "別のアカウントを結び付ける"
_HINT = (
    "このPCに別のアカウントで入る人も開けるように、コードを1回だけ表示します。権限は変わりません。"
    "フォルダーの読み書きの設定は、PCの管理者が行います。"
)


class BindingCard(ConfirmedCard):
    """Asks for the password and makes the code. ``made(BindingCode)``, or ``refused`` with what kept it from being made."""

    made = Signal(object)
    refused = Signal(object)

    def __init__(self, operations: Operations, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._operations = operations
        self.add_password()
        self.agreed.connect(self.make)

    def begin(self) -> None:
        """Ask for the password."""
        self.ask_password(needed=True)
        self.ask(_TITLE, _HINT, "コードをつくる")

    def make(self) -> None:
        """Make the code."""
        work = partial(make_binding_code, password=self.taken_password())
        self._operations.act(self, work, self._done, self._not_done)

    def _done(self, code: BindingCode) -> None:
        self.put_away()
        self.made.emit(code)

    def _not_done(self, situation: Situation) -> None:
        self.refused.emit(situation)
