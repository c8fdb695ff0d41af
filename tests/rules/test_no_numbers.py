"""No Individual Number stands anywhere in the project but in the one file of samples, in no way people write them."""

import re
import unicodedata
from collections.abc import Iterator

import pytest

from tests.helpers.sample_numbers import check_digit, full_width, valid_number
from tests.rules.source_tree import read_all

SAMPLES = "tests/helpers/sample_numbers.py"
# Twelve digits, alone or in groups of four; letters beside them mean a hash, an id or a colour.
_TWELVE = re.compile(r"(?<![0-9A-Za-z_.])(\d{4})([ \u3000\-‐−–]?)(\d{4})\2(\d{4})(?![0-9A-Za-z_])")


def numbers_in(text: str) -> Iterator[int]:
    """Yield the line of each run of twelve digits that would pass as an Individual Number."""
    for line, content in enumerate(text.splitlines(), start=1):
        for found in _TWELVE.finditer(unicodedata.normalize("NFKC", content)):
            digits = found[1] + found[3] + found[4]
            if digits.isascii() and digits != "0" * 12 and check_digit(digits[:11]) == digits[11]:
                yield line


def test_no_file_holds_a_number() -> None:
    found = [
        f"{source.path}:{line}"
        for source in read_all()
        if source.path != SAMPLES
        for line in numbers_in(source.text)
    ]
    assert not found, f"Individual Numbers belong into {SAMPLES} only: {found}"


def test_the_samples_are_found_where_they_stand() -> None:
    (samples,) = [source for source in read_all() if source.path == SAMPLES]
    assert len(list(numbers_in(samples.text))) >= 4


@pytest.mark.parametrize("between", ["", " ", "-", "\u3000"])
@pytest.mark.parametrize("wide", [False, True])
def test_the_search_sees_the_ways_a_number_is_written(between: str, wide: bool) -> None:
    written = valid_number(7).grouped().replace(" ", between)
    if wide:
        written = between.join(full_width(part) for part in valid_number(7).grouped().split())
    assert list(numbers_in(f"first line\nnumber: {written}, end")) == [2]


def test_hashes_and_longer_runs_are_no_numbers() -> None:
    digits = valid_number(8).digits()
    assert not list(numbers_in(f"sha256:a{digits}"))
    assert not list(numbers_in(f"{digits}0"))
    assert not list(numbers_in(f"1{digits}"))
