"""A one-time password opens only the page of the new password; a password near its end is told, never in the middle of work."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from ashibue_desk.domain.roles import Role
from ashibue_desk.use_cases.users import Invitation, invite_user
from tests.helpers.accessible_names import nameless_controls
from tests.helpers.desks import HANDLER, OFFICER, Scene, done
from tests.ui.running import Running
from ui.app import Options
from ui.pages.settings.forced_page import ForcedPasswordPage

NEW = "tsurukame momiji 47 sawa"


@pytest.fixture
def invited(scene: Scene) -> Invitation:
    """Somebody who was invited and never entered."""
    desk = scene.unlock()
    answer = done(invite_user(desk, "渡鳥 そよか", frozenset({Role.AUDITOR}), scene.users[OFFICER].password))
    scene.close()
    return answer.answer


@pytest.fixture
def running(qapp: QApplication, qtbot, scene: Scene, monkeypatch: pytest.MonkeyPatch) -> Iterator[Running]:
    monkeypatch.setattr(QApplication, "quit", lambda *_: None)
    found = Running(qapp, qtbot, scene, Options(vault=scene.place), ())
    yield found
    found.end()


def test_a_one_time_password_opens_nothing_but_the_page_of_a_new_one(
    invited: Invitation, running: Running, scene: Scene
) -> None:
    running.door.choose_user(invited.user_id)
    running.door.password.line.setText(invited.one_time_password)
    running.door.password.returned.emit()
    running.qtbot.waitUntil(lambda: running.app.main_window is not None, timeout=20_000)
    running.rest()
    first = running.window
    page = first.page()
    assert isinstance(page, ForcedPasswordPage)
    first.open("home")
    first.open("settings")
    assert first.page() is page, "no other page exists"
    assert nameless_controls(page) == []
    page.card.old.line.setText(invited.one_time_password)
    for field in (page.card.new, page.card.again):
        field.line.setText("momiji")
    page.card.change_button.click()
    assert page.card.new_row.problem_text(), "too short"
    for field in (page.card.new, page.card.again):
        field.line.setText(NEW)
    running.qtbot.keyClick(
        page.card.again.line, Qt.Key.Key_Return
    )  # the button lies below the edge of a small window
    running.qtbot.waitUntil(lambda: running.app.main_window is not first, timeout=20_000)
    running.rest()
    assert running.window.key() != "forced_password"
    assert running.window.isVisible()


def test_the_end_of_the_term_is_told_and_then_asked_for_at_entry(running: Running, scene: Scene) -> None:
    scene.clock.advance(timedelta(days=345))
    window = running.unlock(HANDLER)
    assert window.key() != "forced_password"
    page = window.page()
    assert page is not None
    assert any("期限" in banner.title for banner in page.banners.banners())


def test_a_password_past_its_term_is_changed_before_anything_else(running: Running, scene: Scene) -> None:
    scene.clock.advance(timedelta(days=400))
    window = running.unlock(HANDLER)
    assert isinstance(window.page(), ForcedPasswordPage)
