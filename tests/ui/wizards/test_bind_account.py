"""The code at the door: a wrong one is told and stays, the right one leads back to the unlock screen."""

from dataclasses import replace

import pytest

from ashibue_desk.use_cases import vault_gate
from ashibue_desk.use_cases.device_binding import make_binding_code
from tests.helpers.accessible_names import nameless_controls
from tests.helpers.desks import OFFICER, Scene, remembered_passwords, scene, surroundings_at
from tests.helpers.memory_keychain import MemoryBackend
from tests.ui.wizards.door_help import OwnDoor, banner_titles, context_for
from ui.wizards.bind_account.page import BindAccountPage

__all__ = ["remembered_passwords", "scene"]


@pytest.fixture
def code(scene: Scene) -> str:
    made = make_binding_code(scene.unlock(), scene.users[OFFICER].password).answer.code
    scene.close()
    return made


@pytest.fixture
def other(scene: Scene) -> Scene:
    """The same PC under another account."""
    other = surroundings_at(scene.root / "other", MemoryBackend(), scene.clock, scene.drives)
    return replace(scene, surroundings=other)


@pytest.fixture
def door(other: Scene) -> OwnDoor:
    return OwnDoor(other)


@pytest.fixture
def page(qtbot, code, other, operations, door):
    made = BindAccountPage(context_for(other, operations, door))
    qtbot.addWidget(made)
    made.show()
    yield made
    made.hide()


def test_the_right_code_leads_back_to_the_names(page, code, other, door, at_rest):
    assert nameless_controls(page) == []
    page.code.set_value(code)
    page.go_button.click()
    at_rest()
    assert door.backs == 1
    assert page.code.value() == ""
    assert len(vault_gate.look_at(other.surroundings, other.place).users) == 4


def test_a_wrong_code_is_told_and_stays_to_be_corrected(page, code, door, at_rest):
    page.go_button.click()
    assert page.form.rows()[0].problem_text()
    page.code.set_value(code[:-1])
    page.go_button.click()
    at_rest()
    assert "結び付けのコード" in banner_titles(page)[0]
    assert page.code.value() == code[:-1]
    assert page.go_button.isEnabled()
    assert door.backs == 0


def test_giving_up_leads_back(page, door):
    page.back_button.click()
    assert door.backs == 1
