"""Recording a provision: the gate is seen before anything is typed, and only the officer goes against it."""

from dataclasses import replace
from datetime import timedelta

import pytest

from ashibue_desk.domain.contractor_provision import Way
from ashibue_desk.use_cases.contractors.register import contractor_file
from tests.helpers.accessible_names import nameless_controls
from tests.helpers.desks import HANDLER, Scene
from tests.helpers.sample_numbers import valid_number
from tests.ui.pages.contractors.conftest import Office
from tests.ui.pages.showing import Opened
from ui.pages.contractors.provision_page import ProvisionPage
from ui.wording.counts import count_of


def fill(page: ProvisionPage) -> None:
    page.what.set_value("支払調書の原稿")
    page.whose.set_value("支払先")
    page.count.set_value("2人分")
    page.affair.setCurrentIndex(page.affair.count() - 1)


def problem(page: ProvisionPage, name: str) -> str:
    return next(row for row in page.form.rows() if row.name == name).problem_text()


def test_through_the_open_gate_a_provision_is_recorded(opened: Opened, office: Office) -> None:
    page = opened.show(ProvisionPage, office.entrusted)
    assert page.gate.isVisible()
    assert not page.gate.sentences.isVisible()
    assert not page.reason_row.isVisible()
    assert nameless_controls(page) == []
    fill(page)
    page.save_button.click()
    opened.rest()
    kept = {one.entry.what: one for one in contractor_file(office.desk, office.entrusted).provisions}[
        "支払調書の原稿"
    ]
    assert (kept.entry.count, kept.permitted) == (2, True)
    assert opened.shell.said == [("success", "提供を記録しました")]


def test_what_was_typed_comes_back_after_a_lock(opened: Opened, office: Office) -> None:
    page = opened.show(ProvisionPage, office.entrusted)
    assert page.draft() == {}
    page.what.set_value("扶養控除等申告書の写し")
    page.way.set_value(Way.TRACKED_MAIL.value)
    after = opened.show(ProvisionPage)
    after.restore_draft(page.draft())
    opened.rest()
    assert (after.what.value(), after.way.value()) == ("扶養控除等申告書の写し", Way.TRACKED_MAIL.value)
    assert after.draft()["contractor_id"] == office.entrusted


def test_the_day_decides_whether_the_gate_is_open(opened: Opened, office: Office) -> None:
    page = opened.show(ProvisionPage, office.entrusted)
    page.day.line.setFocus()
    page.day.set_value(office.desk.today - timedelta(days=20))
    opened.rest()
    assert "評価" in page.gate.sentences.text()
    assert page.day.line.hasFocus(), "somebody is typing the day"
    page.day.set_value(office.desk.today)
    opened.rest()
    assert not page.gate.sentences.isVisible()


def test_the_handler_meets_a_closed_gate(opened: Opened, office: Office, scene: Scene) -> None:
    opened.context = replace(opened.context, roles=scene.users[HANDLER].roles)
    page = opened.show(ProvisionPage, office.evaluating)
    assert "評価がまだ終わっていません" in page.gate.sentences.text()
    assert page.hasFocus(), "the gate is read first"
    assert "責任者だけ" in page.gate.way_out.text()
    assert not page.save_button.isEnabled()
    assert not page.reason_row.isVisible()
    page.save()
    opened.rest()
    assert contractor_file(office.desk, office.evaluating).provisions == ()


def test_the_officer_goes_against_it_only_with_a_reason(opened: Opened, office: Office) -> None:
    page = opened.show(ProvisionPage, office.evaluating)
    assert page.save_button.text() == "理由を付けて記録する"
    fill(page)
    page.way.set_value(Way.COLLECTED.value)
    page.save_button.click()
    opened.rest()
    assert problem(page, "override_reason")
    page.reason.set_value("溶解の車が今日しか来ないため")
    page.save_button.click()
    opened.rest()
    kept = contractor_file(office.desk, office.evaluating).provisions[0]
    assert (kept.permitted, kept.override_reason) == (False, "溶解の車が今日しか来ないため")
    assert opened.shell.said == [("warning", "理由を付けて記録しました")]


def test_a_tracked_letter_needs_its_number_and_no_field_takes_an_individual_number(
    opened: Opened, office: Office
) -> None:
    page = opened.show(ProvisionPage, office.entrusted)
    fill(page)
    assert not page.tracking_row.isVisible()
    page.way.set_value(Way.TRACKED_MAIL.value)
    assert page.tracking_row.isVisible()
    page.save_button.click()
    assert problem(page, "tracking")
    page.tracking.set_value("AB-1")
    page.note.set_value(valid_number(5).digits())
    page.save_button.click()
    opened.rest()
    assert "個人番号" in problem(page, "note")
    assert opened.shell.went_back == 0


@pytest.mark.parametrize(
    ("typed", "count"),
    [("1", 1), ("１８", 18), ("1,200人", 1200), ("12人分", 12), ("", None), ("-3", None), ("many", None)],
)
def test_a_count_is_read_as_offices_type_it(typed: str, count: int | None) -> None:
    assert count_of(typed) == count
