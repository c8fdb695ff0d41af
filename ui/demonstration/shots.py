"""``python -m ui.demonstration.shots OUT [--page KEY]``: pictures of the pages of the practice office, or of some of them."""

import argparse
import os
import sys
import tempfile
from pathlib import Path

from ashibue_desk.bootstrap import build_surroundings
from ashibue_desk.files.private_files import make_private_folder
from ashibue_desk.use_cases.progress import Quiet
from ashibue_desk.use_cases.sample_office import build_sample_office
from ashibue_desk.use_cases.vault_gate import look_at
from ui.demonstration.pictures import photograph


def main() -> int:
    """Take the pictures."""
    parser = argparse.ArgumentParser(prog="desk shots", description="画面の写真を撮ります。")
    parser.add_argument("out", type=Path, nargs="?", default=Path("out/shots"))
    parser.add_argument("--page", action="append", default=[], metavar="KEY", help="この画面だけ(何度でも)")
    options = parser.parse_args()
    out = make_private_folder(options.out.absolute())
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with tempfile.TemporaryDirectory() as root:
        surroundings = build_surroundings(Path(root), quick=True, on_trial=True)
        place = surroundings.folders.sample_vault
        access = build_sample_office(surroundings, place, Quiet())
        officer = look_at(surroundings, place).users[0]  # who sees every page
        photograph(surroundings, place, officer.user_id, access.password, out, options.page)
    sys.stdout.write(f"写真: {out}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
