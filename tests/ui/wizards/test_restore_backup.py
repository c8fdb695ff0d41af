"""Restoring: its flow without a window, then once through with real widgets beside the vault that is there."""

from pathlib import Path

import pytest

from ashibue_desk.domain.problems import blocking
from ashibue_desk.use_cases import vault_gate
from ashibue_desk.use_cases.at_the_door import KeyPlaces, vault_outside
from ashibue_desk.use_cases.back_up_vault import back_up_vault
from ashibue_desk.use_cases.people import list_people
from ashibue_desk.use_cases.progress import Quiet
from ashibue_desk.use_cases.recovery_sheets import new_identity
from ashibue_desk.use_cases.restore_vault import restore_vault
from tests.helpers.accessible_names import nameless_controls
from tests.helpers.desks import HANDLER, OFFICER, Scene
from tests.helpers.made_up_people import made_up_office
from tests.ui.wizards.door_help import OwnDoor, context_for
from ui.desktop import file_choice, message_box
from ui.wizards.restore_backup import flow as steps
from ui.wizards.restore_backup.flow import RestoreFlow
from ui.wizards.restore_backup.wizard import RestoreWizard


def new_password(n: int) -> str:
    return f"{('hotaru', 'kujira', 'suzuran', 'momiji')[n]}-{n + 3}-tsuribashi-yanagi-tobira"


@pytest.fixture
def backup(scene: Scene, tmp_path: Path) -> Path:
    folder = tmp_path / "out"
    folder.mkdir()
    desk = scene.unlock()
    record = back_up_vault(desk, folder, Quiet()).answer
    vault_gate.close(desk, "test")
    return folder / record.file_name


@pytest.fixture
def flow(scene: Scene, backup: Path) -> RestoreFlow:
    made = RestoreFlow(scene.surroundings)
    made.backup, made.sheet = backup, scene.identity.text
    made.note_inside(made.look())
    made.key_choice.know(KeyPlaces(None, "注意"))
    return made


def fields_of(flow: RestoreFlow, key: str) -> set[str]:
    return {problem.field for problem in blocking(flow.problems_of(key))}


def type_passwords(flow: RestoreFlow) -> None:
    flow.prepare_passwords()
    for n, person in enumerate(flow.passwords.people):
        person.typed = person.again = new_password(n)


def test_file_sheet_and_inside_come_one_after_the_other(scene):
    flow = RestoreFlow(scene.surroundings)
    assert fields_of(flow, steps.FILE) == {"file"}
    assert fields_of(flow, steps.SHEET) == {"recovery_sheet"}
    assert fields_of(flow, steps.INSIDE) == {"inside"}


def test_another_sheet_must_be_tried_anew(flow, scene):
    assert not flow.must_look
    flow.sheet = new_identity(made_up_office(), scene.clock.today()).text
    assert flow.must_look
    assert fields_of(flow, steps.INSIDE) == {"inside"}


def test_the_comparison_tells_what_both_hold(flow, scene):
    words = dict(flow.comparison())
    assert words["つくった日時"].startswith("令和8年6月15日 10:")
    assert words["復旧シート"] == "令和8年度"  # as the sheet itself says
    assert words["事業所"] == made_up_office().name
    assert (words["名簿の人"], words["個人番号"]) == ("9人", "3件")
    flow.beside = vault_outside(scene.surroundings, scene.place)
    assert scene.users[OFFICER].name in dict(flow.beside_lines())["利用者"]
    assert vault_outside(scene.surroundings, scene.place / "nothing") is None


def test_the_place_offered_is_never_that_of_the_vault_that_is_there(flow, scene):
    assert flow.place.name == "main-restored-20260615"
    flow.place = scene.place
    assert fields_of(flow, steps.PLACE) == {"place"}


def test_the_officer_comes_first_unless_somebody_else_sits_there(flow, scene):
    assert flow.people()[0].name == scene.users[OFFICER].name
    flow.at_desk = scene.users[HANDLER].user_id
    assert flow.people()[0].name == scene.users[HANDLER].name
    assert len(flow.people()) == len(scene.users)


def test_back_keeps_the_passwords_typed(flow):
    type_passwords(flow)
    flow.current = 4
    for _ in range(4):
        assert flow.go_back()
    flow.prepare_passwords()
    assert [person.typed for person in flow.passwords.people] == [new_password(n) for n in range(4)]
    assert fields_of(flow, steps.PASSWORDS) == set()


def test_the_plan_restores_everybody(flow, scene):
    type_passwords(flow)
    plan = flow.plan()
    restore_vault(scene.surroundings, plan)
    for user in plan.users:
        vault_gate.close(
            vault_gate.unlock(scene.surroundings, plan.place, user.user_id, user.password), "test"
        )


# with real widgets


@pytest.fixture
def door(scene: Scene) -> OwnDoor:
    return OwnDoor(scene)


@pytest.fixture
def wizard(qtbot, scene, operations, door, at_rest):
    made = RestoreWizard(context_for(scene, operations, door))
    qtbot.addWidget(made)
    made.resize(1280, 832)
    made.show()
    at_rest()
    yield made
    made.hide()


def choose_file(wizard: RestoreWizard, file: Path) -> None:
    file_choice.answer_next(file)
    wizard.frame.current_widget().choose_button.click()
    wizard.frame.go_next()


def test_once_through_restoring(wizard, door, scene, backup, at_rest, qtbot):
    go = wizard.frame.next_button.click
    go()
    assert wizard.flow.key == steps.FILE
    choose_file(wizard, backup)
    wizard.frame.current_widget().sheet.line.setText(" ".join(scene.identity.lines))
    go()
    at_rest()
    assert wizard.flow.key == steps.INSIDE
    step = wizard.frame.current_widget()
    assert made_up_office().name in step.inside.words()
    assert str(scene.place) in step.beside.words()
    step.at_desk.set_value(scene.users[HANDLER].user_id)
    assert nameless_controls(wizard) == []
    go()
    assert wizard.frame.current_widget().key_cards.cards.value() == "keychain"
    go()
    for n, panel in enumerate(wizard.frame.current_widget().panels):
        panel.first.line.setText(new_password(n))
        panel.again.line.setText(new_password(n))
    assert nameless_controls(wizard) == []
    go()
    qtbot.waitUntil(lambda: door.desk is not None, timeout=30_000)
    assert door.desk.actor.name == scene.users[HANDLER].name
    assert {person.typed for person in wizard.flow.passwords.people} == {""}
    assert door.desk.vault.folder == wizard.flow.place != scene.place
    assert len(list_people(door.desk)) == 9
    at_rest()


def test_once_the_file_is_chosen_enter_goes_on(wizard, backup):
    step = wizard.frame.current_widget()
    assert wizard.focusWidget() is step.choose_button
    file_choice.answer_next(backup)
    step.choose_button.click()
    assert wizard.focusWidget() is wizard.frame.next_button
    wizard.frame.go_next()
    wizard.frame.go_back()
    assert wizard.focusWidget() is wizard.frame.next_button


def test_a_wrong_sheet_leads_back_to_the_sheet_with_its_sentence(wizard, scene, backup, at_rest):
    choose_file(wizard, backup)
    wrong = new_identity(made_up_office(), scene.clock.today()).text
    wizard.frame.current_widget().sheet.line.setText(wrong)
    wizard.frame.go_next()
    at_rest()
    assert wizard.flow.key == steps.SHEET
    assert wizard.frame.current_widget().sheet.value() == wrong
    assert len(wizard.banners.banners()) == 1
    assert wizard.frame.next_button.isEnabled()


def test_a_damaged_backup_leads_back_to_the_file_with_its_sentence(wizard, scene, backup, at_rest):
    """Another one is chosen then; the sheet stays typed."""
    backup.write_bytes(backup.read_bytes()[:-900])
    choose_file(wizard, backup)
    wizard.frame.current_widget().sheet.line.setText(scene.identity.text)
    wizard.frame.go_next()
    at_rest()
    assert wizard.flow.key == steps.FILE
    assert wizard.flow.sheet == scene.identity.text
    assert len(wizard.banners.banners()) == 1


def test_a_mistyped_sheet_is_told_beside_the_field(wizard, door, scene, backup):
    choose_file(wizard, backup)
    wizard.frame.current_widget().sheet.line.setText(scene.identity.text[:-1])
    wizard.frame.go_next()
    assert wizard.frame.current_widget().sheet.groups.text().split("\n")[0] == scene.identity.lines[0]
    assert "73文字" in wizard.frame.current_widget().row.problem_text()
    message_box.answer_next(True)
    wizard.frame.give_up_button.click()
    assert (door.backs, len(message_box.take_asked())) == (1, 1)
