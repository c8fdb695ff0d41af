"""What a password opens, and what it costs to try one."""

from dataclasses import replace
from typing import NoReturn

import pytest
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from ashibue_desk.domain.roles import Role
from ashibue_desk.domain.users import NewUser
from ashibue_desk.storage import user_slot
from ashibue_desk.storage.key_material import new_secret
from ashibue_desk.storage.situations import KeySlotsDamaged, WeakKeyDerivation, WrongPassword
from ashibue_desk.storage.user_slot import FLOOR, KdfCost, UserSlot, make_slot
from tests.helpers.desks import MORNING

MASTER, VAULT = new_secret(), "a" * 32
TODAY = MORNING.date()


def slot_of(role: Role = Role.HANDLER, typed: str = "kawasemi 9", name: str = "青葉 灯") -> UserSlot:
    user = NewUser(user_id=f"{role.value}-id", name=name, roles=frozenset({role}), password=typed)
    return make_slot(user, VAULT, MASTER, FLOOR, TODAY)


@pytest.fixture
def no_derivation(monkeypatch: pytest.MonkeyPatch) -> None:
    """Fail the test that derives a key from a password."""

    def refuse(self: Argon2id, password: bytes) -> NoReturn:
        pytest.fail("a password was tried")

    monkeypatch.setattr(user_slot, "Argon2id", type("Refused", (), {"__init__": refuse, "derive": refuse}))


@pytest.mark.usefixtures("remembered_passwords")
class TestOpening:
    """One derivation each would be a quarter of a second; the same ones are remembered."""

    def test_the_right_password_gives_the_keys(self) -> None:
        opened = slot_of().open("kawasemi 9", VAULT)
        assert opened.master_key == MASTER
        assert opened.number_key_0001 is None

    @pytest.mark.parametrize("typed", ["kawasemi 8", "", "Kawasemi 9", "kawasemi 9 "])
    def test_a_wrong_password_gives_nothing(self, typed: str) -> None:
        with pytest.raises(WrongPassword):
            slot_of().open(typed, VAULT)

    @pytest.mark.parametrize("typed", ["ｋａｗａｓｅｍｉ　９", "kawasemi\u00a09"])
    def test_the_width_of_the_letters_does_not_matter(self, typed: str) -> None:
        assert slot_of().open(typed, VAULT).master_key == MASTER

    def test_composed_and_decomposed_kana_are_one_password(self) -> None:
        slot = slot_of(typed="ガラス窓 2026")
        assert slot.open("ｶﾞﾗｽ窓 2026", VAULT).master_key == MASTER
        assert slot.open("カ\u3099ラス窓 2026", VAULT).master_key == MASTER

    def test_half_a_character_is_a_wrong_password_and_no_crash(self) -> None:
        with pytest.raises(WrongPassword):
            slot_of().open("kawasemi\ud800", VAULT)

    def test_another_vault_does_not_open(self) -> None:
        with pytest.raises(WrongPassword):
            slot_of().open("kawasemi 9", "b" * 32)

    def test_somebody_elses_sealed_master_key_does_not_open(self) -> None:
        taken = replace(slot_of(Role.RECEIVER), sealed_master=slot_of(Role.OFFICER).sealed_master)
        with pytest.raises(KeySlotsDamaged):
            taken.open("kawasemi 9", VAULT)

    def test_another_master_key_is_sealed_without_anybodys_password(self) -> None:
        fresh, slot = new_secret(), slot_of()
        renewed = slot.with_master_key(fresh, VAULT)
        assert renewed.open("kawasemi 9", VAULT).master_key == fresh
        assert (renewed.wrapped, renewed.salt) == (slot.wrapped, slot.salt)

    def test_a_whole_slot_under_another_name_does_not_open(self) -> None:
        swapped = replace(slot_of(Role.OFFICER), user_id="receiver-id")
        with pytest.raises(WrongPassword):
            swapped.open("kawasemi 9", VAULT)

    def test_other_roles_written_into_the_wrap_do_not_open(self) -> None:
        raised = replace(slot_of(Role.RECEIVER), wrapped_for=frozenset({Role.OFFICER}))
        with pytest.raises(WrongPassword):
            raised.open("kawasemi 9", VAULT)

    def test_roles_change_without_the_password_and_give_no_key(self) -> None:
        slot = slot_of(Role.RECEIVER)
        raised = replace(slot, roles=frozenset({Role.OFFICER}))
        assert raised.open("kawasemi 9", VAULT).master_key == MASTER
        again = raised.with_password("kawasemi 9", "tsuyukusa 7", VAULT, TODAY)
        assert again.wrapped_for == raised.roles
        assert again.open("tsuyukusa 7", VAULT).master_key == MASTER

    def test_a_password_of_ones_own_ends_the_need_to_change_it(self) -> None:
        given = replace(slot_of(), must_change=True)
        assert UserSlot.from_json(given.to_json()).must_change
        assert not given.with_password("kawasemi 9", "tsuyukusa 7", VAULT, TODAY).must_change

    def test_a_slot_of_the_first_schema_is_read(self) -> None:
        slot = slot_of()
        stored = {**slot.to_json(), "sealed_number_key": None}
        for name in ("wrapped_for", "must_change"):
            del stored[name]
        assert UserSlot.from_json(stored) == slot

    def test_other_costs_above_the_floor_do_not_open(self) -> None:
        altered = replace(slot_of(), cost=replace(FLOOR, passes=4))
        with pytest.raises(WrongPassword):
            altered.open("kawasemi 9", VAULT)

    def test_a_new_password_changes_the_wrap_and_nothing_else(self) -> None:
        slot = slot_of()
        changed = slot.with_password("kawasemi 9", "tsuyukusa 7", VAULT, TODAY)
        assert changed.open("tsuyukusa 7", VAULT).master_key == MASTER
        with pytest.raises(WrongPassword):
            changed.open("kawasemi 9", VAULT)
        assert changed.salt != slot.salt
        assert changed.sealed_master == slot.sealed_master

    def test_a_new_password_needs_the_old_one(self) -> None:
        with pytest.raises(WrongPassword):
            slot_of().with_password("wrong", "tsuyukusa 7", VAULT, TODAY)

    def test_a_slot_survives_its_json(self) -> None:
        for role in (Role.OFFICER, Role.AUDITOR):
            slot = slot_of(role)
            assert UserSlot.from_json(slot.to_json()) == slot

    def test_nothing_secret_shows_itself(self) -> None:
        slot = slot_of()
        opened = slot.open("kawasemi 9", VAULT)
        told = repr(slot) + repr(opened) + str(slot.to_json())
        for secret in (MASTER.hex(), repr(MASTER)[2:-1], "kawasemi"):
            assert secret not in told


@pytest.mark.usefixtures("no_derivation")
@pytest.mark.parametrize(
    "cost",
    [
        KdfCost(8, 3, 4),
        KdfCost(FLOOR.memory_kib - 1, 3, 4),
        KdfCost(FLOOR.memory_kib, 2, 4),
        KdfCost(FLOOR.memory_kib, 1, 4),
        KdfCost(FLOOR.memory_kib, 3, 0),
        KdfCost(0, 0, 0),
        KdfCost(-1, -1, -1),
        KdfCost(5 * 1024 * 1024, 3, 4),
        KdfCost(FLOOR.memory_kib, 10**9, 4),
        KdfCost(FLOOR.memory_kib, 3, 10**6),
    ],
)
def test_costs_below_the_floor_or_beyond_sense_are_refused_before_use(cost: KdfCost) -> None:
    slot = UserSlot(
        user_id="u",
        name="n",
        roles=frozenset(),
        cost=cost,
        salt=bytes(16),
        wrapped=bytes(60),
        agreement_public=b"",
        signing_public=b"",
        sealed_master=b"",
        password_set_on=TODAY,
    )
    with pytest.raises(WeakKeyDerivation):
        slot.open("kawasemi 9", VAULT)
    with pytest.raises(WeakKeyDerivation):
        slot.with_password("kawasemi 9", "tsuyukusa 7", VAULT, TODAY)


def test_what_is_offered_to_an_office_is_far_above_the_floor() -> None:
    assert KdfCost() == KdfCost(memory_kib=256 * 1024, passes=3, lanes=4)
    assert KdfCost(64 * 1024, 3, 4) == FLOOR
    KdfCost().refuse_if_weak()
    FLOOR.refuse_if_weak()


def test_no_two_salts_are_the_same() -> None:
    salts = {user_slot._new_salt() for _ in range(1_000)}
    assert len(salts) == 1_000
    assert {len(salt) for salt in salts} == {16}
