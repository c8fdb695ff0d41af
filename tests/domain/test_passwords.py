"""The password rule of the regulation, what guessers try first, likeness to the old one, and passphrases."""

import string
from dataclasses import replace
from random import Random

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from ashibue_desk.domain.password_patterns import Cut, bare, cut, edit_distance, fold, readings
from ashibue_desk.domain.passwords import (
    MAX_LENGTH,
    PasswordRule,
    alike,
    guessable_words,
    judge_password,
    normalise_password,
    suggest_passphrase,
)
from ashibue_desk.law.password_blocklist import common_passwords, passphrase_words

RULE = PasswordRule(
    min_length=8,
    letters_and_digits=True,
    max_age_months=12,
    warn_days=30,
    min_length_with_key_file=15,
    common=common_passwords(),
)
OFFICE = ("特定非営利活動法人みなもの笛", "アオバ アカリ", "aoba.akari")
ASCII = st.text(string.ascii_letters + string.digits + "-_!?#", max_size=24)


def unmet(password: str, *, office: tuple[str, ...] = OFFICE, previous: str | None = None) -> list[str]:
    judgement = judge_password(password, RULE, office, previous)
    assert judgement.accepted == all(line.met for line in judgement.lines)
    return [line.id for line in judgement.lines if not line.met]


@pytest.mark.parametrize(
    "password", ["k7Xq2mPz", "Zt4-vuqe", "hJ3w!Rm9x", "tegami-kawauso3-yubune-nagisa-mokuren"]
)
def test_unforeseeable_passwords_are_accepted(password: str) -> None:
    assert unmet(password) == []


@pytest.mark.parametrize(
    ("password", "line"),
    [
        ("k7Xq2mP", "length"),
        ("kXqmPzWv", "mix"),
        ("70482915", "mix"),
        ("password1", "common"),
        ("Password123", "common"),
        ("P@ssw0rd2025", "common"),
        ("sakura2025", "common"),
        ("Sakura!!", "common"),
        ("heisei31", "common"),
        ("reiwa8", "common"),
        ("ichigo123", "common"),
        ("qwerty12345", "unknown"),
        ("1qaz2wsx", "unknown"),
        ("asdfgh12", "unknown"),
        ("lkjh4321", "unknown"),
        ("abcd1234", "unknown"),
        ("aaaa1111", "unknown"),
        ("a1a1a1a1a1a1", "unknown"),
        ("x19850412", "unknown"),
        ("heisei31x", "unknown"),
        ("yamada0412", "unknown"),
        ("tokyo2026x", "unknown"),
        ("Aoba48h2vq", "office"),
        ("m1namono9xkv", "office"),
        ("xAKARI7392k", "office"),
    ],
)
def test_foreseeable_passwords_are_refused_by_the_line_that_says_why(password: str, line: str) -> None:
    assert line in unmet(password)


def test_each_unmet_line_has_advice_and_the_first_is_given() -> None:
    judgement = judge_password("sakura1", RULE, OFFICE, None)
    first = next(line for line in judgement.lines if not line.met)
    assert judgement.strength == "使えません"
    assert judgement.advice == first.advice == "あと1文字以上、足してください。"
    assert all(line.advice.endswith("。") and line.sentence for line in judgement.lines)


def test_nothing_typed_is_no_reproach_but_meets_no_line() -> None:
    judgement = judge_password("", RULE, OFFICE, "k7Xq2mPz")
    assert judgement.strength == "未入力"
    assert not any(line.met for line in judgement.lines)


def test_the_line_about_the_old_password_appears_only_when_one_is_replaced() -> None:
    def ids(previous: str | None) -> list[str]:
        return [line.id for line in judge_password("k7Xq2mPz", RULE, OFFICE, previous).lines]

    assert ids("Zt4-vuqe") == [*ids(None), "old"]


def test_a_key_in_a_file_asks_for_a_longer_password() -> None:
    longer = RULE.with_key_file()
    assert longer.min_length == 15
    assert not judge_password("k7Xq2mPz", longer, (), None).accepted
    assert judge_password("k7Xq2mPzk3-vwQe", longer, (), None).accepted
    assert longer.with_key_file() == longer


def test_full_width_and_half_width_open_the_same_vault() -> None:
    wide = "".join(chr(ord(character) - 0x20 + 0xFF00) for character in "k7Xq2mPz")
    assert wide != "k7Xq2mPz"
    assert normalise_password(wide) == normalise_password("k7Xq2mPz") == "k7Xq2mPz"
    assert unmet(wide) == []


@pytest.mark.parametrize("hidden", ["\n", "\t", "\x00", "\u2028"])
def test_invisible_characters_are_refused(hidden: str) -> None:
    assert "length" in unmet(f"k7Xq{hidden}2mPz")


def test_too_long_is_refused_and_says_so() -> None:
    judgement = judge_password("k7Xq2mPz" * 40, RULE, (), None)
    assert not judgement.accepted
    assert str(MAX_LENGTH) in judgement.advice


@given(ASCII)
def test_length_and_mix_follow_the_regulation_exactly(password: str) -> None:
    judged = unmet(password)
    assert ("length" in judged) == (len(password) < 8)
    letters = any(character in string.ascii_letters for character in password)
    digits = any(character in string.digits for character in password)
    assert ("mix" in judged) == (not (letters and digits))


@given(st.sampled_from(sorted(common_passwords())), st.text(string.digits + "!?#-", max_size=3))
def test_no_common_word_is_accepted_with_a_short_tail_in_any_case(word: str, tail: str) -> None:
    assume(word == bare(word))
    for written in (word, word.upper(), word.capitalize()):
        assert "common" in unmet(written + tail, office=())


@given(st.sampled_from(sorted(common_passwords())))
def test_no_entry_of_the_list_is_ever_accepted(word: str) -> None:
    assert "common" in unmet(word, office=())


@given(ASCII.filter(lambda text: len(text) >= 8))
def test_the_same_password_again_is_always_too_alike(password: str) -> None:
    for again in (password, password.upper(), password + "1", password[::-1]):
        assert alike(again, password)


@given(st.text(string.ascii_letters, min_size=6, max_size=12), st.integers(0, 9998))
def test_moving_a_number_on_is_too_alike(word: str, number: int) -> None:
    assert alike(f"{word}{number + 1}", f"{word}{number}")
    assert alike(f"{number}-{word}!", f"{word}{number}")
    assert "old" in unmet(f"{word}{number + 1}", previous=f"{word}{number}")


def test_another_password_is_not_alike() -> None:
    assert not alike("k7Xq2mPz", "hJ3w!Rm9x")
    assert not alike("k7Xq2mPz", "")
    assert not alike("tegami-kawauso3-yubune-nagisa", "botan-hinoki-suika4-kemuri")


def slow_distance(left: str, right: str) -> int:
    """Return the edit distance by its definition."""
    if not left or not right:
        return len(left) + len(right)
    if left[-1] == right[-1]:
        return slow_distance(left[:-1], right[:-1])
    shorter = (left[:-1], right), (left, right[:-1]), (left[:-1], right[:-1])
    return 1 + min(slow_distance(*pair) for pair in shorter)


@given(st.text("ab1", max_size=5), st.text("ab1", max_size=5))
def test_edit_distance_is_what_its_definition_says(left: str, right: str) -> None:
    assert edit_distance(left, right) == slow_distance(left, right)


@given(st.text(max_size=40))
def test_cutting_loses_and_adds_nothing(password: str) -> None:
    folded = fold(password)
    pieces = cut(folded, common_passwords())
    assert sorted("".join(pieces.chunks) + pieces.rest) == sorted(folded)
    assert all(len(text) == len(folded) for text in readings(folded))


@pytest.mark.parametrize(
    ("folded", "chunks"),
    [
        ("xqwertyx", ("qwerty",)),
        ("aaa-4321", ("aaa", "4321")),
        ("k20260401q", ("20260401",)),
        ("p4ssw0rdkv", ("p4ssw0rd",)),
        ("reiwa8mz", ("reiwa8",)),
        ("kx7q", ()),
    ],
)
def test_cutting_finds_what_guessers_know(folded: str, chunks: tuple[str, ...]) -> None:
    assert cut(folded, common_passwords()).chunks == chunks


def test_the_longest_of_the_words_is_cut_out() -> None:
    assert cut("kawasemi7", frozenset({"aka", "kawa", "kawasemi"})) == Cut(("kawasemi",), "7")


def test_names_are_guessed_in_kana_and_romaji_without_the_legal_form() -> None:
    words = guessable_words("特定非営利活動法人あしぶえ", "オオノ ユウタ", "ono_yuta", "株式会社")
    assert {"あしぶえ", "ashibue", "oono", "yuuta", "yuta"} <= set(words)
    assert not any("法人" in word or "会社" in word for word in words)


@given(st.integers(), st.integers(4, 5))
def test_suggested_passphrases_meet_every_line(seed: int, count: int) -> None:
    phrase = suggest_passphrase(passphrase_words(), Random(seed), count)
    assert phrase.count("-") == count - 1
    assert sum(character.isdigit() for character in phrase) == 1
    judgement = judge_password(phrase, RULE.with_key_file(), (), None)
    assert judgement.accepted
    assert judgement.strength in {"ふつう", "強い", "とても強い"}


def test_the_advice_never_asks_for_a_length_that_is_already_there() -> None:
    typed = "ringo2-kumo-mado-xq"
    judgement = judge_password(typed, RULE, (), None)
    assert (judgement.strength, len(typed) > 15) == ("ふつう", True)
    assert "文字以上" not in judgement.advice


def test_suggestions_differ_and_need_enough_words() -> None:
    random = Random(7)
    assert len({suggest_passphrase(passphrase_words(), random) for _ in range(200)}) == 200
    with pytest.raises(ValueError, match="four words"):
        suggest_passphrase(("ume", "sumi", "kiri"), random)
    with pytest.raises(ValueError, match="four words"):
        suggest_passphrase(passphrase_words(), random, count=3)


def test_the_lists_are_as_large_as_promised() -> None:
    assert len(common_passwords()) >= 1_500
    assert {"sakura", "password1", "heisei31", "reiwa8", "qwerty", "mynumber"} <= common_passwords()
    words = passphrase_words()
    assert len(words) >= 1_024
    assert all(4 <= len(word) <= 8 and word.isascii() and word.islower() for word in words)


def test_a_longer_phrase_is_stronger() -> None:
    words = ("kawauso3", "yubune", "nagisa", "mokuren", "tegami", "hinoki")
    phrases = ["-".join(words[:count]) for count in (2, 3, 4, 6)]
    told = [judge_password(phrase, RULE, (), None).strength for phrase in phrases]
    assert told == ["弱い", "ふつう", "強い", "とても強い"]


def test_few_random_passwords_are_refused() -> None:
    random = Random(20260614)
    letters = string.ascii_letters + string.digits
    refused = 0
    for _ in range(1_000):
        password = "".join(random.choice(letters) for _ in range(9)) + random.choice("23456789")
        refused += bool(set(unmet(password, office=())) - {"mix"})
    assert refused <= 10


def test_a_regulation_may_ask_for_length_alone() -> None:
    plain = replace(RULE, letters_and_digits=False)
    assert judge_password("kXqmPzWvRt", plain, (), None).accepted
    weak = judge_password("kqmzwvrt", plain, (), None)
    assert (weak.accepted, weak.strength) == (True, "弱い")
    assert "合言葉" in weak.advice


def test_a_judgement_holds_no_password() -> None:
    judgement = judge_password("k7Xq2mPz", RULE, OFFICE, "Zt4-vuqe")
    assert "k7Xq2mPz" not in repr(judgement)
    assert "Zt4-vuqe" not in repr(judgement)
    assert "sakura" not in repr(RULE)
