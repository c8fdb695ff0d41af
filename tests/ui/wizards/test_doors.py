"""From the welcome of a PC without a vault into each wizard, as the program wires them."""

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication

from tests.helpers.accessible_names import nameless_controls
from tests.helpers.desks import Scene, empty_scene
from ui.app import App, Options, Parts
from ui.door_catalogue import door_specs
from ui.vault.welcome_page import WelcomePage
from ui.widgets import door
from ui.wizards.bind_account.page import BindAccountPage
from ui.wizards.new_vault.wizard import NewVaultWizard
from ui.wizards.open_with_sheet.wizard import OpenWithSheetWizard
from ui.wizards.restore_backup.wizard import RestoreWizard
from ui.wizards.try_sample.page import SamplePage

__all__ = ["empty_scene"]


@pytest.fixture
def app(qapp, qtbot, empty_scene: Scene, monkeypatch):
    monkeypatch.setattr(QApplication, "quit", lambda *_: None)
    parts = Parts(surroundings=lambda _root: empty_scene.surroundings)
    running = App(qapp, Options(), parts)
    running.start()
    qtbot.waitUntil(lambda: isinstance(running.window.shown(), WelcomePage), timeout=20_000)
    yield running
    qtbot.waitUntil(lambda: not running.operations.is_busy(), timeout=20_000)
    running.end()
    running.window.hide()
    running.window.deleteLater()
    running.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


@pytest.mark.parametrize(
    ("key", "kind"),
    [(door.NEW, NewVaultWizard), (door.RESTORE, RestoreWizard), (door.SAMPLE, SamplePage)],
)
def test_the_welcome_opens_each_wizard_and_giving_up_leads_back(app, qtbot, key, kind):
    welcome = app.window.shown()
    welcome.cards.set_value(key)
    welcome.go_button.click()
    shown = app.window.shown()
    assert isinstance(shown, kind)
    qtbot.waitUntil(lambda: not app.operations.is_busy(), timeout=20_000)
    assert nameless_controls(app.window) == []
    out = shown.back_button if isinstance(shown, SamplePage) else shown.frame.give_up_button
    out.click()
    assert isinstance(app.window.shown(), WelcomePage)


@pytest.mark.parametrize(("key", "kind"), [(door.SHEET, OpenWithSheetWizard), (door.BIND, BindAccountPage)])
def test_what_needs_a_vault_is_opened_too_and_never_offered_by_the_welcome(app, empty_scene, key, kind):
    welcome = app.window.shown()
    welcome.cards.set_value(key)
    assert welcome.cards.value() != key
    context = door.DoorContext(app.operations, empty_scene.surroundings, empty_scene.place, app.entrance)
    shown = {spec.key: spec.factory for spec in door_specs()}[key](context)
    assert isinstance(shown, kind)
    app.window.show_widget(shown)
