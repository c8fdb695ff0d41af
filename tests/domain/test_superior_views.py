"""A superior's look: approved, for a time, for a department (K34)."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ashibue_desk.domain.superior_views import SuperiorView, ViewPlan, check_view
from tests.helpers.sample_numbers import valid_number

TODAY = date(2026, 6, 15)
PLAN = ViewPlan(
    superior_name="月見里 弦", post="事務局長", department="制作", purpose="配置の検討", until=TODAY
)
VIEW = SuperiorView(
    id="v",
    superior_name="月見里 弦",
    post="事務局長",
    department="制作",
    purpose="配置の検討",
    approved_on=date(2026, 6, 1),
    approved_by="星川 楓",
    until=date(2026, 6, 30),
)
days = st.dates(date(2026, 5, 20), date(2026, 7, 10))


@given(days, st.none() | days)
def test_it_holds_from_approval_to_its_last_day_unless_ended(day: date, ended_on: date | None) -> None:
    inside = VIEW.approved_on <= day <= VIEW.until
    assert replace(VIEW, ended_on=ended_on).holds_on(day) is (inside and (not ended_on or day < ended_on))


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"superior_name": " "}, "superior_name"),
        ({"post": ""}, "post"),
        ({"purpose": ""}, "purpose"),
        ({"department": "ない部門"}, "department"),
        ({"until": None}, "until"),
        ({"until": TODAY - timedelta(days=1)}, "until"),
        ({"purpose": f"確認 {valid_number(5).digits()}"}, "purpose"),
    ],
)
def test_what_is_wrong_stands_beside_its_field(changed: dict[str, object], field: str) -> None:
    problems = check_view(replace(PLAN, **changed), frozenset({"制作"}), TODAY)  # type: ignore[arg-type] # names of fields
    assert [problem.field for problem in problems] == [field]


def test_everybody_is_a_scope_too() -> None:
    assert check_view(replace(PLAN, department=""), frozenset(), TODAY) == ()
