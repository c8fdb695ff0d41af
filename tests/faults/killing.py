"""Works that are killed at random, what must hold in the vault afterwards, and how often it is tried."""

import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from ashibue_desk.domain.handling_log import LogEntry, LogFilter
from ashibue_desk.storage.log_reading import read_sealed
from ashibue_desk.use_cases.desk import Desk
from ashibue_desk.use_cases.log_seals import OPENING_ACTS
from tests.helpers.desks import digits
from tests.helpers.forked_kills import Ended, KillServer
from tests.helpers.sample_numbers import valid_number
from tests.helpers.sealed_logs import judge

KILLS = 35  # for each of the six flows: 210; more for what they rest on


@pytest.fixture(scope="module")
def server() -> Iterator[KillServer]:
    """One server for all tests of a file: its start costs more than a hundred kills."""
    with KillServer(Path(__file__).with_name("flows.py")) as running:
        yield running


@pytest.fixture
def chance(request: pytest.FixtureRequest) -> random.Random:
    """Moments that differ from test to test and are the same in every run; where they fall depends on the machine."""
    return random.Random(request.node.name)


class Killing:
    """Runs one work again and again, killing it at moments spread over its duration."""

    def __init__(self, server: KillServer, folder: Path, chance: random.Random) -> None:
        self.server, self.folder, self.chance = server, folder, chance
        self.killed, self.patience = 0, 0.3
        self.folder.mkdir(exist_ok=True)

    def run(self, work: str, *arguments: str, within: float) -> Ended:
        """Run and kill within so many seconds; a work that fails by itself fails the test."""
        ended = self.server.run(work, arguments, self.folder, kill_after=self.chance.uniform(0, within))
        assert not ended.errors, ended.errors
        self.killed += ended.killed
        return ended

    def run_on(self, work: str, *arguments: str) -> Ended:
        """Run a work that goes on for ever; the time it gets follows what it gets done, on any machine."""
        ended = self.run(work, *arguments, within=self.patience)
        assert ended.killed, "it ended by itself before it was killed"
        self.patience *= 1.4 if not ended.marks else 0.8 if len(ended.marks) > 2 else 1.0
        return ended

    def until(self, kills: int, seconds: float) -> Iterator[tuple[int, float]]:
        """Yield a number and a time until so many kills came in time; ``seconds`` is how long the whole work takes."""
        for number in range(5 * kills):
            if self.killed == kills:
                return
            before = self.killed
            yield number, seconds
            seconds *= 1.02 if self.killed > before else 0.9
        pytest.fail(f"only {self.killed} of {kills} kills came in time")

    def whole(self, work: str, *arguments: str) -> Ended:
        """Run to the end, to learn how long it takes."""
        ended = self.server.run(work, arguments, self.folder)
        assert not ended.errors, ended.errors
        assert ended.marks
        return ended


@pytest.fixture
def killing(server: KillServer, tmp_path: Path, chance: random.Random) -> Killing:
    """Give what runs and kills a work; the moments are those of the test."""
    return Killing(server, tmp_path / "kills", chance)


def lines(desk: Desk, act: str) -> list[LogEntry]:
    """Return the lines of the log whose act begins so, newest first."""
    return [entry for entry in desk.vault.log.read(LogFilter()) if entry.line.act.startswith(act)]


def assert_sound(desk: Desk) -> None:
    """Every page authentic, every reference whole, no gap in the log, its seals unbroken: a kill is no attack."""
    desk.vault.verify()
    entries = desk.vault.log.read(LogFilter())
    assert [entry.seq for entry in entries] == list(range(len(entries), 0, -1))
    assert judge(list(read_sealed(desk.vault.log.connection))).holds
    alarms = {OPENING_ACTS[reason] for reason in ("key-missing", "tail-missing", "broken", "unsealed")}
    assert not alarms.intersection(entry.line.act for entry in entries)


def assert_numbers(desk: Desk, expected: dict[str, int], maybe: dict[str, int] | None = None) -> None:
    """Every acknowledged number opens and is the last acknowledged one, or the one that was just being taken in."""
    for person_id, seed in expected.items():
        allowed = {valid_number(seed).digits()}
        if maybe and person_id in maybe:
            allowed.add(valid_number(maybe[person_id]).digits())
        assert digits(desk, person_id) in allowed
