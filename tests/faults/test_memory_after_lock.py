"""After the lock, the memory of the process that took over holds no number, no password and no key of the vault."""

import json
import mmap
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import pytest

from ashibue_desk.use_cases import people, vault_gate
from ashibue_desk.use_cases.create_vault import create_vault
from tests.faults import inside_program
from tests.helpers.desks import (
    OFFICER,
    Scene,
    collect,
    complete_appointments,
    done,
    empty_scene_at,
    plan_for,
)
from tests.helpers.made_up_people import made_up_person
from tests.rules.source_tree import ROOT

pytestmark = pytest.mark.faults
LIMIT = 90.0  # seconds
SEED = 6_101


@dataclass(frozen=True)
class Locked:
    """What both processes had in memory, and what is looked for."""

    folder: Path
    user_name: str
    needles: dict[str, list[bytes]]

    def hits(self, name: str) -> dict[str, int]:
        """Return how often each needle stands in a memory."""
        with (
            (self.folder / name).open("rb") as file,
            mmap.mmap(file.fileno(), 0, prot=mmap.PROT_READ) as memory,
        ):
            return {
                what: sum(_count(memory, spelling) for spelling in spellings)
                for what, spellings in self.needles.items()
            }


def _count(memory: mmap.mmap, needle: bytes) -> int:
    found, at = 0, memory.find(needle)
    while at >= 0:
        found, at = found + 1, memory.find(needle, at + 1)
    return found


def _spellings(text: str) -> list[bytes]:
    return [text.encode(), text.encode("utf-16-le"), text.encode("utf-32-le")]


def _key_spellings(text: str) -> list[bytes]:
    return [bytes.fromhex(text), text.encode(), text.encode("utf-16-le")]


def _office_with_number(root: Path) -> tuple[Scene, str, str]:
    """Build a vault whose device secret lies in a file, so that a program without keychain opens it."""
    scene = empty_scene_at(root)
    create_vault(scene.surroundings, plan_for(scene, key_file=True))
    desk = scene.unlock()
    complete_appointments(desk)
    person_id = done(people.add_person(desk, made_up_person(1))).answer
    affair_id = collect(desk, person_id, SEED)
    vault_gate.close(desk, "built")
    return scene, person_id, affair_id


@pytest.fixture(scope="module")
def locked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Locked]:
    folder = tmp_path_factory.mktemp("locked")
    scene, person_id, affair_id = _office_with_number(folder / "machine")
    proof, inside, home = (folder / name for name in ("proof", "inside", "home"))
    for made in (proof, inside, home):
        made.mkdir(mode=0o700)
    officer = scene.users[OFFICER]
    job = {
        "root": str(scene.root),
        "vault": str(scene.place),
        "user_id": officer.user_id,
        "password": officer.password,
        "person_id": person_id,
        "affair_id": affair_id,
    }
    (proof / inside_program.JOB).write_text(json.dumps(job), encoding="utf-8")
    start = "from tests.faults.inside_program import watch_successor\n\nwatch_successor()\n"
    (inside / "sitecustomize.py").write_text(start, encoding="utf-8")
    kept = {name: os.environ[name] for name in ("PATH", "LANG", "LC_ALL") if name in os.environ}
    environment = {
        **kept,
        "QT_QPA_PLATFORM": "offscreen",
        "HOME": str(home),
        "XDG_RUNTIME_DIR": str(home),
        "PYTHONPATH": os.pathsep.join((str(inside), str(ROOT))),
        inside_program.FOLDER: str(proof),
    }
    try:
        said = folder / "said"
        with said.open("wb") as file:  # not a pipe: the process that takes over inherits it, and goes on
            ended = subprocess.run(
                [sys.executable, str(Path(inside_program.__file__))],
                cwd=ROOT,
                env=environment,
                stdout=file,
                stderr=file,
                timeout=LIMIT,
                check=False,
            )
        assert ended.returncode == 0, said.read_text(encoding="utf-8")
        _wait_for(proof / inside_program.AFTER)
        needles = json.loads((proof / inside_program.NEEDLES).read_text(encoding="utf-8"))
        yield Locked(
            proof,
            officer.name,
            {
                name: _key_spellings(text) if name.endswith("key") else _spellings(text)
                for name, text in needles.items()
            },
        )
    finally:
        with suppress(OSError, ValueError):
            os.kill(int((proof / inside_program.SUCCESSOR).read_text(encoding="utf-8")), signal.SIGKILL)


def _wait_for(path: Path) -> None:
    until, pause = time.monotonic() + LIMIT, threading.Event()
    while not path.exists():
        assert time.monotonic() < until, "the process that takes over never showed the unlock screen"
        pause.wait(0.1)


def test_before_the_lock_everything_is_found(locked: Locked) -> None:
    hits = locked.hits(inside_program.BEFORE)
    assert hits.keys() == {"number", "password", "database key", "master key", "signing key"}
    assert all(hits.values()), hits


def test_after_the_lock_nothing_is_found(locked: Locked) -> None:
    assert locked.hits(inside_program.AFTER) == dict.fromkeys(locked.needles, 0)


def test_the_memory_that_was_searched_is_that_of_the_unlock_screen(locked: Locked) -> None:
    """The name of the user who unlocked is offered there, so an empty or foreign memory would be noticed."""
    seen = Locked(locked.folder, locked.user_name, {"name": _spellings(locked.user_name)})
    assert seen.hits(inside_program.AFTER)["name"] > 0
