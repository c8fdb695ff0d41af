"""kill -9 before each call that writes while paper is made: never a paper on the disk without its line and its record."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from ashibue_desk.domain.handling_log import LogFilter
from ashibue_desk.domain.papers import PaperState
from ashibue_desk.use_cases import paper_ledger, paper_output
from ashibue_desk.use_cases.desk import Desk
from tests.faults.flows import told
from tests.faults.paper_flow import PAPERS, paper_file
from tests.faults.test_log_kill_points import copied
from tests.helpers.desks import WITH_NUMBERS, Scene, done
from tests.helpers.forked_kills import KillServer
from tests.helpers.log_desks import alarms

pytestmark = pytest.mark.faults
LINES = {"papers": "帳票の印刷", "consents": "同意書の印刷", "requests": "提供のお願いの印刷"}
MOST = 40


@pytest.fixture(scope="module")
def server() -> Iterator[KillServer]:
    """One server for all acts."""
    with KillServer(Path(__file__).with_name("paper_flow.py")) as running:
        yield running


def is_recorded(desk: Desk, scene: Scene, which: str) -> bool:
    """Return whether the act's own record says that a paper went out."""
    person = scene.person_ids[WITH_NUMBERS]
    if which == "requests":
        return person in desk.vault.collections.events()
    sheets = paper_ledger.papers_about(desk, person)
    return any(one.state is PaperState.ISSUED for one in sheets)


def has_line(desk: Desk, which: str) -> bool:
    """Return whether the log says that this paper went out."""
    return any(entry.line.act == LINES[which] for entry in desk.vault.log.read(LogFilter()))


def look(killed: Scene, which: str) -> str:
    """Return how far a killed act came, after everything that must hold there was found to hold."""
    desk, out = killed.unlock(), paper_file(killed).exists()
    assert alarms(desk) == []
    recorded, doubts = has_line(desk, which), paper_output.papers_in_doubt(desk)
    assert is_recorded(desk, killed, which) == recorded, "line and record go together"
    assert recorded or not out, "a paper without its line"
    assert recorded or not doubts
    if recorded and not out:
        assert len(doubts) == 1, "nobody would be asked"
        done(paper_output.settle_papers(desk, doubts[0].id, came_out=False))
        assert not is_recorded(desk, killed, which)
    killed.close()
    return "out" if out else "on record" if recorded else "nothing"


@pytest.mark.parametrize("which", PAPERS)
def test_no_paper_lies_on_the_disk_without_its_line(
    which: str, server: KillServer, scene: Scene, tmp_path: Path
) -> None:
    marks, met = tmp_path / "marks", []
    marks.mkdir()
    for at in range(1, MOST):
        killed = copied(scene, tmp_path / f"{which} {at}")
        ended = server.run("one_paper", (told(killed), which, str(at)), marks)
        assert not ended.errors, ended.errors
        if ended.marks:
            break
        met.append(look(killed, which))
        shutil.rmtree(killed.root)
    else:
        pytest.fail("the act never came to its end")
    assert met == sorted(met, key=("nothing", "on record", "out").index), met
    assert set(met) == {"nothing", "on record", "out"}, "not every side of the two steps was met"
