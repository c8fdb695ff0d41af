"""The program as it is started by a person: its own process, a real X server, a home that has never seen it."""

import subprocess
import sys

from tests.rules.source_tree import ROOT

LIMIT = 30.0  # seconds; a start takes less than one, the machine that tests may be busy


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
