"""A keychain that is missing, locked, emptied, plain or broken: each with its own sentence, and the sheet always opens."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from ashibue_desk.domain.errors import Situation
from ashibue_desk.machine.keychain import SystemKeychain
from ashibue_desk.machine.situations import (
    KeychainFailed,
    KeychainItemGone,
    KeychainLocked,
    KeychainMissing,
    KeychainRefused,
)
from ashibue_desk.storage.situations import WrongDeviceSecret
from ashibue_desk.use_cases import vault_gate
from ashibue_desk.use_cases.create_vault import create_vault
from tests.helpers.desks import OFFICER, Scene, plan_for
from tests.helpers.memory_keychain import MemoryBackend


class KeyringLocked(Exception):
    """Named as the real one."""


class NoKeyringError(RuntimeError):
    """Named as the real one."""


class PlaintextKeyring(MemoryBackend):
    """A backend that says by its name what it is."""


def missing(scene: Scene) -> Scene:
    def none() -> SystemKeychain:
        raise KeychainMissing

    return replace(scene, surroundings=replace(scene.surroundings, keychain=none))


def locked(scene: Scene) -> Scene:
    scene.backend.error = KeyringLocked("the prompt was dismissed")
    return scene


def unable(scene: Scene) -> Scene:
    scene.backend.error = NoKeyringError("no backend")
    return scene


def emptied(scene: Scene) -> Scene:
    scene.backend.items.clear()
    return scene


def plain(scene: Scene) -> Scene:
    return replace(
        scene, surroundings=replace(scene.surroundings, keychain=lambda: SystemKeychain(PlaintextKeyring()))
    )


def broken(scene: Scene) -> Scene:
    scene.backend.error = OSError("the stub received bad data")
    return scene


def garbled(scene: Scene) -> Scene:
    scene.backend.items = dict.fromkeys(scene.backend.items, "not a secret of ours")
    return scene


def renewed(scene: Scene) -> Scene:
    scene.surroundings.keychain().write(scene.vault_id, b"x" * 32)
    return scene


FAULTS: tuple[tuple[Callable[[Scene], Scene], type[Situation]], ...] = (
    (missing, KeychainMissing),
    (locked, KeychainLocked),
    (unable, KeychainMissing),
    (emptied, KeychainItemGone),
    (plain, KeychainRefused),
    (broken, KeychainFailed),
    (garbled, KeychainFailed),
    (renewed, WrongDeviceSecret),
)


@pytest.mark.parametrize(("fault", "situation"), FAULTS)
def test_each_fault_has_its_own_sentence_at_the_door(
    scene: Scene, fault: Callable[[Scene], Scene], situation: type[Situation]
) -> None:
    troubled = fault(scene)
    for act in (
        lambda: vault_gate.look_at(troubled.surroundings, troubled.place),
        lambda: troubled.unlock(OFFICER),
    ):
        with pytest.raises(situation) as raised:
            act()
        assert raised.value.sentence().count("\n") == 2
        assert "dismissed" not in raised.value.sentence() + "".join(map(str, raised.value.args))


def test_the_sentences_differ(scene: Scene) -> None:
    kinds = {situation for _, situation in FAULTS}
    assert len({kind.what for kind in kinds}) == len(kinds)


@pytest.mark.parametrize("fault", [fault for fault, _ in FAULTS])
def test_the_sheet_opens_and_binds_the_pc_again(scene: Scene, fault: Callable[[Scene], Scene]) -> None:
    """With a keychain that works again, or with the key file where there is none."""
    troubled, user = fault(scene), scene.users[OFFICER]
    no_keychain = fault in (missing, locked, unable, plain, broken)
    args = (troubled.surroundings, troubled.place, scene.identity.text, user.user_id, "yamabuki 2031 tombo")
    if no_keychain:
        with pytest.raises(Situation):
            vault_gate.open_with_sheet(*args)
    desk = vault_gate.open_with_sheet(*args, key_file=no_keychain)
    assert len(desk.vault.people.rows()) == len(scene.person_ids)
    vault_gate.close(desk, "end")
    vault_gate.close(troubled.unlock(OFFICER, "yamabuki 2031 tombo"), "end")


@pytest.mark.parametrize("fault", [missing, locked, unable, plain, broken])
def test_without_a_keychain_no_vault_is_begun(empty_scene: Scene, fault: Callable[[Scene], Scene]) -> None:
    troubled = fault(empty_scene)
    with pytest.raises(Situation):
        create_vault(troubled.surroundings, plan_for(troubled))
    vaults = empty_scene.surroundings.folders.vaults
    assert not vaults.exists() or not list(vaults.iterdir())


def test_without_a_keychain_the_key_file_is_a_choice_with_a_standing_notice(empty_scene: Scene) -> None:
    troubled = missing(empty_scene)
    create_vault(troubled.surroundings, plan_for(troubled, key_file=True))
    assert vault_gate.look_at(troubled.surroundings, troubled.place).notice
    vault_gate.close(troubled.unlock(), "end")
    kept = troubled.surroundings.folders.device_keys.iterdir()
    keys = [path for path in kept if "anchor" not in path.name]  # beside it lies the head of the log
    assert len(keys) == 1
    assert not keys[0].stat().st_mode & 0o077
    assert not keys[0].is_relative_to(troubled.place)


def test_a_damaged_key_file_has_its_sentence(empty_scene: Scene) -> None:
    create_vault(empty_scene.surroundings, plan_for(empty_scene, key_file=True))
    (key,) = empty_scene.surroundings.folders.device_keys.iterdir()
    for data in (b"", b"x", b"\xff" * 43, b"y" * 100_000):
        key.write_bytes(data)
        with pytest.raises(Situation):
            empty_scene.unlock()
    key.unlink()
    with pytest.raises(KeychainItemGone):
        empty_scene.unlock()
