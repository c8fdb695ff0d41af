"""Appointments and superiors' views come back from the vault as they were put in."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from ashibue_desk.domain.appointments import Appointment, Handover
from ashibue_desk.domain.roles import Role
from ashibue_desk.domain.superior_views import SuperiorView
from ashibue_desk.storage.connection import DATABASE_NAME, connect
from ashibue_desk.storage.key_material import DatabaseKey, new_database_key
from ashibue_desk.storage.schema import build
from ashibue_desk.storage.vault import Vault

BARE = Appointment(id="a1", user_id="u1", user_name="葦原 灯", role=Role.HANDLER, created_at="2026-06-15T01")
FULL = replace(
    BARE,
    id="a2",
    role=Role.OFFICER,
    affairs=("income_withholding_slip", "category3_notification"),
    resolved_on=date(2026, 4, 1),
    starts_on=date(2026, 4, 2),
    ends_on=date(2028, 4, 1),
    announced_on=date(2026, 4, 3),
    announced_where="掲示板",
    pledge_printed_on=date(2026, 4, 4),
    pledge_received_on=date(2026, 4, 5),
    pledge_place="キャビネット𠮷",
    pledge_version=2,
    trained_on=date(2026, 4, 6),
    training_note="教材1",
    ended_on=date(2027, 1, 1),
    end_reason="異動",
    handover=Handover("途中の事務", "なし", "なし", "鍵1本"),
    handed_over_on=date(2026, 12, 31),
    handover_confirmed_by="星川 楓",
    created_at="2026-06-15T02",
)
VIEW = SuperiorView(
    id="v1",
    superior_name="月見里 弦",
    post="事務局長",
    department="",
    purpose="配置の検討",
    approved_on=date(2026, 6, 1),
    approved_by="星川 楓",
    until=date(2026, 6, 30),
)


@pytest.fixture
def vault(tmp_path: Path) -> Vault:
    key: DatabaseKey = new_database_key()
    connection = connect(tmp_path / DATABASE_NAME, key, create=True)
    build(connection)
    connection.close()
    return Vault(tmp_path, key)


def test_appointments_round_trip_and_change(vault: Vault) -> None:
    with vault.transaction():
        vault.appointments.add(FULL)
        vault.appointments.add(BARE)
    assert vault.appointments.all() == (BARE, FULL)
    assert vault.appointments.of_user("u1") == (BARE, FULL)
    assert vault.appointments.of_user("u2") == ()
    changed = replace(FULL, id="a1", created_at=BARE.created_at)
    with vault.transaction():
        vault.appointments.put(changed)
    assert vault.appointments.get("a1") == changed
    with pytest.raises(KeyError):
        vault.appointments.get("nobody")
    with pytest.raises(KeyError), vault.transaction():
        vault.appointments.put(replace(BARE, id="nobody"))
    vault.close()


def test_superior_views_round_trip_and_end(vault: Vault) -> None:
    newer = replace(VIEW, id="v2", approved_on=date(2026, 6, 2))
    with vault.transaction():
        vault.superior_views.add(VIEW)
        vault.superior_views.add(newer)
        vault.superior_views.end("v1", date(2026, 6, 10))
    assert vault.superior_views.all() == (newer, replace(VIEW, ended_on=date(2026, 6, 10)))
    vault.close()
