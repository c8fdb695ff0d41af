"""The small forms of supervision: what is planned, what a look brought, what was found and mended, who handles there."""

from collections.abc import Callable
from functools import partial
from typing import Any

from ashibue_desk.domain.contractor_supervision import (
    FINDING_KIND_NAMES,
    LOOK_NAMES,
    FindingEntry,
    FindingKind,
    Look,
    OutsideHandler,
    PlanEntry,
    PlannedLook,
    SupervisionFinding,
)
from ashibue_desk.domain.months import months_later
from ashibue_desk.use_cases.contractors import supervising
from ashibue_desk.use_cases.desk import Desk
from ui.pages.contractors.record_card import RecordCard
from ui.widgets.date_field import DateField
from ui.widgets.fields import ChoiceField, LongTextField, TextField
from ui.widgets.page import Page


class PlanCard(RecordCard):
    """A look to come."""

    heading_words = "監督の予定を立てる"
    hint_words = "一年に一度は、取扱いの状況を確かめます。記録すると、次の年の予定も自動で立ちます。"
    act_words = "予定を立てる"
    said = "監督の予定を立てました。期限が近づくと、ホームに出ます。"

    def __init__(self, page: Page, contractor_id: str) -> None:
        super().__init__(page)
        self._contractor_id = contractor_id
        self.look = ChoiceField(tuple((one.value, name) for one, name in LOOK_NAMES.items()))
        self.due = DateField(day=page.context.day())
        self.topics = LongTextField(lines=2, placeholder="保管の場所、取り扱う人、廃棄の記録 など")
        self.due.set_value(months_later(page.context.day(), 12))  # once a year, at the latest
        self.put("look", "方法(&M)", self.look, required=None)
        self.put("due_on", "いつまでに(&D)", self.due, required=True)
        self.put("topics", "確かめること(&T)", self.topics)

    def work(self) -> Callable[[Desk], Any]:
        """Plan the look."""
        entry = PlanEntry(
            contractor_id=self._contractor_id,
            look=Look(self.look.value()),
            due_on=self.due.value() or self._page.context.day(),
            topics=self.topics.value(),
        )
        return partial(supervising.plan_look, entry=entry)


class LookCard(RecordCard):
    """What a look brought."""

    act_words = "結果を記録する"
    said = "監督の結果を記録し、次の予定を立てました。"

    def __init__(self, page: Page, look: PlannedLook) -> None:
        super().__init__(page)
        self._look = look
        self.heading_words = f"{LOOK_NAMES[look.entry.look]}の結果"
        self.hint_words = f"確かめること: {look.entry.topics}" if look.entry.topics else ""
        self.done_on = DateField(day=page.context.day())
        self.done_on.set_value(page.context.day())
        self.result = LongTextField(lines=3)
        self.place = TextField(width=24, placeholder="書庫1 委託先ファイル")
        self.put("done_on", "行った日(&D)", self.done_on, required=True)
        support = "直してもらうことがあれば、記録したあとで「指摘を記録する」を使います。"
        self.put("result", "結果(&R)", self.result, required=True, support=support)
        self.put("place", "報告書の保管場所(&B)", self.place)

    def work(self) -> Callable[[Desk], Any]:
        """Record the result."""
        day = self.done_on.value() or self._page.context.day()
        return partial(
            supervising.record_look,
            look_id=self._look.id,
            done_on=day,
            result=self.result.value(),
            place=self.place.value(),
        )


class DropLookCard(RecordCard):
    """Why a planned look is given up."""

    heading_words = "予定を取りやめる"
    act_words = "取りやめる"
    said = "予定を取りやめました。"

    def __init__(self, page: Page, look: PlannedLook) -> None:
        super().__init__(page)
        self._look = look
        self.reason = LongTextField(lines=2)
        self.put("reason", "取りやめる理由(&R)", self.reason, required=True)

    def work(self) -> Callable[[Desk], Any]:
        """Give it up."""
        return partial(supervising.drop_look, look_id=self._look.id, reason=self.reason.value())


class FindingCard(RecordCard):
    """Something that is not in order there."""

    heading_words = "指摘や事故を記録する"
    hint_words = (
        "事故のときは、ここに記録したうえで、事故対応の手順に進んでください。個人番号は書かないでください。"
    )
    said = "記録しました。是正の期限が近づくと、ホームに出ます。"

    def __init__(self, page: Page, contractor_id: str) -> None:
        super().__init__(page)
        self._contractor_id = contractor_id
        day = page.context.day()
        self.kind = ChoiceField(tuple((one.value, name) for one, name in FINDING_KIND_NAMES.items()))
        self.found_on, self.due = DateField(day=day), DateField(day=day)
        self.found_on.set_value(day)
        self.text, self.wanted = LongTextField(lines=3), LongTextField(lines=2)
        self.put("kind", "種類(&K)", self.kind, required=None)
        self.put("found_on", "見つけた日・起きた日(&D)", self.found_on, required=True)
        self.put("text", "内容(&N)", self.text, required=True)
        self.put("wanted", "求める是正(&W)", self.wanted)
        self.put("due_on", "是正の期限(&L)", self.due, required=True)

    def work(self) -> Callable[[Desk], Any]:
        """Record it."""
        entry = FindingEntry(
            contractor_id=self._contractor_id,
            kind=FindingKind(self.kind.value()),
            found_on=self.found_on.value() or self._page.context.day(),
            text=self.text.value(),
            wanted=self.wanted.value(),
            due_on=self.due.value(),
        )
        return partial(supervising.record_finding, entry=entry)


class CorrectionCard(RecordCard):
    """How a finding was mended, confirmed by the officer."""

    heading_words = "是正を確かめて記録する"
    act_words = "是正を記録する"
    said = "是正を記録しました。"

    def __init__(self, page: Page, finding: SupervisionFinding) -> None:
        super().__init__(page)
        self._finding = finding
        self.hint_words = finding.entry.text
        self.day = DateField(day=page.context.day())
        self.day.set_value(page.context.day())
        self.how = LongTextField(lines=3)
        self.put("corrected_on", "確かめた日(&D)", self.day, required=True)
        self.put("correction", "どのように直ったか(&N)", self.how, required=True)

    def work(self) -> Callable[[Desk], Any]:
        """Record the correction."""
        day = self.day.value() or self._page.context.day()
        return partial(
            supervising.record_correction,
            finding_id=self._finding.id,
            corrected_on=day,
            correction=self.how.value(),
        )


class HandlerCard(RecordCard):
    """Somebody who handles the numbers there."""

    heading_words = "委託先で取り扱う人を記録する"
    hint_words = "委託先から届け出のあった、個人番号を取り扱う人です。"
    said = "取り扱う人を記録しました。"

    def __init__(self, page: Page, contractor_id: str) -> None:
        super().__init__(page)
        self._contractor_id = contractor_id
        self.name, self.duty = TextField(width=16), TextField(width=24, placeholder="給与計算の入力 など")
        self.since = DateField(day=page.context.day())
        self.since.set_value(page.context.day())
        self.put("name", "氏名(&N)", self.name, required=True)
        self.put("duty", "担当する仕事(&T)", self.duty)
        self.put("since", "加わった日(&D)", self.since, required=True)

    def work(self) -> Callable[[Desk], Any]:
        """Record the person."""
        return partial(
            supervising.add_outside_handler,
            contractor_id=self._contractor_id,
            name=self.name.value(),
            duty=self.duty.value(),
            since=self.since.value() or self._page.context.day(),
        )


class HandlerLeftCard(RecordCard):
    """The last day of somebody there."""

    heading_words = "外れた日を記録する"
    said = "外れた日を記録しました。"

    def __init__(self, page: Page, handler: OutsideHandler) -> None:
        super().__init__(page)
        self._handler = handler
        self.hint_words = handler.name
        self.until = DateField(day=page.context.day())
        self.until.set_value(page.context.day())
        self.put("until", "外れた日(&D)", self.until, required=True)

    def work(self) -> Callable[[Desk], Any]:
        """Record the day."""
        day = self.until.value() or self._page.context.day()
        return partial(supervising.end_outside_handler, handler_id=self._handler.id, until=day)
