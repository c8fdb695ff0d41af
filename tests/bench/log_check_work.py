"""Checking a log of a million lines over ten years: what home asks, the list of months, one month, one quarter."""

from datetime import date
from pathlib import Path

from ashibue_desk.bootstrap import build_surroundings
from ashibue_desk.domain.log_check import Verdict
from ashibue_desk.domain.log_periods import month_of, quarter_of
from ashibue_desk.use_cases import access_analysis, log_check_acts, log_checks, vault_gate
from ashibue_desk.use_cases.desk import Desk
from ashibue_desk.use_cases.progress import Quiet
from ashibue_desk.use_cases.sample_office import build_office
from ashibue_desk.use_cases.sample_people import sample_names
from tests.bench.figures import Figure, once, seconds

LINES = 1_000_000
YEARS = 10
_FILL = """
INSERT INTO log (at, local_at, actor_id, actor_name, log_class, act, object_id, object_label, affair, count)
WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i + 1 < ?)
SELECT moment, moment, 'u' || (i % 3), '担当 ' || (i % 3),
       CASE i % 11 WHEN 0 THEN 'provision' WHEN 1 THEN 'collection' ELSE 'use' END,
       CASE i % 11 WHEN 0 THEN '委託先への提供' WHEN 1 THEN '個人番号の登録' ELSE '個人番号の表示' END,
       'p' || (i % 400), '架空 花', 'income_withholding_slip', 1
FROM (SELECT i, strftime('%Y-%m-%dT%H:%M:%S+09:00', ?, (i * ?) || ' seconds') AS moment FROM n)
"""


def measure(root: Path) -> list[Figure]:
    """Return the figures of one long log."""
    surroundings = build_surroundings(root, quick=True, on_trial=True)
    built = build_office(surroundings, root / "vault", Quiet(), workers=5)
    vault_gate.close(built.desk, "")
    desk = vault_gate.unlock(surroundings, root / "vault", built.users[0].user_id, built.password)
    first = date(desk.today.year - YEARS, desk.today.month, 1)
    step = (desk.today - first).days * 86_400 // LINES
    with desk.vault.transaction():
        desk.vault.log.connection.exec_driver_sql(_FILL, (LINES, f"{first}T09:00:00", step))
    month, quarter = month_of(desk.today).back(2), quarter_of(desk.today).back(2)
    _sign_first(desk)
    home = once(lambda: log_checks.months_waiting(desk))  # kept until something is written
    listed = seconds(lambda: log_checks.list_months(desk))
    seen = seconds(lambda: log_checks.view_month(desk, month.key))
    items = len(log_checks.view_month(desk, month.key).items)
    analysed = seconds(lambda: access_analysis.view_quarter(desk, quarter.key))
    vault_gate.close(desk, "")
    beside = f"{LINES:,} lines over {YEARS} years"
    return [
        Figure("months to check, as home asks", f"{home * 1e3:,.0f} ms", "", beside),
        Figure("list of months with their checks", f"{listed * 1e3:,.0f} ms", "", beside),
        Figure("a month with what deserves a look", f"{seen * 1e3:,.0f} ms", "", f"{items:,} items"),
        Figure("a quarter beside the one before", f"{analysed * 1e3:,.0f} ms", "", ""),
    ]


def _sign_first(desk: Desk) -> None:
    """Sign the oldest month, so that the list has to look for what was added to it."""
    oldest = log_checks.list_months(desk).months[-1].month
    view = log_checks.view_month(desk, oldest.key)
    verdicts = tuple(Verdict(seq=item.seq) for item in view.items)
    signed = log_check_acts.SignedMonth(month=oldest.key, last_seq=view.last_seq, verdicts=verdicts)
    log_check_acts.sign_month(desk, signed, sample_names().password)
