"""``python -m ui.demonstration OUT [--people N]``: leaves vault, forms, pictures, backup, users and recovery sheet."""

import argparse
import json
import os
import shutil
import sys
from contextlib import suppress
from pathlib import Path

from ashibue_desk.bootstrap import build_surroundings
from ashibue_desk.domain.errors import Situation
from ashibue_desk.domain.users import LoginName
from ashibue_desk.files.private_files import make_private_folder, write_private
from ashibue_desk.use_cases import back_up_vault, consent_forms, recovery_sheets, vault_gate
from ashibue_desk.use_cases.desk import Desk
from ashibue_desk.use_cases.people import list_people
from ashibue_desk.use_cases.progress import Quiet
from ashibue_desk.use_cases.sample_office import BuiltOffice, build_office
from ashibue_desk.use_cases.window_memory import keep_look
from forms.consent_form import render_consent_forms
from forms.recovery_sheet import recovery_sheet_text, render_recovery_sheet
from ui.demonstration.pictures import photograph

_PARTS = ("vault", "machine", "pdf", "screens", "backup", "users.json", "recovery-sheet.txt")


def may_write(out: Path) -> bool:
    """Whether nothing is lost when the demonstration is made at ``out``: none of its names is there, or an earlier one is."""
    if not any(os.path.lexists(out / part) for part in _PARTS):
        return True
    with suppress(Situation):
        return vault_gate.look_at(build_surroundings(out / "machine"), out / "vault").is_sample
    return False


def build(out: Path, people: int) -> None:
    """Build the whole demonstration below ``out``; an earlier one there is replaced (``may_write``)."""
    make_private_folder(out)
    for part in _PARTS:
        _remove(out / part)
    surroundings = build_surroundings(out / "machine", quick=True, on_trial=True)
    built = build_office(surroundings, out / "vault", Quiet(), workers=people)
    desk = built.desk
    _print_papers(desk, built, make_private_folder(out / "pdf"), out)
    back_up_vault.back_up_vault(desk, make_private_folder(out / "backup"), Quiet())
    _tell_users(out, built)
    vault_gate.close(desk, "実演が終わった")
    officer = built.users[0]  # who sees every page
    photograph(
        surroundings, out / "vault", officer.user_id, built.password, make_private_folder(out / "screens")
    )
    keep_look(surroundings, b"")  # who opens it begins with their own look, not with that of the last picture


def _print_papers(desk: Desk, built: BuiltOffice, folder: Path, out: Path) -> None:
    ids = [row.person_id for row in consent_forms.list_consents(desk)]
    for name, pdf in consent_forms.issue_consents(desk, ids[-5:], render_consent_forms).answer:
        write_private(folder / name, pdf)
    write_private(folder / "同意書-白紙.pdf", render_consent_forms([consent_forms.preview_consent(desk)]))
    office = desk.vault.settings.office()
    for copy in range(1, recovery_sheets.COPIES + 1):
        facts = recovery_sheets.sheet_facts(desk.surroundings, office, built.identity, copy)
        write_private(folder / f"復旧シート-{copy}.pdf", render_recovery_sheet(facts))
        write_private(out / "recovery-sheet.txt", recovery_sheet_text(facts).encode())


def _tell_users(out: Path, built: BuiltOffice) -> None:
    def told(user: LoginName) -> dict[str, str]:
        roles = next(slot for slot in _roles(built) if slot[0] == user.user_id)[1]
        return {"name": user.name, "roles": roles, "password": built.password}

    users = [told(user) for user in built.users]
    text = json.dumps({"users": users, "people": len(list_people(built.desk))}, ensure_ascii=False, indent=1)
    write_private(out / "users.json", text.encode())


def _roles(built: BuiltOffice) -> tuple[tuple[str, str], ...]:
    view = vault_gate.look_at(built.desk.surroundings, built.desk.vault.folder)
    return tuple((user.user_id, user.role_words) for user in view.users)


def _remove(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def _how_to_open(out: Path) -> str:
    return f"./desk run --vault {out}/vault --data-root {out}/machine\n"


def main() -> int:
    """Run the demonstration."""
    parser = argparse.ArgumentParser(prog="desk demo", description="実演用の事業所をつくります。")
    parser.add_argument("out", type=Path, help="つくる場所")
    parser.add_argument("--people", type=int, default=24, help="従業者の人数(少なくとも12人)")
    told = parser.parse_args()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    out = told.out.absolute()
    if not may_write(out):
        sys.stderr.write(
            f"{out} には、実演ではないものがあります。何も消していません。空の場所か、新しい場所を指定してください。\n"
            f"{out} holds what is no finished demonstration. Nothing was removed; name an empty or a new folder.\n"
        )
        return 2
    build(out, max(12, told.people))
    sys.stdout.write(f"実演の結果: {out}\n")
    sys.stdout.write(_how_to_open(told.out))
    return 0


if __name__ == "__main__":
    sys.exit(main())
