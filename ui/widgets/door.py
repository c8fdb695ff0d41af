"""What is offered before a vault is open: making one, restoring, trying with samples, the recovery sheet."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from PySide6.QtWidgets import QWidget

from ashibue_desk.use_cases.desk import Desk
from ashibue_desk.use_cases.surroundings import Surroundings
from ui.background.operations import Operations

NEW = "new"
RESTORE = "restore"
SAMPLE = "sample"
SHEET = "sheet"
BIND = "bind"


class Door(Protocol):
    """What work at the door may ask of the window."""

    def go_in(self, desk: Desk) -> None:
        """Open the main window on an unlocked vault."""

    def look_at(self, place: Path) -> None:
        """Go to the unlock screen of the vault at ``place`` (after one was made or restored)."""

    def back(self) -> None:
        """Return to the unlock screen or, without a vault, to the welcome."""


@dataclass(frozen=True)
class DoorContext:
    """Everything work at the door is given. ``place`` is the vault looked at, or where a new one would lie."""

    operations: Operations
    surroundings: Surroundings
    place: Path
    door: Door


@dataclass(frozen=True)
class DoorSpec:
    """One entry of the unlock screen: ``key`` is NEW, RESTORE, SAMPLE, SHEET or BIND; ``factory`` makes what fills the window."""

    key: str
    factory: Callable[[DoorContext], QWidget]
