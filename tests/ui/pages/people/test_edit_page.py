"""The form of one person over a real vault."""

from dataclasses import replace
from datetime import date

from ashibue_desk.domain.people import LONGEST_NAME, LONGEST_TEXT, PersonCategory
from ashibue_desk.use_cases import people
from tests.helpers.accessible_names import nameless_controls
from tests.helpers.desks import Scene, done
from tests.helpers.sample_numbers import valid_number
from tests.ui.pages.showing import Opened, told
from ui.desktop import message_box
from ui.pages.people.edit_page import NewPerson, PersonEditPage


def shown(page: PersonEditPage) -> set[str]:
    """Return the entries that are offered."""
    return {row.name for row in page.form.rows() if row.isVisible()}


def test_a_worker_is_added_with_forgiving_dates_and_the_address(opened: Opened, desk, qtbot):
    page = opened.show(PersonEditPage)
    page.form.name.setText("髙﨑 みぎわ")
    page.form.birth_date.line.setText("S60.4.8")
    page.form.joined_on.line.setText("20200401")
    qtbot.keyClicks(page.form.postal_code, "6900852")
    opened.rest()
    assert page.form.address.value() == "島根県松江市千鳥町"
    page.keep_button.click()
    opened.rest()
    key, person_id = opened.shell.opened[-1]
    entry = desk.vault.people.get(person_id).entry
    assert key == "person"
    assert (entry.name, entry.birth_date, entry.joined_on) == (
        "髙﨑 みぎわ",
        date(1985, 4, 8),
        date(2020, 4, 1),
    )
    assert (entry.postal_code, entry.address) == ("6900852", "島根県松江市千鳥町")
    assert page.may_leave()
    assert page.draft() == {}


def test_an_address_typed_by_hand_is_kept_and_several_are_offered(opened: Opened):
    page = opened.show(PersonEditPage)
    page.form.show_addresses(("島根県松江市甲町", "島根県松江市乙町"))
    assert page.form.row_of("address_choice").isVisible()
    page.form.address_choice.set_value("島根県松江市乙町")
    assert page.form.address.value() == "島根県松江市乙町"
    page.form.address.setText("島根県松江市乙町 5")
    page.form.show_addresses(("島根県松江市丙町",))
    assert page.form.address.value() == "島根県松江市乙町 5"
    page.form.show_addresses(())
    assert not page.form.row_of("address_choice").isVisible()


def test_each_category_shows_its_own_fields_and_its_rule(opened: Opened):
    page = opened.show(PersonEditPage)
    assert page.form.chosen_category() is PersonCategory.EMPLOYEE
    assert {"joined_on", "department"} <= shown(page)
    assert "worker_id" not in shown(page)
    page.form.category.set_value(PersonCategory.DEPENDANT.value)
    assert {"worker_id", "relation"} <= shown(page)
    assert "joined_on" not in shown(page)
    page.form.category.set_value(PersonCategory.PAYEE_CORPORATE.value)
    assert {"payment_kind", "corporate_number"} <= shown(page)
    assert "birth_date" not in shown(page)
    for category in (PersonCategory.DISPATCHED, PersonCategory.APPLICANT):
        page.form.category.set_value(category.value)
        assert "個人番号" in page.form.row_of("category")._support.text()
    page.form.category.set_value(PersonCategory.EMPLOYEE.value)
    assert page.form.row_of("category")._support.isHidden()
    assert nameless_controls(page) == []


def test_family_is_added_to_the_worker_it_was_opened_from(opened: Opened, scene: Scene, desk):
    worker = scene.person_ids[0]
    page = opened.show(PersonEditPage, NewPerson(PersonCategory.DEPENDANT, worker))
    assert page.form.worker.value() == worker
    page.form.name.setText("星川 いぶき")
    page.form.relation.setText("子")
    page.keep()
    opened.rest()
    assert opened.shell.went_back == 1
    assert [each.name for each in desk.vault.people.family(worker)] == ["星川 いぶき"]


def test_what_is_wrong_stands_beside_its_field(opened: Opened, scene: Scene, desk):
    page = opened.show(PersonEditPage)
    page.keep()
    assert page.form.row_of("name").problem_text() == "氏名を入力してください。"
    page.form.name.setText("青葉 灯")
    page.form.code.setText(desk.vault.people.get(scene.person_ids[0]).entry.code)
    page.form.note.setPlainText(f"番号は {valid_number(5).digits()} です")
    page.keep()
    opened.rest()
    assert "使っています" in page.form.row_of("code").problem_text()
    assert "個人番号らしい" in page.form.row_of("note").problem_text()
    assert told(page)[0][0] == "error"
    assert page.keep_button.isEnabled()


def test_a_change_is_stored_with_its_history(opened: Opened, scene: Scene, desk):
    page = opened.show(PersonEditPage, scene.person_ids[0])
    before = desk.vault.people.get(scene.person_ids[0]).entry
    assert page.form.entry() == before
    assert page.may_leave()
    page.form.department.setText("資料室")
    page.keep()
    opened.rest()
    assert opened.shell.went_back == 1
    (change,) = people.person_details(desk, scene.person_ids[0]).history
    assert (change.field, change.old, change.new) == ("department", before.department, "資料室")


def test_the_longest_texts_of_a_list_are_not_cut_by_the_form(opened: Opened, scene: Scene, desk):
    person = scene.person_ids[0]
    whole = dict.fromkeys(("kana", "department", "employment", "address", "address2"), "𠮷" * LONGEST_TEXT)
    entry = replace(desk.vault.people.get(person).entry, name="𠮷" * LONGEST_NAME, **whole)
    done(people.change_person(desk, person, entry))
    page = opened.show(PersonEditPage, person)
    assert page.form.entry() == entry


def test_another_category_empties_what_means_nothing_there(opened: Opened, desk):
    page = opened.show(PersonEditPage, NewPerson(PersonCategory.PAYEE_CORPORATE))
    page.form.name.setText("株式会社みなもの笛")
    page.form.payment_kind.setText("広告")
    page.form.department.setText("残る")
    page.form.category.set_value(PersonCategory.EMPLOYEE.value)
    entry = page.form.entry()
    assert (entry.payment_kind, entry.corporate_number, entry.department) == ("", "", "残る")


def test_leaving_a_half_filled_form_is_asked_first(opened: Opened):
    page = opened.show(PersonEditPage)
    page.form.name.setText("青葉")
    message_box.answer_next(False, True)
    assert not page.may_leave()
    assert page.may_leave()
    assert [each.act for each in message_box.take_asked()] == ["捨てて離れる"] * 2


def test_a_draft_keeps_what_its_category_does_not_show(opened: Opened, scene: Scene, desk):
    payee = scene.person_ids[8]
    before = desk.vault.people.get(payee).entry
    draft = {"person_id": payee, "category": "payee", "name": "青葉 灯", "worker_id": ""}
    page = opened.show(PersonEditPage)
    page.restore_draft(draft)
    opened.rest()
    entry = page.form.entry()
    assert entry.name == "青葉 灯"
    assert (entry.department, entry.joined_on) == (before.department, before.joined_on)


def test_a_draft_comes_back_and_never_holds_a_number(opened: Opened, scene: Scene):
    page = opened.show(PersonEditPage, scene.person_ids[0])
    page.form.name.setText("青葉 灯")
    page.form.note.setPlainText(valid_number(3).digits())
    page.form.left_on.line.setText("R8.6.")
    draft = page.draft()
    assert valid_number(3).digits() not in draft.values()
    again = opened.show(PersonEditPage)
    again.restore_draft(draft)
    opened.rest()
    assert again.person_id == scene.person_ids[0]
    assert again.form.name.value() == "青葉 灯"
    assert again.form.left_on.line.value() == "R8.6."
    assert again.keep_button.text() == "修正を保存する"
    assert again.draft() == draft
