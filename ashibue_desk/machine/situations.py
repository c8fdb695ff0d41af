"""The situations of this layer: what the machine refused, and what to do about it."""

from ashibue_desk.domain.errors import Situation


class VaultInUse(Situation):
    """Another process on this computer has this vault open."""

    what = "この保管庫は、すでに別のあしぶえデスクで開かれています。"
    safe = "保管庫の内容は変わっていません。"
    todo = "先に開いている画面をお使いください。見当たらないときは、ほかの利用者がサインイン中でないかを確かめてください。"


class KeychainMissing(Situation):
    """This account has no keychain of the operating system that can be used."""

    what = "このパソコンには、鍵を安全に預けられる仕組み（OSの資格情報の保管場所）が見つかりませんでした。"
    safe = "保管庫の内容は暗号化されたまま、変わっていません。"
    todo = "パソコンの管理者にOSの資格情報の保管場所の設定を頼むか、鍵ファイルを使う方法を選んでください。"


class KeychainLocked(Situation):
    """The keychain is there and locked; the user closed the question for its password, perhaps."""

    what = "OSの資格情報の保管場所がロックされているため、このパソコンの鍵を取り出せませんでした。"
    safe = "保管庫の内容は暗号化されたまま、変わっていません。"
    todo = "OSの資格情報の保管場所のロックを解除してから、もう一度操作してください。"


class KeychainItemGone(Situation):
    """The keychain opened and holds nothing for this vault."""

    what = "OSの資格情報の保管場所に、この保管庫のためのパソコンの鍵がありませんでした。"
    safe = "保管庫の内容は暗号化されたまま、変わっていません。"
    todo = (
        "いつものパソコンと利用者でサインインしているかを確かめ、そうであれば復旧シートで開き直してください。"
    )


class KeychainRefused(Situation):
    """The keychain offered would keep the key in plain text, or not at all: it is never used."""

    what = "見つかった鍵の保管先は内容を暗号化しないか、保存しないものなので、使いませんでした。"
    safe = "鍵はそこに書き込んでおらず、保管庫の内容も変わっていません。"
    todo = "パソコンの管理者にOSの資格情報の保管場所の設定を確かめてもらうか、鍵ファイルを使う方法を選んでください。"


class KeychainFailed(Situation):
    """The keychain answered with an error, or with something that is no key of ours."""

    what = "OSの資格情報の保管場所との受け渡しに失敗しました。"
    safe = "保管庫の内容は暗号化されたまま、変わっていません。"
    todo = "パソコンを再起動してもう一度試し、それでも続くときは復旧シートで開き直してください。"


class PlaceRefused(Situation):
    """A backup may not go to the folder that was chosen; ``what`` is the sentence of its ``Place``."""

    safe = "そこには何も書き込んでいません。"
    todo = "パソコンの内蔵ディスクか光学ディスク（CD-R など）のフォルダーを選んでください。"


class PlaceChanged(Situation):
    """Between looking and writing another device took the place of the folder."""

    what = "書き込んでいる間に保存先のディスクが入れ替わりました。"
    safe = "保管庫の内容は変わっていません。このバックアップは数に入れていません。"
    todo = (
        "今の保存先に書きかけのファイルがあれば消し、保存先を選び直して、もう一度バックアップしてください。"
    )
