"""The window of an open vault: rail, top bar, pages. A frame only; what pages show is theirs."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QMainWindow, QStackedWidget, QWidget
from shiboken6 import isValid

from ashibue_desk.domain.japanese_calendar import both
from ashibue_desk.use_cases.changes import Changed
from ashibue_desk.use_cases.desk import Desk
from ui.desktop.idle_notice import IdleNotice
from ui.theme.theme import px
from ui.vault.kept_drafts import KeptDrafts
from ui.widgets.banner import Banner
from ui.widgets.card import column, row
from ui.widgets.help_panel import HelpPanel
from ui.widgets.keyboard_place import KeyboardPlace, KeyboardReturn
from ui.widgets.page import DRAFTS, Badge, Page, PageContext, PageSpec
from ui.widgets.practice_band import practice_band
from ui.widgets.rail import Rail
from ui.widgets.search_field import SearchField
from ui.widgets.sight import keyboard_moved
from ui.widgets.tab_order import order_keys
from ui.widgets.top_bar import TopBar
from ui.wording.page_roles import does_work


class MainWindow(QMainWindow):
    """Shows one page at a time. It is the ``Shell`` of every page.

    Signals: ``lock_asked`` (button, Ctrl+L, closing the window), ``carry_on_asked`` (「続ける」 of the idle warning).
    """

    lock_asked = Signal()
    close_asked = Signal()
    carry_on_asked = Signal()

    def __init__(
        self, specs: Sequence[PageSpec], office_name: str, role_words: str, *, is_sample: bool
    ) -> None:
        super().__init__()
        self.setWindowTitle("あしぶえデスク")
        self._specs: dict[str, PageSpec] = {}
        self._offered = tuple(specs)
        self._pages: dict[str, Page] = {}
        self._context: PageContext | None = None
        self._trail: list[str] = []
        self._left_at: dict[str, KeyboardPlace] = {}  # where the keyboard was on the pages of the trail
        self._keyboard_return = KeyboardReturn(self)
        self._before_aside = KeyboardPlace()  # before the search or the help
        self._current = ""
        self._drafts: KeptDrafts | None = None
        self._day: date | None = None
        self._closing = False
        self.rail = Rail(office_name, role_words, self)
        self.search = SearchField(self)
        self.top_bar = TopBar(self.search, self)
        self.stack = QStackedWidget(self)
        self.help_panel = HelpPanel(self.stack, self)
        self._idle_banner: Banner | None = None
        self._idle_notice = IdleNotice()
        self._notices = column(gap=0)
        self._notices.setContentsMargins(0, 0, 0, 0)
        self._build(is_sample=is_sample)
        self._listen()
        self.setMinimumSize(px(640), min(px(420), 600))  # at 200 % it still fits a screen of 800
        self.resize(1280, 832)

    def _build(self, *, is_sample: bool) -> None:
        whole = QWidget(self)
        whole.setProperty("look", "canvas")
        down = column(gap=0)
        whole.setLayout(down)
        if is_sample:
            down.addWidget(practice_band(whole))
        across = row(gap=0)
        down.addLayout(across, 1)
        across.addWidget(self.rail)
        middle = column(gap=0)
        across.addLayout(middle, 1)
        middle.addWidget(self.top_bar)
        middle.addLayout(self._notices)
        beside = row(gap=0)
        middle.addLayout(beside, 1)
        beside.addWidget(self.stack, 1)
        beside.addWidget(self.help_panel)
        self.setCentralWidget(whole)

    def _listen(self) -> None:
        self.rail.chosen.connect(self.open)
        self.search.chosen.connect(self._open_found)
        self.search.left.connect(self._leave_aside)
        self.top_bar.lock_button.clicked.connect(self.lock_asked)
        for keys, act in (
            ("Ctrl+K", self._begin_search),
            ("Ctrl+L", self.lock_asked.emit),
            ("F1", self.show_help),
            ("Esc", self.back),
            ("Alt+Left", self.back),
        ):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.activated.connect(act)
        self.help_panel.closed.connect(self._leave_aside)
        QApplication.instance().focusChanged.connect(self._keyboard_moved)  # type: ignore[union-attr]

    def focusNextPrevChild(self, forwards: bool) -> bool:  # noqa: FBT001 - Qt's signature
        """Let Tab go in the order of reading."""
        order_keys(self)
        return super().focusNextPrevChild(forwards)

    def _keyboard_moved(self, before: QWidget | None, now: QWidget | None) -> None:
        page = self.page()
        if page is not None and now is not None and _fell_out(page, before, now):
            (page.first_focus() or page).setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            keyboard_moved(self, now)
        if page is not None:
            page.keyboard_moved()
        if before is not None and isValid(before) and before.window() is self and not before.isEnabled():
            self._keyboard_return.watch(before, QApplication.focusWidget())

    # from the application

    def start(self, context: PageContext, first: str = "") -> None:
        """Begin with the page ``first``, or with the first of the rail."""
        self._context = replace(context, place=self.stack)
        self._specs = {
            spec.key: spec for spec in self._offered if not spec.roles or spec.roles & context.roles
        }
        listed = [spec for spec in self._specs.values() if spec.in_rail]
        self.rail.show_entries([(spec.key, spec.title) for spec in listed])
        self.rail.show_user(context.actor_name)
        self.search.start(tuple(self._specs.values()), context.operations)
        context.announcements.changed.connect(self._hear)
        if first in self._specs or listed:
            self.open(first if first in self._specs else listed[0].key)
        self._count_badges(tuple(self._specs.values()))
        titles = {key: spec.title for key, spec in self._specs.items()}
        self._drafts = KeptDrafts(self, context.operations, titles, self.page, self._opened)
        self._drafts.offer()

    def pages(self) -> tuple[Page, ...]:
        """Return the pages made so far."""
        return tuple(self._pages.values())

    def key(self) -> str:
        """Return the key of the page that is open."""
        return self._current

    def page(self) -> Page | None:
        """Return the page that is open."""
        return self._pages.get(self._current)

    def show_time_left(self, seconds: int) -> None:
        """Say in the rail when the vault locks by itself, and keep the date right over midnight."""
        self.rail.show_time_left(seconds)
        desk = self._context.operations.desk if self._context is not None else None
        if desk is not None and desk.today != self._day:
            self._day = desk.today
            self.top_bar.show_date(both(self._day))

    def warn_idle(self, seconds: int) -> None:
        """Warn that the vault is about to lock."""
        if self._idle_banner is None:
            self._idle_banner = Banner(
                "warning",
                "入力の途中のものは、保管庫の中に残します。",
                self,
                title="まもなくロックします",
                actions=(("続ける", self.carry_on_asked.emit),),
                closable=False,
            )
            self._notices.addWidget(self._idle_banner)
        sentence = f"操作がないため、あと{seconds}秒でロックします"
        self._idle_banner.set_title(sentence)
        self._idle_notice.warn(sentence)

    def unwarn_idle(self) -> None:
        """Take the warning away."""
        self._idle_notice.clear()
        if self._idle_banner is not None:
            self._idle_banner.hide()
            self._idle_banner.deleteLater()
            self._idle_banner = None

    def close_for_good(self) -> None:
        """Close without asking (the vault is locked)."""
        self._closing = True
        self.close()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Closing the window locks first."""
        if self._closing:
            event.accept()
        else:
            event.ignore()
            self.close_asked.emit()

    # the shell of pages

    def open(self, key: str, argument: object = None) -> None:
        """Open the page ``key`` and hand it ``argument``; an unknown or forbidden key does nothing.

        ``DRAFTS`` opens the page of a draft kept over a lock, with what was typed.
        """
        if key == DRAFTS and self._drafts is not None:
            self._drafts.take_up()
        spec = self._specs.get(key)
        leaving = self.page()
        if spec is None or self._context is None:
            return
        if leaving is not None and self._current != key and not leaving.may_leave():
            here = self._specs[self._current]
            self.rail.mark(here.under or here.key)  # what was pressed there is not open
            return
        page = self._made(spec)
        if self._current and self._current != key:
            self._trail = [*self._trail[-20:], self._current]
            self._remember_keyboard()
        self._show(spec, page, argument)
        self._focus_page()

    def back(self) -> None:
        """Put the help away, or return to the page before."""
        if self.help_panel.isVisible():
            self.help_panel.put_away()
            return
        leaving = self.page()
        if not self._trail or (leaving is not None and not leaving.may_leave()):
            return
        key = self._trail.pop()
        spec = self._specs[key]
        self._show(spec, self._made(spec), None)
        if key not in self._left_at or not self._left_at.pop(key).give_back():
            self._focus_page()

    def say(self, tone: str, text: str, title: str = "") -> None:
        """Show a banner on the page that is open."""
        page = self.page()
        if page is not None:
            page.say(tone, text, title)

    def show_help(self) -> None:
        """Show or put away the help of the page that is open."""
        page = self.page()
        if self.help_panel.isVisible():
            self.help_panel.put_away()
        elif page is not None:
            self._go_aside()
            self.help_panel.show_help(page.help_key)

    def _opened(self, key: str) -> Page | None:
        self.open(key)
        return self.page() if self._current == key else None

    def _made(self, spec: PageSpec) -> Page:
        page = self._pages.get(spec.key)
        if page is None and self._context is not None:
            page = spec.factory(self._context)
            self._pages[spec.key] = page
            self.stack.addWidget(page)
        if page is None:
            raise RuntimeError("no page before start")
        return page

    def _show(self, spec: PageSpec, page: Page, argument: object) -> None:
        before, self._current = self._current, spec.key
        if argument is not None:
            page.show_argument(argument)
            page.make_stale()
        held = QApplication.focusWidget()
        if held is not None and self.stack.isAncestorOf(held):
            held.clearFocus()  # hidden with it, Qt would look for the next stop on both pages
        self.stack.setCurrentWidget(page)
        page.come_forward()
        self.rail.mark(spec.under or spec.key)
        if before != spec.key and before in self._specs and self._specs[before].fresh:
            self._forget_page(before)
        self.help_panel.hide()

    def _forget_page(self, key: str) -> None:
        page = self._pages.pop(key, None)
        self._trail = [each for each in self._trail if each != key]
        if page is not None:
            self.stack.removeWidget(page)
            page.deleteLater()

    def _focus_page(self) -> None:
        page = self.page()
        if page is None:
            return
        first = page.first_focus()
        if first is None:
            page.scroll_to_top()  # what has no place to begin at begins at its title
        page.setFocus(
            Qt.FocusReason.OtherFocusReason
        )  # stays here where there is nothing to begin with, as in an empty list
        if first is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _remember_keyboard(self) -> None:
        page = self.page()
        if page is not None:
            self._left_at.setdefault(self._current, KeyboardPlace()).remember(page)

    def _begin_search(self) -> None:
        if not self.search.hasFocus():
            self._go_aside()
        self.search.take_keyboard()

    def _go_aside(self) -> None:
        page = self.page()
        if page is not None:
            self._before_aside.remember(page)

    def _leave_aside(self) -> None:
        if not self._before_aside.give_back():
            self._focus_page()

    def _open_found(self, key: str, argument: object) -> None:
        self.open(key, argument)

    def _hear(self, what: Changed, _initiator: object) -> None:
        for page in self._pages.values():
            page.hear(what)
        self._count_badges(tuple(spec for spec in self._specs.values() if spec.badge_on & what))

    def _count_badges(self, specs: tuple[PageSpec, ...]) -> None:
        if self._context is None:
            return
        roles = self._context.roles  # who only reads a page has nothing to do there
        counted = tuple(spec for spec in specs if spec.badge is not None and does_work(spec.key, roles))
        if counted:
            self._context.operations.query(self, partial(_count, counted), self._show_badges)

    def _show_badges(self, badges: dict[str, Badge]) -> None:
        for key, badge in badges.items():
            self.rail.show_badge(key, badge.count, alarm=badge.alarm)


def _fell_out(page: Page, before: QWidget | None, now: QWidget) -> bool:
    """Return whether the keyboard left ``page`` because what had it was put away or disabled, not because somebody went."""
    if before is None or not isValid(before) or not page.isAncestorOf(before) or page.isAncestorOf(now):
        return False
    gone = not before.isVisible() or not before.isEnabled()
    return gone and now is not page and page.isVisible() and now.window() is page.window()


def _count(specs: tuple[PageSpec, ...], desk: Desk) -> dict[str, Badge]:
    return {spec.key: spec.badge(desk) for spec in specs if spec.badge is not None}
