"""A wording as TOML: what is written is read back the same, and whatever else lies there says what is wrong."""

import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ashibue_desk.domain.wording_files import LONGEST_FILE, BrokenWording, read_wording
from ashibue_desk.domain.wording_writing import write_wording
from ashibue_desk.domain.wordings import FormText
from ashibue_desk.law.form_texts import original_texts
from tests.domain.wording_strategies import wordings

ORIGINALS = original_texts("npo")


@given(wordings)
def test_what_is_written_is_read_back_the_same(text: FormText) -> None:
    assert read_wording(write_wording(text)) == text


@pytest.mark.parametrize("name", ORIGINALS)
def test_every_original_survives_being_written(name: str) -> None:
    assert read_wording(write_wording(ORIGINALS[name])) == ORIGINALS[name]


GOOD = write_wording(ORIGINALS["consent"])
BROKEN = {
    "not TOML": "様式",
    "empty": "",
    "cut off": GOOD[: len(GOOD) // 2],
    "version is a word": GOOD.replace("version = 1", 'version = "1"', 1),
    "version is true": GOOD.replace("version = 1", "version = true", 1),
    "a time of day": GOOD.replace("2026-04-01", "2026-04-01T09:00:00", 1),
    "no lead": GOOD.replace("lead = ", "leed = ", 1),
    "clauses are text": GOOD.split("[fields]")[0] + 'clauses = "a"',
    "a clause is text": GOOD.split("[fields]")[0] + 'clauses = ["a"]',
    "items are numbers": GOOD.replace("items = [", "items = [1, ", 1),
    "a field is a number": GOOD.replace('"contact" = "連絡先"', '"contact" = 1', 1),
    "too long": "a = 1\n" * (LONGEST_FILE // 6 + 1),
    "nested deep": "a = " + "[" * 5000,
}


@pytest.mark.parametrize("text", BROKEN.values(), ids=BROKEN)
def test_a_broken_one_is_told_in_a_sentence(text: str) -> None:
    with pytest.raises(BrokenWording) as told:
        read_wording(text)
    assert str(told.value).endswith("。")


def test_the_line_of_a_broken_one_is_told() -> None:
    lines = GOOD.splitlines()
    lines[4] = "in_force_from = 2026-99-99"
    with pytest.raises(BrokenWording, match="5行目"):
        read_wording("\n".join(lines))


@given(st.text(max_size=200))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        read_wording(text)
    except BrokenWording:
        return
    assert tomllib.loads(text)
