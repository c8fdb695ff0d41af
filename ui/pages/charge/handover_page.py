"""The handover of one who leaves a duty: what is open, what is held, before the officer confirms it (規程9条5項)."""

from collections.abc import Callable
from functools import partial
from typing import Any

from ashibue_desk.domain.appointments import Handover
from ashibue_desk.use_cases.desk import Desk
from ashibue_desk.use_cases.handovers import begin_handover
from ui.pages.charge.view import ChargeRow
from ui.widgets.date_field import DateField
from ui.widgets.field_row import FieldRow
from ui.widgets.fields import LongTextField, TextField
from ui.widgets.form_page import FormPage
from ui.widgets.page import PageContext

_FIELDS = (
    ("open_work", "途中の仕事(&W)", "途中の届出、まだ受け取っていない番号など"),
    ("papers", "預かっている書類(&B)", "番号が書かれた書類と、そのしまい場所"),
    ("media", "預かっている記録媒体(&M)", "番号が入った媒体と、そのしまい場所"),
    ("keys_and_cards", "預かっている鍵・カード(&K)", "書庫の鍵、入室カードなど"),
)


class HandoverPage(FormPage):
    """The form of one handover. The argument is the ``ChargeRow`` of the appointment."""

    title = "引継ぎ"
    help_key = "charge"
    draft_key = "handover"
    act_words = "引継ぎを記録する"

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self._appointment_id = ""
        self._done = False
        self.set_hint(
            "ないものには「なし」と書きます。記録すると引継書を印刷でき、責任者が完了を確かめると担当が終わります。"
        )
        self.day = DateField(day=context.day())
        self.day.set_value(context.day())
        self.form.add(FieldRow("引継ぎの日(&D)", self.day, required=True, name="handed_over_on"))
        self.reason = TextField(width=24, placeholder="異動のため")
        self.form.add(FieldRow("担当を終える理由(&R)", self.reason, required=False, name="reason"))
        self.fields: dict[str, LongTextField] = {}
        for name, label, support in _FIELDS:
            self.fields[name] = LongTextField(lines=2)
            self.form.add(FieldRow(label, self.fields[name], required=True, name=name, support=support))

    def show_argument(self, argument: object) -> None:
        """Take the appointment."""
        if isinstance(argument, ChargeRow):
            self._appointment_id = argument.appointment.id
            self.set_subtitle(f"{argument.appointment.user_name}さん　{argument.charge.role_name}")

    def work(self) -> Callable[[Desk], Any]:
        """Record the handover."""
        handover = Handover(**{name: field.value() for name, field in self.fields.items()})
        on = self.day.value() or self.context.day()
        return partial(
            begin_handover,
            appointment_id=self._appointment_id,
            handover=handover,
            on=on,
            reason=self.reason.value(),
        )

    def kept(self, answer: object) -> None:  # noqa: ARG002 - what was kept is known
        """Return to the person."""
        self._done = True
        self.leave("引継ぎを記録しました", "引継書を印刷し、引き継いだ人と受けた人の印をもらってください。")

    def draft(self) -> dict[str, str]:
        """Return what was typed so far."""
        texts = {name: field.value() for name, field in self.fields.items()}
        if self._done or not any(texts.values()):
            return {}
        return texts | {"appointment": self._appointment_id, "who": self.subtitle.text()}

    def restore_draft(self, values: dict[str, str]) -> None:
        """Put back what was typed."""
        self._appointment_id = values.get("appointment", "")
        self.set_subtitle(values.get("who", ""))
        for name, field in self.fields.items():
            field.set_value(values.get(name, ""))
