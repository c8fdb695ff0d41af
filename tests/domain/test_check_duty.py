"""Who may be named for the monthly check: somebody else than the one whose lines are checked, and without a number in the words."""

import pytest

from ashibue_desk.domain.check_duty import Seat, check_superior
from ashibue_desk.domain.roles import Role
from tests.helpers.sample_numbers import valid_number

ALONE = Seat("u1", "葦原 灯", frozenset({Role.HANDLER}))
OFFICER = Seat("u2", "星川 楓", frozenset({Role.OFFICER}))
SEATS = (ALONE, OFFICER)


def fields(user_id: str, name: str, post: str) -> list[str]:
    return [problem.field for problem in check_superior(SEATS, user_id, name, post)]


def test_a_user_is_named_who_reads_records_and_is_somebody_else() -> None:
    assert fields("u2", "", "") == []
    assert fields("u1", "", "") == ["superior"]
    assert fields("nobody", "", "") == ["superior"]


@pytest.mark.parametrize("name", ["葦原 灯", "葦原　灯", "葦原灯"])
def test_nobody_checks_their_own_lines_on_paper_either(name: str) -> None:
    assert fields("", name, "事務局長") == ["superior_name"]
    assert check_superior((OFFICER, Seat("u3", "霧島 弦", OFFICER.roles)), "", name, "事務局長") == ()


def test_somebody_without_an_account_has_a_name_and_a_post() -> None:
    assert fields("", "月見里 弦", "事務局長") == []
    assert fields("", " ", "　") == ["superior_name", "post"]


def test_no_number_stands_in_name_or_post() -> None:
    digits = valid_number(1).digits()
    assert fields("", f"月見里 {digits}", "事務局長") == ["superior_name"]
    assert fields("", "月見里 弦", f"事務局長 {digits}") == ["post"]
