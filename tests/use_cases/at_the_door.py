"""What the tests of the door share: the log as it is read back, failed tries, and a password to change to."""

import pytest

from ashibue_desk.domain.errors import Situation
from ashibue_desk.domain.handling_log import LogEntry, LogFilter
from ashibue_desk.use_cases.desk import Desk
from tests.helpers.desks import OFFICER, Scene

NEW_PASSWORD = "yamabuki 2031 tombo"  # the demonstration's own habit


def lines(desk: Desk, act: str = "") -> list[LogEntry]:
    """Return the lines of the log whose act begins so, newest first."""
    return [entry for entry in desk.vault.log.read(LogFilter()) if entry.line.act.startswith(act)]


def fail(scene: Scene, times: int, who: str = OFFICER) -> list[Situation]:
    """Type a wrong password so many times, and return what was answered."""
    met = []
    for _ in range(times):
        with pytest.raises(Situation) as raised:
            scene.unlock(who, "wrong")
        met.append(raised.value)
    return met
