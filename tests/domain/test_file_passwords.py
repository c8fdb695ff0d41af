"""The password of a file that leaves the office: a hundred bits, in groups that can be read aloud."""

from random import Random

from hypothesis import given
from hypothesis import strategies as st

from ashibue_desk.domain.file_passwords import ALPHABET, GROUPS, IN_A_GROUP, new_file_password


@given(st.integers())
def test_every_password_is_five_groups_of_four_signs_that_look_like_no_other(seed: int) -> None:
    groups = new_file_password(Random(seed)).split("-")
    assert [len(group) for group in groups] == [IN_A_GROUP] * GROUPS
    assert set("".join(groups)) <= set(ALPHABET)
    assert not set("IO01") & set(ALPHABET)


def test_each_sign_of_it_is_worth_five_bits() -> None:
    assert len(set(ALPHABET)) == 32
    drawn = Random(1)
    assert len({new_file_password(drawn) for _ in range(200)}) == 200
