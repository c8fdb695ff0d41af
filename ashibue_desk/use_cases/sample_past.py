"""The two months before the practice office is opened: what was handled then, and the check of the older month.

The office lives through them on a clock that is set, so that the log has months to check, one of them signed.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from pathlib import Path

from ashibue_desk.domain.handling_log import LogFilter
from ashibue_desk.domain.log_check import Verdict
from ashibue_desk.domain.log_periods import Period, month_of, quarter_of
from ashibue_desk.domain.superior_views import ViewPlan
from ashibue_desk.domain.users import NewUser
from ashibue_desk.machine.clock import FixedClock
from ashibue_desk.use_cases import (
    access_analysis,
    log_check_acts,
    log_checks,
    log_copies,
    superior_views,
    vault_gate,
)
from ashibue_desk.use_cases.desk import Desk
from ashibue_desk.use_cases.people import add_people
from ashibue_desk.use_cases.reveal_number import affairs_of_number, reveal_number
from ashibue_desk.use_cases.sample_people import sample_payee
from ashibue_desk.use_cases.sample_receipts import take_number
from ashibue_desk.use_cases.surroundings import Surroundings

_FIRST_NUMBER = 700  # practice numbers from here on are those of payees
_REMARK = "締切り前の残業だったことを、本人に確かめました。"
_COMMENT = "提供も廃棄もなく、担当した事務に合っています。"
_FINDINGS = "はじめの四半期です。\n支払先の番号を受け取った日だけ、表示が増えました。時間外は1日でした。"


@dataclass(frozen=True, slots=True)
class PastOffice:
    """Where and by whom the past is lived; ``surroundings`` has a clock of its own, which the months move."""

    surroundings: Surroundings
    place: Path
    officer: NewUser
    handler: NewUser

    def at(self, day: date, hour: int) -> None:
        """Set the clock."""
        clock = self.surroundings.clock
        if not isinstance(clock, FixedClock):
            raise TypeError("the past is lived on a clock that can be set")
        clock.set_to(datetime.combine(day, time(hour, 10), clock.local_now().tzinfo))

    def sit(self, user: NewUser) -> Desk:
        """Open the vault as ``user``."""
        return vault_gate.unlock(self.surroundings, self.place, user.user_id, user.password)


def in_the_past(surroundings: Surroundings) -> Surroundings:
    """Return surroundings whose clock stands on a working day two months ago."""
    first = month_of(surroundings.clock.today()).back(2).first
    moment = datetime.combine(_working_day(first, 5), time(10, 10), surroundings.clock.local_now().tzinfo)
    return replace(surroundings, clock=FixedClock(moment))


def live_two_months(past: PastOffice, payees: int) -> None:
    """Take in ``payees`` payees and their numbers in the first month; check that month in the second."""
    month = month_of(past.surroundings.clock.today())
    past.at(_working_day(month.first, 12), 20)
    desk = past.sit(past.handler)
    ids = add_people(desk, [sample_payee(n) for n in range(payees)]).answer
    _numbers_of_payees(desk, ids, past.handler.password)
    vault_gate.close(desk, "支払先を登録した")
    day = _working_day(month.back(-1).first, 3)
    past.at(day, 16)
    desk = past.sit(past.officer)
    _check(desk, month, past.officer.password)
    _let_a_superior_look(desk)
    past.at(day, 20)
    log_copies.export_log(desk, LogFilter(until=month.last), past.officer.password)
    vault_gate.close(desk, "前の月を点検した")


def _numbers_of_payees(desk: Desk, ids: Sequence[str], password: str) -> None:
    for n, person_id in enumerate(ids[:3]):
        take_number(desk, person_id, _FIRST_NUMBER + n)
    affair = affairs_of_number(desk, ids[0])[0]
    reveal_number(desk, ids[0], affair.id, password)


def _check(desk: Desk, month: Period, password: str) -> None:
    view = log_checks.view_month(desk, month.key)
    signed = log_check_acts.SignedMonth(
        month=month.key,
        last_seq=view.last_seq,
        verdicts=tuple(
            Verdict(seq=item.seq, remark=_REMARK if item.lines > 1 else "") for item in view.items
        ),
        comment=_COMMENT,
    )
    log_check_acts.sign_month(desk, signed, password)
    quarter = quarter_of(month.first)
    if quarter.has_ended(desk.today):
        access_analysis.record_findings(desk, quarter.key, _FINDINGS, password)


def _let_a_superior_look(desk: Desk) -> None:
    plan = ViewPlan(
        superior_name="夜半 櫂",
        post="制作課長",
        department="",
        purpose="来年度の人員の配置を考えるため",
        until=desk.today + timedelta(days=30),
    )
    superior_views.approve_view(desk, plan)


def _working_day(first: date, after: int) -> date:
    """Return the first day from Monday to Friday that is ``after`` days or more into the month."""
    day = first + timedelta(days=after - 1)
    while day.weekday() > 4:
        day += timedelta(days=1)
    return day
