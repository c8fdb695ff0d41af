"""The program speaks one calm Japanese, and every situation says its three sentences."""

import ast
import importlib
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache

import pytest

from ashibue_desk.domain.errors import Situation
from tests.rules.source_tree import PACKAGES, Rule, Source, findings_by_rule, read_all
from tests.rules.syntax import dotted
from tests.rules.wording_rules import RULES, foreign_words

SOURCES = [source for source in read_all() if source.path.endswith(".py")]

by_rule = pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)


@cache
def findings() -> dict[str, list[str]]:
    """Return what the rules find in the project."""
    return findings_by_rule(RULES, SOURCES)


@by_rule
def test_every_text_keeps_the_rule(rule: Rule):
    assert not findings()[rule.name], "\n".join(findings()[rule.name])


@by_rule
def test_the_rule_can_be_broken(rule: Rule):
    for path, text in rule.breaks:
        assert rule.findings(Source(path, text)), f"not found: {text!r}"


@by_rule
def test_the_rule_lets_the_right_thing_pass(rule: Rule):
    for path, text in rule.keeps:
        assert not rule.findings(Source(path, text)), f"wrongly found: {text!r}"


def test_words_in_letters_are_read_one_by_one():
    assert foreign_words("Excelのfileを<b>open</b>して{place}のUSBへ") == ["file", "open"]


def situations() -> Iterator[type[Situation]]:
    """Yield every class of situation in the product."""
    for source in SOURCES:
        # Not every module: some can be imported on one system only, and __main__ runs.
        if (
            source.is_under(*PACKAGES)
            and re.search(r"^class .*\(", source.text, re.MULTILINE)
            and "Situation" in source.text
        ):
            importlib.import_module(
                source.path.removesuffix(".py").removesuffix("/__init__").replace("/", ".")
            )
    waiting = [Situation]
    while waiting:
        for kind in waiting.pop().__subclasses__():
            waiting.append(kind)
            if not kind.__module__.startswith("tests."):
                yield kind


def always_given(sources: Iterable[Source]) -> dict[str, set[str]]:
    """Return, by the name of what is called, the keywords that are handed over wherever it is called."""
    given: dict[str, list[set[str]]] = defaultdict(list)
    for source in sources:
        for node in ast.walk(ast.parse(source.text)):
            if isinstance(node, ast.Call):
                keywords = {keyword.arg or "" for keyword in node.keywords}
                given[dotted(node.func).rsplit(".", 1)[-1]].append(keywords)
    return {name: set.intersection(*calls) for name, calls in given.items()}


def situation_problem(kind: type[Situation], given: dict[str, set[str]]) -> str | None:
    """Say which of the three sentences a class lacks, or which is no sentence."""
    said = {name: getattr(kind, name) for name in ("what", "safe", "todo")}
    untidy = [name for name, sentence in said.items() if sentence and not sentence.endswith("。")]
    if untidy:
        return f"{kind.__name__}: no full sentence: {', '.join(untidy)}"
    # A class with subclasses leaves it to them; one with its own __init__ puts the name of a thing into the sentence.
    if kind.__subclasses__() or "__init__" in vars(kind):
        return None
    lacking = {name for name, sentence in said.items() if not sentence} - given.get(kind.__name__, set())
    return f"{kind.__name__} does not say: {', '.join(sorted(lacking))}" if lacking else None


def test_every_situation_says_what_happened_what_is_safe_and_what_to_do():
    kinds = list(situations())
    assert kinds
    given = always_given(source for source in SOURCES if source.is_under(*PACKAGES))
    problems = [problem for kind in kinds if (problem := situation_problem(kind, given))]
    assert not problems, "\n".join(problems)


def test_a_situation_that_leaves_the_user_alone_is_found():
    silent = type(
        "Silent",
        (Situation,),
        {"__module__": "tests.x", "what": "鍵がありません。", "safe": "名簿は無事です。"},
    )
    curt = type(
        "Curt",
        (Situation,),
        {"__module__": "tests.x", "what": "失敗", "safe": "無事です。", "todo": "待ちます。"},
    )
    helpful = Source("ui/a.py", "raise Silent(todo='sheet')")
    curt_too = Source("ui/b.py", "raise Silent()")
    assert situation_problem(silent, always_given([])) == "Silent does not say: todo"
    assert situation_problem(silent, always_given([helpful, curt_too])) == "Silent does not say: todo"
    assert situation_problem(silent, always_given([helpful])) is None
    assert situation_problem(curt, always_given([])) == "Curt: no full sentence: what"
