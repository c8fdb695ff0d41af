"""The window: a keystroke in the filter over 10,000 people, from unlocked to home, and memory at home."""

import subprocess
import sys
from pathlib import Path

from ashibue_desk.bootstrap import build_surroundings
from ashibue_desk.use_cases import vault_gate
from ashibue_desk.use_cases.people import add_people
from ashibue_desk.use_cases.progress import Quiet
from ashibue_desk.use_cases.sample_office import build_office
from tests.bench.figures import Figure
from tests.helpers.made_up_people import made_up_people

_MANY = 10_000


def measure(root: Path) -> list[Figure]:
    """Return the figures of the window, measured in a process of its own so that nothing else is in its memory."""
    surroundings = build_surroundings(root, quick=True, on_trial=True)
    place = surroundings.folders.sample_vault
    built = build_office(surroundings, place, Quiet(), workers=30)
    add_people(built.desk, made_up_people(_MANY))
    vault_gate.close(built.desk, "bench")
    command = [
        sys.executable,
        "-m",
        "tests.bench.window_process",
        str(root),
        built.users[1].user_id,
        built.password,
    ]
    told = subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()
    home, filtering, resident = (float(figure) for figure in told)
    return [
        Figure("unlocked to home", f"{home:.2f} s", "≤ 0.3 s", "after the key derivation"),
        Figure(
            f"filter keystroke, {_MANY:,} people", f"{filtering * 1000:.0f} ms", "≤ 50 ms", "worst of eight"
        ),
        Figure("resident memory at home", f"{resident:.0f} MB", "≤ 200 MB"),
    ]
