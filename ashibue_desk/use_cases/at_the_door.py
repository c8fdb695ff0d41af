"""What work before an open vault asks of machine and regulation: places, the device key, new passwords, the sheet's text."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from random import Random, SystemRandom
from typing import TypeAlias

from ashibue_desk.domain.errors import Situation
from ashibue_desk.domain.form_facts import RecoverySheetFacts
from ashibue_desk.domain.office import Office
from ashibue_desk.domain.passwords import PasswordRule, suggest_passphrase
from ashibue_desk.domain.problems import Problem, Severity
from ashibue_desk.domain.roles import Role
from ashibue_desk.files.private_files import write_private
from ashibue_desk.law.password_blocklist import passphrase_words
from ashibue_desk.machine.drives.place import Verdict
from ashibue_desk.storage.connection import DATABASE_NAME
from ashibue_desk.storage.recovery_identity import RecoveryIdentity, read_sheet
from ashibue_desk.use_cases import vault_gate
from ashibue_desk.use_cases.recovery_sheets import COPIES, sheet_facts
from ashibue_desk.use_cases.surroundings import Surroundings

SheetIdentity: TypeAlias = RecoveryIdentity
"""The secret of one sheet, as wizards hold it until it is printed and proven."""
SHEET_LENGTH = 74
"""Characters of the recovery sheet's text, without blanks."""
_OWN_FOLDER = "ashibue-vault"
_DOUBTFUL_PLACES = {
    Verdict.USB: "USBでつながった機器です。紛失や持出しのおそれがあります。",
    Verdict.SD: "メモリーカードです。紛失や持出しのおそれがあります。",
    Verdict.EXTERNAL: "取り外せる機器です。紛失や持出しのおそれがあります。",
    Verdict.SYNC_FOLDER: "インターネット上に写しを作るフォルダーです。",
    Verdict.NETWORK: "ネットワークの先のフォルダーです。記録が壊れるおそれがあります。",
    Verdict.MEMORY: "メモリー上の一時的なディスクです。電源を切ると消えます。",
}


@dataclass(frozen=True, slots=True)
class KeyPlaces:
    """Where the key of this PC can be kept.

    Attributes:
        trouble: why the keychain of the system cannot be used, or ``None`` when it can.
        file_notice: the permanent notice that goes with a key file.

    """

    trouble: Situation | None
    file_notice: str


@dataclass(frozen=True, slots=True)
class VaultOutside:
    """What can be told about a vault without opening it. ``changed_at`` is local time."""

    place: Path
    users: tuple[str, ...]
    changed_at: datetime | None


def key_places(surroundings: Surroundings) -> KeyPlaces:
    """Try the keychain with a secret of no vault. May ask the person to unlock the keychain."""
    notice = surroundings.key_files.notice
    try:
        surroundings.keychain().probe()
    except Situation as trouble:
        return KeyPlaces(trouble, notice)
    return KeyPlaces(None, notice)


def new_password_rule(surroundings: Surroundings, *, key_file: bool) -> PasswordRule:
    """Return the rule for new passwords; with the device key in a file they must carry more."""
    rule = surroundings.regulation().password_rule
    return rule.with_key_file() if key_file else rule


def passphrase(random: Random | None = None) -> str:
    """Return a suggestion for a passphrase. ``random`` is given by tests only."""
    return suggest_passphrase(passphrase_words(), random or SystemRandom())


def sheet_problem(typed: str) -> Problem | None:
    """Say what keeps ``typed`` from being the text of any recovery sheet, or ``None``."""
    read = read_sheet(typed)
    return read if isinstance(read, Problem) else None


def role_words(surroundings: Surroundings, roles: frozenset[Role]) -> str:
    """Return what the regulation calls somebody with ``roles``."""
    return "・".join(surroundings.regulation().role_names(roles))


def is_free(place: Path) -> bool:
    """Whether a vault can be put at ``place``: nothing there, or an empty folder."""
    try:
        return not place.exists() or (place.is_dir() and not any(place.iterdir()))
    except OSError:
        return False


def free_place(surroundings: Surroundings) -> Path:
    """Return where a restored vault is offered to lie: the usual place, or beside the vault that is there."""
    usual = surroundings.folders.default_vault
    day = surroundings.clock.today()
    beside = [usual.with_name(f"{usual.name}-restored-{day:%Y%m%d}{more}") for more in ("", "-2", "-3", "-4")]
    return next((place for place in (usual, *beside) if is_free(place)), beside[-1])


def place_inside(folder: Path) -> Path:
    """Return where the vault goes when ``folder`` was chosen: the folder itself if empty, else a new one in it."""
    return folder if is_free(folder) else folder / _OWN_FOLDER


def place_problem(surroundings: Surroundings, place: Path) -> Problem | None:
    """Say why a vault cannot, or had better not, lie at ``place``."""
    if not is_free(place):
        return Problem("place", "この場所には、すでにファイルがあります。別の場所を選んでください。")
    if surroundings.folders.device_keys.resolve().is_relative_to(place.resolve()):
        return Problem(
            "place",
            "この中に、このPCの鍵を置く場所があります。鍵と保管庫を一緒に写さないよう、別の場所を選んでください。",
        )
    doubt = _DOUBTFUL_PLACES.get(surroundings.drives.examine(place).verdict)
    if doubt is None:
        return None
    return Problem("place", f"{doubt}このPCの内蔵ディスクに置くことをおすすめします。", Severity.DOUBTFUL)


def vault_outside(surroundings: Surroundings, place: Path) -> VaultOutside | None:
    """Return what is known of the vault at ``place`` while it is shut, or ``None`` where there is none."""
    database = place / DATABASE_NAME
    try:
        changed = datetime.fromtimestamp(database.stat().st_mtime, surroundings.clock.local_now().tzinfo)
    except OSError:
        return None
    users: tuple[str, ...] = ()
    with suppress(Situation):  # the keychain may be shut; the comparison does without the names
        users = tuple(user.name for user in vault_gate.look_at(surroundings, place).users)
    return VaultOutside(place, users, changed)


def draw_sheets(
    surroundings: Surroundings,
    office: Office,
    identity: SheetIdentity,
    render: Callable[[RecoverySheetFacts], bytes],
) -> tuple[bytes, ...]:
    """Return both copies of the sheet, drawn. Raises what paper refuses."""
    copies = range(1, COPIES + 1)
    return tuple(render(sheet_facts(surroundings, office, identity, copy)) for copy in copies)


def save_sheets(
    surroundings: Surroundings,
    office: Office,
    identity: SheetIdentity,
    file: Path,
    render: Callable[[RecoverySheetFacts], bytes],
) -> tuple[Path, ...]:
    """Write both copies of the sheet for printing, beside ``file``, owner only; return the files.

    They hold the secret: whoever printed them deletes them (``delete_sheets``). Raises what the disk or paper refuses.
    """
    drawn = draw_sheets(surroundings, office, identity, render)
    sheets = {file.with_name(f"{file.stem}-{copy}.pdf"): data for copy, data in enumerate(drawn, 1)}
    written: list[Path] = []
    try:
        for target, data in sheets.items():
            write_private(target, data)
            written.append(target)
    except BaseException:  # one copy alone would lie there unknown to anybody
        delete_sheets(tuple(written))
        raise
    return tuple(written)


def delete_sheets(files: tuple[Path, ...]) -> tuple[Path, ...]:
    """Delete the printed files; return those that are still there."""
    for file in files:
        with suppress(OSError):
            file.unlink(missing_ok=True)
    return tuple(file for file in files if file.exists())
