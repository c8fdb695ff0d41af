"""The small forms beside supervision: beginning an evaluation, a condition met, a receipt, re-entrustment."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from ashibue_desk.domain.contractor_evaluation import (
    METHOD_NAMES,
    OCCASION_NAMES,
    Condition,
    Method,
    Occasion,
)
from ashibue_desk.domain.contractor_provision import Provision
from ashibue_desk.domain.re_entrustment import ReEntrustment, ReEntrustmentEntry
from ashibue_desk.use_cases.contractors import evaluating, providing, re_entrusting
from ashibue_desk.use_cases.desk import Desk
from ui.pages.contractors.record_card import RecordCard
from ui.widgets.choice_cards import ChoiceCard, ChoiceCards
from ui.widgets.date_field import DateField
from ui.widgets.fields import ChoiceField, LongTextField
from ui.widgets.page import Page

_PERMIT, _REFUSE = "permit", "refuse"


class BeginCard(RecordCard):
    """Why a contractor is evaluated and how."""

    heading_words = "評価をはじめる"
    hint_words = (
        "項目ごとに ○ △ × を付けます。途中で保存でき、紙や Excel で相手に書いてもらうこともできます。"
    )
    act_words = "評価をはじめる"

    def __init__(self, page: Page, contractor_id: str, occasion: Occasion) -> None:
        super().__init__(page)
        self._contractor_id = contractor_id
        self.occasion = ChoiceField(tuple((one.value, name) for one, name in OCCASION_NAMES.items()))
        self.occasion.set_value(occasion.value)
        self.method = ChoiceField(tuple((one.value, name) for one, name in METHOD_NAMES.items()))
        self.put("occasion", "どんな評価か(&O)", self.occasion, required=None)  # one is chosen from the start
        self.put("method", "確かめ方(&M)", self.method, required=None)

    def work(self) -> Callable[[Desk], Any]:
        """Open the evaluation."""
        return partial(
            evaluating.open_evaluation,
            contractor_id=self._contractor_id,
            occasion=Occasion(self.occasion.value()),
            method=Method(self.method.value()),
        )


class ConditionCard(RecordCard):
    """How somebody saw that a condition is met."""

    heading_words = "改善を確かめて記録する"
    said = "条件を満たしたことを記録しました。"

    def __init__(self, page: Page, condition: Condition) -> None:
        super().__init__(page)
        self._condition = condition
        self.hint_words = condition.text
        self.day = DateField(day=page.context.day())
        self.day.set_value(page.context.day())
        self.note = LongTextField(lines=2)
        self.put("met_on", "確かめた日(&D)", self.day, required=True)
        self.put("note", "何を見て確かめたか(&N)", self.note, required=True)

    def work(self) -> Callable[[Desk], Any]:
        """Record it."""
        return partial(
            evaluating.record_condition_met,
            evaluation_id=self._condition.evaluation_id,
            criterion_id=self._condition.criterion_id,
            met_on=self.day.value() or self._page.context.day(),
            note=self.note.value(),
        )


class ReceiptCard(RecordCard):
    """How the contractor confirmed what it got."""

    heading_words = "受領の確認を記録する"
    said = "受領の確認を記録しました。"

    def __init__(self, page: Page, provision: Provision) -> None:
        super().__init__(page)
        self._provision = provision
        self.hint_words = provision.entry.what
        self.receipt = LongTextField(lines=2, placeholder="だれが、いつ、どのように確かめたか")
        self.put("receipt", "受領の確認(&R)", self.receipt, required=True)

    def work(self) -> Callable[[Desk], Any]:
        """Record it."""
        return partial(
            providing.record_receipt, provision_id=self._provision.id, receipt=self.receipt.value()
        )


class RequestCard(RecordCard):
    """A contractor asks to entrust on."""

    heading_words = "再委託の申請を記録する"
    hint_words = "再委託先は、委託先と同じ評価に合格してから許諾します。まだ登録がなければ、先に委託先として登録してください。"
    said = "再委託の申請を記録しました。責任者が許諾するかどうかを決めます。"

    def __init__(self, page: Page, contractor_id: str, others: Sequence[tuple[str, str]]) -> None:
        super().__init__(page)
        self._contractor_id = contractor_id
        self.sub = ChoiceField((("", "選んでください"), *others))
        self.day = DateField(day=page.context.day())
        self.day.set_value(page.context.day())
        self.scope, self.reason = LongTextField(lines=2), LongTextField(lines=2)
        self.measures = LongTextField(lines=2, placeholder="年1回の実地の調査、毎月の報告 など")
        self.put("sub_id", "再委託先(&S)", self.sub, required=True)
        self.put("requested_on", "申請を受けた日(&D)", self.day, required=True)
        self.put("scope", "再委託する範囲(&N)", self.scope, required=True)
        self.put("reason", "理由(&R)", self.reason)
        self.put("measures", "委託先が再委託先を監督する方法(&M)", self.measures)

    def work(self) -> Callable[[Desk], Any]:
        """Record the request."""
        entry = ReEntrustmentEntry(
            contractor_id=self._contractor_id,
            sub_id=self.sub.value(),
            requested_on=self.day.value() or self._page.context.day(),
            scope=self.scope.value(),
            reason=self.reason.value(),
            measures=self.measures.value(),
        )
        return partial(re_entrusting.request_re_entrustment, entry=entry)


class DecideRequestCard(RecordCard):
    """The officer permits or refuses."""

    act_words = "決定する"
    said = "再委託についての決定を記録しました。"

    def __init__(self, page: Page, request: ReEntrustment) -> None:
        super().__init__(page)
        self._request = request
        self.heading_words = f"{request.sub_name}への再委託を決める"
        self.hint_words = f"申請の範囲: {request.entry.scope}"
        self.answer = ChoiceCards(
            (
                ChoiceCard(
                    _PERMIT, "許諾する", "再委託先の評価が合格していて、期限内のときだけ許諾できます。"
                ),
                ChoiceCard(_REFUSE, "許諾しない", "理由を記録します。"),
            )
        )
        self.conditions, self.reason = LongTextField(lines=2), LongTextField(lines=2)
        self.put("sub_id", "決定", self.answer, required=True)
        self.put("conditions", "許諾の条件(&C)", self.conditions)
        self.put("reason", "理由(&R)", self.reason)

    def work(self) -> Callable[[Desk], Any]:
        """Record the decision."""
        return partial(
            re_entrusting.decide_re_entrustment,
            request_id=self._request.id,
            permit=self.answer.value() == _PERMIT,
            conditions=self.conditions.value(),
            reason=self.reason.value(),
        )


class EndRequestCard(RecordCard):
    """The last day of a re-entrustment."""

    heading_words = "再委託の終了を記録する"
    said = "再委託の終了を記録しました。"

    def __init__(self, page: Page, request: ReEntrustment) -> None:
        super().__init__(page)
        self._request = request
        self.hint_words = request.sub_name
        self.day = DateField(day=page.context.day())
        self.day.set_value(page.context.day())
        self.put("ended_on", "終了した日(&D)", self.day, required=True)

    def work(self) -> Callable[[Desk], Any]:
        """Record the end."""
        day = self.day.value() or self._page.context.day()
        return partial(re_entrusting.end_re_entrustment, request_id=self._request.id, ended_on=day)
