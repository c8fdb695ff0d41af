"""The program as it is started by a person: its own process, a real X server, a home that has never seen it."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.rules.source_tree import ROOT

LIMIT = 30.0  # seconds; a start takes less than one, the machine that tests may be busy


@pytest.fixture
def display() -> Iterator[str]:
    """A real X server without a screen, of 1280 × 832 points; the value is what DISPLAY takes."""
    read, write = os.pipe()
    # It writes the number of the display it found free, once it is ready to serve.
    command = ["Xvfb", "-displayfd", str(write), "-screen", "0", "1280x832x24", "-nolisten", "tcp"]
    server = subprocess.Popen(command, pass_fds=[write], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    os.close(write)
    try:
        with os.fdopen(read) as told:
            number = told.readline().strip()
        assert number, "Xvfb did not start"
        yield f":{number}"
    finally:
        server.terminate()
        server.wait(timeout=LIMIT)


@pytest.fixture
def environment(display: str, tmp_path: Path) -> dict[str, str]:
    """What the program is started with: the display, and nothing that another program has left."""
    home = tmp_path / "home"
    home.mkdir()
    (tmp_path / "run").mkdir()
    kept = {name: os.environ[name] for name in ("PATH", "LANG", "LC_ALL") if name in os.environ}
    return {
        **kept,
        "DISPLAY": display,
        "QT_QPA_PLATFORM": "xcb",
        "HOME": str(home),
        "XDG_RUNTIME_DIR": str(tmp_path / "run"),
    }


def ask(environment: dict[str, str], *words: str) -> str:
    """Return xdotool's answer."""
    run = subprocess.run(
        ["xdotool", *words], env=environment, capture_output=True, check=True, timeout=LIMIT, encoding="utf-8"
    )
    return run.stdout.strip()


def test_the_first_start_opens_one_quiet_window(environment: dict[str, str]):
    program = subprocess.Popen(
        [sys.executable, "-m", "ui"],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    try:
        found = ask(
            environment,
            "search",
            "--sync",
            "--all",
            "--onlyvisible",
            "--pid",
            str(program.pid),
            "--name",
            ".",
        )
        windows = found.splitlines()
        titles = [ask(environment, "getwindowname", window) for window in windows]
        assert len(windows) == 1, titles
        assert "あしぶえデスク" in titles[0]
        assert program.poll() is None
    finally:
        program.terminate()
        said, _ = program.communicate(timeout=LIMIT)
    assert said.decode() == ""
