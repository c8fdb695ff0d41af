"""Pages over a real vault, with a window round them that only remembers what it was asked."""

import weakref
from collections.abc import Callable
from functools import partial
from typing import TypeVar

import pytest
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from ashibue_desk.use_cases.changes import Changed
from ashibue_desk.use_cases.desk import Desk
from ui.background.announcements import Announcements
from ui.background.operations import Operations
from ui.desktop.capture_block import CaptureBlock
from ui.desktop.remembered import Remembered
from ui.desktop.session_watch import SessionWatch
from ui.widgets.page import Page, PageContext
from ui.widgets.turns import is_settled

P = TypeVar("P", bound=Page)


class NotingShell:
    """Stands for the window: notes which pages were asked for."""

    def __init__(self) -> None:
        self.opened: list[tuple[str, object]] = []
        self.said: list[tuple[str, str]] = []
        self.went_back = 0

    def open(self, key: str, argument: object = None) -> None:
        self.opened.append((key, argument))

    def back(self) -> None:
        self.went_back += 1

    def say(self, tone: str, text: str, title: str = "") -> None:
        self.said.append((tone, title or text))


def _tell(page: "weakref.ref[Page]", what: Changed, _who: object) -> None:
    """Let a page hear what changed, if it still lives: a slot that held it would keep it for the rest of the run."""
    living = page()
    if living is not None and isValid(living):
        living.hear(what)


class Opened:
    """A page that is shown, and how to wait for it."""

    def __init__(self, qtbot: QtBot, context: PageContext, shell: NotingShell) -> None:
        self._qtbot = qtbot
        self.context = context
        self.shell = shell
        self._pages: list[Page] = []

    def show(self, factory: Callable[[PageContext], P], argument: object = None) -> P:
        """Show a page as the window does, and wait until it has read."""
        page = factory(self.context)
        self._qtbot.addWidget(page)
        self._pages.append(page)
        self.context.announcements.changed.connect(partial(_tell, weakref.ref(page)))
        page.resize(1080, 800)
        if argument is not None:
            page.show_argument(argument)
        page.show()
        page.come_forward()
        self.rest()
        return page

    def rest(self) -> None:
        """Wait until nothing is under way in the vault thread, and what is built in turns is there."""
        self._qtbot.waitUntil(self._is_at_rest, timeout=20_000)

    def _is_at_rest(self) -> bool:
        pages = (page for page in self._pages if isValid(page))
        return not self.context.operations.is_busy() and all(map(is_settled, pages))


@pytest.fixture
def opened(qtbot: QtBot, open_operations: Operations, announcements: Announcements, desk: Desk) -> Opened:
    """Give what shows pages to the officer at the open vault."""
    shell = NotingShell()
    context = PageContext(
        operations=open_operations,
        announcements=announcements,
        shell=shell,
        remembered=Remembered(),
        actor_name=desk.actor.name,
        roles=desk.actor.roles,
        capture=CaptureBlock(platform="linux"),
        session=SessionWatch(platform="linux"),
        day=lambda: desk.today,
    )
    return Opened(qtbot, context, shell)


def told(page: Page) -> list[tuple[str, str]]:
    """Return tone and whole text of the banners on a page, newest first."""
    return [(banner.property("tone"), f"{banner.title} {banner.text}") for banner in page.banners.banners()]
