"""Registering, correcting and ending: forms that lose nothing and refuse what cannot be."""

from datetime import date, timedelta

import pytest

from ashibue_desk.domain.contractor_supervision import ReturnWay
from ashibue_desk.use_cases.contractors import re_entrusting
from ashibue_desk.use_cases.contractors.register import contractor_file, list_contractors
from tests.helpers.accessible_names import nameless_controls
from tests.helpers.desks import done
from tests.ui.pages.contractors.conftest import Office
from tests.ui.pages.showing import Opened, told
from ui.desktop import message_box
from ui.pages.contractors.contractor_page import ContractorPage
from ui.pages.contractors.edit_page import ContractorEditPage
from ui.pages.contractors.ending_page import EndingPage


def problem(page: ContractorEditPage | EndingPage, name: str) -> str:
    return next(row for row in page.form.rows() if row.name == name).problem_text()


def test_someone_new_is_registered_and_opened(opened: Opened, office: Office) -> None:
    page = opened.show(ContractorEditPage)
    page.save_button.click()
    assert problem(page, "name")
    page.fields.name.set_value("かざぐるま印刷廃棄センター")
    page.fields.affairs.boxes()[0].setChecked(True)
    page.fields.number_files.boxes()[0].setChecked(True)
    page.fields.other_files.set_value("支払調書の原稿\n\n 給与・税務 ")
    page.fields.postal_code.set_value("6900852")
    page.fields.since.set_value(office.desk.today)
    assert nameless_controls(page) == []
    page.save_button.click()
    opened.rest()
    key, contractor_id = opened.shell.opened[-1]
    assert key == "contractor"
    entry = contractor_file(office.desk, str(contractor_id)).contractor.entry
    assert entry.number_files == ("給与・税務", "支払調書の原稿")
    assert (len(entry.affairs), entry.postal_code, entry.since) == (1, "6900852", office.desk.today)
    assert page.may_leave()


def test_a_wrong_corporate_number_and_a_reversed_term_are_told(opened: Opened, office: Office) -> None:
    page = opened.show(ContractorEditPage)
    page.fields.name.set_value("あ")
    page.fields.corporate_number.set_value("1234567890123")
    page.save_button.click()
    assert "検査用数字" in problem(page, "corporate_number")
    page.fields.corporate_number.set_value("")
    page.fields.since.set_value(office.desk.today)
    page.fields.until.set_value(office.desk.today - timedelta(days=1))
    page.save_button.click()
    opened.rest()
    assert "前になっています" in problem(page, "until")
    assert len(list_contractors(office.desk)) == 4
    message_box.answer_next(False)
    assert not page.may_leave()
    assert message_box.take_asked()[0].act == "捨てて離れる"


def test_a_correction_stands_in_the_history(opened: Opened, office: Office) -> None:
    page = opened.show(ContractorEditPage, office.entrusted)
    assert page.fields.name.value() == "みなもと水の会計事務所"
    page.fields.contact.set_value("0852-00-9999")
    page.fields.affairs.set_value(())
    page.fields.until.set_value(office.desk.today)
    page.save_button.click()
    opened.rest()
    assert opened.shell.went_back == 1
    shown = opened.show(ContractorPage, office.entrusted)
    said = [line.said for line in shown.sections.below.history.lines()]
    assert any(one.startswith("連絡先") and one.endswith("0852-00-9999") for one in said)
    assert any(one.startswith("委託する事務") and one.endswith("(空欄)") for one in said)
    assert any(one.startswith("委託の終わり　(空欄) → 令和8年6月15日") for one in said)


def test_a_draft_of_a_correction_comes_back(opened: Opened, office: Office) -> None:
    page = opened.show(ContractorEditPage, office.entrusted)
    page.fields.note.set_value("書きかけ")
    page.fields.since.line.setText("R8.")
    draft = page.draft()
    page._kept = True
    again = opened.show(ContractorEditPage)
    again.restore_draft(draft)
    opened.rest()
    assert (again.contractor_id, again.fields.note.value()) == (office.entrusted, "書きかけ")
    assert again.fields.since.line.value() == "R8."
    assert again.draft() == draft


def ending(opened: Opened, office: Office) -> EndingPage:
    """Return the form with everything but what a test is about."""
    page = opened.show(EndingPage, office.entrusted)
    page.reason.set_value("契約の期間が終わった")
    page.way.set_value(ReturnWay.ERASED.value)
    page.done_on.set_value(office.desk.today)
    page.method.set_value("溶解")
    page.certificate_on.set_value(office.desk.today)
    page.certificate_by.set_value("所長")
    page.certificate_place.set_value("書庫1")
    return page


def test_only_what_the_way_asks_for_is_shown(opened: Opened, office: Office) -> None:
    page = opened.show(EndingPage, office.entrusted)
    assert not page.done_row.isVisible()
    for way, done_shown, certificate_shown in (
        (ReturnWay.RETURNED, True, False),
        (ReturnWay.RETURNED_AND_ERASED, True, True),
        (ReturnWay.NEVER_HELD, False, False),
    ):
        page.way.set_value(way.value)
        assert page.done_row.isVisible() is done_shown
        assert page.certificate_rows[0].isVisible() is certificate_shown
    assert page.files_row.isVisible()
    assert nameless_controls(page) == []


def test_an_ending_half_typed_comes_back_after_a_lock(opened: Opened, office: Office) -> None:
    assert opened.show(EndingPage, office.entrusted).draft() == {}, "today's day alone is nothing typed"
    page = ending(opened, office)
    page.files.set_value(["給与・税務"])
    page.certificate_on.line.setText("R8.")
    after = opened.show(EndingPage)
    after.restore_draft(page.draft())
    opened.rest()
    assert after.typed() == page.typed()
    assert (after.files.value(), after.certificate_on.line.value()) == (("給与・税務",), "R8.")
    assert after.certificate_rows[0].isVisible(), "as the way asks for it"
    assert after.draft() == page.draft()


@pytest.mark.parametrize("agreed", [True, False])
def test_an_ending_is_asked_once_more_and_kept(opened: Opened, office: Office, agreed: bool) -> None:
    for request in contractor_file(office.desk, office.entrusted).requests:
        done(re_entrusting.end_re_entrustment(office.desk, request.id, office.desk.today))
    page = ending(opened, office)
    page.files.set_value(["給与・税務"])
    message_box.answer_next(agreed)
    page.save_button.click()
    opened.rest()
    assert message_box.take_asked()[0].title == "委託を終えますか"
    file = contractor_file(office.desk, office.entrusted)
    assert (file.ending is not None) is agreed
    if agreed:
        shown = opened.show(ContractorPage, office.entrusted)
        assert not shown.next_button.isVisible()
        assert not shown.edit_button.isVisible()
        assert shown.sections.below.ending.isVisible()
        assert not shown.sections.below.provisions.button("provide").isVisible()


def test_what_is_still_open_keeps_it_from_ending(opened: Opened, office: Office) -> None:
    page = ending(opened, office)
    message_box.answer_next(True)
    page.save_button.click()
    opened.rest()
    message_box.take_asked()
    assert "確かめていないファイル" in problem(page, "closed_files")
    assert "再委託が続いています" in told(page)[0][1]
    assert contractor_file(office.desk, office.entrusted).ending is None


def test_an_ending_before_its_beginning_is_refused(opened: Opened, office: Office) -> None:
    page = ending(opened, office)
    page.ended_on.set_value(long_ago(office))
    message_box.answer_next(True)
    page.save_button.click()
    opened.rest()
    message_box.take_asked()
    assert "はじまり" in problem(page, "ended_on")


def long_ago(office: Office) -> date:
    """Return a day long before the entrustment began."""
    return office.desk.today - timedelta(days=900)
