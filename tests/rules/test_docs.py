"""The documents lead somewhere."""

import re
import runpy
from pathlib import Path, PurePosixPath
from urllib.parse import unquote

import pytest

from tests.rules.source_tree import ROOT, tracked_files

_LINK = re.compile(r"!?\[[^\]]*\]\(\s*<?([^)>\s]+)>?(?:\s+\"[^\"]*\")?\s*\)")
_CODE = re.compile(r"```.*?```|`[^`\n]*`", re.DOTALL)


def dead_links(text: str, folder: Path) -> list[str]:
    """Return the links of a Markdown text that lead to no file; links to other places and to headings are not followed."""
    targets = [match.group(1) for match in _LINK.finditer(_CODE.sub("", text))]
    files = [target.split("#")[0] for target in targets if not re.match(r"[a-z]+:|#", target)]
    return [file for file in files if not (folder / unquote(file)).exists()]


@pytest.mark.parametrize(
    ("text", "dead"),
    [
        ("[here](a.md) ![picture](<b.png>) [part](a.md#part)", []),
        ("[gone](c.md)", ["c.md"]),
        ('![gone](pictures/c.png "title")', ["pictures/c.png"]),
        ("[site](https://example.jp/c.md) [below](#part) `[code](d.md)`", []),
    ],
)
def test_dead_links_are_found(tmp_path: Path, text: str, dead: list[str]):
    for name in ("a.md", "b.png"):
        (tmp_path / name).touch()
    assert dead_links(text, tmp_path) == dead


@pytest.mark.parametrize("name", [name for name in tracked_files() if name.endswith(".md")])
def test_no_link_is_dead(name: str):
    assert not dead_links((ROOT / name).read_text(), (ROOT / name).parent)


def test_what_auditors_use_without_the_program_lies_at_the_top_of_its_folder(tmp_path: Path):
    build = runpy.run_path(str(ROOT / "packaging" / "build.py"))
    build["lay_beside"](tmp_path)
    laid = {path.name for path in tmp_path.iterdir()}
    assert {"verify_log.py", "verify-log-by-hand.md", "restore-by-hand.md", "THIRD_PARTY_LICENSES"} <= laid


def test_both_languages_are_read_first():
    assert {"README.md", "README.ja.md", "HACKING.md", "CHANGELOG.md"} <= set(tracked_files())


def test_each_readme_leads_to_the_other():
    assert "(README.ja.md)" in (ROOT / "README.md").read_text()
    assert "(README.md)" in (ROOT / "README.ja.md").read_text()


def test_decisions_are_numbered_without_a_gap():
    decisions = [PurePosixPath(name).name for name in tracked_files() if name.startswith("docs/decisions/")]
    numbers = [int(name.split("-")[0]) for name in decisions]
    assert numbers == list(range(1, len(numbers) + 1))


_VERSIONS = {
    "pyproject.toml": r'^version = "(.+?)"',
    "ashibue_desk/__init__.py": r'^__version__ = "(.+?)"',
    "packaging/windows/ashibue_desk.iss": r'^#define Version "(.+?)"',
    "packaging/linux/jp.ashibue.Desk.metainfo.xml": r'<release version="(.+?)"',
    "CHANGELOG.md": r"^## \[(.+?)\]",
}
"""Where the version stands, the newest first in each."""


def test_every_file_names_the_same_version():
    named = {
        name: re.findall(pattern, (ROOT / name).read_text(encoding="utf-8"), re.MULTILINE)[:1]
        for name, pattern in _VERSIONS.items()
    }
    assert len({*map(tuple, named.values())}) == 1, named
    checklist = (ROOT / "packaging" / "README.md").read_text(encoding="utf-8")
    for name in _VERSIONS:
        assert f"`{name.removeprefix('packaging/')}`" in checklist, (
            f"the checklist for a release forgets {name}"
        )
