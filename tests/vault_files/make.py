"""Make the vault that is kept for the present schema: ``python tests/vault_files/make.py``, once for each released schema.

It is never made again: later programs must open what this one wrote. Everybody in it is invented, every number a sample.
"""

import json
import shutil
import tempfile
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from ashibue_desk.domain.collection import CollectionEvent, EventKind
from ashibue_desk.domain.people import PersonCategory
from ashibue_desk.storage.schema import HEAD
from ashibue_desk.use_cases import (
    collect_number,
    consent_forms,
    drafts,
    people,
    reveal_number,
    settings,
    vault_gate,
)
from ashibue_desk.use_cases.back_up_vault import back_up_vault
from ashibue_desk.use_cases.create_vault import create_vault
from ashibue_desk.use_cases.desk import Desk
from ashibue_desk.use_cases.progress import Quiet
from tests.helpers.desks import OFFICER, Scene, collect, complete_appointments, done, empty_scene_at, plan_for
from tests.helpers.made_up_people import made_up_person

FOLDER = Path(__file__).parent
SEEDS = (31, 32)


def make(target: Path) -> None:
    """Write the vault, its backup, the secret of its PC and what is known of it into ``target``, which must not exist."""
    with tempfile.TemporaryDirectory() as root:
        scene = empty_scene_at(Path(root))
        create_vault(scene.surroundings, plan_for(scene))
        desk = scene.unlock()
        complete_appointments(desk)
        known = _fill(desk, scene)
        place = Path(root) / "place"
        place.mkdir()
        record = back_up_vault(desk, place, Quiet()).answer
        vault_gate.close(desk, "見本の保管庫をつくった")
        target.mkdir()
        shutil.copytree(scene.place, target / "vault", ignore=shutil.ignore_patterns("*.lock", "work"))
        shutil.copyfile(place / record.file_name, target / "backup.age")
        (target / "device-secret.hex").write_text(scene.device_secret.hex() + "\n")
        told = {
            "sheet": scene.identity.text,
            "passwords": {who: user.password for who, user in scene.users.items()},
            **known,
        }
        (target / "known.json").write_text(
            json.dumps(told, ensure_ascii=False, indent=1) + "\n", encoding="utf-8"
        )


def _fill(desk: Desk, scene: Scene) -> dict[str, Any]:
    workers = [done(people.add_person(desk, made_up_person(n))).answer for n in range(4)]
    child = replace(
        made_up_person(40, PersonCategory.DEPENDANT), worker_id=workers[0], relation="子", code=""
    )
    ids = [*workers, done(people.add_person(desk, child)).answer]
    affairs = [collect(desk, person_id, seed) for person_id, seed in zip(ids, SEEDS, strict=False)]
    reveal_number.reveal_number(desk, ids[0], affairs[0], scene.users[OFFICER].password)
    asked = CollectionEvent(EventKind.REQUESTED, date(2026, 6, 1), "書面で依頼")
    collect_number.record_event(desk, ids[2], asked)
    done(people.change_person(desk, ids[3], replace(made_up_person(3), department="舞台技術")))
    consent_forms.issue_consents(desk, workers, lambda _facts: b"")
    consent_forms.record_received(desk, workers[:2], date(2026, 6, 15), "書庫")
    drafts.keep_draft(desk, "person", {"name": "書きかけ"})
    settings.change_auto_lock(desk, 15, scene.users[OFFICER].password)
    return {
        "people": [people.get_person(desk, person_id).name for person_id in ids],
        "seeds": dict(zip(ids, SEEDS, strict=False)),
        "log_lines": desk.vault.log.last_seq(),
    }


if __name__ == "__main__":
    make(FOLDER / f"schema_{HEAD}")
