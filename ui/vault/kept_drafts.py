"""What was typed before a lock: offered on the page that opens first, and given back to its own."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from ashibue_desk.use_cases.desk import Desk
from ashibue_desk.use_cases.drafts import drafts, drop_draft
from ui.background.operations import Operations
from ui.widgets.page import Page
from ui.widgets.traceless import TracelessLine

_SECRETS = "個人番号とパスワードは、残していません。もう一度入力してください。"


class KeptDrafts:
    """The drafts in the vault that the one at the desk can open; ``LockController`` keeps them there.

    ``titles``: what the pages are called that this person may open, by key. ``shown`` returns the page in sight,
    ``opened`` opens the page of a key and returns it, or None where the page in sight may not be left.
    """

    def __init__(
        self,
        window: QWidget,
        operations: Operations,
        titles: Mapping[str, str],
        shown: Callable[[], Page | None],
        opened: Callable[[str], Page | None],
    ) -> None:
        self._window = window
        self._operations = operations
        self._titles = titles
        self._shown = shown
        self._opened = opened
        self._found: dict[str, dict[str, Any]] = {}

    def offer(self) -> None:
        """Read what was kept; where there is something, a banner offers it."""
        self._operations.query(self._window, drafts, self._offer)

    def take_up(self) -> None:
        """Read what was kept and open the first of it with what was typed; say so where nothing can be opened."""
        self._operations.query(self._window, drafts, self._take_up)

    def _offer(self, kept: Mapping[str, dict[str, Any]]) -> None:
        self._take(kept)
        page = self._shown()
        if self._found and page is not None:
            titles = "、".join(self._titles[key] for key in self._found)
            page.banners.say(
                "info",
                f"ロックする前に入力していたもの: {titles}",
                title="書きかけが残っています",
                actions=(("続きを入力する", self._resume),),
            )

    def _take_up(self, kept: Mapping[str, dict[str, Any]]) -> None:
        self._take(kept)
        page = self._shown()
        if not self._found and page is not None:
            page.say(
                "info",
                "書きかけを開けるのは、その画面を使える役割の人だけです。",
                "開ける書きかけがありません",
            )
        self._resume()

    def _take(self, kept: Mapping[str, dict[str, Any]]) -> None:
        self._found = {key: values for key, values in kept.items() if key in self._titles}

    def _resume(self) -> None:
        if not self._found:
            return
        key = next(iter(self._found))
        values = {name: str(value) for name, value in self._found.pop(key).items()}
        before = self._shown()
        if before is not None:
            before.banners.clear()
        page = self._opened(key)
        if page is not None:
            page.restore_draft(values)
            secret = page.findChild(TracelessLine) is not None
            page.say("info", _SECRETS if secret else "", "ロックする前の入力を戻しました")
            self._operations.act(page, partial(_drop, key), _done)


def _drop(key: str, desk: Desk) -> Any:
    return drop_draft(desk, key)


def _done(_nothing: object) -> None:
    """Nothing is shown when a draft was dropped."""
