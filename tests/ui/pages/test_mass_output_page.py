"""Mass output on the screen: the reason is asked for before, and somebody else writes down to have seen it."""

from collections.abc import Iterable

from ashibue_desk.domain.handling_log import LogClass, LogFilter, LogLine
from ashibue_desk.domain.mass_output import SHOWN
from ashibue_desk.domain.roles import Role
from ashibue_desk.storage.vault import Vault
from ashibue_desk.use_cases.desk import Desk
from ashibue_desk.use_cases.home import Todo, home
from ashibue_desk.use_cases.mass_output import log_output
from tests.helpers import contractors as made
from tests.helpers.accessible_names import nameless_controls
from tests.helpers.desks import OFFICER, Scene
from tests.helpers.sample_numbers import VALID
from tests.ui.pages.showing import Opened, told
from ui.pages.contractors.provision_page import ProvisionPage
from ui.pages.home.view import count_due
from ui.pages.mass_output.page import MassOutputsPage
from ui.pages.reveal.page import RevealPage

REASON = "年末調整の源泉徴収票を全員分つくるため"


def put_out(desk: Desk, ids: Iterable[int], reason: str = "") -> None:
    with desk.act():
        lines = [LogLine(log_class=LogClass.USE, act=SHOWN, object_id=f"p{one}") for one in ids]
        log_output(desk, lines, reason)


def as_somebody_else(vault: Vault) -> None:
    """Let what was put out be a handler's."""
    vault.with_raw(
        lambda raw: raw.execute(
            "UPDATE mass_outputs SET actor_id = 'x', actor_name = '葦原 灯', by_officer = 0"
        )
    )


def test_the_reason_is_asked_for_only_beyond_the_limit(opened: Opened, scene: Scene, desk: Desk) -> None:
    put_out(desk, range(19))
    page = opened.show(RevealPage, scene.person_ids[0])
    assert page.mass_reason.isHidden()
    page.password.line.setText(scene.users[OFFICER].password)
    page.show_button.click()
    opened.rest()
    assert page.number.is_shown

    page.show_argument(scene.person_ids[1])
    page.make_stale()
    page.come_forward()
    opened.rest()
    assert not page.mass_reason.isHidden()
    assert nameless_controls(page) == []
    page.show_button.click()
    assert page.mass_reason.problem_text()
    assert page.focusWidget() is page.mass_reason.text
    page.mass_reason.text.set_value(f"番号 {VALID[0]}")
    page.show_button.click()
    assert "12桁" in page.mass_reason.problem_text()
    assert not page.number.is_shown
    page.mass_reason.text.set_value(REASON)
    page.show_button.click()
    opened.rest()
    assert page.number.is_shown
    assert page.mass_reason.isHidden()
    assert REASON in desk.vault.log.read(LogFilter(most=1))[0].line.detail
    page.hide()


def test_what_was_put_out_meanwhile_brings_the_question(opened: Opened, scene: Scene, desk: Desk) -> None:
    page = opened.show(RevealPage, scene.person_ids[0])
    put_out(desk, range(20))
    page.password.line.setText(scene.users[OFFICER].password)
    page.show_button.click()
    opened.rest()
    assert not page.number.is_shown
    assert "1時間に21人分" in told(page)[0][1]
    assert not page.mass_reason.isHidden()


def test_a_large_provision_asks_beside_its_field(opened: Opened, desk: Desk) -> None:
    contractor = made.ready(desk)
    page = opened.show(ProvisionPage, contractor)
    page.what.set_value("扶養控除等申告書")
    page.affair.set_value(made.AFFAIR)
    page.count.set_value("30人")
    page.save()
    opened.rest()
    assert not page.mass_reason.isHidden()
    assert "30人分" in page.mass_reason.problem_text()
    assert opened.shell.went_back == 0
    page.mass_reason.text.set_value(REASON)
    page.save()
    opened.rest()
    assert opened.shell.went_back == 1
    assert desk.vault.mass_outputs.all()[0].reason == REASON


def test_the_officer_reads_it_and_writes_down_to_have_seen_it(opened: Opened, desk: Desk) -> None:
    put_out(desk, range(21), REASON)
    as_somebody_else(desk.vault)
    assert Todo.SEE_MASS_OUTPUTS in {item.todo for item in home(desk).due}
    before = count_due(desk).count
    page = opened.show(MassOutputsPage)
    (card,) = page.cards()
    assert "葦原 灯さん" in card.line.title
    assert nameless_controls(page) == []
    card.button.click()
    assert page.telling.isVisible()
    assert page.superior_row.isHidden()
    page.note.set_value("本人に聞いた")
    page.telling.act_button.click()
    opened.rest()
    assert not page.cards()
    assert not page.seen.isHidden()
    assert told(page)[0][0] == "success"
    assert count_due(desk).count == before - 1


def test_an_officers_own_waits_for_somebody_else(opened: Opened, desk: Desk) -> None:
    put_out(desk, range(21), REASON)
    page = opened.show(MassOutputsPage)
    (card,) = page.cards()
    assert card.button.isHidden()
    assert Todo.SEE_MASS_OUTPUTS not in {item.todo for item in home(desk).due}


def test_without_anybody_else_the_superior_is_named(opened: Opened, desk: Desk) -> None:
    with desk.act():
        for user in desk.vault.users.active():
            if Role.AUDITOR in user.roles:
                desk.vault.users.disable(user.user_id, desk.now())
    put_out(desk, range(21), REASON)
    page = opened.show(MassOutputsPage)
    page.cards()[0].button.click()
    page.telling.act_button.click()
    assert page.superior_row.problem_text()
    page.superior.set_value("理事長 汀 渡")
    page.telling.act_button.click()
    opened.rest()
    assert desk.vault.mass_outputs.all()[0].told_to == "理事長 汀 渡"


def test_nothing_says_what_comes_here(opened: Opened) -> None:
    page = opened.show(MassOutputsPage)
    assert not page.nothing.isHidden()
    assert "10条" in page.rule.text()
