"""What is killed: each work acknowledges what it has done, as the window would show it. Run as a script by the kill server."""

import functools
import json
import os
import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from itertools import count
from pathlib import Path

from ashibue_desk.domain.roles import Role
from ashibue_desk.machine.clock import FixedClock
from ashibue_desk.storage import schema, user_slot, vault  # noqa: F401 - imported before the fork
from ashibue_desk.storage.connection import DATABASE_NAME
from ashibue_desk.storage.key_material import database_key
from ashibue_desk.storage.key_slots import FILE_NAME, read_header, read_slots
from ashibue_desk.storage.recovery_identity import RecoveryIdentity
from ashibue_desk.use_cases import (
    drafts,
    import_people,
    log_papers,
    master_key,
    people,
    recovery_sheets,
    restore_vault,
    settings,
    vault_gate,
)
from ashibue_desk.use_cases.back_up_vault import back_up_vault
from ashibue_desk.use_cases.create_vault import create_vault
from ashibue_desk.use_cases.progress import Quiet
from ashibue_desk.use_cases.rights import seal_rights
from tests.helpers import desks
from tests.helpers.desks import MORNING, OFFICER, FakeDrives, Scene
from tests.helpers.forked_kills import mark, serve
from tests.helpers.memory_keychain import MemoryBackend
from tests.helpers.memory_locks import have_no_memory_locked
from tests.helpers.write_kills import killed_before

AGAIN = ("tsuyukusa 2 hotaru", "hamanasu 3 hotaru")
"""The two passwords that take turns."""


def told(scene: Scene) -> str:
    """Return what another process needs to stand before the same vault."""
    items = [[*key, value] for key, value in scene.backend.items.items()]
    return json.dumps(
        {
            "root": str(scene.root),
            "place": str(scene.place),
            "items": items,
            "sheet": scene.identity.text,
            "ids": scene.person_ids,
            "derived": desks.derived_keys(_salts(scene)),
        }
    )


def _salts(scene: Scene) -> frozenset[bytes]:
    if not (scene.place / FILE_NAME).exists():
        return frozenset()
    return frozenset(slot.salt for slot in read_slots(scene.place, scene.device_secret).users)


def stand_before(text: str) -> Scene:
    """Return the scene that ``told`` told of. What its passwords yield is taken over, so that a kill meets more than the wait."""
    known = json.loads(text)
    desks.remember_keys(known["derived"])
    backend = MemoryBackend({(service, item): value for service, item, value in known["items"]})
    root, clock, drives = Path(known["root"]), FixedClock(MORNING), FakeDrives()
    return Scene(
        root=root,
        place=Path(known["place"]),
        surroundings=desks.surroundings_at(root, backend, clock, drives),
        backend=backend,
        clock=clock,
        drives=drives,
        identity=RecoveryIdentity(2026, known["sheet"]),
        users=desks.made_up_users(),
        person_ids=tuple(known["ids"]),
    )


def create(scene_text: str) -> None:
    """Make a vault with the key in a file."""
    scene = stand_before(scene_text)
    plan = desks.plan_for(scene, key_file=True)
    create_vault(scene.surroundings, replace(plan, users=plan.users[:1]))
    mark("created")


def collect(scene_text: str, first_seed: str) -> None:
    """Take in a new number for one person after the other, round and round."""
    scene = stand_before(scene_text)
    desk = scene.unlock()
    for seed in count(int(first_seed)):
        person_id = scene.person_ids[seed % 6]
        desks.collect(desk, person_id, seed)
        mark(f"{person_id} {seed}")


def bring_in(scene_text: str, folder: str, first: str) -> None:
    """Bring in one list after the other; ``first`` is a number that no list had yet."""
    desk = stand_before(scene_text).unlock()
    for number in count(int(first)):
        path = Path(folder) / f"list-{number}.csv"
        rows = (
            f"I{number:03}-{row:03},架空 {number}番{chr(0x3041 + row % 80)},カクウ,総務" for row in range(150)
        )
        path.write_text("\n".join(["社員番号,氏名,フリガナ,部署", *rows]), encoding="utf-8")
        preview = import_people.preview_import(desk, path, Quiet())
        done = import_people.take_in(desk, preview, Quiet())
        mark(f"{done.answer.id} {done.answer.taken}")


def back_up(scene_text: str, folder: str) -> None:
    """Make one backup after the other."""
    desk = stand_before(scene_text).unlock()
    for _ in count():
        record = back_up_vault(desk, Path(folder), Quiet()).answer
        mark(f"{record.file_name} {record.sha256}")


def restore(scene_text: str, backup: str) -> None:
    """Restore a backup beside the vault, with the key in a file."""
    scene = stand_before(scene_text)
    plan = restore_vault.RestorePlan(
        backup=Path(backup),
        sheet=scene.identity.text,
        place=scene.place,
        users=(scene.users[OFFICER],),
        key_file=True,
    )
    restore_vault.restore_vault(scene.surroundings, plan)
    mark("restored")


def lock(scene_text: str, first: str) -> None:
    """Write into a form, lock with the draft, come back, round and round."""
    scene = stand_before(scene_text)
    for number in count(int(first)):
        scene.clock.advance(timedelta(seconds=1))
        desk = scene.unlock()
        drafts.keep_draft(desk, "person", {"name": f"書きかけ {number}"})
        vault_gate.close(desk, f"自動ロック {number}")
        mark(str(number))


def new_password(scene_text: str, turn: str) -> None:
    """Change the password to the other one and back."""
    desk = stand_before(scene_text).unlock(OFFICER, AGAIN[int(turn)])
    mark(turn)
    for number in count(int(turn)):
        settings.change_password(desk, AGAIN[number % 2], AGAIN[(number + 1) % 2])
        mark(str((number + 1) % 2))


def leave(scene_text: str) -> None:
    """Record that somebody left and came back, round and round: an entry with its history."""
    scene = stand_before(scene_text)
    desk = scene.unlock()
    person_id = scene.person_ids[0]
    for number in count():
        entry = people.get_person(desk, person_id).entry
        people.change_person(desk, person_id, replace(entry, note=f"{os.getpid()} {number}"))
        mark(f"{os.getpid()} {number}")


def migrate(place: str, master_key: str, versions: str) -> None:
    """Bring the database to the next schema."""
    folder = Path(place)
    key = database_key(bytes.fromhex(master_key), read_header(folder).vault_id)
    kept = folder / "snapshots" / "before.db"
    schema.migrate_on_a_copy(folder / DATABASE_NAME, key, kept, versions=Path(versions))
    mark("migrated")


AFFAIRS = ((), ("income_withholding_slip",), ("payment_record_fees", "health_pension_enrolment"))
"""What the handler is charged with, in turn: every step takes a compartment away and gives another."""


def narrow(scene_text: str, turn: str) -> None:
    """Give the handler other affairs again and again; compartments are sealed anew."""
    desk = stand_before(scene_text).unlock()
    for number in count(int(turn)):
        with desk.act():
            one = next(one for one in desk.vault.appointments.all() if one.role is Role.HANDLER)
            desk.vault.appointments.put(replace(one, affairs=AFFAIRS[number % len(AFFAIRS)]))
            seal_rights(desk)
        mark(str(number))


def new_master_key(scene_text: str) -> None:
    """Renew the master key again and again."""
    desk = stand_before(scene_text).unlock()
    for number in count():
        master_key.renew_master_key(desk)
        mark(str(number))


def new_sheet(scene_text: str, sheets: str, turn: str) -> None:
    """Put one recovery sheet in force after the other."""
    scene = stand_before(scene_text)
    desk = scene.unlock()
    for number in count(int(turn)):
        identity = RecoveryIdentity(2026, sheets.split()[number])
        scene.clock.advance(timedelta(seconds=1))
        recovery_sheets.renew_sheet(desk, identity, identity.text, scene.users[OFFICER].password)
        mark(str(number))


def convert(scene_text: str, password: str) -> None:
    """Open a vault of the first schema: migrate it, move its numbers into compartments, forget the old number key."""
    stand_before(scene_text).unlock(OFFICER, password)
    mark("converted")


def with_sheet(scene_text: str, password: str) -> None:
    """Open with the recovery sheet and set a new password."""
    scene = stand_before(scene_text)
    user_id = scene.users[OFFICER].user_id
    args = (scene.surroundings, scene.place, scene.identity.text, user_id, password)
    vault_gate.open_with_sheet(*args)
    mark("opened")


def one_act(scene_text: str, which: str, at: str) -> None:
    """Do one act and be killed before write ``at``, counted from 1; the mark says before which, or that it was ``done``."""
    scene = stand_before(scene_text)

    def arrive() -> None:
        vault_gate.close(scene.unlock(), "before the kill")

    def prepare_act() -> Callable[[], object]:
        if which == "arrive":
            return arrive
        desk = scene.unlock()
        if which == "leave":
            return functools.partial(people.record_leaving, desk, scene.person_ids[5], desk.today)
        password = scene.users[OFFICER].password
        return functools.partial(log_papers.print_log_card, desk, password, lambda _facts: b"")

    killed = killed_before(int(at), prepare_act)
    mark(killed or "done")


def prepare() -> None:
    """Import and derive before the fork what would only take time in it."""
    have_no_memory_locked()
    user_slot._password_key = desks.remembered_key
    user_slot._new_salt = desks.SaltSeries("of the killed")
    scratch = desks.empty_scene_at(Path(os.environ["HOME"]) / "before the fork")
    create_vault(scratch.surroundings, replace(desks.plan_for(scratch), users=(scratch.users[OFFICER],)))
    desk = scratch.unlock()
    folder = scratch.root / "place"
    folder.mkdir()
    back_up_vault(desk, folder, Quiet())
    vault_gate.close(desk, "end")
    shutil.rmtree(scratch.root)
    # Each fork draws the same salts from here on: the first password it sets is derived already.
    user_slot._new_salt = desks.SaltSeries("of the killed")


if __name__ == "__main__":
    prepare()
    serve(
        {
            "create": create,
            "collect": collect,
            "import": bring_in,
            "back_up": back_up,
            "restore": restore,
            "lock": lock,
            "new_password": new_password,
            "leave": leave,
            "migrate": migrate,
            "narrow": narrow,
            "new_master_key": new_master_key,
            "new_sheet": new_sheet,
            "convert": convert,
            "with_sheet": with_sheet,
            "one_act": one_act,
        }
    )
