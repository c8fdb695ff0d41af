"""What every open vault needs, loaded, rehearsed and drawn while somebody still types the password."""

from collections.abc import Callable, Sequence
from importlib import import_module
from typing import Final

from PySide6.QtWidgets import QScrollArea

from ashibue_desk.use_cases.drafts import drafts
from ashibue_desk.use_cases.read_ahead import read_ahead
from ashibue_desk.use_cases.rehearsal import rehearsal
from ashibue_desk.use_cases.surroundings import Surroundings
from ui.pages.home.view import read_home
from ui.theme.icons import icon
from ui.widgets.page import PageSpec

_MODULES: Final = (
    "ui.main_window",
    "ui.vault.lock_controller",
    "ui.desktop.idle_watch",
    "PySide6.QtDBus",
    "ui.wizards.open_with_sheet.wizard",
    "ui.wizards.restore_backup.wizard",
    "ui.wizards.new_vault.wizard",
)


def load_ahead(surroundings: Surroundings, pages: Callable[[], Sequence[PageSpec]]) -> None:
    """Load what opens a vault and what the main window is made of, and rehearse what is read first.

    Runs in the vault thread, before any password that was typed meanwhile: what is done here need not be done after it.
    """
    for name in _MODULES:
        import_module(name)
    read_ahead(surroundings)
    with rehearsal(surroundings) as desk:
        read_home(desk)
        for page in pages():
            if page.badge is not None:
                page.badge(desk)
        drafts(desk)


def draw_ahead() -> None:
    """Do once what is slow in Qt the first time only: an icon, and a part made by Qt itself.

    At the first part that Qt made and Python asks for, PySide makes all its enumerations to find the class of it.
    """
    icon("close", "ink", 16)
    QScrollArea().viewport()
