"""When the board decided on the basic policy and when it changed it (規程4条3項): typed once, printed on every copy."""

from datetime import date

from ashibue_desk.domain.handling_log import LogClass, LogLine
from ashibue_desk.domain.policy_facts import PolicyDays, check_policy_days
from ashibue_desk.domain.problems import Problem
from ashibue_desk.domain.roles import READS_RECORDS
from ashibue_desk.storage.rows import to_date, to_text
from ashibue_desk.use_cases.changes import Changed, Done
from ashibue_desk.use_cases.desk import Desk
from ashibue_desk.use_cases.people import MAY_WRITE

_KEPT = "policy_days"


def policy_days(desk: Desk) -> PolicyDays:
    """Return the days as they were last recorded."""
    desk.require(*READS_RECORDS)
    kept = desk.vault.settings.get(_KEPT, {})
    return PolicyDays(to_date(kept.get("resolved_on", "")), to_date(kept.get("revised_on", "")))


def record_policy_days(
    desk: Desk, resolved_on: date | None, revised_on: date | None
) -> tuple[Problem, ...] | Done[PolicyDays]:
    """Record the days for every copy to come; return them, or what is wrong with them."""
    desk.require(*MAY_WRITE)
    days = PolicyDays(resolved_on, revised_on)
    problems = check_policy_days(days, desk.today)
    if problems:
        return problems
    with desk.act():
        kept = {"resolved_on": to_text(resolved_on), "revised_on": to_text(revised_on)}
        desk.vault.settings.set(_KEPT, kept)
        desk.log(
            LogLine(
                log_class=LogClass.ADMINISTRATION,
                act="基本方針を決めた日の記録",
                object_label="特定個人情報基本方針",
                detail=days.words,
            )
        )
    return Done(days, Changed.OFFICE | Changed.LOG)
