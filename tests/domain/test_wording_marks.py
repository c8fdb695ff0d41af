"""What the clerk sees and writes: brackets for fields and conditions, there and back without loss."""

import pytest
from hypothesis import given

from ashibue_desk.domain.wording_language import WordingError, fill
from ashibue_desk.domain.wording_marks import as_shown, shown, stored, with_texts
from ashibue_desk.domain.wordings import FormText
from ashibue_desk.law.form_texts import original_texts
from tests.domain.wording_strategies import FIELDS, marked, wordings

ORIGINALS = original_texts("npo")
FACTS = [
    {"office_name": "みずうみ劇場", "contact": "", "audience": "payees"},
    {"office_name": "", "contact": "電話", "audience": "workers"},
]


@given(marked)
def test_what_the_clerk_wrote_comes_back_as_written(text: str) -> None:
    assert shown(stored(text, FIELDS), FIELDS) == text


@given(wordings)
def test_changing_nothing_changes_nothing(text: FormText) -> None:
    assert with_texts(text, lambda _key, words: words) == text


@pytest.mark.parametrize("name", ORIGINALS)
def test_every_original_can_be_shown_and_says_the_same_afterwards(name: str) -> None:
    """An ``else`` comes back as a second condition: other marks, the same words on paper."""
    original = ORIGINALS[name]
    labels = [field.label for field in original.fields]
    assert len(labels) == len(set(labels))
    assert not any(set(label) & set("〔〕：「」") for label in labels)

    def there_and_back(_key: str, words: str) -> str:
        seen = shown(words, original.fields)
        assert "{" not in seen
        back = stored(seen, original.fields)
        for value in ("", "yes", "workers", "payees"):
            facts = {field.name: value for field in original.fields}
            assert fill(back, facts) == fill(words, facts)
        return seen

    assert with_texts(original, there_and_back) == as_shown(original)


def test_fields_and_conditions_read_as_a_clerk_would_say_them() -> None:
    text = "{{ office_name }}{% if contact %}に電話{% else %}へ手紙{% endif %}{% if audience == 'payees' %}。{% endif %}"
    seen = "〔団体の名称〕〔連絡先があるとき：に電話〕〔連絡先がないとき：へ手紙〕〔お知らせの相手が「支払先」のとき：。〕"
    assert shown(text, FIELDS) == seen
    for facts in FACTS:
        assert fill(stored(seen, FIELDS), facts) == fill(text, facts)


def test_a_chain_of_conditions_is_shown_as_one_inside_the_other() -> None:
    text = "{% if contact %}電話{% elif office_name %}窓口{% elif audience %}手紙{% endif %}"
    seen = (
        "〔連絡先があるとき：電話〕〔連絡先がないとき：〔団体の名称があるとき：窓口〕"
        "〔団体の名称がないとき：〔お知らせの相手があるとき：手紙〕〕〕"
    )
    assert shown(text, FIELDS) == seen
    for facts in FACTS:
        assert fill(stored(seen, FIELDS), facts) == fill(text, facts)


@pytest.mark.parametrize(
    "text",
    [
        "{% if contact and office_name %}両方{% endif %}",
        "{{ office_name|upper }}",
        "{{ telephone }}",
        "{{ '電話' if contact else '手紙' }}",
        "{% if audience == contact %}同じ{% endif %}",
        "{% if audience == '支「払' %}括弧{% endif %}",
        "{% for one in contact %}く{% endfor %}",
    ],
)
def test_what_the_brackets_cannot_say_stays_as_it_is(text: str) -> None:
    assert shown(text, FIELDS) == text
    assert stored(text, FIELDS) == text


def test_brackets_that_stood_there_before_are_not_taken_for_marks() -> None:
    text = "〔ここ〕は{{ office_name }}"
    assert shown(text, FIELDS) == text


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("〔電話番号〕", 1, "「電話番号」という欄は、この様式にはありません。"),
        ("はじめ\n〔連絡先", 2, "がありません"),
        ("はじめ\n\n連絡先〕", 3, "がありません"),
        ("〔連絡先があるとき：電話", 1, "がありません"),
        ("〔連絡先が長いとき：電話〕", 1, "という条件は使えません"),
        ("〔電話番号があるとき：電話〕", 1, "という欄は、この様式にはありません"),
        ("〔〕", 1, "という欄は、この様式にはありません"),
    ],
)
def test_what_is_wrong_is_told_with_its_line(text: str, line: int, words: str) -> None:
    with pytest.raises(WordingError) as told:
        stored(text, FIELDS)
    assert told.value.line == line
    assert words in told.value.sentence
