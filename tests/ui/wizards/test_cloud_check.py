"""The check of a cloud service: the flow without a window, the wizard over a real vault, the list of judgements."""

from dataclasses import replace

import pytest

from ashibue_desk.domain.cloud_check import CloudAnswer, CloudConclusion
from ashibue_desk.domain.contractor_criteria import CloudQuestion
from ashibue_desk.use_cases.contractors.cloud import list_cloud_checks
from ashibue_desk.use_cases.desk import Desk
from tests.helpers.accessible_names import nameless_controls
from tests.helpers.desks import AUDITOR, Scene
from tests.ui.pages.showing import Opened, opened
from ui.pages.contractors.cloud_page import CloudChecksPage
from ui.widgets.turns import Turns
from ui.wizards.cloud_check.flow import CloudFlow
from ui.wizards.cloud_check.page import CloudCheckPage, read_questions
from ui.wizards.cloud_check.steps import QuestionStep, ResultStep, ServiceStep

__all__ = ["opened"]
QUESTIONS = tuple(CloudQuestion(f"q{at}", f"質問{at}", "手がかり") for at in range(2))


def test_every_step_asks_for_what_it_needs() -> None:
    flow = CloudFlow(QUESTIONS, "根拠")
    assert [step.key for step in flow.steps] == ["service", "q0", "q1", "result"]
    assert [one.field for one in flow.problems()] == ["service"]
    flow.texts["service"] = "給与のサービス"
    assert flow.problems() == ()
    assert flow.go_next()
    assert [one.field for one in flow.problems()] == ["answer"]
    flow.answers["q0"] = CloudAnswer.HOLDS
    assert [one.field for one in flow.problems()] == ["note"]
    flow.notes["q0"] = "規約 第3条"
    assert flow.go_next()
    flow.answers["q1"] = CloudAnswer.UNKNOWN
    assert flow.problems() == ()
    assert flow.go_next()
    assert flow.conclusion() is CloudConclusion.ENTRUSTMENT
    assert flow.problems() == ()
    assert not flow.go_next()
    flow.go_to(2)
    flow.answers["q1"], flow.notes["q1"] = CloudAnswer.HOLDS, "規約 第4条"
    flow.go_next()
    assert [one.field for one in flow.problems()] == ["own_measures"]
    assert flow.go_back()
    assert flow.current == 2


def test_a_draft_holds_everything() -> None:
    flow = CloudFlow(QUESTIONS, "根拠", "someone")
    assert flow.draft() == {}
    flow.texts["service"], flow.answers["q1"], flow.notes["q0"] = "名", CloudAnswer.DOES_NOT_HOLD, "見た"
    again = CloudFlow(QUESTIONS, "根拠")
    again.restore(flow.draft())
    assert again.entry() == flow.entry()
    assert again.entry().contractor_id == "someone"


@pytest.fixture
def wizard(opened: Opened) -> CloudCheckPage:
    page = opened.show(CloudCheckPage)
    assert page.wizard is not None
    service = page.wizard.current_widget()
    assert isinstance(service, ServiceStep)
    service.service.set_value("空の給与サービス")
    page.wizard.go_next()
    return page


def answer(page: CloudCheckPage, value: CloudAnswer, note: str) -> None:
    assert page.wizard is not None
    step = page.wizard.current_widget()
    assert isinstance(step, QuestionStep)
    step.answer.set_value(value.value)
    step.note.set_value(note)
    page.wizard.go_next()


def test_when_everything_holds_it_is_no_entrustment(
    opened: Opened, wizard: CloudCheckPage, desk: Desk
) -> None:
    assert nameless_controls(wizard) == []
    for _ in range(3):
        answer(wizard, CloudAnswer.HOLDS, "規約 第3条")
    assert wizard.wizard is not None
    result = wizard.wizard.current_widget()
    assert isinstance(result, ResultStep)
    assert result.tag.text() == "委託にあたらない"
    wizard.wizard.go_next()
    assert result.own_row.problem_text()
    result.own.set_value("二段階の認証を使う")
    wizard.wizard.go_next()
    opened.rest()
    kept = list_cloud_checks(desk)[0]
    assert kept.conclusion is CloudConclusion.NO_ENTRUSTMENT
    assert kept.entry.own_measures == "二段階の認証を使う"
    assert opened.shell.said[0] == ("success", "判断を記録しました")
    assert wizard.draft() == {}
    page = opened.show(CloudChecksPage)
    assert "自分で講じる安全管理措置: 二段階の認証を使う" in page.list.lines()[0].softer
    assert f"判断した責任者: {kept.decided_by}" in page.list.lines()[0].softer


def test_what_cannot_be_made_sure_of_is_an_entrustment(
    opened: Opened, wizard: CloudCheckPage, desk: Desk
) -> None:
    for _ in range(3):
        answer(wizard, CloudAnswer.UNKNOWN, "")
    assert wizard.wizard is not None
    wizard.wizard.go_next()
    opened.rest()
    assert list_cloud_checks(desk)[0].conclusion is CloudConclusion.ENTRUSTMENT
    page = opened.show(CloudChecksPage)
    assert [line.said.split("　")[1] for line in page.list.lines()] == ["空の給与サービス"]
    assert "確かめられない" in page.list.lines()[0].softer


def test_the_steps_are_made_a_turn_each_and_at_once_where_somebody_is_faster(
    opened: Opened, desk: Desk
) -> None:
    page = CloudCheckPage(opened.context)
    page.show_questions(read_questions(desk))
    assert page.wizard is not None
    assert page.findChildren(QuestionStep) == []
    first = page.wizard.current_widget()
    assert isinstance(first, ServiceStep)
    first.service.set_value("空の給与サービス")
    page.wizard.go_next()
    assert len(page.findChildren(QuestionStep)) == 1
    for turns in page.findChildren(Turns):
        turns.finish()
    assert len(page.findChildren(QuestionStep)) == 3
    assert len(page.findChildren(ResultStep)) == 1


def test_a_lock_loses_nothing(opened: Opened, wizard: CloudCheckPage) -> None:
    answer(wizard, CloudAnswer.HOLDS, "規約 第3条")
    draft = wizard.draft()
    again = opened.show(CloudCheckPage)
    again.restore_draft(draft)
    assert again.draft() == draft
    wizard.give_up()
    assert wizard.draft() == {}
    assert opened.shell.went_back == 1


def test_only_the_officer_judges(opened: Opened, scene: Scene) -> None:
    page = opened.show(CloudChecksPage)
    page.begin_button.click()
    assert opened.shell.opened == [("cloud_check", None)]
    opened.context = replace(opened.context, roles=scene.users[AUDITOR].roles)
    page = opened.show(CloudChecksPage)
    assert page.empty.isVisible()
    assert not hasattr(page, "begin_button")
