import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ashibue_desk.domain import name_variants
from ashibue_desk.domain.search_key import matches, query_key, search_key


def found(typed: str, *texts: str) -> bool:
    return matches(search_key(*texts), query_key(typed))


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("高橋", "髙橋 梓"),
        ("髙橋", "高橋 梓"),
        ("山崎", "山﨑\u3000健太郎"),
        ("山﨑", "山嵜 健太郎"),
        ("吉田", "𠮷田 みのり"),
        ("𠮷田", "吉田 みのり"),
        ("葛城", "葛\U000e0100城 さくら"),
        ("葛\U000e0101城", "葛\U000e0100城 さくら"),
        ("浜田", "濵田"),
        ("濱田", "浜田"),
        ("斉藤", "齋藤"),
        ("齊藤", "斎藤"),
        ("渡辺", "渡邉"),
        ("渡邊", "渡辺"),
        ("高橋", "髙槗"),
        ("船越", "舩越 昇"),
        ("佐佐木", "佐々木"),
        ("神田", "\ufa19田"),
        ("高橋梓", "髙橋 梓"),
        ("髙　橋", "髙橋 梓"),
        ("さいとう", "サイトウ"),
        ("サイトウ", "さいとう"),
        ("ﾜﾀﾅﾍﾞ", "ワタナベ イチロウ"),
        ("わたなべ いち", "ﾜﾀﾅﾍﾞ ｲﾁﾛｳ"),
        ("きようこ", "キョウコ"),
        ("ａ００１", "A001"),
        ("a-001", "A001"),
        ("a001", "Ａ００１"),
        ("コ-ポ", "コーポ"),
        ("nguyen", "NGUYỄN THỊ LAN"),
        ("dao", "Đào"),
        ("xanthi", "x\u0302anthi"),
    ],
)
def test_one_way_of_writing_finds_the_other(typed: str, name: str) -> None:
    assert found(typed, name)


@pytest.mark.parametrize(("typed", "name"), [("山崎", "山口"), ("大谷", "小谷"), ("かな", "カガ")])
def test_what_is_different_stays_different(typed: str, name: str) -> None:
    assert not found(typed, name)


def test_every_word_must_be_there_in_any_text() -> None:
    texts = ("A001", "髙橋 梓", "タカハシ アズサ", "総務経理")
    assert found("総務 高橋", *texts)
    assert not found("総務 山崎", *texts)
    assert found("", *texts)
    assert found(" -\u3000ー ", *texts)


def test_no_query_reaches_over_two_texts() -> None:
    assert not found("A001高橋", "A001", "高橋")


@given(st.text(), st.text())
def test_the_border_between_texts_never_comes_from_a_text(first: str, second: str) -> None:
    assert search_key(first).count("\n") == 0
    assert search_key(first, second).count("\n") <= 1


@given(st.text(max_size=30))
def test_everything_finds_itself(text: str) -> None:
    assert found(text, text)


def test_each_variant_is_one_character_in_one_group() -> None:
    groups = name_variants._GROUPS.split()
    characters = [character for group in groups for character in group]
    assert len(characters) == len(set(characters))
    assert all(len(group) >= 2 for group in groups)
    assert all(unicodedata.normalize("NFKC", character) == character for character in characters)


def test_parts_of_name_and_department_find_a_row_together() -> None:
    keys = [search_key(f"A{n:05}", f"髙橋 梓{n}", "タカハシ アズサ", "総務経理") for n in range(100)]
    assert sum(matches(key, query_key("高橋 経理")) for key in keys) == 100
    assert sum(matches(key, query_key("高橋 広報")) for key in keys) == 0
