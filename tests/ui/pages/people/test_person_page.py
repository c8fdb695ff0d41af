"""The page of one person over a real vault."""

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from ashibue_desk.domain.collection import CollectionEvent, EventKind
from ashibue_desk.domain.people import PersonCategory, PersonEntry
from ashibue_desk.use_cases import collect_number, consent_forms, people
from tests.helpers.accessible_names import nameless_controls
from tests.helpers.desks import RECEIVER, WITH_NUMBERS, Scene, done
from tests.helpers.pdf_text import pages, run_together
from tests.helpers.sample_numbers import valid_number
from tests.ui.pages.showing import Opened, told
from ui.desktop import file_choice
from ui.pages.people.edit_page import NewPerson
from ui.pages.people.person_page import MASKED, PersonPage
from ui.theme.plain_label import PlainLabel


def words_of(page: PersonPage) -> str:
    """Return everything that stands on the page."""
    QApplication.processEvents()  # what was put into a layout is shown with the next turn
    return "\n".join(label.text() for label in page.findChildren(PlainLabel) if label.isVisible())


def test_a_person_with_a_number_is_shown_masked(opened: Opened, scene: Scene, desk):
    page = opened.show(PersonPage, scene.person_ids[0])
    entry = desk.vault.people.get(scene.person_ids[0]).entry
    words = words_of(page)
    assert page.heading.text() == entry.name
    assert MASKED in words
    assert valid_number(0).digits() not in words.replace(" ", "")
    assert "対面で受け取りました" in words
    assert "利用する事務" in words
    assert f"({entry.birth_date})" in words
    assert not page.collect_button.isVisible()
    page.reveal_button.click()
    page.edit()
    assert opened.shell.opened == [("reveal", scene.person_ids[0]), ("person_edit", scene.person_ids[0])]
    assert nameless_controls(page) == []


def test_without_a_number_it_can_be_taken_in(opened: Opened, scene: Scene):
    page = opened.show(PersonPage, scene.person_ids[4])
    assert not page.reveal_button.isVisible()
    page.collect_button.click()
    assert opened.shell.opened == [("collect", scene.person_ids[4])]


def test_of_dispatched_workers_and_applicants_no_number_is_asked(opened: Opened, scene: Scene):
    for at in (6, 7):
        page = opened.show(PersonPage, scene.person_ids[at])
        assert not page.collect_button.isVisible()
        assert page.number_words.text() == page.view.details.refusal != ""
        page.hide()


def test_family_is_listed_and_opened_both_ways(opened: Opened, scene: Scene, desk):
    worker = scene.person_ids[0]
    child = PersonEntry(
        category=PersonCategory.DEPENDANT, name="星川 いぶき", worker_id=worker, relation="子"
    )
    child_id = done(people.add_person(desk, child)).answer
    page = opened.show(PersonPage, worker)
    assert "扶養親族・子・番号はまだ受け取っていません" in words_of(page)
    page.family.chosen.emit(child_id)
    page.add_family_button.click()
    assert opened.shell.opened == [
        ("person", child_id),
        ("person_edit", NewPerson(PersonCategory.DEPENDANT, worker)),
    ]
    page.show_argument(child_id)
    page.refresh(page.refresh_on)
    opened.rest()
    assert page.worker.isVisible()
    assert not page.family.isVisible()
    assert not page.leave_button.isVisible()


def test_leaving_is_recorded_and_stands_in_the_history(opened: Opened, scene: Scene, desk):
    page = opened.show(PersonPage, scene.person_ids[0])
    page.leave_button.click()
    page.leaving.day.line.setText("令和8年6月30日")
    page.leaving.keep_button.click()
    opened.rest()
    opened.rest()
    assert told(page)[0][0] == "success"
    assert desk.vault.people.get(scene.person_ids[0]).entry.left_on == date(2026, 6, 30)
    words = words_of(page)
    assert "退職日　(空欄) → R8.6.30" in words
    assert "令和8年6月15日(2026-06-15) 10:00　星川 楓" in words


def test_a_wrong_last_day_stays_beside_the_field(opened: Opened, scene: Scene):
    page = opened.show(PersonPage, scene.person_ids[0])
    page.ask_leaving()
    page.leaving.keep_button.click()
    assert page.leaving.row.problem_text() == "退職日を入力してください。"
    page.leaving.day.line.setText("S40.1.1")
    page.leaving.keep_button.click()
    opened.rest()
    assert "入社日" in page.leaving.row.problem_text()


def test_the_course_of_events_is_told(opened: Opened, scene: Scene, desk):
    event = CollectionEvent(EventKind.REFUSED, date(2026, 6, 1), "書面で断られた")
    collect_number.record_event(desk, scene.person_ids[4], event)
    page = opened.show(PersonPage, scene.person_ids[4])
    assert "提供の拒否" in words_of(page)
    assert "書面で断られた" in words_of(page)


def test_a_person_taken_back_offers_nothing(opened: Opened):
    page = opened.show(PersonPage, "0" * 32)
    assert told(page)[0][1].startswith("この人は名簿から取り消されています")
    assert not page.edit_button.isVisible()
    page.edit()
    assert opened.shell.opened == []


@pytest.mark.parametrize("at", [0, 4])
def test_who_only_hands_numbers_in_sees_no_way_to_read_one(opened: Opened, scene: Scene, at: int):
    from dataclasses import replace

    opened.context = replace(opened.context, roles=scene.users[RECEIVER].roles)
    page = opened.show(PersonPage, scene.person_ids[at])
    assert not page.reveal_button.isVisible()
    assert not page.edit_button.isVisible()
    assert "利用する事務を選びます" not in page.number_words.text(), (
        "nobody is invited to what they may not do"
    )


def test_papers_stand_with_their_state_and_only_for_those_who_read_records(
    opened: Opened, scene: Scene, desk
):
    person = scene.person_ids[0]
    page = opened.show(PersonPage, person)
    assert "この人に渡した書類は、まだありません。" in words_of(page)
    consent_forms.issue_consents(desk, [person], lambda _facts: b"")
    consent_forms.record_received(desk, [person], date(2026, 6, 15), "書庫1の同意書綴り")
    page.make_stale()
    page.come_forward()
    opened.rest()
    assert "特定個人情報等の取扱いに関する同意書　綴込み済" in words_of(page)
    assert "書庫1の同意書綴り" in words_of(page)


def printed(page: PersonPage, opened: Opened, target: Path) -> str:
    """Save the paper that is asked about, and return what stands on it."""
    file_choice.answer_next(target)
    page.paper.card.save_button.click()
    opened.rest()
    return run_together("".join(pages(target.read_bytes())))


def test_the_record_of_verification_is_printed_and_waits_to_be_filed(
    opened: Opened, scene: Scene, desk, tmp_path
):
    page = opened.show(PersonPage, scene.person_ids[0])
    assert page.verification_button.isVisible()
    assert not page.refusal_button.isVisible()
    assert not page.attorney_button.isVisible()
    page.verification_button.click()
    words = printed(page, opened, tmp_path / "record.pdf")
    assert run_together(desk.vault.people.get(scene.person_ids[0]).name) in words
    assert valid_number(0).digits() not in words
    assert "本人確認の記録をPDFで保存しました" in told(page)[-1][1]
    assert [paper.form_id for paper in desk.vault.papers.all()] == ["VR"]


def test_the_course_of_a_refusal_is_printed(opened: Opened, scene: Scene, desk, tmp_path):
    person_id = scene.person_ids[WITH_NUMBERS]
    refused = CollectionEvent(EventKind.REFUSED, desk.today, "「預けたくない」とのこと。")
    collect_number.record_event(desk, person_id, refused)
    page = opened.show(PersonPage, person_id)
    assert not page.verification_button.isVisible()
    page.refusal_button.click()
    assert "「預けたくない」とのこと。" in printed(page, opened, tmp_path / "refusal.pdf")


def test_a_spouse_of_category_three_gets_a_power_of_attorney(opened: Opened, scene: Scene, desk, tmp_path):
    entry = PersonEntry(
        category=PersonCategory.SPOUSE3, name="葦原 大地", worker_id=scene.person_ids[0], relation="夫"
    )
    page = opened.show(PersonPage, done(people.add_person(desk, entry)).answer)
    page.attorney_button.click()
    assert "葦原大地" in printed(page, opened, tmp_path / "attorney.pdf")
