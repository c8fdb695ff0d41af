"""Starts the built program with a profile of its own and fails on any word it says or if it does not stay.

    python packaging/smoke_test.py FOLDER

A build that lacks a data file or a hidden import dies within the first seconds or writes a warning; both are seen here. Nothing of
the person who runs it is touched: home, settings and data lie in a temporary folder, and no display is needed.
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

SECONDS = 15
# Profile folders on Linux, macOS and Windows.
PLACES = (
    "HOME",
    "XDG_DATA_HOME",
    "XDG_STATE_HOME",
    "XDG_CONFIG_HOME",
    "XDG_CACHE_HOME",
    "XDG_RUNTIME_DIR",
    "APPDATA",
    "LOCALAPPDATA",
    "USERPROFILE",
)
KEPT = ("PATH", "LANG", "LC_ALL", "SYSTEMROOT", "WINDIR", "TEMP", "TMP")


def profile(folder: Path) -> dict[str, str]:
    """Return an environment whose every personal folder lies in ``folder``."""
    kept = {name: os.environ[name] for name in KEPT if name in os.environ}
    for name in PLACES:
        place = folder / name.lower()
        place.mkdir(mode=0o700)
        kept[name] = str(place)
    return {**kept, "QT_QPA_PLATFORM": "offscreen"}


def start_and_watch(program: Path, environment: dict[str, str]) -> str | None:
    """Return what is wrong with the program, or ``None`` when it was still running quietly after the time."""
    child = subprocess.Popen([program], env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    try:
        said, _ = child.communicate(timeout=SECONDS)
    except subprocess.TimeoutExpired:
        child.terminate()
        said, _ = child.communicate()
        return f"it said:\n{said.decode(errors='replace')}" if said.strip() else None
    return f"it ended with code {child.returncode} and said:\n{said.decode(errors='replace')}"


def main(arguments: list[str]) -> int:
    """Run the test; 0 when the program started and stayed."""
    folder = Path(arguments[0]).resolve()
    program = folder / ("ashibue-desk.exe" if sys.platform == "win32" else "ashibue-desk")
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as place:
        problem = start_and_watch(program, profile(Path(place)))
    print(problem or f"{program.name} started and stayed for {SECONDS} s without a word")
    return 1 if problem else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
