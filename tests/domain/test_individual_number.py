"""The Individual Number: its check digit against our own computation, and that it never shows itself."""

import copy
import pickle
import traceback

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from ashibue_desk.domain.individual_number import MASKED, IndividualNumber, number_problem, read_number
from ashibue_desk.domain.problems import Problem
from tests.helpers.sample_numbers import (
    ALL_ZERO,
    REMAINDER_ONE,
    REMAINDER_ZERO,
    VALID,
    WRONG_CHECK_DIGIT,
    check_digit,
    full_width,
    valid_number,
)

BODIES = st.text("0123456789", min_size=11, max_size=11)
TWELVE = st.text("0123456789", min_size=12, max_size=12)


def oracle(digits: str) -> bool:
    """Return whether ``digits`` is a number: the weights as law.md prints them, left to right, none of it shared."""
    weights = (6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2)
    rest = sum(weight * int(digit) for weight, digit in zip(weights, digits[:11], strict=True)) % 11
    return digits != "000000000000" and int(digits[11]) == (0 if rest <= 1 else 11 - rest)


@pytest.mark.parametrize("digits", [*VALID, REMAINDER_ONE, REMAINDER_ZERO])
def test_published_numbers_are_read(digits: str) -> None:
    assert number_problem(digits) is None
    assert IndividualNumber(digits).digits() == digits


@pytest.mark.parametrize("digits", WRONG_CHECK_DIGIT)
def test_a_wrong_check_digit_is_refused_with_a_sentence(digits: str) -> None:
    problem = number_problem(digits)
    assert problem is not None
    assert "検査用数字" in problem.sentence


def test_all_zero_is_refused_though_its_check_digit_is_right() -> None:
    assert check_digit(ALL_ZERO[:11]) == "0"
    problem = number_problem(ALL_ZERO)
    assert problem is not None
    assert "すべて0" in problem.sentence


@given(TWELVE)
def test_twelve_digits_are_a_number_exactly_when_the_weights_say_so(digits: str) -> None:
    assert (number_problem(digits) is None) == oracle(digits)


@given(BODIES)
def test_every_body_has_exactly_one_check_digit(body: str) -> None:
    assume(body != "0" * 11)
    right = [last for last in "0123456789" if number_problem(body + last) is None]
    assert right == [check_digit(body)]


@given(BODIES, st.integers(0, 10), st.integers(1, 9))
def test_a_body_digit_typed_wrong_is_caught_unless_both_remainders_end_in_zero(
    body: str, place: int, shift: int
) -> None:
    wrong = body[:place] + str((int(body[place]) + shift) % 10) + body[place + 1 :]
    last = check_digit(body)
    caught = number_problem(wrong + last) is not None
    assert caught or (last == "0" and check_digit(wrong) == "0")


@given(
    BODIES,
    st.sampled_from([" ", "-", "\u3000", "−", "ー", "  ", "\u2009", "\u200b", "\ufeff", "\n"]),
    st.booleans(),
)
def test_spaces_dashes_and_full_width_are_accepted(body: str, between: str, wide: bool) -> None:
    assume(body != "0" * 11)
    digits = body + check_digit(body)
    parts = (digits[:4], digits[4:8], digits[8:])
    read = read_number(between.join(map(full_width, parts) if wide else parts))
    assert read == IndividualNumber(digits)


@given(st.text(max_size=30))
def test_anything_typed_gives_a_number_or_a_sentence_without_its_digits(typed: str) -> None:
    read = read_number(typed)
    if isinstance(read, Problem):
        assert read.field == "individual_number"
        assert not any(run in read.sentence for run in _runs_of_four(typed))
    else:
        assert oracle(read.digits())


def _runs_of_four(typed: str) -> list[str]:
    return [typed[at : at + 4] for at in range(len(typed) - 3) if typed[at : at + 4].isdigit()]


@pytest.mark.parametrize("typed", ["", "   ", "\u3000-"])
def test_nothing_typed_asks_for_the_number(typed: str) -> None:
    problem = number_problem(typed)
    assert problem is not None
    assert "入力してください" in problem.sentence


@pytest.mark.parametrize("length", [1, 11, 13])
def test_a_wrong_length_is_named(length: int) -> None:
    problem = number_problem("1" * length)
    assert problem is not None
    assert f"{length}桁" in problem.sentence


def test_no_way_of_writing_it_shows_a_digit() -> None:
    number = valid_number(1)
    written = [
        repr(number),
        str(number),
        f"{number}",
        f"{number!r:>30}",
        f"{number:>30}",
        "%s" % number,  # noqa: UP031
        repr([number]),
        repr({"number": number}),
    ]
    assert not any(character.isdigit() for text in written for character in text)
    assert str(number) == MASKED


def test_it_is_grouped_for_reading() -> None:
    number = valid_number(2)
    assert number.grouped().replace(" ", "") == number.digits()
    assert [len(part) for part in number.grouped().split(" ")] == [4, 4, 4]


def test_it_can_be_compared_but_not_pickled_nor_changed() -> None:
    number = valid_number(3)
    assert number == valid_number(3)
    assert hash(number) == hash(valid_number(3))
    assert number != valid_number(4)
    assert number != number.digits()
    with pytest.raises(TypeError):
        pickle.dumps(number)
    with pytest.raises(TypeError):
        copy.deepcopy(number)
    with pytest.raises(AttributeError):
        number.note = "anything"  # type: ignore[attr-defined]


@given(TWELVE)
def test_the_exception_holds_no_digit_of_it_nor_a_cause_that_does(digits: str) -> None:
    assume(not oracle(digits))
    with pytest.raises(ValueError, match="not an Individual Number") as caught:
        IndividualNumber(digits)
    # Without the lines of code, what is left are the texts of the exceptions.
    told = "".join(line for line in traceback.format_exception_only(caught.value) if line)
    assert digits not in told
    assert caught.value.__cause__ is None
    assert caught.value.__suppress_context__


@given(st.lists(st.integers(0, 10**9), min_size=2, max_size=50, unique=True))
def test_the_sample_generator_makes_different_right_numbers(seeds: list[int]) -> None:
    numbers = {valid_number(seed).digits() for seed in seeds}
    assert len(numbers) == len(seeds)
    assert all(oracle(number) for number in numbers)
