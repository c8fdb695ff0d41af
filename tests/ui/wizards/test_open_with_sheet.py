"""Opening with the recovery sheet: its flow without a window, then with real widgets after the keychain lost the key."""

import pytest

from ashibue_desk.domain.problems import blocking
from ashibue_desk.use_cases import vault_gate
from ashibue_desk.use_cases.at_the_door import KeyPlaces
from ashibue_desk.use_cases.recovery_sheets import new_identity
from tests.helpers.accessible_names import nameless_controls
from tests.helpers.desks import HANDLER, OFFICER, Scene
from tests.helpers.made_up_people import made_up_office
from tests.ui.wizards.door_help import PASSWORD, OwnDoor, context_for
from ui.wizards.door_parts.key_choice import KEY_FILE, KEYCHAIN
from ui.wizards.open_with_sheet import flow as steps
from ui.wizards.open_with_sheet.flow import OpenWithSheetFlow
from ui.wizards.open_with_sheet.wizard import OpenWithSheetWizard


@pytest.fixture
def flow(scene: Scene) -> OpenWithSheetFlow:
    made = OpenWithSheetFlow(scene.surroundings, scene.place)
    made.sheet = scene.identity.text
    made.note_users(made.look())
    made.key_choice.know(KeyPlaces(None, "注意"))
    return made


def fields_of(flow: OpenWithSheetFlow, key: str) -> set[str]:
    return {problem.field for problem in blocking(flow.problems_of(key))}


def test_nothing_is_asked_before_the_sheet_opened_the_vault(scene):
    flow = OpenWithSheetFlow(scene.surroundings, scene.place)
    assert fields_of(flow, steps.SHEET) == {"recovery_sheet"}
    assert fields_of(flow, steps.WHO) == {"wait"}


def test_one_of_several_must_be_chosen(flow, scene):
    assert fields_of(flow, steps.WHO) == {"user"}
    flow.user_id = scene.users[HANDLER].user_id
    assert fields_of(flow, steps.WHO) == set()


def test_another_sheet_is_tried_anew_and_keeps_the_choice(flow, scene):
    flow.user_id = scene.users[HANDLER].user_id
    typed, flow.sheet = flow.sheet, flow.sheet.lower() + " "
    assert flow.must_look
    flow.sheet = typed
    assert not flow.must_look
    flow.note_users(flow.look())
    assert flow.user_id == scene.users[HANDLER].user_id


def test_back_keeps_the_password(flow, scene):
    flow.user_id = scene.users[OFFICER].user_id
    flow.prepare_passwords()
    flow.passwords.people[0].typed = flow.passwords.people[0].again = PASSWORD
    flow.current = 2
    assert [flow.go_back() for _ in range(3)] == [True, True, False]
    assert fields_of(flow, steps.PASSWORD) == set()
    flow.user_id = scene.users[HANDLER].user_id
    assert fields_of(flow, steps.PASSWORD) == {"password.0"}


# with real widgets


@pytest.fixture
def door(scene: Scene) -> OwnDoor:
    return OwnDoor(scene)


@pytest.fixture
def opened(qtbot, scene, operations, door, at_rest):
    made = []

    def make() -> OpenWithSheetWizard:
        wizard = OpenWithSheetWizard(context_for(scene, operations, door))
        made.append(wizard)
        qtbot.addWidget(wizard)
        wizard.resize(1280, 832)
        wizard.show()
        at_rest()
        return wizard

    yield make
    for wizard in made:
        wizard.hide()


def test_a_pc_that_lost_its_key_is_bound_again(opened, door, scene, at_rest, qtbot):
    scene.backend.items.clear()
    wizard = opened()
    go = wizard.frame.next_button.click
    wizard.frame.current_widget().sheet.line.setText(scene.identity.text)
    assert nameless_controls(wizard) == []
    go()
    at_rest()
    assert wizard.flow.key == steps.WHO
    step = wizard.frame.current_widget()
    names = [button.text() for button in step.users.buttons()]
    assert names == [user.name for user in scene.users.values()]
    go()
    assert step.row.problem_text()
    step.users.buttons()[1].click()
    assert nameless_controls(wizard) == []
    go()
    panel = wizard.frame.current_widget().panels[0]
    panel.first.line.setText(PASSWORD)
    panel.again.line.setText(PASSWORD)
    wizard.frame.back_button.click()
    go()
    assert wizard.frame.current_widget().panels[0].first.value() == PASSWORD
    go()
    qtbot.waitUntil(lambda: door.desk is not None, timeout=20_000)
    at_rest()
    handler = scene.users[HANDLER]
    assert door.desk.actor.name == handler.name
    vault_gate.close(door.desk, "test")
    again = scene.keep(vault_gate.unlock(scene.surroundings, scene.place, handler.user_id, PASSWORD))
    assert again.actor.user_id == handler.user_id


def test_a_keychain_that_answers_late_is_chosen_and_who_was_chosen_stays(opened, scene, at_rest):
    wizard = opened()
    wizard.frame.current_widget().sheet.line.setText(scene.identity.text)
    wizard.frame.next_button.click()
    at_rest()
    wizard.flow.key_choice.places, wizard.flow.key_choice.chosen = None, ""
    step = wizard.frame.current_widget()
    step.load()  # as it stands while the keychain is still asked
    step.users.buttons()[1].click()
    wizard._keys_known(KeyPlaces(None, "注意"))
    assert wizard.flow.key_choice.chosen == KEYCHAIN
    assert step.key_cards.cards.value() == KEYCHAIN
    assert wizard.flow.user_id == scene.users[HANDLER].user_id
    assert step.users.buttons()[1].isChecked()


def test_without_a_keychain_the_key_file_is_offered(opened, door, scene, at_rest, qtbot):
    scene.backend.error = RuntimeError("no service")
    wizard = opened()
    wizard.frame.current_widget().sheet.line.setText(scene.identity.text)
    wizard.frame.go_next()
    at_rest()
    step = wizard.frame.current_widget()
    assert [button.card.value for button in step.key_cards.cards.buttons()] == [KEY_FILE]
    step.users.buttons()[0].click()
    step.key_cards.cards.buttons()[0].click()
    wizard.frame.go_next()
    panel = wizard.frame.current_widget().panels[0]
    panel.first.line.setText(PASSWORD)
    panel.again.line.setText(PASSWORD)
    wizard.frame.go_next()
    qtbot.waitUntil(lambda: door.desk is not None, timeout=20_000)
    at_rest()
    assert door.desk.secrets.name == scene.surroundings.key_files.name


def test_the_sheet_of_another_vault_is_refused_with_its_sentence(opened, scene, at_rest):
    wizard = opened()
    wrong = new_identity(made_up_office(), scene.clock.today()).text
    wizard.frame.current_widget().sheet.line.setText(wrong)
    wizard.frame.go_next()
    at_rest()
    assert wizard.flow.key == steps.SHEET
    assert len(wizard.banners.banners()) == 1
    assert wizard.frame.next_button.isEnabled()
