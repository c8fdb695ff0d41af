"""Months in which something is written into the log: the clock of the office, and lines as some use case would write them."""

from datetime import datetime

from ashibue_desk.domain.handling_log import LogClass, LogLine
from ashibue_desk.use_cases.desk import Desk
from tests.helpers.desks import Scene

JUNE, JULY = "2026-06", "2026-07"


def go_to(scene: Scene, month: int, day: int, hour: int = 10) -> None:
    """Set the office's clock."""
    zone = scene.clock.local_now().tzinfo
    scene.clock.set_to(datetime(2026, month, day, hour, tzinfo=zone))


def write(desk: Desk, act: str, log_class: LogClass = LogClass.USE, **told: object) -> int:
    """Write a line as some use case would."""
    with desk.act():
        desk.log(LogLine(log_class=log_class, act=act, **told))  # type: ignore[arg-type] # fields of a line
    return desk.vault.log.last_seq()
