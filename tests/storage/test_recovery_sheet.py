"""The recovery sheet as people type it: widths, spaces, small letters, and every wrong character found."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ashibue_desk.domain.problems import Problem
from ashibue_desk.storage.recovery_identity import (
    RecoveryIdentity,
    open_with_sheet,
    public_of,
    read_sheet,
    seal_to_sheet,
)
from ashibue_desk.storage.situations import WrongSheet

SHEET = RecoveryIdentity.new(2026)
BECH32 = "QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L"
FULL_WIDTH = {ord(c): ord(c) + 0xFEE0 for c in map(chr, range(0x21, 0x7F))} | {0x20: 0x3000}


@pytest.mark.parametrize(
    "typed",
    [
        SHEET.text,
        SHEET.text.lower(),
        SHEET.text.title(),
        "\n".join(SHEET.lines),
        "\r\n".join(line.lower() for line in SHEET.lines),
        f"  {SHEET.text}\t\n",
        " ".join(SHEET.text),
        SHEET.text.translate(FULL_WIDTH),
        "　".join(SHEET.lines).translate(FULL_WIDTH),
        SHEET.text.replace("-", "ー"),
        SHEET.text.replace("0", "O").replace("8", "B"),
    ],
    ids=range(11),  # the sheet is new in each process, so it must not stand in the test's name
)
def test_a_right_copy_is_read_however_it_is_typed(typed: str) -> None:
    assert read_sheet(typed) == SHEET.text


def test_every_single_wrong_character_is_found() -> None:
    for place in range(len("AGE-SECRET-KEY-1"), len(SHEET.text)):
        right = SHEET.text[place]
        others = (BECH32 + "BIO1").replace(right, "").replace({"0": "O", "8": "B"}.get(right, ""), "")
        for other in {others[place % len(others)], others[(place * 7 + 3) % len(others)]}:
            typed = SHEET.text[:place] + other + SHEET.text[place + 1 :]
            assert isinstance(read_sheet(typed), Problem), f"{other} in place {place} was not found"


def test_two_neighbours_that_changed_places_are_found() -> None:
    text = SHEET.text
    for place in range(len("AGE-SECRET-KEY-1"), len(text) - 1):
        if text[place] != text[place + 1]:
            typed = text[:place] + text[place + 1] + text[place] + text[place + 2 :]
            assert isinstance(read_sheet(typed), Problem)


@pytest.mark.parametrize("cut", [1, 2, 10, 50, 73])
def test_a_missing_end_is_told_with_the_length(cut: int) -> None:
    problem = read_sheet(SHEET.text[:-cut])
    assert isinstance(problem, Problem)
    if cut < 50:
        assert f"{74 - cut}文字" in problem.sentence


@given(st.text(max_size=200))
def test_anything_else_gives_a_sentence(typed: str) -> None:
    answer = read_sheet(typed)
    assert isinstance(answer, Problem)
    assert answer.sentence.endswith("。")


@given(st.text(alphabet=BECH32, min_size=58, max_size=58))
def test_a_made_up_sheet_gives_a_sentence_without_what_was_typed(secret: str) -> None:
    answer = read_sheet("AGE-SECRET-KEY-1" + secret)
    assert isinstance(answer, Problem)
    assert secret not in answer.sentence


def test_an_empty_field_asks_for_the_text() -> None:
    answer = read_sheet(" \n　")
    assert isinstance(answer, Problem)
    assert "入力してください" in answer.sentence


def test_the_lines_hold_the_whole_text_in_groups_of_four() -> None:
    assert "".join("".join(SHEET.lines).split()) == SHEET.text
    assert all(len(group) <= 4 for line in SHEET.lines for group in line.split())


def test_the_checksum_is_the_same_for_the_same_sheet_only() -> None:
    assert RecoveryIdentity(2027, SHEET.text).checksum == SHEET.checksum
    assert len({RecoveryIdentity.new(2026).checksum for _ in range(20)} | {SHEET.checksum}) > 18


def test_the_secret_does_not_show_itself() -> None:
    assert SHEET.text not in repr(SHEET)
    assert SHEET.public == public_of(SHEET.text)
    assert SHEET.public.startswith("age1")


def test_a_bundle_opens_with_its_sheet_alone() -> None:
    sealed = seal_to_sheet(b"bundle", SHEET.public)
    assert open_with_sheet(sealed, SHEET.text) == b"bundle"
    with pytest.raises(WrongSheet):
        open_with_sheet(sealed, RecoveryIdentity.new(2026).text)


def test_an_altered_bundle_does_not_open() -> None:
    sealed = seal_to_sheet(b"bundle", SHEET.public)
    for place in range(0, len(sealed), 3):
        altered = bytearray(sealed)
        altered[place] ^= 0x40
        with pytest.raises(WrongSheet):
            open_with_sheet(bytes(altered), SHEET.text)
    for length in range(0, len(sealed), 5):
        with pytest.raises(WrongSheet):
            open_with_sheet(sealed[:length], SHEET.text)
