"""The list of what is missing, and recording how it went."""

from datetime import timedelta

import pytest

from ashibue_desk.domain.collection import CollectionEvent, EventKind
from ashibue_desk.use_cases import collect_number, people
from forms.situations import PrintingStopped
from tests.helpers.accessible_names import nameless_controls
from tests.helpers.desks import WITH_NUMBERS
from tests.helpers.pdf_text import pages, run_together
from tests.helpers.sample_numbers import valid_number
from tests.ui.pages.showing import Opened, told
from ui.desktop import file_choice
from ui.pages.collection.event_page import CollectionEventPage
from ui.pages.collection.page import CollectionPage
from ui.pages.collection.requests import make_requests
from ui.pages.collection.view import count_missing
from ui.widgets.paper_card import PaperOutput


@pytest.fixture
def page(opened: Opened):
    shown = opened.show(CollectionPage)
    yield shown
    shown.hide()


def states(page: CollectionPage) -> list[str]:
    return [page.rows.row(at).row.state.value for at in range(page.rows.rowCount())]


def choose(page: CollectionPage, person_id: str) -> None:
    page.list.view.keep_current(person_id)


def buttons(page: CollectionPage) -> list[str]:
    bar = page.bar
    every = (bar.print_request, bar.requested, bar.explained, bar.refused, bar.reveal, bar.receive)
    return [button.text() for button in every if button.isVisible()]


def test_those_without_a_number_come_first(page, scene):
    assert states(page)[:4] == ["missing"] * 4
    assert page.list.count.text() == "9人"
    assert "番号がまだない人 4人・取得済 3人" in page.subtitle.text()
    assert nameless_controls(page) == []


def test_the_badge_counts_the_workers_still_missing(desk, scene):
    assert count_missing(desk).count == 3
    assert not count_missing(desk).alarm
    refused = CollectionEvent(EventKind.REFUSED, desk.today, "書面で断られた")
    collect_number.record_event(desk, scene.person_ids[WITH_NUMBERS], refused)
    assert count_missing(desk).count == 2


def test_the_states_filter(page):
    page.states.set_value("held")
    assert states(page) == ["held"] * WITH_NUMBERS
    page.states.set_value("still_missing")
    assert set(states(page)) == {"missing"}
    page.list.clear_filter()
    assert page.states.value() == ""
    assert len(states(page)) == 9


@pytest.mark.parametrize(
    ("at", "offered"),
    [
        (0, ["番号を見る", "受け取り直す"]),
        (3, ["お願いを印刷", "依頼を記録する", "説明を記録する", "拒否を記録する", "番号を受け取る"]),
        (6, ["理由を見る"]),
    ],
)
def test_only_what_makes_sense_is_offered(page, scene, at, offered):
    choose(page, scene.person_ids[at])
    assert buttons(page) == offered


def test_acts_open_their_pages_for_the_chosen_person(page, opened, scene):
    held, missing = scene.person_ids[0], scene.person_ids[WITH_NUMBERS]
    choose(page, held)
    page.bar.reveal.click()
    page.list.opened.emit(held)
    choose(page, missing)
    page.bar.receive.click()
    page.list.opened.emit(missing)
    page.bar.requested.click()
    page.bar.explained.click()
    page.bar.refused.click()
    page.receive_anybody()
    assert opened.shell.opened == [
        ("reveal", held),
        ("reveal", held),
        ("collect", missing),
        ("collect", missing),
        ("collection_event", (missing, EventKind.REQUESTED)),
        ("collection_event", (missing, EventKind.EXPLAINED)),
        ("collection_event", (missing, EventKind.REFUSED)),
        ("collect", None),
    ]


def test_what_was_recorded_shows_in_the_list(page, opened, desk, scene):
    form = opened.show(CollectionEventPage, (scene.person_ids[WITH_NUMBERS], EventKind.REFUSED))
    assert form.kind.value() == "refused"
    assert nameless_controls(form) == []
    form.save()
    assert form.text_row.problem_text()
    form.day.set_value(desk.today + timedelta(days=1))
    form.text.set_value(f"電話で断られた。番号は{valid_number(3).digits()}だとは言っていない")
    form.save()
    assert not opened.context.operations.is_busy()
    form.day.set_value(desk.today)
    assert form.draft()["kind"] == "refused"
    form.save()
    opened.rest()
    assert opened.shell.went_back == 1
    (event,) = people.person_details(desk, scene.person_ids[WITH_NUMBERS]).events
    assert (event.kind, event.happened_on, event.recorded_by) == (
        EventKind.REFUSED,
        desk.today,
        desk.actor.name,
    )
    assert valid_number(3).digits() not in event.text
    assert "refused" in states(page)
    assert form.draft() == {}
    form.hide()


def test_the_course_of_events_stands_beside_the_form(opened, desk, scene):
    person_id = scene.person_ids[WITH_NUMBERS]
    for kind, text in ((EventKind.REQUESTED, "手渡しで依頼"), (EventKind.EXPLAINED, "法令の義務と説明")):
        collect_number.record_event(desk, person_id, CollectionEvent(kind, desk.today, text))
    form = opened.show(CollectionEventPage, (person_id, EventKind.REFUSED))
    first = form.course.body.itemAt(0).widget()
    assert "法令の義務と説明" in first.text.text()
    assert form.course.body.count() == 2
    form.hide()


def test_a_draft_of_the_record_comes_back(opened, scene):
    form = opened.show(CollectionEventPage)
    person_id = scene.person_ids[WITH_NUMBERS]
    typed = {"person": person_id, "kind": "explained", "day": "R8.6.1", "text": "途中まで"}
    form.restore_draft(typed)
    opened.rest()
    assert (form.kind.value(), form.text.value()) == ("explained", "途中まで")
    assert form.draft() == typed
    form.hide()


def pdf_words(target):
    return run_together("".join(pages(target.read_bytes())))


def test_the_request_to_one_person_is_printed_with_its_sheet_and_recorded(
    page, opened, scene, desk, tmp_path
):
    person_id = scene.person_ids[WITH_NUMBERS]
    choose(page, person_id)
    page.bar.print_request.click()
    assert page.request_card.isVisible()
    assert page.request_card.due.value() == desk.today + timedelta(days=14)
    page.request_card.due.set_value(desk.today + timedelta(days=20))
    target = tmp_path / "request.pdf"
    file_choice.answer_next(target)
    page.request_card.save_button.click()
    opened.rest()
    words = pdf_words(target)
    for said in (desk.vault.people.get(person_id).name, "個人番号記入用紙", "令和8年7月5日までに"):
        assert run_together(said) in words
    (event,) = desk.vault.collections.events()[person_id]
    assert event.kind is EventKind.REQUESTED
    assert "提供のお願いをPDFで保存しました" in told(page)[-1][1]


def test_everybody_without_a_number_is_asked_at_once(page, opened, scene, desk, tmp_path):
    page.ask_requests()
    assert "4人分" in page.request_card.heading.text()
    page.request_card.due.set_value(None)
    target = tmp_path / "requests.pdf"
    file_choice.answer_next(target)
    page.request_card.save_button.click()
    opened.rest()
    assert len(pages(target.read_bytes())) == 8
    assert len(desk.vault.collections.events()) == 4
    assert states(page)[:4] == ["requested"] * 4


def test_with_every_number_there_nobody_is_asked(page):
    page._lines = ()
    page.ask_requests()
    assert not page.request_card.isVisible()
    assert "お願いする人がいません" in told(page)[-1][1]


def test_the_notice_of_purposes_comes_from_here_too(page, opened, tmp_path):
    page.ask_notice()
    target = tmp_path / "notice.pdf"
    file_choice.answer_next(target)
    page.notice.card.save_button.click()
    opened.rest()
    assert "役員・職員の皆さん" in pdf_words(target)


def test_stopped_requests_are_not_recorded(desk, scene, tmp_path):
    class Stop:
        def report(self, done, how_many, what):
            self.told = (done, how_many, what)

        def should_stop(self):
            return True

    target, stop = tmp_path / "requests.pdf", Stop()
    with pytest.raises(PrintingStopped):
        make_requests(desk, scene.person_ids[:2], None, PaperOutput(file=target), stop)
    assert stop.told[:2] == (1, 2)
    assert not target.exists()
    assert desk.vault.collections.events() == {}
