"""What can befall a vault, in words for the person at the desk."""

from ashibue_desk.domain.errors import Situation


class NotAVault(Situation):
    """The folder or file holds no vault of this program."""

    what = "選んだ場所には、あしぶえデスクの保管庫がありません。"
    safe = "何も変更していません。"
    todo = "保管庫のフォルダーを選び直すか、新しい保管庫をつくってください。"


class PlaintextDatabase(Situation):
    """The database file is not encrypted; it is never opened."""

    what = "保管庫のファイルが暗号化されていません。あしぶえデスクがつくったファイルではありません。"
    safe = "このファイルは開いていません。何も書き込んでいません。"
    todo = (
        "ファイルが入れ替えられたおそれがあります。責任者に知らせ、「バックアップから戻す」を選んでください。"
    )


class VaultDamaged(Situation):
    """The database fails its own authentication or is cut short."""

    what = "保管庫のファイルが壊れています。"
    safe = "壊れたファイルはそのまま残してあり、書き込みはしていません。バックアップは無事です。"
    todo = "ほかの操作をせずに責任者に知らせ、「バックアップから戻す」を選んでください。"


class ForeignSchema(Situation):
    """The database holds a trigger, a view, a table or a rule that no program of ours made."""

    what = "保管庫の中に、あしぶえデスクが作ったものではない仕掛けがあります。"
    safe = (
        "この保管庫には何も書き込んでいません。仕掛けが置かれる前に作ったバックアップは、そのまま使えます。"
    )
    todo = (
        "だれかが別の道具で書き込んだおそれがあります。ほかの操作をせずに責任者に知らせ、「バックアップから戻す」で"
        "いちばん新しい世代から順に選んでください。同じ仕掛けのある世代は、選んだところで分かります。"
    )


class KeySlotsDamaged(Situation):
    """The key-slot file and its predecessor both fail authentication."""

    what = "鍵のファイルが壊れているか、書き換えられています。"
    safe = "保管庫の中身は変わっていません。"
    todo = "責任者に知らせ、復旧シートを用意して「バックアップから戻す」を選んでください。"


class WrongDeviceSecret(Situation):
    """The keychain's secret does not open this vault's key-slot file."""

    what = "このPCに登録されている鍵では、この保管庫を開けません。"
    safe = "保管庫の中身は変わっていません。"
    todo = "保管庫が入れ替えられていないか責任者に確かめ、復旧シートで開いてください。"


class WrongPassword(Situation):
    """The password does not open the user's slot."""

    what = "パスワードが違います。"
    safe = "保管庫は閉じたままです。失敗した回数は、次に開いたときに取扱記録簿へ残ります。"
    todo = "大文字と小文字、かな入力になっていないかを確かめて、もう一度入力してください。"


class MustWait(Situation):
    """Too many wrong passwords: the door stays shut for a while."""

    what = "パスワードの間違いが続いたため、しばらく入力を受け付けません。"
    safe = "保管庫は閉じたままで、中身は変わっていません。"
    todo = "表示された時刻まで待つか、責任者に復旧シートで開いてもらってください。"


class WeakKeyDerivation(Situation):
    """Stored parameters are below the floor: somebody weakened the slot."""

    what = "パスワードを守る設定が、決められた強さより弱く書き換えられています。"
    safe = "保管庫は開いていません。"
    todo = "ファイルが書き換えられたおそれがあります。責任者に知らせ、復旧シートで開いてください。"


class NewerSchema(Situation):
    """The vault was written by a newer version of the program."""

    what = "この保管庫は、より新しい版のあしぶえデスクで使われています。"
    safe = "保管庫には何も書き込んでいません。"
    todo = "このPCのあしぶえデスクを新しい版にしてから開いてください。"


class UnsafeEngine(Situation):
    """The SQLCipher at hand is missing or has a known data-loss bug."""

    what = "データベースの部品が、安全に使える版ではありません。"
    safe = "保管庫は開いていません。"
    todo = "あしぶえデスクを配布元の手順どおりに入れ直してください。"


class VaultBusy(Situation):
    """Another process holds the file."""

    what = "保管庫のファイルを、ほかのプログラムが使っています。"
    safe = "いまの操作は行っていません。保管庫の中身は変わっていません。"
    todo = "ウイルス対策や同期のソフトが終わるのを待って、もう一度操作してください。"


class VaultReadOnly(Situation):
    """The folder or file cannot be written."""

    what = "保管庫のフォルダーに書き込めません。"
    safe = "いまの操作は行っていません。保管庫の中身は変わっていません。"
    todo = "フォルダーが読み取り専用になっていないかを確かめてください。"


class VaultDiskFull(Situation):
    """The disk that holds the vault has no room left."""

    what = "ディスクの空きが足りないため、保存できませんでした。"
    safe = "いまの操作は取り消しました。これまでに保存した内容は無事です。"
    todo = "不要なファイルを片付けて空きをつくり、もう一度操作してください。"


class WrongSheet(Situation):
    """The recovery sheet is right in itself but belongs to something else."""

    what = "この復旧シートでは開けません。別の年度か、別の保管庫の復旧シートです。"
    safe = "何も変更していません。"
    todo = "バックアップの年度を確かめ、その年度の復旧シートを用意してください。"


class BackupDamaged(Situation):
    """The backup is cut short, altered or incomplete."""

    what = "バックアップのファイルが壊れているか、途中で切れています。"
    safe = "いまの保管庫は変わっていません。取り出しかけた中身は残していません。"
    todo = "ほかの世代のバックアップを選んでください。"


class BackupForeign(Situation):
    """The database in the backup holds what no program of ours made."""

    what = "選んだバックアップの中に、あしぶえデスクが作ったものではない仕掛けがあります。"
    safe = "復元は始めていません。いまの保管庫とほかの世代のバックアップは変わらず、取り出しかけた中身は残していません。"
    todo = "仕掛けが置かれた後のバックアップか、すり替えられたファイルです。責任者に知らせ、一つ前の世代のバックアップを選んでください。"


class NotABackup(Situation):
    """The file is no backup of this program."""

    what = "選んだファイルは、あしぶえデスクのバックアップではありません。"
    safe = "何も変更していません。"
    todo = "名前が「.age」で終わるバックアップのファイルを選んでください。"


class BackupNotProven(Situation):
    """What was written could not be read back as written."""

    what = "書き込んだバックアップを読み直したところ、内容が一致しませんでした。"
    safe = "保管庫は無事です。読めないバックアップは消しました。"
    todo = "別の媒体か別の場所に、もう一度バックアップしてください。"


class PlaceTaken(Situation):
    """The chosen folder already holds something."""

    what = "選んだ場所には、すでにファイルがあります。"
    safe = "何も変更していません。"
    todo = "空のフォルダーか、新しい名前を選んでください。"


class BindingRefused(Situation):
    """A binding code that is wrong, used, or older than a day."""

    what = "結び付けのコードが違うか、使い終わったか、24時間を過ぎています。"
    safe = "このアカウントには鍵を渡していません。保管庫の中身は変わっていません。"
    todo = "コードを確かめて入力し直すか、責任者に新しいコードをつくってもらってください。"
