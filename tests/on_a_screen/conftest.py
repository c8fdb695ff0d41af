"""A real X server, and the surroundings of a program that is started on it."""

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

LIMIT = 30.0  # seconds; the machine that tests may be busy


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
