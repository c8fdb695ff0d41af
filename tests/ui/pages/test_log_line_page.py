"""One line of the log, whole, and the ways on from it."""

from dataclasses import replace

import pytest

from ashibue_desk.domain.handling_log import LogClass, LogLine
from ashibue_desk.domain.log_tally import Subject
from ashibue_desk.domain.roles import Role
from ashibue_desk.use_cases.desk import Desk
from tests.helpers.accessible_names import nameless_controls
from tests.ui.pages.showing import Opened
from ui.pages.handling_log.line_page import LogLinePage, facts_of


def test_a_correction_shows_the_line_it_corrects_and_leads_there(opened: Opened, desk: Desk) -> None:
    line = LogLine(
        log_class=LogClass.PROVISION,
        act="書類の提出",
        object_id="p1",
        object_label="青葉 こずえ",
        happened_on="2026-06-01",
        corrects=2,
        recipient="若葉税務署",
    )
    with desk.act():
        desk.log(line)
    last = desk.vault.log.last_seq()
    page = opened.show(LogLinePage, last)
    assert page.view is not None
    told = dict(facts_of(page.view))
    assert told["訂正・補記された行"] == "2番"
    assert (told["提供先"], told["紙で取り扱った日"]) == ("若葉税務署", "R8.6.1")
    assert "備考" not in told
    assert page.old_card.isVisible()
    assert nameless_controls(page) == []
    page.person_button.click()
    page.handler_button.click()
    page.day_button.click()
    page.correct_button.click()
    assert opened.shell.opened == [
        ("handling_log", Subject("person", "p1", "青葉 こずえ")),
        ("handling_log", Subject("handler", desk.actor.user_id, desk.actor.name)),
        ("handling_log", Subject("day", "2026-06-15", "")),
        ("log_correction", last),
    ]


def test_a_corrected_line_leads_to_its_correction(opened: Opened, desk: Desk) -> None:
    with desk.act():
        desk.log(LogLine(log_class=LogClass.USE, act="帳票の印刷", corrects=2))
    page = opened.show(LogLinePage, 2)
    assert page.corrected_button.isVisible()
    assert not page.old_card.isVisible()
    page.corrected_button.click()
    assert opened.shell.opened == [("log_line", desk.vault.log.last_seq())]


@pytest.mark.parametrize(
    ("role", "act"),
    [(Role.OFFICER, "訂正・補記する"), (Role.HANDLER, "訂正・補記する"), (Role.AUDITOR, "補記する")],
)
def test_the_act_is_named_as_far_as_it_goes_for_the_one_at_the_desk(
    opened: Opened, role: Role, act: str
) -> None:
    opened.context = replace(opened.context, roles=frozenset({role}))
    page = opened.show(LogLinePage, 1)
    assert page.correct_button.isVisible()
    assert page.correct_button.text() == act
