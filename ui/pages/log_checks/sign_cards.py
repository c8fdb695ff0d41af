"""The two ways a month's check ends: a signature in the program, or the day and place of a sheet that was signed on paper."""

from datetime import date

from PySide6.QtWidgets import QWidget

from ui.widgets.confirmed_card import ConfirmedCard
from ui.widgets.date_field import DateField
from ui.widgets.field_row import FieldRow
from ui.widgets.fields import LongTextField, TextField

_COMMENT = "気づいたこと、担当者に聞いたこと、することにしたことを書きます。なければ空のままにします。"
_NUMBER = "押印した点検票に印刷された「この月のいちばん新しい番号」です。そのあとに加わった行は、追加分として残ります。"


class SignCard(ConfirmedCard):
    """Comment and password of the one who signs."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.comment = LongTextField(lines=3)
        self.form.add(
            FieldRow("点検した人の意見(&C)", self.comment, required=False, support=_COMMENT, name="comment")
        )
        self.add_password()

    def ask_to_sign(self, month: str, lines: int, *, needs_password: bool) -> None:
        """Ask for the signature under a month."""
        self.ask_password(needed=needs_password)
        self.ask(
            f"{month}分の点検に署名する",
            f"{lines:,}行を点検したことを、あなたの署名で取扱記録簿に残します。署名したあとは、書き換えられません。",
            "署名する",
        )


class PaperCheckCard(ConfirmedCard):
    """What stands on the sheet that the superior signed on paper."""

    def __init__(self, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.number = TextField(width=10, max_length=12)
        self.day = DateField(day=today)
        self.place = TextField(width=24, placeholder="総務のキャビネットA-1")
        self.comment = LongTextField(lines=2)
        add = self.form.add
        add(
            FieldRow(
                "この月のいちばん新しい番号(&N)", self.number, required=True, support=_NUMBER, name="last_seq"
            )
        )
        add(FieldRow("上司が点検した日(&D)", self.day, required=True, name="checked_on"))
        add(FieldRow("点検票の保管場所(&K)", self.place, required=True, name="place"))
        add(FieldRow("上司の意見(&C)", self.comment, required=False, name="comment"))
        self.add_password()

    def ask_for_sheet(self, month: str, who: str, *, needs_password: bool) -> None:
        """Ask what the sheet says."""
        self.ask_password(needed=needs_password)
        hint = f"{who}が押印した点検票を見ながら入力します。点検票は、紙のまま保管してください。"
        self.ask(f"{month}分の紙の点検を記録する", hint, "点検を記録する")

    def last_seq(self) -> int | None:
        """Return the number typed, or ``None`` for what is none."""
        typed = self.number.value().replace(",", "").replace("番", "")
        return int(typed) if typed.isdecimal() else None
