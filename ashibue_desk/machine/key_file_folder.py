"""The fallback a user chooses by name when the system has no keychain: one private file per vault."""

from pathlib import Path
from typing import Final

from ashibue_desk.domain.errors import Situation
from ashibue_desk.files.owner_only import keep_for_owner
from ashibue_desk.files.private_files import (
    PRIVATE_FILE,
    make_private_folder,
    only_owner_can_read,
    read_limited,
    sweep_leftovers,
    write_private,
)
from ashibue_desk.files.situations import FileMissing, FileTooLarge, FileUnreadable
from ashibue_desk.machine.keychain import ANCHOR_CHARACTERS, DeviceSecrets
from ashibue_desk.machine.situations import KeychainFailed

NOTICE: Final = (
    "このパソコンの鍵は、OSの資格情報の保管場所ではなく鍵ファイルに置かれています。"
    "パソコンごと、またはこの利用者のファイルごと盗まれたときの守りはパスワードだけになります。"
    "15文字以上のパスワードを使い、鍵ファイルを保管庫やバックアップと一緒に写さないでください。"
)
_MAX_BYTES: Final = ANCHOR_CHARACTERS + 2


class KeyFileFolder(DeviceSecrets):
    """Device secrets and anchors as files of 0600 in a folder of 0700, apart from vaults and backups."""

    name = "key-file"
    notice = NOTICE

    def __init__(self, folder: Path) -> None:
        """Keep the files in ``folder`` (``Folders.device_keys``), which is created at the first write."""
        self._folder = folder

    def _get(self, item: str) -> str | None:
        path = self._path(item)
        try:
            data = read_limited(path, _MAX_BYTES)
            if not only_owner_can_read(path):
                keep_for_owner(path, PRIVATE_FILE)
            return data.decode("ascii").rstrip("\r\n")
        except FileMissing:
            return None
        except (FileTooLarge, FileUnreadable, UnicodeDecodeError, OSError) as error:
            raise _damaged() from error

    def _set(self, item: str, text: str) -> None:
        make_private_folder(self._folder)
        sweep_leftovers(self._folder)
        write_private(self._path(item), f"{text}\n".encode("ascii"))

    def _remove(self, item: str) -> None:
        try:
            self._path(item).unlink(missing_ok=True)
        except OSError as error:
            raise _damaged() from error

    def _path(self, item: str) -> Path:
        return self._folder / f"{item}.key"


def _damaged() -> Situation:
    return KeychainFailed(
        what="鍵ファイルを読み書きできないか、内容が壊れています。",
        todo="鍵ファイルの場所と権限を確かめ、元に戻らないときは復旧シートで開き直してください。",
    )
