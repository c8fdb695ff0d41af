"""Hardening is proven in a process of its own, by looking at that process from outside."""

import os
import stat
import subprocess
import sys
from pathlib import Path

SCRIPT = """
import ctypes, os, resource, sys
from pathlib import Path
from ashibue_desk.machine.hardening import harden_process
if len(sys.argv) > 2:
    os.setgid(65534)
    os.setuid(65534)
    ctypes.CDLL(None).prctl(4, 1, 0, 0, 0)  # changing the account took the dump away; give it back
assert ctypes.CDLL(None).prctl(3, 0, 0, 0, 0) == 1
assert harden_process()
Path(sys.argv[1], "made").write_text("x")
assert Path("/proc/self/mountinfo").read_text(), "the drive check needs this"
print(Path("/proc/self/limits").read_text())
print("ready", flush=True)
sys.stdin.read()
"""


def start(folder: Path, *options: str) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-c", SCRIPT, str(folder), *options],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).resolve().parents[2],
    )


def told_by(child: "subprocess.Popen[str]") -> list[str]:
    assert child.stdout is not None
    lines: list[str] = []
    for line in child.stdout:
        if line == "ready\n":
            return lines
        lines.append(line)
    raise AssertionError(lines)


if sys.platform == "linux":

    def test_a_hardened_process_dumps_no_core_and_belongs_to_root_alone(tmp_path: Path) -> None:
        options: tuple[str, ...] = ()
        if os.geteuid() == 0:  # root may look into everything, so the process becomes nobody
            tmp_path.chmod(0o777)
            for parent in tmp_path.parents:
                if parent.stat().st_mode & stat.S_ISVTX:  # everybody's folder for what is temporary
                    break
                parent.chmod(0o755)
            options = ("as nobody",)
        with start(tmp_path, *options) as child:
            limits = told_by(child)
            (core,) = [line for line in limits if line.startswith("Max core file size")]
            assert core.split()[4:6] == ["0", "0"]
            # The kernel gives the memory of a process that may not be dumped to root.
            assert Path(f"/proc/{child.pid}/mem").stat().st_uid == 0
            assert (tmp_path / "made").stat().st_mode & 0o777 == 0o600
            child.communicate("")
        assert child.returncode == 0
