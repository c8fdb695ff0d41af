"""The device secret in keychains that work, are locked, empty, missing, broken, or would keep it in the clear."""

import base64
import os
import subprocess
import sys
from pathlib import Path
from typing import Any, ClassVar

import pytest

from ashibue_desk.domain.errors import Situation
from ashibue_desk.machine.key_file_folder import KeyFileFolder
from ashibue_desk.machine.keychain import DeviceSecrets, SystemKeychain
from ashibue_desk.machine.keychain_backends import ALLOWED_BACKENDS, find_keychain
from ashibue_desk.machine.situations import (
    KeychainFailed,
    KeychainItemGone,
    KeychainLocked,
    KeychainMissing,
    KeychainRefused,
)

VAULT, OTHER = "3f2a9c1e", "77aa88bb"
SECRET = bytes(range(32))


class MemoryKeychain:
    """A backend that keeps everything in a dictionary, by service and user name, as the real ones do."""

    priority: ClassVar[float] = 5

    def __init__(self) -> None:
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        del self.kept[service, username]


class FailingKeychain(MemoryKeychain):
    """A backend whose every call raises what it was given."""

    def __init__(self, error: Exception) -> None:
        super().__init__()
        self.error = error

    def get_password(self, *_: str) -> str | None:
        raise self.error

    def set_password(self, *_: str) -> None:
        raise self.error


@pytest.fixture(params=["keychain", "key file"])
def secrets(request: pytest.FixtureRequest, tmp_path: Path) -> DeviceSecrets:
    return (
        SystemKeychain(MemoryKeychain()) if request.param == "keychain" else KeyFileFolder(tmp_path / "keys")
    )


def test_a_secret_comes_back_and_each_vault_has_its_own(secrets: DeviceSecrets) -> None:
    secrets.write(VAULT, SECRET)
    secrets.write(OTHER, SECRET[::-1])
    assert secrets.read(VAULT) == SECRET
    assert secrets.read(OTHER) == SECRET[::-1]
    secrets.write(VAULT, b"\xff" * 32)
    assert secrets.read(VAULT) == b"\xff" * 32
    secrets.delete(VAULT)
    with pytest.raises(KeychainItemGone):
        secrets.read(VAULT)
    assert secrets.read(OTHER) == SECRET[::-1]


def test_deleting_what_is_not_there_is_harmless(secrets: DeviceSecrets) -> None:
    secrets.delete(VAULT)
    with pytest.raises(KeychainItemGone):
        secrets.read(VAULT)


def test_anchors_are_kept_beside_the_secret(secrets: DeviceSecrets) -> None:
    assert secrets.read_anchor(VAULT, "log-head") is None
    secrets.write(VAULT, SECRET)
    secrets.write_anchor(VAULT, "log-head", "17:QUJD=")
    secrets.write_anchor(VAULT, "tries", "3")
    secrets.write_anchor(VAULT, "tries", "4")
    assert secrets.read_anchor(VAULT, "log-head") == "17:QUJD="
    assert secrets.read_anchor(VAULT, "tries") == "4"
    assert secrets.read_anchor(OTHER, "tries") is None
    assert secrets.read(VAULT) == SECRET


def test_the_longest_anchor_fits_and_others_are_refused(secrets: DeviceSecrets) -> None:
    secrets.write_anchor(VAULT, "head", "x" * 512)
    assert secrets.read_anchor(VAULT, "head") == "x" * 512
    for text in ("", "x" * 513, "日本", "two\nlines", "a\0b"):
        with pytest.raises(ValueError, match="anchor"):
            secrets.write_anchor(VAULT, "head", text)


@pytest.mark.parametrize("secret", [b"", b"x" * 31, b"x" * 33])
def test_only_32_bytes_are_a_secret(secrets: DeviceSecrets, secret: bytes) -> None:
    with pytest.raises(ValueError, match="32"):
        secrets.write(VAULT, secret)


@pytest.mark.parametrize("vault_id", ["", "../../x", "a/b", "a.b", "あ", "x" * 65, "-a"])
def test_a_vault_id_is_no_path(secrets: DeviceSecrets, vault_id: str) -> None:
    with pytest.raises(ValueError, match="plain ASCII"):
        secrets.write(vault_id, SECRET)


def test_a_probe_leaves_nothing(tmp_path: Path) -> None:
    backend = MemoryKeychain()
    SystemKeychain(backend).probe()
    assert backend.kept == {}
    KeyFileFolder(tmp_path / "keys").probe()
    assert list((tmp_path / "keys").iterdir()) == []


def test_what_is_stored_is_short_plain_text_under_a_service_of_its_own() -> None:
    backend = MemoryKeychain()
    keychain = SystemKeychain(backend)
    keychain.write(VAULT, SECRET)
    keychain.write_anchor(VAULT, "head", "1")
    text = backend.kept[f"Ashibue Desk {VAULT}.device-secret", f"{VAULT}.device-secret"]
    assert base64.urlsafe_b64decode(text + "=") == SECRET
    assert len(text) == 43
    assert len({service for service, _ in backend.kept}) == 2


@pytest.mark.parametrize("text", ["", "short", "!" * 43, "A" * 42, "A" * 44, "Ａ" * 43, "A" * 5000])
def test_an_item_that_is_no_secret_of_ours_is_a_failure(text: str) -> None:
    backend = MemoryKeychain()
    keychain = SystemKeychain(backend)
    keychain.write(VAULT, SECRET)
    backend.kept = dict.fromkeys(backend.kept, text)
    with pytest.raises(KeychainFailed):
        keychain.read(VAULT)


def test_a_keychain_that_forgets_at_once_is_found_out() -> None:
    class Forgetful(MemoryKeychain):
        def set_password(self, service: str, username: str, password: str) -> None:
            """Keep nothing."""

    with pytest.raises(KeychainItemGone):
        SystemKeychain(Forgetful()).probe()


def test_a_probe_asks_a_locked_keychain_once() -> None:
    class Counting(FailingKeychain):
        asked = 0

        def set_password(self, *_: str) -> None:
            self.asked += 1
            raise self.error

        get_password = delete_password = set_password  # type: ignore[assignment]

    backend = Counting(keyring_error("KeyringLocked"))
    with pytest.raises(KeychainLocked):
        SystemKeychain(backend).probe()
    assert backend.asked == 1


def keyring_error(name: str, text: str = "") -> Exception:
    import keyring.errors

    error = getattr(keyring.errors, name)(text)
    assert isinstance(error, Exception)
    return error


def caused_by_dismissal() -> Exception:
    error = keyring_error("InitError", "Failed to create the collection")
    error.__cause__ = type("PromptDismissedException", (Exception,), {})()
    return error


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        (keyring_error("KeyringLocked"), KeychainLocked),
        (keyring_error("PasswordSetError", "Cancelled by user"), KeychainLocked),
        (type("LockedException", (Exception,), {})(), KeychainLocked),
        (caused_by_dismissal(), KeychainLocked),
        (keyring_error("NoKeyringError"), KeychainMissing),
        (keyring_error("InitError"), KeychainFailed),
        (keyring_error("PasswordSetError"), KeychainFailed),
        (OSError(1783, "The stub received bad data"), KeychainFailed),
        (RuntimeError("secret AAAA"), KeychainFailed),
    ],
)
def test_what_a_backend_raises_becomes_one_sentence_each(error: Exception, kind: type[Situation]) -> None:
    keychain = SystemKeychain(FailingKeychain(error))
    for act in (
        lambda: keychain.read(VAULT),
        lambda: keychain.write(VAULT, SECRET),
        lambda: keychain.delete(VAULT),
    ):
        with pytest.raises(kind) as met:
            act()
        assert met.value.__cause__ is None  # what the backend said may hold the item's text
        assert "AAAA" not in str(met.value)
    with pytest.raises(kind):
        keychain.probe()


def test_each_keychain_situation_has_its_own_three_sentences() -> None:
    kinds = (KeychainMissing, KeychainLocked, KeychainItemGone, KeychainRefused, KeychainFailed)
    situations = [kind() for kind in kinds]
    assert len({situation.what for situation in situations}) == len(kinds)
    for situation in situations:
        assert situation.sentence().count("\n") == 2
        assert all(line.endswith("。") for line in situation.sentence().splitlines())


@pytest.mark.parametrize("module", ["null", "fail", "chainer"])
def test_keyrings_own_empty_backends_are_refused(module: str) -> None:
    import importlib

    kind = {"chainer": "ChainerBackend"}.get(module, "Keyring")
    backend = getattr(importlib.import_module(f"keyring.backends.{module}"), kind)()
    with pytest.raises(KeychainRefused):
        SystemKeychain(backend)


@pytest.mark.parametrize(
    ("module", "name"),
    [
        ("keyrings.alt.file", "PlaintextKeyring"),
        ("keyrings.alt.file", "EncryptedKeyring"),
        ("x", "PlainTextKeyring"),
    ],
)
def test_files_in_plain_text_are_refused_also_below_another_name(module: str, name: str) -> None:
    kind = type(name, (MemoryKeychain,), {"__module__": module})
    with pytest.raises(KeychainRefused):
        SystemKeychain(kind())
    with pytest.raises(KeychainRefused):
        SystemKeychain(type("Innocent", (kind,), {})())


class Loader:
    """Gives fake classes for the named backends and remembers what was asked for."""

    def __init__(self, **classes: type) -> None:
        self.classes = classes
        self.asked: list[str] = []

    def __call__(self, module: str, class_name: str) -> Any:
        self.asked.append(f"{module}.{class_name}")
        return self.classes.get(module.rpartition(".")[2])


class NotHere(MemoryKeychain):
    @property
    def priority(self) -> float:  # type: ignore[override]
        raise RuntimeError("no such service")


class Unbuildable(MemoryKeychain):
    def __init__(self) -> None:
        raise RuntimeError("no session bus")


def test_windows_gets_its_own_vault_and_never_the_roaming_one() -> None:
    kind = type("WinVaultKeyring", (MemoryKeychain,), {"__module__": "keyring.backends.Windows"})
    loader = Loader(Windows=kind)
    keychain = find_keychain("win32", loader)
    assert keychain.name == "keyring.backends.Windows.WinVaultKeyring"
    assert vars(keychain._backend)["persist"] == "local machine"
    assert loader.asked == ["keyring.backends.Windows.WinVaultKeyring"]


def test_macos_gets_the_login_keychain_whatever_the_environment_names() -> None:
    kind = type(
        "Keyring", (MemoryKeychain,), {"__module__": "keyring.backends.macOS", "keychain": "/elsewhere"}
    )
    keychain = find_keychain("darwin", Loader(macOS=kind))
    assert vars(keychain._backend)["keychain"] is None


def test_linux_takes_the_first_that_answers() -> None:
    loader = Loader(SecretService=Unbuildable, kwallet=MemoryKeychain, libsecret=MemoryKeychain)
    assert isinstance(find_keychain("linux", loader), SystemKeychain)
    assert loader.asked == ["keyring.backends.SecretService.Keyring", "keyring.backends.kwallet.DBusKeyring"]


def test_no_keychain_that_answers_is_its_own_situation() -> None:
    loader = Loader(SecretService=Unbuildable)
    with pytest.raises(KeychainMissing):
        find_keychain("linux", loader)
    assert len(loader.asked) == 3


def test_only_the_keychains_of_the_three_systems_are_on_the_list() -> None:
    named = {f"{module}.{name}" for pairs in ALLOWED_BACKENDS.values() for module, name in pairs}
    assert named == {
        "keyring.backends.Windows.WinVaultKeyring",
        "keyring.backends.macOS.Keyring",
        "keyring.backends.SecretService.Keyring",
        "keyring.backends.kwallet.DBusKeyring",
        "keyring.backends.libsecret.Keyring",
    }


def test_properties_from_the_environment_are_taken_off(monkeypatch: pytest.MonkeyPatch) -> None:
    import keyring.backend

    class Configurable(MemoryKeychain, keyring.backend.KeyringBackend):
        priority = 5

        def __init__(self) -> None:
            MemoryKeychain.__init__(self)
            self.set_properties_from_env()

    monkeypatch.setenv("KEYRING_PROPERTY_PREFERRED_COLLECTION", "/org/example/other")
    assert vars(Configurable())["preferred_collection"] == "/org/example/other"
    keychain = find_keychain("linux", Loader(SecretService=Configurable))
    assert "preferred_collection" not in vars(keychain._backend)


SWAPPED = """
import os, sys
from ashibue_desk.machine.keychain_backends import find_keychain
from ashibue_desk.machine.situations import KeychainMissing
assert "keyring" not in sys.modules, "keyring was imported before it was needed"
try:
    print(find_keychain("linux").name)
except KeychainMissing:
    print("missing")
assert "hijack" not in sys.modules
"""


@pytest.mark.parametrize("way", ["variable", "keyringrc"])
def test_neither_variable_nor_settings_file_swap_the_keychain(tmp_path: Path, way: str) -> None:
    (tmp_path / "hijack.py").write_text(
        "from keyring.backend import KeyringBackend\n"
        "class Keyring(KeyringBackend):\n"
        "    priority = 99\n"
        "    def get_password(self, s, u): return None\n"
        "    def set_password(self, s, u, p): open('stolen', 'w').write(p)\n"
    )
    environment = {
        **os.environ,
        "XDG_CONFIG_HOME": str(tmp_path),
        "PYTHONPATH": f"{Path(__file__).resolve().parents[2]}{os.pathsep}{tmp_path}",
        "DBUS_SESSION_BUS_ADDRESS": "unix:path=/nonexistent/bus",
    }
    if way == "variable":
        environment["PYTHON_KEYRING_BACKEND"] = "hijack.Keyring"
    else:
        settings = tmp_path / "python_keyring" / "keyringrc.cfg"
        settings.parent.mkdir()
        settings.write_text(f"[backend]\ndefault-keyring=hijack.Keyring\nkeyring-path={tmp_path}\n")
    done = subprocess.run(
        [sys.executable, "-c", SWAPPED], env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == "missing"


def test_key_files_are_private_and_say_so_for_ever(tmp_path: Path) -> None:
    folder = tmp_path / "keys"
    secrets = KeyFileFolder(folder)
    secrets.write(VAULT, SECRET)
    (file,) = folder.iterdir()
    assert (folder.stat().st_mode & 0o777, file.stat().st_mode & 0o777) == (0o700, 0o600)
    assert "鍵ファイル" in secrets.notice
    assert secrets.name == "key-file"
    assert SystemKeychain(MemoryKeychain()).notice == ""


def test_a_key_file_opened_to_others_is_narrowed_when_it_is_read(tmp_path: Path) -> None:
    secrets = KeyFileFolder(tmp_path)
    secrets.write(VAULT, SECRET)
    (file,) = tmp_path.iterdir()
    file.chmod(0o644)
    assert secrets.read(VAULT) == SECRET
    assert file.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("content", [b"", b"\xff\xfe", b"x" * 2000, "鍵".encode()])
def test_a_damaged_key_file_is_a_failure_with_its_own_sentence(tmp_path: Path, content: bytes) -> None:
    secrets = KeyFileFolder(tmp_path)
    secrets.write(VAULT, SECRET)
    (file,) = tmp_path.iterdir()
    file.write_bytes(content)
    with pytest.raises(KeychainFailed):
        secrets.read(VAULT)
