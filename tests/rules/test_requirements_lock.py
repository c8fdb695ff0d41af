"""The locks hold what pyproject.toml asks for, by hash and without naming a place; `packaging/lock.sh` writes them anew."""

import tomllib

import pytest
from packaging.requirements import Requirement

from tests.rules.requirements_lock import lock_problems, read_lock
from tests.rules.source_tree import ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
APP = PROJECT["dependencies"]
CHECKS = APP + PROJECT["optional-dependencies"]["checks"]


def lock(name: str) -> str:
    return (ROOT / "packaging" / "locked_requirements" / f"{name}.txt").read_text()


@pytest.mark.parametrize(("name", "wanted"), [("app", APP), ("checks", CHECKS)])
def test_the_lock_is_what_the_project_asks_for(name: str, wanted: list[str]):
    assert not lock_problems(lock(name), wanted)


def test_what_was_tested_is_what_is_installed():
    checks = read_lock(lock("checks"))
    assert {name: checks.get(name) for name in read_lock(lock("app"))} == read_lock(lock("app"))


def test_the_window_comes_without_the_addons():
    assert "pyside6-essentials" in read_lock(lock("app"))
    assert not {"pyside6", "pyside6-addons"} & set(read_lock(lock("checks")))


@pytest.mark.parametrize("name", ["pyside6-essentials", "sqlcipher3", "cryptography", "pyrage"])
def test_compiled_packages_are_locked_for_more_than_one_system(name: str):
    assert read_lock(lock("app"))[name].hashes >= 3


GOOD = f"one==1.2 ; python_version < '4' \\\n    --hash=sha256:{'0' * 64}\n    # via project\n"


@pytest.mark.parametrize(
    ("text", "wanted", "problem"),
    [
        (GOOD, ["One>=1"], None),
        (GOOD, ["one>=2"], "one: locked at 1.2, wanted >=2"),
        (GOOD, ["two"], "two: not locked"),
        ("one==1.2\n", ["one"], "one: no hash"),
        ("--extra-index-url x\n" + GOOD, ["one"], "names a place: --extra-index-url"),
        ("--find-links x\n" + GOOD, ["one"], "names a place: --find-links"),
        (GOOD + "# from file:///x\n", ["one"], "names a place: file://"),
    ],
)
def test_a_wrong_lock_is_found(text: str, wanted: list[str], problem: str | None):
    assert lock_problems(text, wanted) == ([problem] if problem else [])


def test_the_licence_of_everything_that_goes_out_is_told():
    told = (ROOT / "THIRD_PARTY_LICENSES").read_text()
    missing = [name for name, one in read_lock(lock("app")).items() if f"{name} {one.version}" not in told]
    assert not missing, "run packaging/licences.py"


def test_every_direct_dependency_has_its_reasons():
    reasons = (ROOT / "docs" / "dependencies.md").read_text()
    names = [Requirement(line).name for line in CHECKS]
    assert not [name for name in names if f"| {name} " not in reasons]
