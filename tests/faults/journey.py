"""A year in an hour, ending in a crash: run as a script with the root of a machine; it waits to be killed with everything open."""

import json
import signal
import sys
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from ashibue_desk.domain.collection import CollectionEvent, EventKind
from ashibue_desk.domain.errors import Situation
from ashibue_desk.domain.handling_log import LogFilter
from ashibue_desk.machine.hardening import harden_process
from ashibue_desk.storage.key_material import private_bytes
from ashibue_desk.use_cases import (
    collect_number,
    consent_forms,
    drafts,
    import_people,
    log_copies,
    people,
    recovery_sheets,
    restore_vault,
    reveal_number,
    settings,
    vault_gate,
)
from ashibue_desk.use_cases.back_up_vault import back_up_vault
from ashibue_desk.use_cases.create_vault import create_vault
from ashibue_desk.use_cases.desk import Desk
from ashibue_desk.use_cases.progress import Quiet
from tests.helpers.desks import OFFICER, Scene, collect, complete_appointments, done, empty_scene_at, plan_for
from tests.helpers.kill import mark
from tests.helpers.made_up_people import made_up_office, made_up_person
from tests.helpers.sample_numbers import valid_number

SEEDS = (5001, 5002, 5003)
NAME = "架空宮 ちどり"
WRONG = "uguisu wrong 8841"
NEW = "yamabuki 2031 tombo"


def secrets_of(desk: Desk) -> dict[str, str]:
    """Return the keys of an open vault as hex."""
    assert desk.file_keys
    return {
        "device secret": desk.device_secret.hex(),
        "master key": desk.keys.master_key.hex(),
        **{
            f"{file_id} key": private_bytes(key.private)[-80:].hex()
            for file_id, key in desk.file_keys.items()
        },
    }


def go(scene: Scene, list_file: Path, told: Path) -> None:
    """Do everything an office does, write what must not be found to ``told`` (outside of the machine), and wait."""
    create_vault(scene.surroundings, plan_for(scene, key_file=True))
    try:
        scene.unlock(OFFICER, WRONG)
    except Situation:
        mark("refused")
    desk = scene.unlock()
    complete_appointments(desk)
    keys = [secrets_of(desk)]
    ids = [
        done(people.add_person(desk, replace(made_up_person(n), name=f"{NAME}{n}"))).answer for n in range(4)
    ]
    import_people.take_in(desk, import_people.preview_import(desk, list_file, Quiet()), Quiet())
    affairs = [collect(desk, person_id, seed) for person_id, seed in zip(ids, SEEDS, strict=False)]
    for person_id, affair in zip(ids, affairs, strict=False):
        reveal_number.reveal_number(desk, person_id, affair, scene.users[OFFICER].password)
    words = f"{NAME}さんは {valid_number(SEEDS[0]).digits()} を言わなかった"
    collect_number.record_event(desk, ids[3], CollectionEvent(EventKind.REFUSED, desk.today, words))
    consent_forms.issue_consents(
        desk, ids, lambda facts: "".join(fact.person_name for fact in facts).encode()
    )
    consent_forms.record_received(desk, ids[:2], desk.today, f"{NAME}の机")
    log_copies.export_log(desk, LogFilter(), scene.users[OFFICER].password)
    drafts.keep_draft(desk, "person", {"name": NAME})
    place = scene.root / "place for backups"
    place.mkdir()
    first = back_up_vault(desk, place, Quiet()).answer
    settings.change_password(desk, scene.users[OFFICER].password, NEW)
    identity = recovery_sheets.new_identity(made_up_office(), desk.today)
    scene.clock.advance(timedelta(minutes=1))
    recovery_sheets.renew_sheet(desk, identity, identity.text, NEW)
    vault_gate.close(desk, "自動ロック")
    restored = restore(scene, place / first.file_name)
    keys.append(secrets_of(restored))
    vault_gate.close(restored, "終わり")
    desk = scene.unlock(OFFICER, NEW)
    values = {
        "keys": keys,
        "texts": [
            NAME,
            WRONG,
            NEW,
            made_up_office().name,
            "取込 みずき",
            *(user.name for user in scene.users.values()),
        ],
        "passwords": [user.password for user in scene.users.values()],
        "sheets": [scene.identity.text, identity.text],
        "numbers": [valid_number(seed).digits() for seed in SEEDS],
    }
    told.write_text(json.dumps(values), encoding="utf-8")
    with desk.act():
        desk.vault.people.add([("f" * 32, replace(made_up_person(9), name=NAME))], desk.now())
        back_up_in_the_middle(desk)
        mark("in the middle")
        signal.pause()


def back_up_in_the_middle(desk: Desk) -> None:
    """Leave the copy of a backup that was killed half-way."""
    work = desk.vault.folder / "work"
    work.mkdir(exist_ok=True)
    (work / "export-0123.db").write_bytes((desk.vault.folder / "vault.db").read_bytes()[:50_000])


def restore(scene: Scene, backup: Path) -> Desk:
    """Restore the backup beside the vault and sit down at it."""
    restore_vault.look_inside(scene.surroundings, backup, scene.identity.text)
    plan = restore_vault.RestorePlan(
        backup=backup,
        sheet=scene.identity.text,
        place=scene.place.with_name("restored"),
        users=tuple(scene.users.values()),
        key_file=True,
    )
    restore_vault.restore_vault(scene.surroundings, plan)
    user = scene.users[OFFICER]
    return vault_gate.unlock(scene.surroundings, plan.place, user.user_id, user.password)


if __name__ == "__main__":
    harden_process()
    go(empty_scene_at(Path(sys.argv[1])), Path(sys.argv[2]), Path(sys.argv[3]))
