"""Vaults and backups that earlier programs wrote, kept for ever (``tests/vault_files``): this program opens them all."""

import json
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from ashibue_desk.domain.handling_log import LogFilter
from ashibue_desk.storage.schema import HEAD, KNOWN, schema_of
from ashibue_desk.use_cases import (
    consent_forms,
    drafts,
    people,
    restore_vault,
    reveal_number,
    settings,
    vault_gate,
)
from ashibue_desk.use_cases.desk import Desk
from tests.helpers.desks import (
    AUDITOR,
    HANDLER,
    OFFICER,
    RECEIVER,
    Scene,
    complete_appointments,
    empty_scene_at,
)
from tests.helpers.sample_numbers import valid_number

FOLDER = Path(__file__).parent.parent / "vault_files"
NEW_PASSWORD = "yamabuki 2031 tombo"


@dataclass(frozen=True)
class Kept:
    """A kept vault, copied to a machine that has its key."""

    scene: Scene
    known: dict[str, Any]
    backup: Path


@pytest.fixture(params=KNOWN)
def kept(request: pytest.FixtureRequest, tmp_path: Path) -> Kept:
    source = FOLDER / f"schema_{request.param}"
    scene = empty_scene_at(tmp_path / "machine")
    shutil.copytree(source / "vault", scene.place)
    secret = bytes.fromhex((source / "device-secret.hex").read_text())
    scene.surroundings.keychain().write(scene.vault_id, secret)
    known = json.loads((source / "known.json").read_text(encoding="utf-8"))
    return Kept(scene, known, source / "backup.age")


def assert_everything_is_there(desk: Desk, kept: Kept, password: str) -> None:
    complete_appointments(desk)
    desk.vault.verify()
    assert desk.vault.with_raw(schema_of) == HEAD
    assert sorted(row.name for row in people.list_people(desk)) == sorted(kept.known["people"])
    for person_id, seed in kept.known["seeds"].items():
        (affair,) = reveal_number.affairs_of_number(desk, person_id)
        shown = reveal_number.reveal_number(desk, person_id, affair.id, password)
        assert shown.answer.number == valid_number(seed)
    numbers = [entry.seq for entry in desk.vault.log.read(LogFilter())]
    assert numbers == list(range(len(numbers), 0, -1))
    assert len(numbers) > kept.known["log_lines"]
    assert settings.read_settings(desk).auto_lock_minutes == 15
    assert "person" in drafts.drafts(desk)
    assert sum(row.place == "書庫" for row in consent_forms.list_consents(desk)) == 2


def test_there_is_one_for_every_released_schema() -> None:
    assert {path.name for path in FOLDER.iterdir() if path.is_dir() and path.name.startswith("schema_")} == {
        f"schema_{revision}" for revision in KNOWN
    }


def test_the_officer_opens_it_and_finds_everything(kept: Kept) -> None:
    desk = kept.scene.unlock(OFFICER, kept.known["passwords"][OFFICER])
    assert_everything_is_there(desk, kept, kept.known["passwords"][OFFICER])
    kept.scene.close()


@pytest.mark.parametrize(("who", "reads"), [(HANDLER, True), (RECEIVER, False), (AUDITOR, False)])
def test_the_others_open_it_with_their_own_rights(kept: Kept, who: str, reads: bool) -> None:
    """Also when they come first: a handler of the first schema moves the numbers, and opens them once appointed."""
    desk = kept.scene.unlock(who, kept.known["passwords"][who])
    assert desk.keys.number_key_0001 is None
    kept.scene.close()
    desk = kept.scene.unlock(OFFICER, kept.known["passwords"][OFFICER])
    assert_everything_is_there(desk, kept, kept.known["passwords"][OFFICER])
    kept.scene.close()
    desk = kept.scene.unlock(who, kept.known["passwords"][who])
    assert bool(desk.file_keys) == reads
    kept.scene.close()


def test_its_sheet_opens_it_without_the_keychain(kept: Kept) -> None:
    kept.scene.backend.items.clear()
    scene = kept.scene
    args = (scene.surroundings, scene.place, kept.known["sheet"], scene.users[OFFICER].user_id, NEW_PASSWORD)
    desk = scene.keep(vault_gate.open_with_sheet(*args))
    assert_everything_is_there(desk, kept, NEW_PASSWORD)
    scene.close()


def test_its_backup_is_restored(kept: Kept) -> None:
    scene, sheet = kept.scene, kept.known["sheet"]
    inside = restore_vault.look_inside(scene.surroundings, kept.backup, sheet)
    assert inside.summary.people == len(kept.known["people"])
    plan = restore_vault.RestorePlan(
        backup=kept.backup,
        sheet=sheet,
        place=scene.place.with_name("restored"),
        users=(scene.users[OFFICER],),
    )
    restore_vault.restore_vault(scene.surroundings, plan)
    user = scene.users[OFFICER]
    desk = scene.keep(vault_gate.unlock(scene.surroundings, plan.place, user.user_id, user.password))
    assert_everything_is_there(desk, kept, user.password)
    scene.close()
