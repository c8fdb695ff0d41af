"""The situations of this layer: what the machine refused, and what to do about it."""

from pathlib import Path

from ashibue_desk.domain.errors import Situation


class DiskFull(Situation):
    """No room on the disk, or the quota of the account is used up (ENOSPC, EDQUOT, EFBIG)."""

    what = "ディスクの空き容量が足りず、書き込めませんでした。"
    safe = "これまでに保存した内容はそのまま残っています。"
    todo = "不要なファイルを片付けて空きを作り、もう一度同じ操作をしてください。"


class FolderNotWritable(Situation):
    """The folder may not be written to by this account, or is read-only (EACCES, EPERM, EROFS)."""

    safe = "これまでに保存した内容はそのまま残っています。"
    todo = "フォルダーの書き込み権限を確かめるか、別のフォルダーを選んでください。"

    def __init__(self, folder: Path) -> None:
        """Name the ``folder`` that refused."""
        super().__init__(what=f"フォルダー「{folder}」に書き込めませんでした。")


class FolderMissing(Situation):
    """The folder, or one above it, is not there (ENOENT, ENOTDIR)."""

    safe = "ほかの場所に保存した内容は変わっていません。"
    todo = "取り外したり名前を変えたりしていないかを確かめ、別のフォルダーを選び直してください。"

    def __init__(self, folder: Path) -> None:
        """Name the ``folder`` that is not there."""
        super().__init__(what=f"フォルダー「{folder}」が見つかりませんでした。")


class FileMissing(Situation):
    """The file to be read is not there."""

    safe = "ほかのファイルは変わっていません。"
    todo = "ファイルの場所を確かめ、もう一度選んでください。"

    def __init__(self, path: Path) -> None:
        """Name the file that is not there."""
        super().__init__(what=f"ファイル「{path.name}」が見つかりませんでした。")


class FileUnreadable(Situation):
    """The file is there and this account may not read it, or it is no ordinary file."""

    safe = "ファイルには何も書き込んでいません。"
    todo = "ファイルの読み取り権限と種類を確かめ、もう一度選んでください。"

    def __init__(self, path: Path) -> None:
        """Name the file that could not be read."""
        super().__init__(what=f"ファイル「{path.name}」を読み取れませんでした。")


class FileTooLarge(Situation):
    """The file is larger than its kind can be, so it was not read."""

    safe = "ファイルは読み込んでおらず、何も変わっていません。"
    todo = "正しいファイルを選んだかどうかを確かめてください。"

    def __init__(self, path: Path, max_bytes: int) -> None:
        """Name the file and the largest size in bytes that would have been read."""
        super().__init__(
            what=f"ファイル「{path.name}」が大きすぎます（上限 {max_bytes:,} バイト）。",
        )


class FileLocked(Situation):
    """Another program holds the file and did not let go of it in time (mostly an antivirus scan on Windows)."""

    safe = "前の内容はそのまま残っています。"
    todo = "そのファイルを開いているソフトを閉じ、少し待ってからもう一度操作してください。"

    def __init__(self, path: Path) -> None:
        """Name the file that is held."""
        super().__init__(
            what=f"ほかのソフトが「{path.name}」を使用中のため、書き込めませんでした。",
        )


class DiskTrouble(Situation):
    """The disk or its connection reported an error (EIO and the like)."""

    safe = "書きかけの内容は使わず、前の内容を残しています。"
    todo = "ディスクの接続を確かめ、続くときはバックアップを別の場所に取ってから点検を依頼してください。"

    def __init__(self, folder: Path) -> None:
        """Name the folder in which reading or writing failed."""
        super().__init__(what=f"「{folder}」の読み書き中にディスクのエラーが起きました。")


class VaultInUse(Situation):
    """Another process on this computer has this vault open."""

    what = "この金庫は、すでに別のあしぶえデスクで開かれています。"
    safe = "金庫の内容は変わっていません。"
    todo = "先に開いている画面をお使いください。見当たらないときは、ほかの利用者がサインイン中でないかを確かめてください。"


class KeychainMissing(Situation):
    """This account has no keychain of the operating system that can be used."""

    what = "このパソコンには、鍵を安全に預けられる仕組み（OSの資格情報の保管庫）が見つかりませんでした。"
    safe = "金庫の内容は暗号化されたまま、変わっていません。"
    todo = "パソコンの管理者に保管庫の設定を頼むか、鍵ファイルを使う方法を選んでください。"


class KeychainLocked(Situation):
    """The keychain is there and locked; the user closed the question for its password, perhaps."""

    what = "OSの資格情報の保管庫がロックされているため、このパソコンの鍵を取り出せませんでした。"
    safe = "金庫の内容は暗号化されたまま、変わっていません。"
    todo = "保管庫のロックを解除してから、もう一度操作してください。"


class KeychainItemGone(Situation):
    """The keychain opened and holds nothing for this vault."""

    what = "OSの資格情報の保管庫に、この金庫のためのパソコンの鍵がありませんでした。"
    safe = "金庫の内容は暗号化されたまま、変わっていません。"
    todo = (
        "いつものパソコンと利用者でサインインしているかを確かめ、そうであれば復旧シートで開き直してください。"
    )


class KeychainRefused(Situation):
    """The keychain offered would keep the key in plain text, or not at all: it is never used."""

    what = "見つかった鍵の保管先は内容を暗号化しないか、保存しないものなので、使いませんでした。"
    safe = "鍵はそこに書き込んでおらず、金庫の内容も変わっていません。"
    todo = "パソコンの管理者に保管庫の設定を確かめてもらうか、鍵ファイルを使う方法を選んでください。"


class KeychainFailed(Situation):
    """The keychain answered with an error, or with something that is no key of ours."""

    what = "OSの資格情報の保管庫との受け渡しに失敗しました。"
    safe = "金庫の内容は暗号化されたまま、変わっていません。"
    todo = "パソコンを再起動してもう一度試し、それでも続くときは復旧シートで開き直してください。"


class PlaceRefused(Situation):
    """A backup may not go to the folder that was chosen; ``what`` is the sentence of its ``Place``."""

    safe = "そこには何も書き込んでいません。"
    todo = "パソコンの内蔵ディスクか光学ディスク（CD-R など）のフォルダーを選んでください。"


class PlaceChanged(Situation):
    """Between looking and writing another device took the place of the folder."""

    what = "書き込んでいる間に保存先のディスクが入れ替わりました。"
    safe = "金庫の内容は変わっていません。このバックアップは数に入れていません。"
    todo = (
        "今の保存先に書きかけのファイルがあれば消し、保存先を選び直して、もう一度バックアップしてください。"
    )
