"""An appointment: who, in which role, decided when, for which term and affairs (規程8条1項・9条1項)."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from ashibue_desk.domain.affairs import Affair
from ashibue_desk.domain.regulation_facts import RoleRule
from ashibue_desk.domain.roles import Role
from ashibue_desk.use_cases.appointments import appoint
from ashibue_desk.use_cases.changes import Changed
from ashibue_desk.use_cases.charges import PersonInCharge, list_charges
from ashibue_desk.use_cases.desk import Desk
from ashibue_desk.use_cases.reauthentication import Sensitive, needs_password_for
from ui.pages.charge.view import affair_choices, assignable
from ui.widgets.check_group import CheckGroup
from ui.widgets.choice_cards import ChoiceCard, ChoiceCards
from ui.widgets.date_field import DateField
from ui.widgets.field_row import FieldRow
from ui.widgets.fields import ChoiceField
from ui.widgets.form_page import FormPage
from ui.widgets.own_password import OwnPasswordRow
from ui.widgets.page import PageContext


@dataclass(frozen=True, slots=True)
class AppointFacts:
    """Whom one may appoint, to what, for what."""

    people: tuple[PersonInCharge, ...]
    roles: tuple[RoleRule, ...]
    affairs: tuple[Affair, ...]
    asks_password: bool


def read_facts(desk: Desk) -> AppointFacts:
    """Read what the form offers. Runs in the vault thread."""
    people = tuple(person for person in list_charges(desk) if not person.closed_at)
    roles = tuple(desk.regulation.roles[role] for role in Role)
    return AppointFacts(people, roles, assignable(desk), needs_password_for(desk, Sensitive.USERS))


class AppointPage(FormPage):
    """The argument is nothing, or a user's id with the role that is meant (or none)."""

    title = "選任を記録する"
    help_key = "charge"
    draft_key = "appoint"
    act_words = "選任を記録する"
    progress_words = "番号の鍵を整えています"

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self._wanted = ("", "")
        self._done = False
        self.set_hint(
            "選任を決めた日と任期を記録します。登録していない人は、先に「利用者」の画面で招いてください。"
        )
        self.person = ChoiceField(parent=self)
        self.person.setSizeAdjustPolicy(ChoiceField.SizeAdjustPolicy.AdjustToContents)
        self.role = ChoiceCards((), self)
        self.resolved_on = DateField(day=context.day())
        self.starts_on = DateField(day=context.day())
        self.ends_on = DateField(day=context.day())
        self.affairs = CheckGroup(parent=self, at_once=True)
        self.password_row = OwnPasswordRow()
        self.password = self.password_row.secret
        self._add_rows()
        self.role.changed.connect(self._role_changed)
        self.resolved_on.left.connect(self._follow_decision)
        self.password.returned.connect(self.save)

    def _add_rows(self) -> None:
        add = self.form.add
        add(FieldRow("選任する人(&N)", self.person, required=True, name="user_id"))
        add(FieldRow("役割(&R)", self.role, required=True, name="role"))
        add(
            FieldRow(
                "選任を決めた日(&D)",
                self.resolved_on,
                required=True,
                name="resolved_on",
                support="理事会などで決めた日です。議事録の日付と合わせます。",
            )
        )
        add(
            FieldRow(
                "任期の初日(&S)",
                self.starts_on,
                required=True,
                name="starts_on",
                support="決めた日と違うときは、書き直します。",
            )
        )
        add(
            FieldRow(
                "任期の末日(&E)",
                self.ends_on,
                required=False,
                name="ends_on",
                support="決めていないときは空欄にします。",
            )
        )
        self.affairs_row = add(
            FieldRow(
                "担当する事務(&A)",
                self.affairs,
                required=True,
                name="affairs",
                support="選んだ事務の番号だけを、手続きがそろった日から開けるようになります。",
            )
        )
        add(self.password_row)
        self.affairs_row.hide()

    def show_argument(self, argument: object) -> None:
        """Take the person, and the role where the opener knows it."""
        if isinstance(argument, tuple):
            user_id, role = argument
            self._wanted = (str(user_id), str(role))

    def refresh(self, changed: Changed) -> None:  # noqa: ARG002 - the base's signature
        """Read whom one may appoint."""
        self.context.operations.query(self, read_facts, self.show_facts)

    def show_facts(self, facts: AppointFacts) -> None:
        """Offer people, roles and affairs."""
        people = tuple((person.user_id, person.name) for person in facts.people)
        self.person.set_items((("", "選んでください"), *people))
        self.role.set_cards([ChoiceCard(rule.role.value, rule.name, rule.summary) for rule in facts.roles])
        self.affairs.set_choices(affair_choices(facts.affairs))
        self.password_row.setVisible(facts.asks_password)
        user_id, role = self._wanted
        if user_id:
            self.person.set_value(user_id)
        if role:
            self.role.set_value(role)
        self._wanted = ("", "")
        self._role_changed()

    def first_focus(self) -> QWidget | None:
        """Begin with the person, or with the day where person and role are given."""
        return self.resolved_on if all(self._wanted) else self.person

    def work(self) -> Callable[[Desk], Any]:
        """Record the appointment."""
        return partial(
            appoint,
            user_id=self.person.value(),
            role=Role(self.role.value()),
            affairs=self.affairs.value() if self._is_handler() else (),
            resolved_on=self.resolved_on.value(),
            starts_on=self.starts_on.value(),
            ends_on=self.ends_on.value(),
            password=self.password.value(),
        )

    def forget(self) -> None:
        """Forget the password."""
        self.password.wipe()

    def kept(self, answer: str) -> None:  # noqa: ARG002 - the id of the appointment
        """Return, and say which step comes next."""
        self._done = True
        who = self.person.currentText()
        self.leave(f"{who}さんの選任を記録しました", "続けて、残っている手続きを記録してください。")

    def something_typed(self) -> bool:
        """Person and role may have come from the opener; a day was typed here."""
        days = (self.resolved_on, self.starts_on, self.ends_on)
        return not self._done and not all(day.is_empty() for day in days)

    def draft(self) -> dict[str, str]:
        """Return what was chosen so far."""
        if self._done or self.person.is_empty():
            return {}
        days = {"resolved": self.resolved_on, "starts": self.starts_on, "ends": self.ends_on}
        texts = {key: day.isoformat() for key, field in days.items() if (day := field.value()) is not None}
        return texts | {"person": self.person.value(), "role": self.role.value()}

    def restore_draft(self, values: dict[str, str]) -> None:
        """Put back what was chosen."""
        self._wanted = (values.get("person", ""), values.get("role", ""))
        days = {"resolved": self.resolved_on, "starts": self.starts_on, "ends": self.ends_on}
        for key, field in days.items():
            field.set_value(date.fromisoformat(values[key]) if values.get(key) else None)
        self.refresh(Changed.NOTHING)

    def _is_handler(self) -> bool:
        return self.role.value() == Role.HANDLER.value

    def _follow_decision(self) -> None:
        """Begin the term on the day of the decision, unless another day is given."""
        if self.starts_on.is_empty():
            self.starts_on.set_value(self.resolved_on.value())

    def _role_changed(self) -> None:
        self.affairs_row.setVisible(self._is_handler())
