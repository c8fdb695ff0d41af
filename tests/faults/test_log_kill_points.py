"""kill -9 before each write of the operating system, one after the other: never taken for an attack, and never a cover for one."""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from ashibue_desk.storage.key_material import DatabaseKey, database_key
from ashibue_desk.use_cases import vault_gate
from tests.faults.flows import told
from tests.helpers.desks import Scene, surroundings_at
from tests.helpers.forked_kills import KillServer
from tests.helpers.log_desks import alarms, checked, tool_at, with_card

pytestmark = pytest.mark.faults
MOST = 400
ATTACKED = 4
"""After every so many kills somebody writes into the log before it is opened again."""
ACTS = ("arrive", "leave", "card")
PARTS = 5
"""Each act in so many tests, so that none of them takes minutes: together they kill before every write."""
LOG_FILES = frozenset({"write vault.db-wal", "fsync vault.db-wal", "write log-key", "fsync log-key"})


@pytest.fixture(scope="module")
def server() -> Iterator[KillServer]:
    """One server for all acts."""
    with KillServer(Path(__file__).with_name("flows.py")) as running:
        yield running


def copied(scene: Scene, root: Path) -> Scene:
    """Return the machine as it stands, somewhere else, so that each kill begins at the same place."""
    shutil.copytree(scene.root, root)
    backend = type(scene.backend)(dict(scene.backend.items))
    place = root / scene.place.relative_to(scene.root)
    surroundings = surroundings_at(root, backend, scene.clock, scene.drives)
    return replace(scene, root=root, place=place, surroundings=surroundings, backend=backend, desks=[])


def killed_at(server: KillServer, scene: Scene, which: str, at: int, folder: Path) -> str:
    """Do the act until its write ``at``; return that write, or ``done`` if the act came to its end before."""
    folder.mkdir(exist_ok=True)
    ended = server.run("one_act", (told(scene), which, str(at)), folder)
    assert not ended.errors, ended.errors
    (met,) = ended.marks
    return met


@pytest.mark.parametrize("part", range(1, PARTS + 1))
@pytest.mark.parametrize("which", ACTS)
def test_a_kill_before_any_write_is_no_attack_and_hides_none(
    which: str, part: int, server: KillServer, scene: Scene, tmp_path: Path
) -> None:
    desk = scene.unlock()
    card, acknowledged = with_card(scene, desk), desk.vault.log.last_seq()
    key = database_key(desk.keys.master_key, desk.header.vault_id)
    vault_gate.close(desk, "before the kills")
    scene.desks.clear()
    kills: list[str] = []
    for at in range(part, MOST, PARTS):
        killed = copied(scene, tmp_path / f"{which} {at}")
        met = killed_at(server, killed, which, at, tmp_path / "marks")
        if met == "done":
            break
        kills.append(met)
        if len(kills) % ATTACKED == 0:
            attacked = copied(killed, tmp_path / f"attacked {which} {at}")
            assert_found(attacked, key, acknowledged, cut=at % 2 == 0)
        opened = killed.unlock()
        assert alarms(opened) == [], (at, met)
        found = checked(opened, *(() if which == "card" else (card,)))  # the act itself makes another card
        assert found.holds, (at, met, found)
        killed.close()
        shutil.rmtree(killed.root)
    else:
        pytest.fail("the act never came to its end")
    assert LOG_FILES.intersection(kills), "neither log nor side file were met: the test proves nothing"


def assert_found(killed: Scene, key: DatabaseKey, acknowledged: int, *, cut: bool) -> None:
    """Whoever uses the moment after a kill to change or to cut what was acknowledged before is found."""
    with tool_at(killed.place, key) as tool:
        if not cut:
            tool.execute("UPDATE log SET act = 'x' WHERE seq = (SELECT max(seq) FROM log)")
        else:
            tool.execute("DELETE FROM log WHERE seq >= ?", (acknowledged,))
            tool.execute("DELETE FROM log_seals WHERE seq >= ?", (acknowledged,))
    opened = killed.unlock()
    assert alarms(opened), cut
    killed.close()
    shutil.rmtree(killed.root)
