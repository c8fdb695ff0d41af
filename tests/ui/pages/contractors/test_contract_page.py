"""The contract and its clauses: what is missing is said while it is typed, and kept as it was seen."""

from datetime import date

from ashibue_desk.use_cases.contractors.register import contractor_file
from tests.helpers.accessible_names import nameless_controls
from tests.helpers.sample_numbers import valid_number
from tests.ui.pages.contractors.conftest import Office
from tests.ui.pages.showing import Opened, told
from ui.desktop import message_box
from ui.pages.contractors.contract_page import ContractPage
from ui.widgets.buttons import SmallButton


def test_the_contract_on_file_is_shown_with_its_clauses(opened: Opened, office: Office) -> None:
    page = opened.show(ContractPage, office.entrusted)
    assert page.contract_title.value() == "税務と給与計算の業務委託契約書"
    assert len(page.rows) == 14
    assert {line.tag.text() for line in page.rows} == {"ある", "なくてもよい"}
    assert "そろっています" in page.count.text()
    assert nameless_controls(page) == []


def test_a_missing_clause_is_told_at_once_and_kept(opened: Opened, office: Office) -> None:
    page = opened.show(ContractPage, office.entrusted)
    page.rows[2].place.setText("")
    assert page.rows[2].tag.text() == "ない"
    assert "あと1条項です" in page.count.text()
    page.rows[12].place.setText("別紙1")
    page.save_button.click()
    opened.rest()
    file = contractor_file(office.desk, office.entrusted)
    assert [clause.heading for clause in file.missing] == ["複製の制限"]
    assert len(file.missing_advice) == 3
    assert file.gate != ()
    assert opened.shell.went_back == 1
    assert opened.shell.said == [("warning", "契約を保存しました")]


def test_it_begins_at_the_clause_that_is_missing_and_asks_before_what_was_typed_is_lost(
    opened: Opened, office: Office
) -> None:
    page = opened.show(ContractPage, office.entrusted)
    assert page.may_leave(), "nothing was typed"
    page.rows[2].place.setText("")
    message_box.answer_next(False)
    assert not page.may_leave()
    assert [asked.title for asked in message_box.take_asked()] == ["入力をやめますか"]
    page.save_button.click()
    opened.rest()
    assert page.may_leave(), "all of it is kept"
    again = opened.show(ContractPage, office.entrusted)
    assert again.focusWidget() is again.rows[2].place


def test_what_was_typed_comes_back_after_a_lock(opened: Opened, office: Office) -> None:
    page = opened.show(ContractPage, office.entrusted)
    assert page.draft() == {}
    page.place.set_value("書庫9")
    page.ends.set_value(None)
    page.rows[12].place.setText("別紙1")
    kept = page.draft()
    after = opened.show(ContractPage)
    after.restore_draft(kept)
    opened.rest()
    assert (after.place.value(), after.rows[12].place.value()) == ("書庫9", "別紙1")
    assert after.ends.value() is None, "what was emptied stays so"
    assert after.contract_id == page.contract_id
    assert after.draft()["place"] == "書庫9"


def test_a_renewed_contract_half_typed_comes_back_as_a_new_one(opened: Opened, office: Office) -> None:
    page = opened.show(ContractPage, office.entrusted)
    page.renew_button.click()
    page.starts.set_value(office.desk.today)
    after = opened.show(ContractPage)
    after.restore_draft(page.draft())
    opened.rest()
    assert (after.contract_id, after.starts.value()) == ("", office.desk.today)
    assert not after.renew_button.isVisible(), "it is the renewed one already"


def test_what_has_to_be_known_before_a_contract_is_asked_for_first(opened: Opened, office: Office) -> None:
    page = opened.show(ContractPage, office.candidate)
    (banner,) = page.banners.banners()
    assert "先に、委託する内容を" in banner.title
    banner.findChildren(SmallButton)[0].click()
    assert opened.shell.opened[-1] == ("contractor_edit", office.candidate)


def test_without_a_passed_evaluation_no_contract_is_kept(opened: Opened, office: Office) -> None:
    page = opened.show(ContractPage, office.candidate)
    page.contract_title.set_value("業務委託契約書")
    page.starts.set_value(office.desk.today)
    page.save_button.click()
    opened.rest()
    said = "".join(words for _tone, words in told(page))
    assert "評価がないため" in said
    assert contractor_file(office.desk, office.candidate).contracts == ()


def test_what_was_typed_wrong_is_told_beside_it(opened: Opened, office: Office) -> None:
    page = opened.show(ContractPage, office.entrusted)
    page.ends.set_value(long_ago(office))
    page.save_button.click()
    opened.rest()
    rows = {row.name: row for row in page.form.rows()}
    assert "前になっています" in rows["ends_on"].problem_text()
    page.ends.set_value(None)
    page.rows[0].place.setText(valid_number(3).digits())
    page.save_button.click()
    opened.rest()
    shown = page.rows[0].findChildren(type(page.count))
    assert any("個人番号" in label.text() for label in shown)
    assert opened.shell.went_back == 0


def long_ago(office: Office) -> date:
    """Return a day before the contract begins."""
    return office.desk.today.replace(year=office.desk.today.year - 2)


def test_a_new_contract_follows_a_passed_evaluation(opened: Opened, office: Office) -> None:
    file = contractor_file(office.desk, office.entrusted)
    typist = next(one.entry.sub_id for one in file.requests)
    page = opened.show(ContractPage, typist)
    assert page.contract_id == ""
    assert {line.tag.text() for line in page.rows} == {"ない", "なくてもよい"}
    page.contract_title.set_value("入力の業務委託契約書")
    page.starts.set_value(office.desk.today)
    for at, line in enumerate(page.rows, 1):
        line.place.setText(f"第{at}条")
    page.save_button.click()
    opened.rest()
    contract = contractor_file(office.desk, typist).contract
    assert contract is not None
    assert contract.entry.title == "入力の業務委託契約書"
    assert opened.shell.said == [("success", "契約を保存しました")]


def test_a_renewed_contract_stands_beside_the_old_one(opened: Opened, office: Office) -> None:
    page = opened.show(ContractPage, office.entrusted)
    page.renew_button.click()
    assert not page.renew_button.isVisible()
    assert page.starts.value() is None
    page.starts.set_value(office.desk.today)
    page.measures_on.set_value(office.desk.today)
    page.measures.set_value("報告書で確かめた")
    page.save_button.click()
    opened.rest()
    file = contractor_file(office.desk, office.entrusted)
    assert len(file.contracts) == 2
    assert file.missing == ()
    assert file.gate == ()
