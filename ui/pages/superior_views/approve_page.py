"""Approving that a superior may look: who, whose data, why, until when (規程34条1項)."""

from collections.abc import Callable
from functools import partial
from typing import Any

from ashibue_desk.domain.superior_views import ViewPlan
from ashibue_desk.use_cases.changes import Changed
from ashibue_desk.use_cases.desk import Desk
from ashibue_desk.use_cases.superior_views import approve_view
from ui.pages.superior_views.view import read_departments
from ui.widgets.date_field import DateField
from ui.widgets.field_row import FieldRow
from ui.widgets.fields import ChoiceField, LongTextField, TextField
from ui.widgets.form_page import FormPage
from ui.widgets.page import PageContext


class ApproveViewPage(FormPage):
    """The form of one approval."""

    title = "閲覧を承認する"
    help_key = "superior_views"
    draft_key = "superior_approve"
    act_words = "承認する"

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self._done = False
        self.set_hint("直属の部下の情報を、職務に必要な範囲で見ることを承認します。個人番号は見られません。")
        self.name = TextField(width=20)
        self.post = TextField(width=20, placeholder="制作課長")
        self.department = ChoiceField((("", "すべての従業者"),), self)
        self.department.setSizeAdjustPolicy(ChoiceField.SizeAdjustPolicy.AdjustToContents)
        self.purpose = LongTextField(lines=2)
        self.until = DateField(day=context.day())
        add = self.form.add
        add(FieldRow("閲覧する人(&N)", self.name, required=True, name="superior_name"))
        add(FieldRow("役職(&P)", self.post, required=True, name="post"))
        add(
            FieldRow(
                "見られる範囲(&D)",
                self.department,
                name="department",
                support="名簿の所属から選びます。直属の部下がいる部門にしてください。",
            )
        )
        add(FieldRow("目的(&R)", self.purpose, required=True, name="purpose"))
        add(
            FieldRow(
                "いつまで(&E)",
                self.until,
                required=True,
                name="until",
                support="この日まで閲覧できます。短めに決めてください。",
            )
        )

    def refresh(self, changed: Changed) -> None:  # noqa: ARG002 - the base's signature
        """Read which departments there are."""
        self.context.operations.query(self, read_departments, self.department.set_items)

    def work(self) -> Callable[[Desk], Any]:
        """Record the approval."""
        plan = ViewPlan(
            superior_name=self.name.value(),
            post=self.post.value(),
            department=self.department.value(),
            purpose=self.purpose.value(),
            until=self.until.value(),
        )
        return partial(approve_view, plan=plan)

    def kept(self, answer: str) -> None:  # noqa: ARG002 - the id of the approval
        """Return to the list."""
        self._done = True
        self.leave(
            f"{self.name.value()}さんの閲覧を承認しました", "承認書を印刷して、印をもらうことができます。"
        )

    def draft(self) -> dict[str, str]:
        """Return what was typed so far."""
        if self._done or (self.name.is_empty() and self.purpose.is_empty()):
            return {}
        return {"name": self.name.value(), "post": self.post.value(), "purpose": self.purpose.value()}

    def restore_draft(self, values: dict[str, str]) -> None:
        """Put back what was typed."""
        self.name.set_value(values.get("name", ""))
        self.post.set_value(values.get("post", ""))
        self.purpose.set_value(values.get("purpose", ""))
