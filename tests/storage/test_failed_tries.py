"""Wrong passwords: five free, growing waits, no way around by clock or colleague, none lost on the way to the log."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ashibue_desk.storage.failed_tries import FIRST_WAIT, FREE_TRIES, LONGEST_WAIT, FailedTries
from ashibue_desk.storage.key_material import new_secret

SECRET, VAULT = new_secret(), "v" * 32
NOON = datetime(2026, 6, 15, 3, 0, 0, tzinfo=UTC)
SECOND = timedelta(seconds=1)


@pytest.fixture
def tries(tmp_path: Path) -> FailedTries:
    return FailedTries(tmp_path, VAULT, SECRET)


def fail(tries: FailedTries, times: int, user_id: str = "u", at: datetime = NOON) -> None:
    for _ in range(times):
        tries.note(user_id, at)


def test_five_are_free_and_the_sixth_waits(tries: FailedTries) -> None:
    for _ in range(FREE_TRIES):
        assert tries.shut_until("u", NOON) is None
        fail(tries, 1)
    assert tries.shut_until("u", NOON) == NOON + FIRST_WAIT
    assert tries.shut_until("u", NOON + FIRST_WAIT - SECOND) is not None
    assert tries.shut_until("u", NOON + FIRST_WAIT) is None


def test_waits_double_up_to_a_quarter_of_an_hour(tries: FailedTries) -> None:
    fail(tries, FREE_TRIES)
    waits = []
    for _ in range(12):
        opens = tries.shut_until("u", NOON)
        assert opens is not None
        waits.append(opens - NOON)
        fail(tries, 1)
    assert waits[:5] == [timedelta(seconds=30 * 2**n) for n in range(5)]
    assert set(waits[5:]) == {LONGEST_WAIT} == {timedelta(minutes=15)}


def test_a_thousand_failures_are_kept_and_the_wait_stays(tries: FailedTries) -> None:
    fail(tries, 1010)
    assert len(tries.all()) == 1000
    assert tries.shut_until("u", NOON) == NOON + LONGEST_WAIT


@given(st.integers(1, 10**7))
def test_a_clock_set_back_does_not_open(tmp_path_factory: pytest.TempPathFactory, seconds: int) -> None:
    tries = FailedTries(tmp_path_factory.mktemp("v"), VAULT, SECRET)
    fail(tries, FREE_TRIES)
    assert tries.shut_until("u", NOON - timedelta(seconds=seconds)) is not None


def test_others_do_not_wait(tries: FailedTries) -> None:
    fail(tries, 20)
    assert tries.shut_until("colleague", NOON) is None


def test_somebody_who_opens_the_vault_shortens_nobody_elses_wait(tries: FailedTries) -> None:
    fail(tries, FREE_TRIES, "victim")
    fail(tries, 2, "insider")
    tries.forget("insider")
    assert tries.shut_until("victim", NOON) == NOON + FIRST_WAIT
    assert {failed.user_id for failed in tries.all()} == {"victim"}
    tries.forget("victim")
    assert tries.all() == ()


def test_each_failure_has_an_id_of_its_own(tries: FailedTries) -> None:
    fail(tries, 10)
    assert len({failed.id for failed in tries.all()}) == 10


def test_what_was_noted_is_there_for_the_next_program(tmp_path: Path, tries: FailedTries) -> None:
    fail(tries, 3)
    assert FailedTries(tmp_path, VAULT, SECRET).all() == tries.all()


def test_the_file_tells_nobody_anything(tmp_path: Path, tries: FailedTries) -> None:
    fail(tries, 3, "somebodys-id")
    data = (tmp_path / "failed-tries").read_bytes()
    assert b"somebodys-id" not in data
    assert b"2026" not in data


@pytest.mark.parametrize("data", [b"", b"x", bytes(12), bytes(200), b"[]", bytes(2 * 1024 * 1024)])
def test_a_foreign_file_counts_as_none_and_is_written_over(
    tmp_path: Path, tries: FailedTries, data: bytes
) -> None:
    (tmp_path / "failed-tries").write_bytes(data)
    assert tries.all() == ()
    assert tries.shut_until("u", NOON) is None
    fail(tries, 1)
    assert len(tries.all()) == 1


@pytest.mark.parametrize("other", [(VAULT, new_secret()), ("w" * 32, SECRET)])
def test_the_file_of_another_vault_or_pc_counts_as_none(
    tmp_path: Path, tries: FailedTries, other: tuple[str, bytes]
) -> None:
    fail(tries, 9)
    assert FailedTries(tmp_path, *other).all() == ()


def test_every_flip_is_noticed(tmp_path: Path, tries: FailedTries) -> None:
    fail(tries, 9)
    path = tmp_path / "failed-tries"
    data = path.read_bytes()
    for place in range(0, len(data), 11):
        altered = bytearray(data)
        altered[place] ^= 4
        path.write_bytes(altered)
        assert tries.all() == ()


def test_a_deleted_file_counts_as_none(tmp_path: Path, tries: FailedTries) -> None:
    fail(tries, 9)
    (tmp_path / "failed-tries").unlink()
    assert tries.all() == ()
    tries.forget("u")
