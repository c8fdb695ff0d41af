"""Another account of the same PC: a code, a second keychain, and nothing for whoever has only one of the two (proof 16)."""

import json
from base64 import b64decode, b64encode
from dataclasses import replace
from datetime import timedelta

import pytest

from ashibue_desk.domain.handling_log import LogFilter
from ashibue_desk.machine.situations import KeychainItemGone
from ashibue_desk.storage import device_binding as storage
from ashibue_desk.storage.situations import BindingRefused, WeakKeyDerivation, WrongPassword
from ashibue_desk.use_cases import vault_gate
from ashibue_desk.use_cases.desk import Desk
from ashibue_desk.use_cases.device_binding import (
    BindingCode,
    bind_this_account,
    code_is_offered,
    make_binding_code,
)
from ashibue_desk.use_cases.situations import NotYourDuty
from ashibue_desk.use_cases.surroundings import Surroundings
from tests.helpers.desks import HANDLER, OFFICER, RECEIVER, Scene, surroundings_at
from tests.helpers.memory_keychain import MemoryBackend


def make(scene: Scene) -> BindingCode:
    code = make_binding_code(scene.unlock(), scene.users[OFFICER].password).answer
    scene.close()
    return code


def another_account(scene: Scene) -> Surroundings:
    """Return the same PC with an empty keychain and folders of its own."""
    return surroundings_at(scene.root / "other account", MemoryBackend(), scene.clock, scene.drives)


def acts(desk: Desk) -> list[str]:
    return [entry.line.act for entry in desk.vault.log.read(LogFilter(most=4))]


class TestBinding:
    """The code gives an account the device secret, and no right."""

    def test_the_other_account_opens_with_a_users_password_and_the_log_tells(self, scene: Scene) -> None:
        other = another_account(scene)
        with pytest.raises(KeychainItemGone):
            vault_gate.look_at(other, scene.place)
        code = make(scene)
        assert code_is_offered(scene.place)
        bind_this_account(other, scene.place, code.code)
        assert not code_is_offered(scene.place)
        assert len(vault_gate.look_at(other, scene.place).users) == 4
        handler = scene.users[HANDLER]
        with pytest.raises(WrongPassword):
            vault_gate.unlock(other, scene.place, handler.user_id, "wrong")
        desk = scene.keep(vault_gate.unlock(other, scene.place, handler.user_id, handler.password))
        assert "別のアカウントを結び付けるコードが使われた" in acts(desk)
        scene.close()
        assert "別のアカウントを結び付けるコードが使われた" not in acts(scene.unlock())[:1]

    def test_it_is_good_once(self, scene: Scene) -> None:
        code = make(scene)
        bind_this_account(another_account(scene), scene.place, code.code)
        with pytest.raises(BindingRefused):
            bind_this_account(another_account(scene), scene.place, code.code)

    def test_it_is_typed_as_people_type(self, scene: Scene) -> None:
        code = make(scene).code
        wide = "".join(chr(ord(c) + 0xFEE0) for c in code.lower())
        bind_this_account(
            another_account(scene), scene.place, f" {wide.replace('０', 'ｏ').replace('１', 'ｌ')} "
        )

    @pytest.mark.parametrize(("hours", "good"), [(24, True), (24.01, False), (-1, False)])
    def test_after_a_day_or_with_the_clock_turned_back_it_is_good_no_longer(
        self, scene: Scene, hours: float, good: bool
    ) -> None:
        code = make(scene)
        scene.clock.set_to(scene.clock.local_now() + timedelta(hours=hours))
        other = another_account(scene)
        if good:
            bind_this_account(other, scene.place, code.code)
            return
        with pytest.raises(BindingRefused):
            bind_this_account(other, scene.place, code.code)
        desk = scene.unlock()
        assert not code_is_offered(scene.place)
        assert "別のアカウントを結び付けるコードの期限切れ" in acts(desk)

    def test_a_wrong_code_keeps_nothing_and_the_right_one_is_still_good(self, scene: Scene) -> None:
        code, other = make(scene), another_account(scene)
        for typed in ("", storage.new_code(), code.code[:-1], f"{code.code}X"):
            with pytest.raises(BindingRefused):
                bind_this_account(other, scene.place, typed)
        with pytest.raises(KeychainItemGone):
            vault_gate.look_at(other, scene.place)
        bind_this_account(other, scene.place, code.code)

    def test_a_newer_code_replaces_the_older(self, scene: Scene) -> None:
        first, second = make(scene), make(scene)
        with pytest.raises(BindingRefused):
            bind_this_account(another_account(scene), scene.place, first.code)
        bind_this_account(another_account(scene), scene.place, second.code)

    def test_only_officer_and_keeper_make_one(self, scene: Scene) -> None:
        for who in (HANDLER, RECEIVER):
            desk = scene.unlock(who)
            with pytest.raises(NotYourDuty):
                make_binding_code(desk, scene.users[who].password)
            scene.close()
        desk = scene.unlock()
        with pytest.raises(WrongPassword):
            make_binding_code(desk, "wrong")
        assert not code_is_offered(scene.place)


class TestFile:
    """What lies beside the vault is no use without the code, and altered it is refused."""

    def test_neither_code_nor_secret_stands_in_it_or_in_a_repr(self, scene: Scene) -> None:
        code = make(scene)
        data = (scene.place / storage.FILE_NAME).read_bytes()
        for told in (code.code, code.code.replace("-", "")):
            assert told.encode() not in data
            assert told not in repr(code)
        assert scene.device_secret not in data
        assert b64encode(scene.device_secret) not in data

    @pytest.mark.parametrize(
        ("key", "value"),
        [
            ("made_at", "2026-06-15T02:00:00+00:00"),
            ("vault_id", "0" * 32),
            ("format", "another"),
            ("salt", b64encode(bytes(16)).decode()),
            ("sealed", b64encode(bytes(60)).decode()),
            ("sealed", "!"),
            ("made_at", 5),
            ("kdf", [2**40]),
        ],
    )
    def test_altered_it_is_refused(self, scene: Scene, key: str, value: object) -> None:
        code = make(scene)
        self.alter(scene, key, value)
        with pytest.raises(BindingRefused):
            bind_this_account(another_account(scene), scene.place, code.code)

    @pytest.mark.parametrize("kdf", [[8, 1, 1], [64 * 1024, 1, 4], [2**40, 3, 4]])
    def test_a_weakened_one_is_refused_before_it_is_used(self, scene: Scene, kdf: list[int]) -> None:
        code = make(scene)
        self.alter(scene, "kdf", kdf)
        with pytest.raises(WeakKeyDerivation):
            bind_this_account(another_account(scene), scene.place, code.code)

    def test_the_code_has_a_hundred_bits_and_no_letters_that_look_like_digits(self) -> None:
        codes = {storage.new_code() for _ in range(500)}
        assert len(codes) == 500
        letters = set("".join(codes)) - {"-"}
        assert len(letters) == 32
        assert not letters & set("ILOU")
        assert {len(code.replace("-", "")) for code in codes} == {20}

    def test_a_code_of_another_vault_is_refused(self, scene: Scene) -> None:
        code = make(scene)
        with pytest.raises(BindingRefused):
            storage.take_secret(scene.place, code.code, "f" * 32, scene.clock.now_utc())

    @pytest.mark.parametrize("length", [0, 16, 31, 33])
    def test_what_is_no_device_secret_is_refused_whoever_sealed_it(self, scene: Scene, length: int) -> None:
        code, now = storage.new_code(), scene.clock.now_utc()
        storage.offer_secret(scene.place, code, scene.vault_id, bytes(length), scene.surroundings.cost, now)
        with pytest.raises(BindingRefused):
            storage.take_secret(scene.place, code, scene.vault_id, now)

    @staticmethod
    def alter(scene: Scene, key: str, value: object) -> None:
        path = scene.place / storage.FILE_NAME
        stored = json.loads(path.read_bytes())
        assert b64decode(stored["sealed"])
        path.write_text(json.dumps({**stored, key: value}))


def test_a_vault_bound_to_a_key_file_gives_the_other_account_a_key_file(scene: Scene) -> None:
    from ashibue_desk.storage import key_slots

    slots = key_slots.read_slots(scene.place, scene.device_secret)
    header = replace(slots.header, binding=scene.surroundings.key_files.name)
    key_slots.write_slots(scene.place, replace(slots, header=header), scene.device_secret)
    scene.surroundings.key_files.write(scene.vault_id, scene.device_secret)
    desk = scene.unlock()
    code = make_binding_code(desk, scene.users[OFFICER].password).answer
    other = another_account(scene)
    bind_this_account(other, scene.place, code.code)
    assert other.key_files.read(scene.vault_id) == desk.device_secret
