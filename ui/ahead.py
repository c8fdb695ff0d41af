"""What every open vault needs, loaded, drawn and rehearsed while somebody still types the password.

Whatever is made of Qt is loaded in the window's thread, a module a turn, so that keys are heard between them. PySide makes a
class of Qt ready when it is first named; where the vault thread did so while the window was drawn, one start in twenty crashed.
"""

from collections.abc import Callable, Iterator, Sequence
from importlib import import_module
from pkgutil import walk_packages
from typing import Final

from PySide6.QtWidgets import QScrollArea

from ashibue_desk.use_cases.drafts import drafts
from ashibue_desk.use_cases.rehearsal import rehearsal
from ashibue_desk.use_cases.surroundings import Surroundings
from ui import pages
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


def load_in_turns(
    page_specs: Callable[[], Sequence[PageSpec]], loaded: Callable[[Sequence[PageSpec]], object]
) -> Iterator[None]:
    """Load what the main window and its pages are made of, some of it at each step; hand the pages to ``loaded`` at the end.

    Runs in the window's thread. Where the password is right before the end, the rest is loaded with the window.
    """
    for name in (*_MODULES, *(each.name for each in walk_packages(pages.__path__, "ui.pages."))):
        import_module(name)
        yield
    specs = page_specs()
    yield
    _draw_ahead()
    loaded(specs)


def rehearse(surroundings: Surroundings, specs: Sequence[PageSpec]) -> None:
    """Read once what is read first, on an empty vault in memory. Runs in the vault thread."""
    with rehearsal(surroundings) as desk:
        read_home(desk)
        for page in specs:
            if page.badge is not None:
                page.badge(desk)
        drafts(desk)


def _draw_ahead() -> None:
    """Do once what is slow in Qt the first time only: an icon, and a part made by Qt itself.

    At the first part that Qt made and Python asks for, PySide makes all its enumerations to find the class of it.
    """
    icon("close", "ink", 16)
    QScrollArea().viewport()
