import threading

import pytest

from ashibue_desk.office_files.postal_codes import address_of


@pytest.mark.parametrize("typed", ["690-0852", "6900852", "〒690-0852", "６９０－０８５２", "690 0852"])
def test_a_code_gives_its_town(typed: str) -> None:
    assert address_of(typed) == ("島根県松江市千鳥町",)


def test_several_towns_may_share_a_code() -> None:
    towns = address_of("4520961")
    assert len(towns) > 1
    assert len(set(towns)) == len(towns)


def test_a_code_for_a_whole_city_ends_with_the_city() -> None:
    assert address_of("0600000") == ("北海道札幌市中央区",)


@pytest.mark.parametrize("typed", ["", "9999999", "123", "69008521", "abcdefg"])
def test_an_unknown_code_gives_nothing(typed: str) -> None:
    assert address_of(typed) == ()


def test_it_may_be_asked_from_any_thread() -> None:
    found: list[tuple[str, ...]] = []
    thread = threading.Thread(target=lambda: found.append(address_of("6900852")))
    thread.start()
    thread.join()
    assert found == [("島根県松江市千鳥町",)]
