"""The first hour: its flow without a window, then once through with real widgets and a real vault."""

from dataclasses import replace
from pathlib import Path

import pytest

from ashibue_desk.domain.office import OfficeKind
from ashibue_desk.domain.problems import blocking
from ashibue_desk.domain.roles import Role
from ashibue_desk.use_cases import vault_gate
from ashibue_desk.use_cases.at_the_door import KeyPlaces
from ashibue_desk.use_cases.create_vault import create_vault
from ashibue_desk.use_cases.settings import read_settings
from forms.recovery_sheet import render_recovery_sheet
from tests.helpers.accessible_names import nameless_controls
from tests.helpers.desks import Scene, empty_scene
from tests.helpers.paper_press import file_printer
from tests.helpers.pdf_text import page_count, pages, run_together
from tests.helpers.sample_numbers import valid_number
from tests.ui.wizards.door_help import OTHER_PASSWORD, PASSWORD, NoKeychain, OwnDoor, context_for
from ui.desktop import file_choice, message_box, print_paper
from ui.wizards.door_parts.key_choice import KEY_FILE, KEYCHAIN
from ui.wizards.new_vault import flow as steps
from ui.wizards.new_vault import reasons
from ui.wizards.new_vault.flow import NewVaultFlow
from ui.wizards.new_vault.wizard import NewVaultWizard

__all__ = ["empty_scene"]


def filled(flow: NewVaultFlow, handler: str = steps.SAME) -> NewVaultFlow:
    office, people = flow.office_entries, flow.people_entries
    office.name, office.address = "特定非営利活動法人みなもの笛", "島根県松江市八雲町日吉998番地7"
    office.representative_name = "青葉 灯"
    people.officer_title, people.officer_name, people.handler = "事務局長", "星川 楓", handler
    people.handler_name = "葦原 灯" if handler == steps.OTHER else ""
    flow.key_choice.know(KeyPlaces(None, "注意"))
    flow.prepare_passwords()
    for person, password in zip(flow.passwords.people, (PASSWORD, OTHER_PASSWORD), strict=False):
        person.typed = person.again = password
    return flow


@pytest.fixture
def flow(empty_scene: Scene) -> NewVaultFlow:
    return NewVaultFlow(empty_scene.surroundings)


def fields_of(flow: NewVaultFlow, key: str) -> set[str]:
    return {problem.field for problem in blocking(flow.problems_of(key))}


def test_an_empty_first_step_names_what_is_missing(flow):
    assert fields_of(flow, steps.OFFICE) == {"name", "address", "representative_name"}
    flow.office_entries.corporate_number = "7123456789013"
    flow.office_entries.postal_code = "690"
    assert {"corporate_number", "postal_code"} <= fields_of(flow, steps.OFFICE)


def test_the_corporate_number_is_kept_without_hyphens(flow):
    filled(flow).office_entries.corporate_number = "7-1234-5678-9012"
    assert fields_of(flow, steps.OFFICE) == set()
    assert flow.office().corporate_number == "7123456789012"


def test_the_usual_title_follows_the_kind_and_a_typed_one_stays(flow):
    flow.choose_kind(OfficeKind.COMPANY)
    assert flow.office_entries.representative_title == "代表取締役"
    flow.office_entries.representative_title = "店主"
    flow.choose_kind(OfficeKind.NPO)
    assert flow.office_entries.representative_title == "店主"


def test_officer_and_handler_must_be_two_people_or_knowingly_one(flow):
    assert fields_of(flow, steps.PEOPLE) == {"officer_name", "handler_name"}
    filled(flow, steps.OTHER)
    assert fields_of(flow, steps.PEOPLE) == set()
    flow.people_entries.handler_name = flow.people_entries.officer_name
    assert fields_of(flow, steps.PEOPLE) == {"handler_name"}
    flow.people_entries.handler_name = f"葦原 {valid_number(1).digits()}"
    assert fields_of(flow, steps.PEOPLE) == {"handler_name"}


def test_one_person_holds_both_roles_and_two_hold_one_each(flow):
    (one,) = filled(flow).people()
    assert one.roles == {Role.OFFICER, Role.HANDLER}
    officer, handler = filled(flow, steps.OTHER).people()
    assert (officer.roles, handler.roles) == ({Role.OFFICER}, {Role.HANDLER})


def test_back_and_forth_keeps_everything_typed(flow):
    filled(flow)
    for _ in range(3):
        assert blocking(flow.problems()) == ()
        assert flow.go_next()
    before = (replace(flow.office_entries), replace(flow.people_entries), flow.passwords.people[0].typed)
    while flow.go_back():
        pass
    flow.prepare_passwords()
    assert flow.current == 0
    assert (flow.office_entries, flow.people_entries, flow.passwords.people[0].typed) == before


def test_a_password_typed_stays_when_a_second_person_comes_in(flow):
    filled(flow)
    flow.people_entries.handler, flow.people_entries.handler_name = steps.OTHER, "葦原 灯"
    assert fields_of(flow, steps.PASSWORDS) == {"password.1"}
    assert flow.passwords.people[0].typed == PASSWORD


@pytest.mark.parametrize(
    ("typed", "again", "field"),
    [
        ("", "", "password.0"),
        ("mizu7", "mizu7", "password.0"),
        ("hoshikawa-9-tsuribashi", "hoshikawa-9-tsuribashi", "again.0"),
        (PASSWORD, OTHER_PASSWORD, "again.0"),
    ],
)
def test_passwords_are_judged_by_the_rule(flow, typed, again, field):
    person = filled(flow).passwords.people[0]
    person.typed, person.again = typed, again
    if field == "again.0":
        person.again = again[:-1]
    assert fields_of(flow, steps.PASSWORDS) == {field}


def test_two_people_do_not_share_a_password(flow):
    filled(flow, steps.OTHER)
    second = flow.passwords.people[1]
    second.typed = second.again = PASSWORD
    assert fields_of(flow, steps.PASSWORDS) == {"password.1"}


def test_a_key_file_asks_for_a_longer_password(flow):
    person = filled(flow).passwords.people[0]
    person.typed = person.again = "kujira4yanagi"
    assert fields_of(flow, steps.PASSWORDS) == set()
    flow.key_choice.chosen = KEY_FILE
    assert fields_of(flow, steps.PASSWORDS) == {"password.0"}


def test_the_key_file_is_never_chosen_by_itself(flow):
    assert fields_of(flow, steps.PLACE) == {"key_place"}
    flow.key_choice.know(KeyPlaces(NoKeychain(), "注意"))
    assert (flow.key_choice.chosen, fields_of(flow, steps.PLACE)) == ("", {"key_place"})
    flow.key_choice.chosen = KEY_FILE
    assert fields_of(flow, steps.PLACE) == set()


def test_the_keychain_is_chosen_by_itself_when_it_works(flow):
    flow.key_choice.know(KeyPlaces(None, "注意"))
    assert flow.key_choice.chosen == KEYCHAIN


def test_a_folder_that_holds_something_gets_a_folder_of_its_own(flow, tmp_path):
    flow.choose_folder(tmp_path / "leer")
    assert flow.place == tmp_path / "leer"
    (tmp_path / "letters.txt").write_text("x")
    flow.choose_folder(tmp_path)
    assert flow.place.parent == tmp_path
    flow.place = tmp_path
    assert "place" in fields_of(flow, steps.PLACE)


def test_a_vault_does_not_lie_where_the_key_files_of_this_pc_are_put(flow):
    flow.place = flow.surroundings.folders.device_keys
    assert "place" in fields_of(flow, steps.PLACE)


def test_the_sheet_must_be_printed_as_it_stands_and_proven(flow, tmp_path):
    filled(flow)
    assert fields_of(flow, steps.PRINT) == {"sheet"}
    files = flow.save_sheets(tmp_path / "sheet.pdf", render_recovery_sheet)
    flow.note_saved(files)
    assert fields_of(flow, steps.PRINT) == set()
    assert [flow.office().name in run_together(pages(file.read_bytes())[0]) for file in files] == [True, True]
    assert fields_of(flow, steps.PROVE) == {"recovery_sheet"}
    flow.typed_back = " ".join(flow.identity.lines).lower()
    assert fields_of(flow, steps.PROVE) == set()
    flow.office_entries.name = "特定非営利活動法人よいまち"
    (again,) = flow.problems_of(steps.PRINT)
    assert "もう一度" in again.sentence, "the papers at hand bear the old name"
    assert flow.delete_saved()
    assert not any(file.exists() for file in files)


def test_another_business_year_makes_another_sheet(flow):
    filled(flow)
    first = flow.identity
    assert flow.identity is first
    flow.office_entries.first_month = 7  # the clock says June
    assert flow.identity.business_year == first.business_year - 1
    assert flow.identity.text != first.text


def test_the_plan_makes_a_vault_that_both_people_open(flow, empty_scene):
    plan = filled(flow, steps.OTHER).plan()
    create_vault(empty_scene.surroundings, plan)
    for user in plan.users:
        desk = vault_gate.unlock(empty_scene.surroundings, plan.place, user.user_id, user.password)
        assert read_settings(desk).office.officer_name == "星川 楓"
        vault_gate.close(desk, "test")


# with real widgets


@pytest.fixture
def door(empty_scene: Scene) -> OwnDoor:
    return OwnDoor(empty_scene)


@pytest.fixture
def wizard(qtbot, empty_scene, operations, door, at_rest):
    made = NewVaultWizard(context_for(empty_scene, operations, door))
    qtbot.addWidget(made)
    made.resize(1280, 832)
    made.show()
    at_rest()
    yield made
    made.hide()


def fill_office(wizard: NewVaultWizard) -> None:
    fields = wizard.frame.current_widget().form.fields
    fields["name"].set_value("特定非営利活動法人みなもの笛")
    fields["postal_code"].setText("690-2101")
    fields["postal_code"].textEdited.emit("690-2101")
    fields["address"].setText(fields["address"].text() + "998番地7")
    fields["representative_name"].set_value("青葉 灯")


def fill_people(wizard: NewVaultWizard) -> None:
    step = wizard.frame.current_widget()
    step.officer_title.set_value("事務局長")
    step.officer_name.set_value("星川 楓")
    step.handler.buttons()[1].click()


def test_once_through_the_first_hour(wizard, door, at_rest, tmp_path, qtbot):
    go = wizard.frame.next_button.click
    go()
    assert wizard.flow.key == steps.OFFICE
    fill_office(wizard)
    assert "松江市八雲町" in wizard.frame.current_widget().form.fields["address"].value()
    assert nameless_controls(wizard) == []
    go()
    fill_people(wizard)
    assert wizard.frame.current_widget().note.text() == reasons.ONE_PERSON
    wizard.frame.back_button.click()
    assert wizard.frame.current_widget().form.fields["name"].value() == "特定非営利活動法人みなもの笛"
    go()
    assert wizard.frame.current_widget().officer_name.value() == "星川 楓"
    go()
    assert nameless_controls(wizard) == []
    go()
    panel = wizard.frame.current_widget().panels[0]
    panel.first.line.setText("mizu")
    assert any(line.startswith("・ 未") for line in panel.rules.texts())
    go()
    assert wizard.flow.key == steps.PASSWORDS
    panel.first.line.setText(PASSWORD)
    panel.again.line.setText(PASSWORD)
    assert all(line.startswith("✓") for line in panel.rules.texts())
    wizard.frame.current_widget().suggest_button.click()
    assert wizard.frame.current_widget().suggestion.text().count("-") >= 4
    assert nameless_controls(wizard) == []
    go()
    file_choice.answer_next(tmp_path / "sheet.pdf")
    wizard.print_step.save_button.click()
    at_rest()
    assert len(wizard.flow.saved) == 2
    go()
    wizard.prove_step.sheet.line.setText(wizard.flow.identity.text)
    assert not wizard.prove_step.right.isHidden()
    assert nameless_controls(wizard) == []
    files = wizard.flow.saved
    message_box.answer_next(True)
    go()
    qtbot.waitUntil(lambda: door.desk is not None, timeout=20_000)
    assert [(asked.act, asked.danger) for asked in message_box.take_asked()] == [("消して進む", True)]
    assert not any(file.exists() for file in files)
    assert door.desk.actor.name == "星川 楓"
    assert {person.typed for person in wizard.flow.passwords.people} == {""}
    office = read_settings(door.desk).office
    assert (office.officer_title, office.postal_code) == ("事務局長", "6902101")
    assert Path(door.desk.vault.folder) == wizard.flow.place
    at_rest()


def to_the_sheet(wizard: NewVaultWizard, at_rest) -> None:
    filled(wizard.flow).current = 4
    wizard.frame.show_step()
    assert wizard.flow.key == steps.PRINT
    at_rest()


def test_both_sheets_are_printed_without_a_file(wizard, at_rest, tmp_path):
    to_the_sheet(wizard, at_rest)
    wizard.frame.next_button.click()
    assert wizard.flow.key == steps.PRINT
    print_paper.answer_next(file_printer(tmp_path / "paper.pdf"))
    wizard.print_step.print_button.click()
    at_rest()
    assert page_count((tmp_path / "paper.pdf").read_bytes()) == 2
    assert wizard.flow.saved == ()
    assert wizard.print_step.delete_button.isHidden()
    wizard.frame.next_button.click()
    assert wizard.flow.key == steps.PROVE


@pytest.mark.qt_log_ignore("QPainter::begin", "This plugin does not support", extend=True)
def test_a_sheet_the_printer_refuses_does_not_count(wizard, at_rest, tmp_path):
    to_the_sheet(wizard, at_rest)
    for printer in (file_printer(tmp_path / "gone" / "paper.pdf"), None):
        print_paper.answer_next(printer)
        wizard.print_step.print_button.click()
        at_rest()
    assert "プリンターに送れませんでした" in wizard.banners.banners()[0].title
    wizard.frame.next_button.click()
    assert wizard.flow.key == steps.PRINT


@pytest.mark.parametrize("way", ["give_up", "quit"])
def test_no_sheet_is_left_behind_by_who_gives_up(wizard, door, at_rest, tmp_path, qapp, way):
    to_the_sheet(wizard, at_rest)
    file_choice.answer_next(tmp_path / "sheet.pdf")
    wizard.print_step.save_button.click()
    at_rest()
    files = wizard.flow.saved
    assert [file.exists() for file in files] == [True, True]
    if way == "quit":
        qapp.aboutToQuit.emit()
    else:
        message_box.answer_next(True)
        wizard.frame.give_up_button.click()
        assert "復旧シートのPDFも消します" in message_box.take_asked()[0].text
        assert door.backs == 1
    assert not any(file.exists() for file in files)


def test_a_sheet_that_cannot_be_removed_is_named(wizard, at_rest, tmp_path, monkeypatch):
    to_the_sheet(wizard, at_rest)
    file_choice.answer_next(tmp_path / "sheet.pdf")
    wizard.print_step.save_button.click()
    at_rest()
    monkeypatch.setattr(Path, "unlink", refuse)
    message_box.answer_next(True, True)
    wizard.frame.give_up_button.click()
    told = message_box.take_asked()[1]
    assert told.title == "復旧シートのPDFが残っています"
    assert str(tmp_path / "sheet-1.pdf") in told.text


def refuse(_path: Path, **_how: object) -> None:
    raise PermissionError


def test_giving_up_asks_once_something_was_typed(wizard, door):
    wizard.frame.give_up_button.click()
    assert door.backs == 1
    fill_office(wizard)
    message_box.answer_next(False)
    wizard.frame.give_up_button.click()
    wizard.frame.go_next()
    message_box.answer_next(True)
    wizard.frame.give_up_button.click()
    assert (door.backs, len(message_box.take_asked())) == (2, 2)


def test_without_a_keychain_its_sentence_and_the_key_file_are_shown(
    qtbot, empty_scene, operations, door, at_rest
):
    def nothing() -> object:
        raise NoKeychain

    empty_scene.surroundings = replace(empty_scene.surroundings, keychain=nothing)
    wizard = NewVaultWizard(context_for(empty_scene, operations, door))
    qtbot.addWidget(wizard)
    filled(wizard.flow)
    wizard.flow.key_choice.chosen, wizard.flow.current = "", 2
    wizard.frame.show_step()
    at_rest()
    cards = wizard.frame.current_widget().key_cards
    assert cards.banners.banners()[0].isHidden() is False
    assert [button.card.value for button in cards.cards.buttons()] == [KEY_FILE]
    wizard.frame.go_next()
    assert wizard.flow.key == steps.PLACE
    cards.cards.buttons()[0].click()
    wizard.frame.go_next()
    assert (wizard.flow.key, wizard.flow.key_choice.key_file) == (steps.PASSWORDS, True)


def test_f1_shows_the_help_and_esc_puts_it_away(wizard):
    wizard.show_help()
    assert "復旧シート" in wizard.help_panel.text.toPlainText()
    wizard.escape()
    assert not wizard.help_panel.isVisible()
