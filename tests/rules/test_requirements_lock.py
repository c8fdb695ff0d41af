"""The locks hold what pyproject.toml asks for, by hash and without naming a place; `packaging/lock.sh` writes them anew."""

import re
import sys
import tomllib
from importlib.metadata import PackageNotFoundError, version
from importlib.util import module_from_spec, spec_from_file_location

import pytest
from packaging.requirements import Requirement

from tests.rules.requirements_lock import lock_problems, read_lock
from tests.rules.source_tree import ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
APP = PROJECT["dependencies"]
CHECKS = APP + PROJECT["optional-dependencies"]["checks"]


def installed_version(name: str) -> str:
    """Return the version that is installed, empty for none."""
    try:
        return version(name)
    except PackageNotFoundError:
        return ""


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


def test_the_terms_of_what_is_installed_and_of_fonts_and_data_are_given_whole():
    """Word for word as ``packaging/licences.py`` writes them, for what is installed on the system that runs the test."""
    told = (ROOT / "THIRD_PARTY_LICENSES").read_text(encoding="utf-8")
    spec = spec_from_file_location("licences", ROOT / "packaging" / "licences.py")
    assert spec is not None
    assert spec.loader is not None
    licences = module_from_spec(spec)
    sys.modules["licences"] = licences  # dataclasses look their module up
    spec.loader.exec_module(licences)
    here = [one for one in licences.locked() if installed_version(one[0]) == one[1]]
    assert len(here) > 25
    works = [*(licences.package(*one) for one in here), *licences.fonts(), *licences.data()]
    wrong = [work.name for work in works if not all(text in told for text in work.texts)]
    assert not wrong, "run packaging/licences.py"
    assert not [work.name for work in works if f"{work.licence} ({work.keeper})" not in told]


def test_every_font_and_every_list_of_others_is_told():
    told = (ROOT / "THIRD_PARTY_LICENSES").read_text(encoding="utf-8")
    for list_of_others in (ROOT / "resources").rglob("*.txt"):
        if "Copyright" in list_of_others.read_text(encoding="utf-8")[:4_000]:
            assert list_of_others.name in told or list_of_others.parent.name == "fonts", list_of_others
    for font in (ROOT / "resources" / "fonts").glob("*.ttf"):
        family = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", font.stem.split("-")[0]).replace("BIZUD", "BIZ UD")
        assert family in told, font.name


def test_every_direct_dependency_has_its_reasons():
    reasons = (ROOT / "docs" / "dependencies.md").read_text()
    names = [Requirement(line).name for line in CHECKS]
    assert not [name for name in names if f"| {name} " not in reasons]
