"""The language of form texts: fields and conditions are filled in, and nothing hostile gets anywhere."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import UndefinedError

from ashibue_desk.domain.wording_language import (
    MOST_CHARACTERS,
    WordingError,
    fields_in_condition,
    fields_used,
    fill,
    holds,
)

FACTS = {"office_name": "みずうみ劇場", "contact": "", "audience": "payees"}

HOSTILE = {
    "attribute": "{{ office_name.__class__ }}",
    "item": "{{ office_name['__class__'] }}",
    "attribute by filter": "{{ office_name|attr('__class__') }}",
    "filter": "{{ office_name|upper }}",
    "format": "{{ '%s'|format(office_name) }}",
    "format method": "{{ '{0.__class__}'.format(office_name) }}",
    "call": "{{ office_name() }}",
    "global": "{{ range(10) }}",
    "cycler": "{{ cycler.__init__.__globals__ }}",
    "lipsum": "{{ lipsum.__globals__['os'] }}",
    "self": "{{ self }}",
    "self reached": "{{ self.__init__.__globals__ }}",
    "loop": "{% for x in range(10**9) %}x{% endfor %}",
    "loop over a text": "{% for x in office_name %}x{% endfor %}",
    "power": "{{ 10**10**10 }}",
    "repetition": "{{ 'あ' * 10**9 }}",
    "joined": "{{ office_name ~ office_name }}",
    "set": "{% set a = office_name %}",
    "macro": "{% macro a() %}{{ a() }}{% endmacro %}{{ a() }}",
    "include": "{% include 'secrets' %}",
    "import": "{% import 'os' as os %}",
    "extends": "{% extends 'base' %}",
    "block": "{% block a %}{{ super() }}{% endblock %}",
    "with": "{% with a = 1 %}{% endwith %}",
    "filter block": "{% filter upper %}a{% endfilter %}",
    "call block": "{% call a() %}{% endcall %}",
    "autoescape": "{% autoescape true %}{% endautoescape %}",
    "list": "{{ [office_name] }}",
    "dict": "{{ {'a': office_name} }}",
    "test": "{% if office_name is defined %}a{% endif %}",
    "comparison by size": "{% if office_name < 'a' %}a{% endif %}",
    "membership": "{% if 'a' in office_name %}a{% endif %}",
    "slice": "{{ office_name[0:1] }}",
    "unclosed": "{{ office_name",
    "half a statement": "{% if contact %}a",
    "unknown statement": "{% frobnicate %}",
    "deep": "{% if contact %}" * 60 + "a" + "{% endif %}" * 60,
    "deep negation": "{{ " + "not " * 500 + "contact }}",
    "deep brackets": "{{ " + "(" * 900 + "contact" + ")" * 900 + " }}",
    "long chain": "{{ " + " or ".join(["contact"] * 300) + " }}",
    "too long": "あ" * (MOST_CHARACTERS + 1) + "{{ contact }}",
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_text_is_refused_before_anything_of_it_runs(text: str) -> None:
    with pytest.raises(WordingError) as told:
        fill(text, FACTS)
    assert told.value.sentence.endswith("。")
    with pytest.raises(WordingError):
        fields_used(text)


@pytest.mark.parametrize(
    "condition",
    [
        "range(3)",
        "contact.__class__",
        "contact %}a{% endif %}{% for x in range(9) %}b{% endfor %}{% if contact",
        "contact }}{{ office_name",
        "contact # ",
        "contact\ncontact",
        "'a' * 9",
    ],
)
def test_a_hostile_condition_is_refused(condition: str) -> None:
    with pytest.raises(WordingError):
        holds(condition, FACTS)


def test_fields_and_conditions_are_filled_in() -> None:
    text = (
        "{{ office_name }}{% if contact %}あり{% elif audience == 'payees' %}支払先{% else %}なし{% endif %}"
    )
    assert fill(text, FACTS) == "みずうみ劇場支払先"
    assert fill("条文だけ", FACTS) == "条文だけ"
    assert fill("1つの{かっこ}はそのまま", FACTS) == "1つの{かっこ}はそのまま"


def test_the_facts_are_never_read_as_language() -> None:
    assert fill("{{ office_name }}", {"office_name": "{{ contact }}{% for %}"}) == "{{ contact }}{% for %}"


def test_a_field_that_is_not_offered_is_an_error_and_never_a_gap() -> None:
    with pytest.raises(UndefinedError):
        fill("{{ office }}", FACTS)
    with pytest.raises(UndefinedError):
        holds("office", FACTS)


def test_conditions() -> None:
    assert holds("", FACTS)
    assert holds("not contact", FACTS)
    assert holds('audience == "payees" and office_name', FACTS)
    assert not holds("contact or audience != 'payees'", FACTS)
    assert fields_in_condition("contact or audience") == ("contact", "audience")


def test_the_line_is_told() -> None:
    assert fields_used("前文\n{{ contact }}\n\n{{ office }}") == (("contact", 2), ("office", 4))
    with pytest.raises(WordingError) as told:
        fill("1行目\n2行目\n{{ contact() }}", FACTS)
    assert told.value.line == 3


@given(st.text(st.sampled_from("{}%# abif_.|()[]'\"*~:0123\n"), max_size=60))
def test_whatever_is_typed_either_fills_in_or_says_why_not(text: str) -> None:
    """Nothing else comes out, and what comes out is never longer than text and facts allow."""
    facts = dict.fromkeys(("a", "b", "i", "f", "ab"), "x" * 10)
    try:
        filled = fill(text, facts)
    except (WordingError, UndefinedError):
        return
    assert len(filled) <= len(text) * 11
