"""The Corporate Number: thirteen digits, the first a check digit."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ashibue_desk.domain.corporate_number import clean_corporate_number, corporate_number_problem
from tests.helpers.sample_numbers import VALID_CORPORATE, corporate_check_digit

BODIES = st.text("0123456789", min_size=12, max_size=12)


def oracle(digits: str) -> bool:
    """Return whether the first digit is right: weights 2 1 2 1 … left to right over the twelve others."""
    total = sum(int(digit) * weight for digit, weight in zip(digits[1:], (2, 1) * 6, strict=True))
    return int(digits[0]) == 9 - total % 9


@pytest.mark.parametrize("digits", VALID_CORPORATE)
def test_known_numbers_are_right_and_any_other_first_digit_is_wrong(digits: str) -> None:
    assert corporate_number_problem(digits) is None
    for first in set("0123456789") - {digits[0]}:
        problem = corporate_number_problem(first + digits[1:])
        assert problem is not None
        assert "検査用数字" in problem.sentence


@given(st.text("0123456789", min_size=13, max_size=13))
def test_thirteen_digits_are_right_exactly_when_the_weights_say_so(digits: str) -> None:
    assert (corporate_number_problem(digits) is None) == oracle(digits)


@given(BODIES, st.sampled_from(["-", " ", "\u3000"]))
def test_hyphens_spaces_and_full_width_are_accepted(body: str, between: str) -> None:
    digits = corporate_check_digit(body) + body
    wide = "".join(chr(0xFF10 + int(digit)) for digit in digits)
    for typed in (digits, wide):
        separated = between.join((typed[0], typed[1:5], typed[5:9], typed[9:]))
        assert clean_corporate_number(separated) == digits
        assert corporate_number_problem(separated) is None


@given(st.text(max_size=20))
def test_anything_typed_is_right_or_has_a_sentence_for_the_given_field(typed: str) -> None:
    problem = corporate_number_problem(typed, "payee_number")
    if problem is not None:
        assert problem.field == "payee_number"
        assert problem.sentence.endswith("。")
    else:
        assert oracle(clean_corporate_number(typed))


@pytest.mark.parametrize(("typed", "words"), [("", "13桁の数字"), ("七千", "13桁の数字"), ("7" * 12, "12桁")])
def test_other_mistakes_are_named(typed: str, words: str) -> None:
    problem = corporate_number_problem(typed)
    assert problem is not None
    assert words in problem.sentence
