"""What every open vault needs, loaded and drawn while somebody still types the password."""

from importlib import import_module
from typing import Final

from PySide6.QtWidgets import QScrollArea

from ashibue_desk.use_cases.read_ahead import read_ahead
from ashibue_desk.use_cases.surroundings import Surroundings
from ui.theme.icons import icon

_MODULES: Final = ("ui.main_window", "ui.vault.lock_controller", "ui.desktop.idle_watch", "PySide6.QtDBus")


def load_ahead(surroundings: Surroundings) -> None:
    """Load what the main window is made of and what its home page reads. Runs in the vault thread."""
    for name in _MODULES:
        import_module(name)
    read_ahead(surroundings)


def draw_ahead() -> None:
    """Do once what is slow in Qt the first time only: an icon, and a part made by Qt itself.

    At the first part that Qt made and Python asks for, PySide makes all its enumerations to find the class of it.
    """
    icon("close", "ink", 16)
    QScrollArea().viewport()
