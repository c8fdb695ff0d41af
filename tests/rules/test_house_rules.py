"""The rules of the house hold in every file, and each of them can fail."""

from functools import cache

import pytest

from tests.rules.house_rules import RULES
from tests.rules.source_tree import ROOT, Rule, Source, findings_by_rule, is_binary, read_all, tracked_files

SOURCES = read_all()
DATA_ONLY = ("packaging/", "resources/")
# Samples of what offices send are what they are.
FOREIGN = (".csv", ".tsv")

by_rule = pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)


@cache
def findings() -> dict[str, list[str]]:
    """Return what the rules find in the project."""
    return findings_by_rule(RULES, SOURCES)


@by_rule
def test_the_project_keeps_the_rule(rule: Rule):
    assert not findings()[rule.name], "\n".join(findings()[rule.name])


@by_rule
def test_the_rule_can_be_broken(rule: Rule):
    assert rule.breaks
    for path, text in rule.breaks:
        assert rule.findings(Source(path, text)), f"not found: {text!r}"


@by_rule
def test_the_rule_lets_the_right_thing_pass(rule: Rule):
    assert rule.keeps
    for path, text in rule.keeps:
        assert not rule.findings(Source(path, text)), f"wrongly found: {text!r}"


def test_the_whole_project_was_read():
    paths = {source.path for source in SOURCES}
    assert {"desk", "pyproject.toml", "ui/__init__.py", "ashibue_desk/domain/individual_number.py"} <= paths


def packages_among_data(files: list[str]) -> list[str]:
    """Return what would make a Python package of a folder of data; ``packaging`` would even shadow the library of that name."""
    return [name for name in files if name.startswith(DATA_ONLY) and name.endswith("__init__.py")]


def test_no_folder_of_data_is_a_package():
    assert packages_among_data(["packaging/__init__.py", "resources/law/__init__.py", "ui/__init__.py"]) == [
        "packaging/__init__.py",
        "resources/law/__init__.py",
    ]
    assert not packages_among_data(tracked_files())


def text_problem(name: str, content: bytes) -> str | None:
    """Say why a file is not tidy text: UTF-8 with Unix line ends and a newline at its end."""
    if is_binary(content) or not content or name.endswith(FOREIGN):
        return None
    try:
        content.decode()
    except UnicodeDecodeError:
        return f"{name}: not UTF-8"
    if not content.endswith(b"\n"):
        return f"{name}: no newline at the end"
    return f"{name}: carriage returns" if b"\r" in content else None


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"x = 1\n", None),
        (b"\x89PNG\0\n", None),
        ("名簿\n".encode("cp932"), "a.py: not UTF-8"),
        (b"x = 1", "a.py: no newline at the end"),
        (b"x = 1\r\n", "a.py: carriage returns"),
    ],
)
def test_text_that_is_not_tidy_is_found(content: bytes, problem: str | None):
    assert text_problem("a.py", content) == problem


def test_every_text_file_is_tidy():
    # Kept vaults are as the program of their day wrote them.
    names = [name for name in tracked_files() if not name.startswith("tests/vault_files/schema_")]
    problems = [text_problem(name, (ROOT / name).read_bytes()) for name in names]
    assert not [problem for problem in problems if problem]


def test_every_folder_of_pages_has_the_same_shape():
    names = [name.split("/") for name in tracked_files() if name.startswith("ui/pages/")]
    folders = {parts[2] for parts in names if len(parts) == 4}
    assert folders
    for folder in folders:
        there = {parts[3] for parts in names if parts[2] == folder}
        assert {"__init__.py", "page.py", "view.py"} <= there, (
            f"ui/pages/{folder}: docs/pages.md says what stands where"
        )
