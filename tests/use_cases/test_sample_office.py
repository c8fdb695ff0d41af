"""The practice office: its log has months to check, one of them signed, and stands up to verification."""

from ashibue_desk.domain.log_check import MonthState, Unusual
from ashibue_desk.domain.roles import Role
from ashibue_desk.use_cases import access_analysis, log_checks, verify_log
from ashibue_desk.use_cases.progress import Quiet
from ashibue_desk.use_cases.sample_office import build_office
from ashibue_desk.use_cases.vault_gate import close, unlock
from tests.helpers.desks import Scene


def test_two_months_were_lived_through_and_the_older_one_is_checked(empty_scene: Scene) -> None:
    scene = empty_scene
    built = build_office(scene.surroundings, scene.place, Quiet(), workers=12)
    assert built.desk.today == scene.clock.today(), "the past is over"
    close(built.desk, "実演のため")
    officer = built.users[0].user_id
    desk = scene.keep(unlock(scene.surroundings, scene.place, officer, built.password))
    assert Role.OFFICER in desk.actor.roles
    states = {line.month.key: line.state for line in log_checks.list_months(desk).months}
    assert states == {
        "2026-06": MonthState.RUNNING,
        "2026-05": MonthState.OVERDUE,
        "2026-04": MonthState.CHECKED,
    }
    waiting = log_checks.view_month(desk, "2026-05")
    assert Unusual.OUT_OF_HOURS in {kind for item in waiting.items for kind in item.kinds}
    ((check, remarks),) = log_checks.view_month(desk, "2026-04").checks
    assert check.comment
    assert any(remark.remark for remark in remarks)
    assert access_analysis.view_quarter(desk, "2026-Q2").figures.lines > check.lines
    found = verify_log.verify_log(desk, (), {}, Quiet()).answer
    assert (found.report.finding, found.bad_rows) == (None, ())
