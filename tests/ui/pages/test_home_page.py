"""The home page: what is due, where its buttons lead, the year, the last lines, an empty office, a damaged vault."""

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtWidgets import QLabel

from ashibue_desk.domain.handling_log import LogClass, LogEntry, LogFilter, LogLine
from ashibue_desk.domain.papers import PaperState
from ashibue_desk.use_cases import consent_forms, paper_ledger, paper_output, people
from ashibue_desk.use_cases.desk import Desk
from ashibue_desk.use_cases.home import DueItem, HomeView, Todo, Urgency, home
from ashibue_desk.use_cases.paper_output import CAME_OUT, TAKEN_BACK, GoingOut, Written
from ashibue_desk.use_cases.paper_put_back import Before
from ashibue_desk.use_cases.papers import PrintedForm, Subject, issue_papers
from ashibue_desk.use_cases.situations import NotYourDuty
from tests.helpers.accessible_names import nameless_controls
from tests.helpers.desks import Scene
from tests.ui.pages.showing import Opened, told
from ui.background.operations import Operations
from ui.pages.home.audit_card import AuditCard
from ui.pages.home.page import HomePage
from ui.pages.home.parts import LogLineWidget
from ui.pages.home.view import (
    HomeFacts,
    count_due,
    doubt_words,
    summary,
    when,
    words_of,
    year_lines,
    year_title,
)
from ui.widgets.buttons import SmallButton
from ui.widgets.name_link import KeyLink
from ui.wording.page_roles import PAGE_WORK, may_open

DAY = date(2026, 6, 15)


def view(*due: DueItem) -> HomeView:
    return HomeView(due, (), (date(2026, 4, 1), date(2027, 2, 1)), date(2026, 4, 1), DAY)


def test_what_is_due_is_listed_by_urgency_and_each_button_opens_its_page(opened: Opened) -> None:
    page = opened.show(HomePage)
    lines = {line.item.todo: line for line in page.due_lines()}
    assert lines[Todo.ISSUE_CONSENTS].sentence.text() == "同意書を印刷して渡す(7人)"
    order = [list(Urgency).index(line.item.urgency) for line in page.due_lines()]
    assert order == sorted(order)
    for line in lines.values():
        line.button.click()
    assert ("consents", "issue") in opened.shell.opened
    assert ("collection", None) in opened.shell.opened
    assert ("backup", None) in opened.shell.opened
    assert lines[Todo.ISSUE_LOG_CARD].sentence.text() == "検証カードを発行する"
    assert ("log_check", None) in opened.shell.opened
    assert nameless_controls(page) == []


def test_the_page_reads_again_after_an_act_and_shows_the_last_lines(opened: Opened, scene: Scene) -> None:
    page = opened.show(HomePage)

    def receive(desk: Desk) -> object:
        return consent_forms.record_received(desk, scene.person_ids[:7], desk.today, "書庫A")

    opened.context.operations.act(page, receive, len_of)
    opened.rest()
    assert Todo.ISSUE_CONSENTS not in {line.item.todo for line in page.due_lines()}
    lines = page.recent_card.findChildren(LogLineWidget)
    assert 1 <= len(lines) <= 6
    page.open_log()
    assert opened.shell.opened[-1] == ("handling_log", None)


def len_of(_answer: object) -> None:
    """Nothing is shown."""


def test_a_new_office_is_welcomed_and_led_to_its_staff_list(opened: Opened) -> None:
    page = opened.show(HomePage)
    due = (DueItem(Todo.IMPORT_PEOPLE, Urgency.DUE, 0, ""),)
    page.show_facts(HomeFacts(view(*due), ()))
    assert page._welcome.isVisible()
    assert not page.due_list.isVisible()
    page.start_import()
    assert opened.shell.opened == [("import_people", None)]
    page.show_facts(HomeFacts(view(), ()))
    assert not page._welcome.isVisible()


def test_when_nothing_is_due_the_page_says_so_in_a_sentence(opened: Opened) -> None:
    page = opened.show(HomePage)
    page.show_facts(HomeFacts(view(), ()))
    assert page.subtitle.text().startswith("いま、やることはありません。")
    assert page.due_lines() == []


def test_the_sentence_counts_by_urgency() -> None:
    due = (
        DueItem(Todo.RENEW_SHEET, Urgency.OVERDUE, 0, ""),
        DueItem(Todo.BACK_UP, Urgency.DUE, 0, ""),
        DueItem(Todo.COLLECT_NUMBERS, Urgency.LATER, 4, "16条"),
    )
    assert summary(due).startswith("期限を過ぎています 1件、今月中 1件、これから 1件です。")


def test_the_year_shows_months_with_activity_on_either_side_of_new_year_and_what_is_due() -> None:
    lines = year_lines(HomeFacts(view(DueItem(Todo.BACK_UP, Urgency.OVERDUE, 0, "")), ()))
    assert [mark.day for mark in lines[0].marks] == [date(2026, 4, 15), date(2027, 2, 15)]
    assert [line.title for line in lines] == ["取扱いの記録", "バックアップ"]
    span = lines[1].spans[0]
    assert (span.first, span.last, span.tone) == (date(2026, 6, 1), date(2026, 6, 30), "error")
    assert span.words == "バックアップをとる、期限を過ぎています"
    assert year_title(date(2026, 4, 1)) == "令和8年度の流れ"


def test_the_time_of_a_line_names_the_day_unless_it_is_today() -> None:
    line = LogLine(log_class=LogClass.ACCESS, act="保管庫を開いた")
    entry = LogEntry(1, "", "2026-06-15T08:05:00+09:00", "", "", line)
    assert when(entry, DAY) == "08:05"
    assert when(entry, date(2026, 6, 16)) == "6月15日 08:05"
    assert when(entry, date(2027, 6, 16)) == "令和8年6月15日 08:05", (
        "who comes back after a year is not told of yesterday"
    )


def test_the_rail_counts_what_is_due_now_and_turns_red_when_it_is_overdue(desk: Desk, scene: Scene) -> None:
    before = count_due(desk)
    assert (before.count, before.alarm) == (3, False)
    scene.clock.set_to(scene.clock.local_now().replace(year=2027))
    assert count_due(desk).alarm
    assert people.list_people(desk)


def test_a_flaw_of_the_log_is_told_in_red_and_leads_to_its_verification(opened: Opened) -> None:
    page = opened.show(HomePage)
    page.show_facts(HomeFacts(view(DueItem(Todo.CHECK_LOG, Urgency.OVERDUE, 0, "")), ()))
    (line,) = page.due_lines()
    assert line.sentence.text() == "取扱記録簿の検証で異常がみつかりました"
    line.button.click()
    assert opened.shell.opened == [("log_check", None)]


@pytest.mark.parametrize(
    ("answer", "act", "state", "said"),
    [
        ("出ている", CAME_OUT, PaperState.ISSUED, "出ていることを"),
        ("出ていない", TAKEN_BACK, PaperState.CANCELLED, "渡していない扱いに戻し"),
    ],
)
def test_papers_that_a_killed_process_left_are_asked_for_once(
    opened: Opened, desk: Desk, answer: str, act: str, state: PaperState, said: str
) -> None:
    leave_in_doubt(desk)
    page = opened.show(HomePage)
    assert page.doubts.isVisible()
    texts = [label.text() for label in page.doubts.findChildren(QLabel)]
    assert "帳票の印刷　岬 しおん" in texts
    assert any(text.startswith("引継書。第1版　") for text in texts)
    assert nameless_controls(page) == []
    (button,) = [each for each in page.doubts.findChildren(SmallButton) if each.text() == answer]
    button.click()
    opened.rest()
    assert page.doubts.isHidden()
    assert told(page)[0][0] == "success"
    assert said in told(page)[0][1]
    assert desk.vault.log.read(LogFilter(most=1))[0].line.act == act
    assert [paper.state for paper in paper_ledger.papers_about(desk, "a" * 32)] == [state]


def leave_in_doubt(desk: Desk) -> None:
    """Leave what a kill between record and paper leaves."""

    def die(_drawn: object) -> None:
        raise KeyboardInterrupt

    subject = Subject("a" * 32, "岬 しおん")
    form = PrintedForm("HO", "引継書", 1, kept=True)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(paper_output, "_take_back", lambda *_args: None)
        with pytest.raises(KeyboardInterrupt):
            issue_papers(desk, form, [subject], bytes, die)


def test_several_lines_of_one_act_are_one_question() -> None:
    line = Written(3, "administration", "誓約書の印刷", "", "岬 しおん", 1, "第1版")
    going = GoingOut("x", "2026-06-14T18:05:00+09:00", "u", "入江 はるか", (line, line, line), Before())
    assert doubt_words(going, DAY) == (
        "誓約書の印刷　岬 しおん　ほか2件",
        "第1版　6月14日 18:05　入江 はるか",
    )


def test_a_situation_while_reading_becomes_a_banner(opened: Opened, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_desk: Desk) -> HomeFacts:
        raise NotYourDuty

    monkeypatch.setattr("ui.pages.home.page.read_home", refuse)
    page = opened.show(HomePage)
    assert told(page)[0][0] == "error"
    assert NotYourDuty.what in told(page)[0][1]


def test_a_receiver_is_led_only_to_pages_that_open(
    opened: Opened, open_operations: Operations, scene: Scene
) -> None:
    scene.close()
    receiver = scene.unlock("receiver")
    open_operations.open_desk(receiver)
    opened.context = replace(opened.context, roles=receiver.actor.roles)
    page = opened.show(HomePage)
    assert {words_of(line.item).page for line in page.due_lines()} <= {
        "collection",
        "my_duties",
        "settings",
        "",
    }
    assert page.recent_card.isHidden()
    assert count_due(receiver).count == sum(
        line.item.urgency is not Urgency.LATER for line in page.due_lines()
    )


def test_an_auditor_is_not_told_to_do_what_others_do(
    opened: Opened, open_operations: Operations, scene: Scene
) -> None:
    scene.close()
    auditor = scene.unlock("auditor")
    open_operations.open_desk(auditor)
    opened.context = replace(opened.context, roles=auditor.actor.roles)
    pages = {words_of(item).page for item in home(auditor).due}
    assert {"consents", "backup"} <= pages, "it is due, but for somebody else"
    page = opened.show(HomePage)
    assert not {words_of(line.item).page for line in page.due_lines()} & set(PAGE_WORK)
    assert not page.recent_card.isHidden(), "reading the records is what an auditor is here for"


def test_an_auditor_finds_where_an_audit_begins_and_nobody_else_does(
    opened: Opened, open_operations: Operations, scene: Scene
) -> None:
    assert opened.show(HomePage).findChildren(AuditCard) == []
    scene.close()
    auditor = scene.unlock("auditor")
    open_operations.open_desk(auditor)
    opened.context = replace(opened.context, roles=auditor.actor.roles)
    page = opened.show(HomePage)
    (card,) = page.findChildren(AuditCard)
    for link in card.findChildren(KeyLink):
        link.click()
    asked = [key for key, _argument in opened.shell.opened]
    assert asked == ["regulation", "log_check", "log_checks", "backup"]
    assert all(may_open(key, auditor.actor.roles) for key in asked)
    assert nameless_controls(page) == []


def test_a_line_read_again_keeps_the_keyboard(opened: Opened) -> None:
    page = opened.show(HomePage)
    line = page.due_lines()[1]
    line.button.setFocus()
    page.refresh(page.refresh_on)
    opened.rest()
    again = next(each for each in page.due_lines() if each.item.todo is line.item.todo)
    assert again is not line
    assert again.button.hasFocus()
