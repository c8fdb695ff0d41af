"""What sealing refuses, and what a signed line vouches for: a row as it was written, and nothing that was told differently."""

from dataclasses import replace

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from ashibue_desk.domain.handling_log import LogClass, LogLine
from ashibue_desk.files.situations import DiskFull
from ashibue_desk.storage.key_material import public_bytes
from ashibue_desk.storage.key_slots import read_slots
from ashibue_desk.storage.log_sealer import LogSealer
from ashibue_desk.storage.log_vouching import signed_last
from ashibue_desk.use_cases.desk import Desk
from tests.helpers.desks import HANDLER, OFFICER, Scene
from tests.helpers.log_desks import another_tool, checked


def sealer_of(desk: Desk) -> LogSealer:
    sealer = desk.vault.log.sealer
    assert sealer is not None
    return sealer


def open_too_late(desk: Desk) -> None:
    with desk.vault.transaction():
        desk.log(LogLine(log_class=LogClass.ACCESS, act="試し"))
        sealer_of(desk).begin_epoch(bytes(32), "another vault")


def test_an_epoch_begins_with_the_first_line_of_its_transaction_or_not_at_all(desk: Desk) -> None:
    sealer = sealer_of(desk)
    before = (sealer.vault, sealer.state, desk.vault.log.last_seq())
    with pytest.raises(RuntimeError, match="first line"):
        open_too_late(desk)
    assert (sealer.vault, sealer.state, desk.vault.log.last_seq()) == before
    assert checked(desk).holds


def renew_own_key(desk: Desk, signing: Ed25519PrivateKey, *, fails: bool = False) -> None:
    """Take another signing key, as an own password in the place of a one-time one does."""
    slot = replace(
        read_slots(desk.vault.folder, desk.device_secret).user(desk.actor.user_id),
        signing_public=public_bytes(signing),
    )
    with desk.act():
        desk.vault.users.renew_keys(slot)
        sealer_of(desk).take_own_key(signing)
        desk.log(LogLine(log_class=LogClass.ADMINISTRATION, act="パスワードの変更"))
        if fails:
            raise DiskFull


def test_the_old_key_signs_for_the_next_one_and_then_no_more(desk: Desk) -> None:
    old, fresh = sealer_of(desk).session.signing, Ed25519PrivateKey.generate()
    with pytest.raises(DiskFull):
        renew_own_key(desk, fresh, fails=True)
    assert sealer_of(desk).session.signing is old, "what did not come to be changes nothing"
    renew_own_key(desk, fresh)
    assert sealer_of(desk).session.signing is fresh
    with desk.act():
        desk.log(LogLine(log_class=LogClass.USE, act="試し"))
    assert checked(desk).holds


class TestVouching:
    """The signature of the one at the desk stands under what the line told of its rows."""

    def trained(self, desk: Desk, scene: Scene) -> str:
        """Record a training of the handler, signed by the officer; return the appointment's id."""
        (one,) = desk.vault.appointments.of_user(scene.users[HANDLER].user_id)
        with desk.act():
            desk.vault.appointments.put(replace(one, training_note="教材2"))
            desk.log(LogLine(log_class=LogClass.ADMINISTRATION, act="教育の記録", object_id=one.user_id))
        return one.id

    def test_a_signed_line_vouches_for_its_subject_only(self, desk: Desk, scene: Scene) -> None:
        row = self.trained(desk, scene)
        handler, officer = (scene.users[who].user_id for who in (HANDLER, OFFICER))
        assert signed_last(sealer_of(desk), "appointments", row, handler)
        assert not signed_last(sealer_of(desk), "appointments", row, officer)

    @pytest.mark.parametrize(
        "statement",
        [
            "INSERT INTO row_seals SELECT seq, table_name, 'x', fingerprint FROM row_seals WHERE seq = ? AND row_key = ?",
            "UPDATE log_seals SET extra = '{}' WHERE seq = ? AND ? <> ''",
            "UPDATE appointments SET training_note = '' WHERE ? > 0 AND id = ?",
        ],
    )
    def test_where_row_record_and_line_differ_nothing_is_vouched_for(
        self, desk: Desk, scene: Scene, statement: str
    ) -> None:
        row, handler = self.trained(desk, scene), scene.users[HANDLER].user_id
        assert signed_last(sealer_of(desk), "appointments", row, handler)
        with another_tool(desk) as tool:
            query = "SELECT max(seq) FROM row_seals WHERE table_name = 'appointments' AND row_key = ?"
            (seq,) = tool.execute(query, (row,)).fetchone()
            tool.execute(statement, (seq, row))
        assert not signed_last(sealer_of(desk), "appointments", row, handler)
