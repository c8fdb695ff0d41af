"""Once the password is right, nothing of the program's own is left to be loaded before home is seen; Qt's threads are kept apart."""

import os
import subprocess
import sys
from pathlib import Path

from ashibue_desk.bootstrap import build_surroundings
from ashibue_desk.use_cases import vault_gate
from ashibue_desk.use_cases.progress import Quiet
from ashibue_desk.use_cases.sample_office import build_office

_PROGRAM = """
import sys
import threading
from functools import partial
from pathlib import Path

class Noting:
    # notes what another thread than that of the window begins to load of Qt
    found = []
    @classmethod
    def find_spec(cls, name, path=None, target=None):
        if threading.current_thread() is not threading.main_thread() and name.split(".")[0] in ("ui", "PySide6"):
            cls.found.append(name)

sys.meta_path.insert(0, Noting)
from ashibue_desk.bootstrap import build_surroundings
from tests.bench.window_process import at_the_door, go_in, leave

root, user, password = sys.argv[1:]
surroundings = build_surroundings(Path(root), quick=True, on_trial=True)
app = at_the_door(surroundings)
from ashibue_desk.use_cases.vault_gate import unlock
before = set(sys.modules)
go_in(app, partial(unlock, surroundings, surroundings.folders.sample_vault, user, password))
ours = ("ashibue_desk", "forms", "ui", "sqlalchemy", "sqlcipher3", "PySide6")
print(*sorted(name for name in set(sys.modules) - before if name.split(".")[0] in ours), *Noting.found)
leave(app)
"""


def test_no_module_is_left_to_load_after_the_password_and_none_of_qt_in_the_vault_thread(
    tmp_path: Path,
) -> None:
    surroundings = build_surroundings(tmp_path, quick=True, on_trial=True)
    built = build_office(surroundings, surroundings.folders.sample_vault, Quiet(), workers=1)
    vault_gate.close(built.desk, "ロック")
    command = [sys.executable, "-c", _PROGRAM, str(tmp_path), built.users[0].user_id, built.password]
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    told = subprocess.run(command, check=True, capture_output=True, text=True, env=environment, timeout=120)
    assert told.stdout.split() == [], told.stdout
