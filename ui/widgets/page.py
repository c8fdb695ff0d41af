"""The base of every page, and what the program hands to one. How to add a page: ``docs/pages.md``."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol, runtime_checkable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QApplication, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from ashibue_desk.domain.errors import Situation
from ashibue_desk.domain.roles import Role
from ashibue_desk.use_cases.changes import Changed
from ashibue_desk.use_cases.desk import Desk
from ui.background.announcements import Announcements
from ui.background.operations import Operations
from ui.background.progress import Progress
from ui.desktop.capture_block import CaptureBlock
from ui.desktop.remembered import Remembered
from ui.desktop.session_watch import SessionWatch
from ui.theme.theme import px
from ui.widgets.banner import Banner, BannerPlace
from ui.widgets.buttons import OutlineButton, PrimaryButton
from ui.widgets.card import column, row
from ui.widgets.fields import today
from ui.widgets.folding import fold
from ui.widgets.labels import Heading, PlainLabel
from ui.widgets.sight import bring_into_sight
from ui.widgets.small_parts import ProgressPanel
from ui.widgets.tab_order import order_keys
from ui.widgets.wrap_layout import WrapLayout

CONTENT_WIDTH = 1080
_LEAST_TITLE = 240  # px at 100 % for a title beside its acts


DRAFTS = "drafts"  # opens the page of the oldest draft kept over a lock, with what was typed


class Shell(Protocol):
    """What a page may ask of the window round it."""

    def open(self, key: str, argument: object = None) -> None:
        """Open the page or wizard ``key``; it gets ``argument`` through ``Page.show_argument``."""

    def back(self) -> None:
        """Return to the page before (a wizard that is done or given up calls this)."""

    def say(self, tone: str, text: str, title: str = "") -> None:
        """Show a banner on the page that is open, for example after ``back``."""


@dataclass(frozen=True)
class PageContext:
    """Everything a page is given. Nothing else is global."""

    operations: Operations
    announcements: Announcements
    shell: Shell
    remembered: Remembered
    actor_name: str
    roles: frozenset[Role]
    capture: CaptureBlock  # its ``state()`` belongs beside every number that is shown
    session: SessionWatch  # its ``state()`` belongs into the settings
    place: QWidget | None = None  # where pages stand: what is made in its place is styled once
    day: Callable[[], date] = today  # the office's date: hand ``context.day()`` to date fields


@dataclass(frozen=True)
class Badge:
    """The count beside an entry of the rail; ``alarm`` (red) only for what is overdue."""

    count: int
    alarm: bool = False


@dataclass(frozen=True)
class Found:
    """One hit of the search field: what it is called, what tells it apart, and which page it opens with what."""

    title: str
    detail: str
    key: str
    argument: object = None


@dataclass(frozen=True)
class SearchSource:
    """A kind of thing the search field reaches. ``find`` runs in the vault thread and returns a few hits, best first."""

    title: str
    find: Callable[[Desk, str], Sequence[Found]]


@dataclass(frozen=True)
class PageSpec:
    """How a page is known to the window.

    Attributes:
        key: its name in ``Shell.open``.
        factory: makes the page at the first visit.
        title: the words in the rail; the catalogue takes them from ``ui.wording.page_titles``.
        badge: counts for the rail, in the vault thread.
        badge_on: the changes after which the badge is counted again.
        roles: the roles that may open it, empty for everybody; the catalogue takes them from ``ui.wording.page_roles``.
        in_rail: whether the rail lists it (wizards and details are not listed).
        under: the rail entry marked while a page outside the rail is open.
        search: what the search field finds here.
        words: other words by which the page itself is found.
        fresh: made anew at each opening (wizards), instead of once.

    """

    key: str
    factory: Callable[[PageContext], "Page"]
    title: str = ""
    badge: Callable[[Desk], Badge] | None = None
    badge_on: Changed = Changed.NOTHING
    roles: frozenset[Role] = frozenset()
    in_rail: bool = True
    under: str = ""
    search: SearchSource | None = None
    words: tuple[str, ...] = ()
    fresh: bool = False


@runtime_checkable
class DraftKeeper(Protocol):
    """Something with a form whose unfinished entries survive a lock, inside the vault."""

    @property
    def draft_key(self) -> str:
        """The name of the draft in the vault; empty means nothing is kept."""

    def draft(self) -> dict[str, str]:
        """Return what was typed so far; empty when there is nothing worth keeping. Never an Individual Number or password."""

    def restore_draft(self, values: dict[str, str]) -> None:
        """Put a kept draft back into the form."""


class Page(QScrollArea):
    """A page: title, subtitle, acts at the top right, banners, and ``body`` for its parts, at most 1,080 px wide.

    Subclasses set ``title``, ``help_key`` and ``refresh_on``, build their parts in ``__init__`` (after ``super().__init__``)
    and read what they show in ``refresh``.
    """

    title: str = ""
    help_key: str = ""
    refresh_on: Changed = Changed.NOTHING
    draft_key: str = ""
    fills_height: bool = False  # a list that scrolls itself instead of the page

    def __init__(self, context: PageContext) -> None:
        super().__init__(context.place)
        self.context = context
        self._stale = True
        self._just_told = False  # a banner is to be read before the keyboard moves on
        self._follows = False  # what has the keyboard, until somebody scrolls
        self.verticalScrollBar().actionTriggered.connect(self._scrolled)
        self.setWidgetResizable(True)
        self.setProperty("look", "canvas")
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)  # arrow keys scroll
        self.setAccessibleName(self.title)
        inside = QWidget(self.viewport())
        inside.setProperty("look", "canvas")
        inside.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        frame = row(gap=0)
        inside.setLayout(frame)
        self._sheet = QWidget(inside)
        self._sheet.setMaximumWidth(px(CONTENT_WIDTH))
        self._sheet.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        frame.addWidget(self._sheet, 100)
        frame.addStretch(1)
        layout = column(gap=16)
        side = _most_side()
        layout.setContentsMargins(side, px(24), side, px(32))
        self._sheet.setLayout(layout)
        self._build_head(layout)
        self.banners = BannerPlace(self._sheet)
        self.progress_panel = ProgressPanel(self._sheet)
        self.banners.said.connect(self._show_banner)
        layout.addWidget(self.banners)
        layout.addWidget(self.progress_panel)
        self.body: QVBoxLayout = column(gap=16)
        layout.addLayout(self.body, 1)
        if not self.fills_height:
            layout.addStretch(0)
        self.setWidget(inside)
        inside.installEventFilter(self)
        self._sheet.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep what has the keyboard in sight when what was read makes the page longer, and the title its room beside the acts."""
        if event.type() == QEvent.Type.LayoutRequest and watched is self._sheet:
            self._fold_head()
        elif event.type() == QEvent.Type.Resize and watched is self.widget() and self.isVisible():
            self._stay_in_sight()
        return super().eventFilter(watched, event)

    def _stay_in_sight(self) -> None:
        if self._just_told:
            bring_into_sight(self.banners)
            return
        held = QApplication.focusWidget()
        if self._follows and held is not None and held is not self and self.isAncestorOf(held):
            bring_into_sight(held)

    def keyboard_moved(self) -> None:
        """Follow the keyboard from now on, and no longer what was told last; the window calls this."""
        self._just_told = False
        self._follows = True

    def _scrolled(self, _action: int) -> None:
        self._just_told = self._follows = False

    def _build_head(self, layout: QVBoxLayout) -> None:
        self._head = head = row(gap=12)
        words = column(gap=4)
        self.heading = Heading(self.title, 1, self._sheet)
        self.subtitle = PlainLabel("", self._sheet, look="subtitle", wrap=True)
        self.subtitle.hide()
        words.addWidget(self.heading)
        words.addWidget(self.subtitle)
        head.addLayout(words, 1)
        self._acts = WrapLayout(gap=12)
        head.addLayout(self._acts)
        head.setAlignment(self._acts, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        layout.addLayout(head)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the acts below the title where they do not fit beside it."""
        super().resizeEvent(event)
        self._fold_head()

    def _fold_head(self) -> None:
        room, wanted = self.viewport().width() - 2 * _most_side(), self._acts.sizeHint().width()
        fold(self._head, room, max(px(560) - 2 * _most_side(), wanted + px(_LEAST_TITLE)))

    # what subclasses use

    def set_title(self, title: str) -> None:
        """Show another title (a person's page)."""
        self.heading.setText(title)

    def set_subtitle(self, text: str) -> None:
        """Show one calm sentence under the title."""
        self.subtitle.setText(text)
        self.subtitle.setVisible(bool(text))

    def add_primary(self, text: str, act: Callable[[], object]) -> PrimaryButton:
        """Put the page's one main act at the top right. ``act`` is a method of a QObject."""
        button = PrimaryButton(text, self._sheet)
        button.clicked.connect(act)
        self._acts.addWidget(button)
        return button

    def add_act(self, text: str, act: Callable[[], object]) -> OutlineButton:
        """Put another act to the left of the main one."""
        button = OutlineButton(text, self._sheet)
        button.clicked.connect(act)
        self._acts.add_first(button)
        return button

    def say(self, tone: str, text: str, title: str = "") -> Banner:
        """Show a banner. ``tone``: info, success, warning, error."""
        return self.banners.say(tone, text, title=title)

    def show_situation(self, situation: Situation) -> Banner:
        """Show a situation as a banner; operations call this by themselves."""
        return self.banners.show_situation(situation)

    def scroll_to_top(self) -> None:
        """Show the beginning of the page, where its banners are."""
        self.ensureVisible(0, 0)

    def _show_banner(self) -> None:
        self._just_told = True
        self.scroll_to_top()
        bring_into_sight(self.banners)  # below a high title, on a low screen

    def focusNextPrevChild(self, forwards: bool) -> bool:  # noqa: FBT001 - Qt's signature
        """Let Tab go in the order of reading."""
        order_keys(self)
        return super().focusNextPrevChild(forwards)

    def add_key(self, keys: str, act: Callable[[], object]) -> None:
        """Let a key (``"Ctrl+P"``, ``"F2"``) do ``act`` while this page is open."""
        shortcut = QShortcut(QKeySequence(keys), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(act)

    def show_progress(self, progress: Progress) -> None:
        """Show how far long work is; operations call this by themselves."""
        self.progress_panel.follow(progress)

    # what subclasses fill

    def refresh(self, changed: Changed) -> None:
        """Read again what the page shows. Called before the first showing and after changes in ``refresh_on``."""

    def show_argument(self, argument: object) -> None:
        """Show what the opener named (a person's id). Called before ``refresh``."""

    def first_focus(self) -> QWidget | None:
        """Return what has the keyboard when the page opens; without one the page itself, which arrow keys scroll."""
        return None

    def draft(self) -> dict[str, str]:
        """Return what was typed so far and is worth keeping over a lock. Never an Individual Number or a password."""
        return {}

    def restore_draft(self, values: dict[str, str]) -> None:
        """Put a kept draft back."""

    def may_leave(self) -> bool:
        """Return whether the page may be left now (ask with ``message_box`` when something typed would be lost)."""
        return True

    # what the window calls

    def hear(self, what: Changed) -> None:
        """Read again if concerned: at once while shown, otherwise at the next showing."""
        if what & self.refresh_on:
            if self.isVisible():
                self.refresh(what)
            else:
                self._stale = True

    def come_forward(self) -> None:
        """Read again if something changed since the last showing."""
        if self._stale:
            self._stale = False
            self.refresh(self.refresh_on)

    def make_stale(self) -> None:
        """Read again at the next showing."""
        self._stale = True


def _most_side() -> int:
    """Return the margin left and right of a page: it does not grow where letters do."""
    return min(px(32), 40)
