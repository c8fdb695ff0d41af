"""The package for Debian: what it depends on, where its files lie, and who may read them."""

import runpy
import subprocess
from pathlib import Path

import pytest

from tests.rules.source_tree import ROOT


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build a package from a folder that stands for the built program."""
    folder = tmp_path_factory.mktemp("deb")
    program = folder / "ashibue-desk"
    (program / "_internal").mkdir(parents=True)
    (program / "ashibue-desk").write_text("#!/bin/sh\n")
    (program / "ashibue-desk").chmod(0o700)
    (program / "_internal" / "data").write_text("data")
    made: Path = runpy.run_path(str(ROOT / "packaging" / "deb.py"))["make_deb"](program, "9.8.7", folder)
    return made


def _told(*command: object) -> str:
    return subprocess.run([str(each) for each in command], check=True, capture_output=True, text=True).stdout


def test_it_brings_the_font_for_rare_names_and_what_the_window_needs(package: Path):
    depends = _told("dpkg-deb", "--field", package, "Depends").strip().split(", ")
    assert "fonts-ipamj-mincho" in depends
    assert "libcups2t64 | libcups2" in depends, "either name, as the older systems have it"
    assert len(depends) > 20
    assert _told("dpkg-deb", "--field", package, "Version").strip() == "9.8.7"


def test_everybody_may_run_it_and_nobody_but_root_may_change_it(package: Path):
    lines = [line.split(maxsplit=5) for line in _told("dpkg-deb", "--contents", package).splitlines()]
    found = {name: (mode, owner) for mode, owner, _size, _day, _time, name in lines}
    assert {owner for _mode, owner in found.values()} == {"root/root"}
    assert found["./opt/ashibue-desk/ashibue-desk"][0] == "-rwxr-xr-x"
    assert found["./opt/ashibue-desk/_internal/data"][0] == "-rw-r--r--"
    assert found["./opt/ashibue-desk/_internal/"][0] == "drwxr-xr-x"
    assert "./usr/bin/ashibue-desk -> /opt/ashibue-desk/ashibue-desk" in found
    assert "./usr/share/applications/ashibue-desk.desktop" in found
    assert "./usr/share/metainfo/jp.ashibue.Desk.metainfo.xml" in found
