"""Trying with invented people: built once, entered with the password on the screen, deleted on request."""

import pytest

from ashibue_desk.use_cases import vault_gate
from ashibue_desk.use_cases.people import list_people
from ashibue_desk.use_cases.progress import Quiet
from tests.helpers.accessible_names import nameless_controls
from tests.helpers.desks import Scene, empty_scene
from tests.ui.wizards.door_help import OwnDoor, context_for
from ui.desktop import message_box
from ui.wizards.try_sample.flow import SampleFlow
from ui.wizards.try_sample.page import SamplePage

__all__ = ["empty_scene"]


def test_the_practice_vault_is_built_once_marked_and_deleted(empty_scene):
    flow = SampleFlow(empty_scene.surroundings)
    with pytest.raises(RuntimeError):
        flow.enter()
    assert not flow.is_there
    flow.note_access(flow.prepare(Quiet()))
    assert flow.prepare(Quiet()) == flow.access
    assert vault_gate.look_at(empty_scene.surroundings, flow.place).is_sample
    desk = flow.enter()
    assert len(list_people(desk)) > 20
    vault_gate.close(desk, "test")
    flow.delete()
    flow.note_deleted()
    assert (flow.is_there, flow.access) == (False, None)
    assert not empty_scene.surroundings.folders.default_vault.exists()


@pytest.fixture
def door(empty_scene: Scene) -> OwnDoor:
    return OwnDoor(empty_scene)


@pytest.fixture
def page(qtbot, empty_scene, operations, door):
    made = SamplePage(context_for(empty_scene, operations, door))
    qtbot.addWidget(made)
    made.show()
    yield made
    made.hide()


def test_once_through_trying(page, door, empty_scene, operations, at_rest, qtbot):
    assert nameless_controls(page) == []
    page.go_button.click()
    at_rest()
    assert page.flow.access is not None
    assert page.flow.access.password in page.facts.words()
    page.go_button.click()
    qtbot.waitUntil(lambda: door.desk is not None, timeout=20_000)
    at_rest()
    assert door.desk.vault.folder == page.flow.place
    vault_gate.close(door.desk, "test")

    again = SamplePage(context_for(empty_scene, operations, door))
    qtbot.addWidget(again)
    at_rest()
    assert again.flow.access == page.flow.access
    message_box.answer_next(False)
    again.delete_button.click()
    assert again.flow.is_there
    message_box.answer_next(True)
    again.delete_button.click()
    at_rest()
    assert len(message_box.take_asked()) == 2
    assert not again.flow.is_there
    assert again.go_button.text() == "練習用データをつくる"
    again.back_button.click()
    assert door.backs == 1
