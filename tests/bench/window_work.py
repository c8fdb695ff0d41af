"""The window: a keystroke in the filter over 10,000 people, from unlocked to home, and memory at home."""

import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from ashibue_desk.bootstrap import build_surroundings
from ashibue_desk.domain.handling_log import LogClass, LogLine
from ashibue_desk.machine.clock import FixedClock
from ashibue_desk.use_cases import vault_gate
from ashibue_desk.use_cases.people import add_people
from ashibue_desk.use_cases.progress import Quiet
from ashibue_desk.use_cases.sample_office import BuiltOffice, build_office
from ashibue_desk.use_cases.settings import change_password
from ashibue_desk.use_cases.surroundings import Surroundings
from tests.bench.figures import Figure
from tests.helpers.made_up_people import made_up_people

_MANY = 10_000
_NEW_PASSWORD = "enpitsu 2031 hachi honme"
_PEOPLE, _LINES, _MONTHS, _MONTH = 300, 100_000, 60, timedelta(days=30.4)


def measure(root: Path) -> list[Figure]:
    """Return the figures of the window, each office in a process of its own so that nothing else is in its memory."""
    home, filtering, resident = _told(root / "many", _office_of_many)
    late, late_filtering, late_resident = _told(root / "years", _office_of_five_years)
    years = f"five years old, {_PEOPLE} people, {_LINES:,} lines of the log"
    return [
        Figure("unlocked to home", f"{home:.2f} s", "≤ 0.3 s", "after the key derivation"),
        Figure(
            f"filter keystroke, {_MANY:,} people", f"{filtering * 1000:.0f} ms", "≤ 50 ms", "worst of eight"
        ),
        Figure("resident memory at home", f"{resident:.0f} MB", "≤ 200 MB"),
        Figure("  older office: unlocked to home", f"{late:.2f} s", "≤ 0.3 s", years),
        Figure("  older office: filter keystroke", f"{late_filtering * 1000:.0f} ms", "≤ 50 ms"),
        Figure("  older office: resident memory", f"{late_resident:.0f} MB", "≤ 200 MB"),
    ]


def _told(root: Path, build: Callable[[Surroundings], BuiltOffice]) -> tuple[float, ...]:
    surroundings = build_surroundings(root, quick=True, on_trial=True)
    built = build(surroundings)
    vault_gate.close(built.desk, "bench")
    user, place = built.users[1].user_id, surroundings.folders.sample_vault
    # Terms of office ended in five years without an arrival: the first one takes keys away and seals every number anew.
    vault_gate.close(vault_gate.unlock(surroundings, place, user, built.password), "bench")
    command = [sys.executable, "-m", "tests.bench.window_process", str(root), user, built.password]
    told = subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()
    return tuple(float(figure) for figure in told)


def _office_of_many(surroundings: Surroundings) -> BuiltOffice:
    built = build_office(surroundings, surroundings.folders.sample_vault, Quiet(), workers=30)
    add_people(built.desk, made_up_people(_MANY))
    return built


def _office_of_five_years(surroundings: Surroundings) -> BuiltOffice:
    """Build the office as it was sixty months ago and let it live until now, a sixtieth of the lines in each month."""
    now = surroundings.clock.local_now()
    clock = FixedClock(now - _MONTHS * _MONTH)
    then = replace(surroundings, clock=clock)
    built = build_office(then, then.folders.sample_vault, Quiet(), workers=_PEOPLE)
    line = LogLine(log_class=LogClass.USE, act="個人番号の表示", object_label="架空 太郎", affair="", count=1)
    for month in range(_MONTHS):
        clock.set_to(now - (_MONTHS - month) * _MONTH + timedelta(days=1))
        with built.desk.act():
            for _ in range(_LINES // _MONTHS):
                built.desk.log(line)
    changed = change_password(built.desk, built.password, _NEW_PASSWORD)  # the first one is too old by now
    assert not isinstance(changed, tuple), changed
    return replace(built, password=_NEW_PASSWORD)
