"""Somebody who writes a wording at the screen: words put into a box, the paper waited for, the last step taken."""

from pytestqt.qtbot import QtBot

from tests.helpers.desks import OFFICER, made_up_users
from tests.ui.pages.showing import Opened
from ui.pages.wordings.edit_page import WordingEditPage

PASSWORD = made_up_users()[OFFICER].password


def write(page: WordingEditPage, key: str, words: str) -> None:
    """Put words into a box as if they had been typed."""
    page.editor.focus_text(key)
    assert page.editor.part is not None
    page.editor.part.boxes[key].setPlainText(words)


def decided(page: WordingEditPage, opened: Opened, signatures: str = "") -> None:
    """Go through the last step."""
    page.decide()
    opened.rest()
    page.deciding.password.line.setText(PASSWORD)
    page.deciding.reason.set_value("説明を足すため")
    page.deciding.signatures.set_value(signatures)
    page.deciding.act_button.click()
    opened.rest()


def drawn(page: WordingEditPage, opened: Opened, qtbot: QtBot) -> int:
    """Wait until the paper shows the words, and return how many sheets it has."""
    qtbot.waitUntil(lambda: not page._timer.isActive(), timeout=10_000)
    opened.rest()
    return len(page.preview.sheets())
