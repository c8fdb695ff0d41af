"""The text that is hashed, which the stand-alone verifier makes too, and the codes that are typed from paper."""

import random
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from ashibue_desk.domain.log_seal import (
    CARD_FIELD,
    ENTRY_NAMES,
    LogCard,
    bytes_of_rows,
    canonical,
    canonical_entry,
    entry_bytes,
    footer_code,
    grouped,
    read_card,
    read_footer_code,
)
from ashibue_desk.domain.problems import Problem
from ashibue_desk.storage.log_signatures import signature_is_right
from tests.helpers.sealed_logs import MadeLog, stand_alone

PLAIN = st.one_of(st.text(), st.integers())
ODD = st.one_of(PLAIN, st.booleans(), st.floats(), st.none(), st.lists(st.integers(), max_size=2))
ENTRIES = st.one_of(
    st.fixed_dictionaries(dict.fromkeys(ENTRY_NAMES, PLAIN)),
    st.fixed_dictionaries(dict.fromkeys(ENTRY_NAMES, ODD)),
    st.fixed_dictionaries(dict.fromkeys((*ENTRY_NAMES[1:], "another"), PLAIN)),
    st.dictionaries(st.text(), ODD, max_size=5),
)


def test_an_entry_of_the_program_has_these_names() -> None:
    log = MadeLog()
    log.sit_down(log.actor)
    assert tuple(sorted(log.entries[0].entry)) == ENTRY_NAMES == tuple(sorted(ENTRY_NAMES))


@given(ENTRIES)
def test_the_quick_way_and_the_general_one_are_one(entry: dict[str, Any]) -> None:
    assert canonical_entry(entry) == canonical(entry)
    assert canonical(entry).encode("utf-8", "surrogatepass") == stand_alone().canonical(entry)


STORED = st.one_of(
    PLAIN, st.none(), st.floats(), st.sampled_from([0, 0.0, 1, 1.0, True, "1", "%s", '"', "\ud800"])
)
COLUMNS = st.one_of(
    st.lists(PLAIN, min_size=1, max_size=6),
    st.lists(STORED, min_size=1, max_size=6),
    PLAIN.map(lambda each: [each]),
)


@given(st.lists(COLUMNS, min_size=len(ENTRY_NAMES), max_size=len(ENTRY_NAMES)), st.integers(0, 9))
def test_many_rows_at_once_say_what_each_says_by_itself(columns: list[list[Any]], count: int) -> None:
    """Columns in which all is one, in which values come again, and in which text stands beside numbers."""
    rows = [(*(column[place % len(column)] for column in columns), b"hash") for place in range(count)]
    entries = [dict(zip(ENTRY_NAMES, row, strict=False)) for row in rows]
    assert bytes_of_rows(rows) == [entry_bytes(entry) for entry in entries]


def test_the_stand_alone_verifier_and_the_library_agree_on_signatures() -> None:
    """Ed25519 in Python alone: right ones, with any one bit turned, with s + L (malleable), too short, of no key."""
    order = 2**252 + 27742317777372353535851937790883648493
    for number in range(4):
        dice = random.Random(number)
        key, message = (
            Ed25519PrivateKey.from_private_bytes(dice.randbytes(32)),
            dice.randbytes(dice.randrange(90)),
        )
        public, signature = key.public_key().public_bytes_raw(), key.sign(message)
        again = int.from_bytes(signature[32:], "little") + order
        turned = [
            bytes(byte ^ (1 << at % 8 if at // 8 == place else 0) for place, byte in enumerate(signature))
            for at in (0, 255, 256, 511, dice.randrange(512))
        ]
        wrong = (bytes(64), signature[:63], signature[:32] + again.to_bytes(32, "little"), *turned)
        for one in (signature, *wrong):
            right = stand_alone().signature_is_right(public, one, message)
            assert right == signature_is_right(public.hex(), one, message) == (one == signature)
        for strange in (b"\xff" * 32, public[:31], dice.randbytes(32)):
            assert not stand_alone().signature_is_right(strange, signature, message)


BYTES = st.binary(min_size=32, max_size=32)


@given(BYTES, st.integers(0, 21))
def test_the_code_below_a_page_is_read_however_it_is_typed_and_one_wrong_letter_is_found(
    digest: bytes, at: int
) -> None:
    code = footer_code(digest)
    assert read_footer_code(grouped(code).lower()) == code
    wrong = code[:at] + ("A" if code[at] != "A" else "B") + code[at + 1 :]
    for typed in (wrong, code[:-1], code + "A", ""):
        told = read_footer_code(typed)
        assert isinstance(told, Problem)
        assert told.field == "footer_code"


@given(BYTES)
def test_a_card_is_read_back_from_its_characters(key: bytes) -> None:
    card = LogCard(key)
    assert read_card(f" {grouped(card.text).lower()}\n") == card


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("  -  ", "入力してください"),
        ("{}A", "いま57文字です"),
        ("8{1:}", "検証カードにない文字"),
        ("あ{1:}", "検証カードにない文字"),
        ("B{1:}", "打ち間違い"),
    ],
)
def test_what_is_wrong_with_a_typed_card_is_told(typed: str, told: str) -> None:
    text = LogCard(bytes(32)).text
    problem = read_card(typed.replace("{}", text).replace("{1:}", text[1:]))
    assert isinstance(problem, Problem)
    assert problem.field == CARD_FIELD
    assert told in problem.sentence
