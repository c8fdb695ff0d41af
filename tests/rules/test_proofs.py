"""The page of proofs names tests that exist, and accounts for each of the twenty-five."""

import re

import pytest

from tests.rules.source_tree import ROOT

_TEST = re.compile(r"`(tests/[\w/]+\.py)`")
_ROW = re.compile(r"^\| (\d+) \|(.+)$", re.MULTILINE)
PROOFS = (ROOT / "docs" / "proofs.md").read_text(encoding="utf-8")
THREATS = (ROOT / "docs" / "threats.md").read_text(encoding="utf-8")


def missing_tests(text: str) -> list[str]:
    """Return the tests a page names that are not there."""
    return [path for path in _TEST.findall(text) if not (ROOT / path).is_file()]


def test_a_test_that_is_gone_is_found():
    assert missing_tests("run `tests/rules/test_proofs.py` and `tests/rules/test_gone.py`") == [
        "tests/rules/test_gone.py"
    ]


@pytest.mark.parametrize("text", [PROOFS, THREATS], ids=["proofs", "threats"])
def test_every_test_that_is_named_is_there(text: str):
    assert _TEST.search(text)
    assert not missing_tests(text)


def test_each_proof_is_claimed_with_a_test_and_a_figure_or_not_claimed_with_a_reason():
    claimed = {int(number): line for number, line in _ROW.findall(PROOFS)}
    refused = PROOFS[PROOFS.index("## Not claimed") :]
    left = {
        int(one)
        for line in refused.splitlines()
        if line.startswith("- **")
        for one in re.findall(r"\d+", line.split("**")[1])
    }
    assert set(claimed) | left == set(range(1, 26))
    assert not set(claimed) & left
    for number, line in claimed.items():
        shown, run, figure, _end = (cell.strip() for cell in line.split("|"))
        assert shown, number
        assert _TEST.search(run), number
        assert figure, number


def test_the_page_is_found_from_the_threats():
    assert "(proofs.md)" in THREATS
