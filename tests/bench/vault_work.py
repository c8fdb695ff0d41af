"""Work in the vault: import, papers, backup, unlocking."""

import shutil
import subprocess
from datetime import date
from pathlib import Path

import openpyxl

from ashibue_desk.bootstrap import build_surroundings
from ashibue_desk.storage.key_material import database_key
from ashibue_desk.storage.vault import Vault
from ashibue_desk.use_cases import back_up_vault, consent_forms, home, import_people
from ashibue_desk.use_cases.desk import Desk
from ashibue_desk.use_cases.progress import Quiet
from ashibue_desk.use_cases.sample_office import build_office
from forms.consent_form import render_consent_forms
from tests.bench.figures import Figure, once, seconds
from tests.helpers.made_up_people import made_up_people

MANY = 10_000


def measure(root: Path) -> list[Figure]:
    """Return the figures of one office of 10,000 people."""
    surroundings = build_surroundings(root, quick=True, on_trial=True)
    built = build_office(surroundings, root / "vault", Quiet(), workers=30)
    desk = built.desk
    return [
        _import(desk, root / "staff.xlsx"),
        _papers(desk),
        _unlock(desk),
        *_backup(desk, root, built.identity.public),
    ]


def _import(desk: Desk, path: Path) -> Figure:
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet()
    sheet.append(
        ["社員番号", "氏名", "フリガナ", "生年月日", "入社日", "所属", "雇用形態", "郵便番号", "住所"]
    )
    for n, person in enumerate(made_up_people(MANY)):
        joined = person.joined_on or date(2020, 4, 1)
        born = person.birth_date or date(1980, 1, 1)
        place = [person.postal_code, person.address]
        words = [person.department, person.employment]
        sheet.append(
            [f"B{n:05}", person.name, person.kana, born.isoformat(), joined.isoformat(), *words, *place]
        )
    book.save(path)

    def take_in() -> None:
        preview = import_people.preview_import(desk, path, Quiet())
        import_people.take_in(desk, preview, Quiet())

    return Figure(f"import of {MANY:,} rows (.xlsx)", f"{once(take_in):.2f} s", "≤ 5 s")


def _papers(desk: Desk) -> Figure:
    ids = [row.person_id for row in consent_forms.list_consents(desk)[:100]]
    took = seconds(lambda: consent_forms.issue_consents(desk, ids, render_consent_forms), runs=3)
    return Figure("100 consent forms", f"{took:.2f} s", "≤ 3 s")


def _unlock(desk: Desk) -> Figure:
    key = database_key(desk.keys.master_key, desk.header.vault_id)

    def open_and_read() -> None:
        vault = Vault(desk.vault.folder, key)
        try:
            vault.people.rows()
        finally:
            vault.close()

    took = seconds(open_and_read)
    first = seconds(lambda: home.home(desk))
    beside = f"reading what is due {first:.2f} s"
    return Figure(f"open and read {MANY:,} people", f"{took:.2f} s", "≤ 0.3 s", beside)


def _backup(desk: Desk, root: Path, public: str) -> list[Figure]:
    folder = root / "backup"
    folder.mkdir()
    took = seconds(lambda: back_up_vault.back_up_vault(desk, _fresh(folder), Quiet()), runs=3)
    size = (desk.vault.folder / "vault.db").stat().st_size
    if shutil.which("age") is None:
        return [Figure("backup", f"{took:.2f} s", "", f"{size / 1e6:.1f} MB; no age at hand")]
    command = ["age", "--encrypt", "--recipient", public, "--output", str(root / "peer.age")]
    peer = seconds(
        lambda: subprocess.run([*command, str(desk.vault.folder / "vault.db")], check=True), runs=3
    )
    beside = f"age on the same {size / 1e6:.1f} MB {peer:.2f} s, ratio {took / peer:.1f}"
    return [Figure(f"backup of {MANY:,} people, proven", f"{took:.2f} s", "", beside)]


def _fresh(folder: Path) -> Path:
    for old in folder.glob("*.age"):
        old.unlink()
    return folder
