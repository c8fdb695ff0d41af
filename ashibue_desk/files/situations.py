"""What the disk refused, and what to do about it."""

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
