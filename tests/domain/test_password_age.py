"""The age of a password at its borders: month ends, leap years, a clock that was turned back."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ashibue_desk.domain.password_age import password_age
from ashibue_desk.domain.passwords import PasswordRule

RULE = PasswordRule(
    min_length=8, letters_and_digits=True, max_age_months=12, warn_days=30, min_length_with_key_file=15
)


@pytest.mark.parametrize(
    ("changed_on", "last_day"),
    [
        (date(2025, 4, 1), date(2026, 4, 1)),
        (date(2024, 2, 29), date(2025, 2, 28)),
        (date(2027, 2, 28), date(2028, 2, 28)),
        (date(2025, 12, 31), date(2026, 12, 31)),
    ],
)
def test_the_last_day_and_the_day_after(changed_on: date, last_day: date) -> None:
    on_it = password_age(changed_on, last_day, RULE)
    assert (on_it.days_left, on_it.must_change) == (0, False)
    assert "今日" in on_it.sentence()
    after = password_age(changed_on, last_day + timedelta(days=1), RULE)
    assert after.must_change
    assert "過ぎています" in after.sentence()


def test_a_month_without_such_a_day_ends_the_term_at_its_end() -> None:
    half_a_year = PasswordRule(
        min_length=8, letters_and_digits=True, max_age_months=6, warn_days=30, min_length_with_key_file=15
    )
    assert password_age(date(2025, 8, 31), date(2026, 2, 28), half_a_year).days_left == 0


@given(st.dates(date(2000, 1, 1), date(2090, 1, 1)), st.integers(0, 400))
def test_quiet_then_warned_then_due(changed_on: date, days: int) -> None:
    age = password_age(changed_on, changed_on + timedelta(days=days), RULE)
    assert 365 <= age.days_left + days <= 366
    assert age.must_change == (age.days_left < 0)
    assert bool(age.sentence()) == (age.days_left <= 30)
    if 0 < age.days_left <= 30:
        assert f"あと{age.days_left}日" in age.sentence()


@given(st.dates(date(2000, 1, 1), date(2090, 1, 1)), st.integers(1, 4000))
def test_a_clock_turned_back_makes_it_due(changed_on: date, days: int) -> None:
    assert password_age(changed_on, changed_on - timedelta(days=days), RULE).must_change
