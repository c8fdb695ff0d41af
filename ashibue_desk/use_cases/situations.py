"""What can befall an act, beside what vault and machine say themselves."""

from ashibue_desk.domain.errors import Situation


class NotYourDuty(Situation):
    """The role may not do this; with numbers, the keys could not do it either."""

    what = "この操作は、いまの役割ではできません。"
    safe = "何も変更していません。"
    todo = "事務取扱担当者か責任者に頼んでください。"


class NotYetAble(Situation):
    """The appointment does not let the actor act yet, or no longer; the sentence says which step is missing."""

    safe = "番号は表示も登録もしていません。"
    todo = "「担当者と権限」の画面で、足りない手続きを済ませてください。"


class AffairWithoutFile(Situation):
    """No open number file is kept for this affair, for example because the regulation dropped it."""

    what = "この事務のための特定個人情報ファイルがありません。"
    safe = "番号は表示も登録もしていません。登録済みの番号はそのままです。"
    todo = "責任者に知らせ、「特定個人情報ファイル」の画面でこの事務を特定個人情報ファイルに加えてください。"


class KeyOutOfReach(Situation):
    """A key is sealed to the actor and does not open: the user's own keys were changed since."""

    what = "この特定個人情報ファイルの鍵を、あなたの鍵で開けません。"
    safe = "番号は変わっていません。ほかの担当者は開けます。"
    todo = "復旧シートで開き直すか、責任者にパスワードを設定し直してもらってください。"


class OwnPasswordFirst(Situation):
    """The vault was opened with a one-time password, which somebody else has seen."""

    what = "一時パスワードで開いているため、まだ操作できません。"
    safe = "何も変更していません。"
    todo = "先に、自分で決めたパスワードに変えてください。"


class AccountClosed(Situation):
    """The user's account was closed."""

    what = "この利用者の登録は終わっています。"
    safe = "保管庫は開いていません。中身は変わっていません。"
    todo = "続けて担当するときは、責任者に改めて登録してもらってください。"


class NumbersNotMovedYet(Situation):
    """The vault comes from the first version, and nobody with the old number key has opened it since."""

    what = "この保管庫は新しい版で開いたばかりで、特定個人情報ファイルがまだありません。"
    safe = "登録済みの番号はそのままです。"
    todo = "責任者か事務取扱担当者が一度開くと、特定個人情報ファイルができます。そのあとでもう一度操作してください。"


class NumberFileGone(Situation):
    """The number file was closed while a page still showed it."""

    what = "この特定個人情報ファイルは、すでに廃止されています。"
    safe = "何も変更していません。"
    todo = "画面を開き直してください。"


class DropGone(Situation):
    """Somebody else has taken it over, or the receiver typed it again."""

    what = "選んだ番号は、もう引継ぎ待ちではありません。"
    safe = "番号はほかの担当者が引き継いだか、受け取った人が入れ直しました。なくなってはいません。"
    todo = "画面を開き直してください。"


class NoNumberOnFile(Situation):
    """There is no number to show."""

    what = "この人の個人番号は登録されていません。"
    safe = "何も変更していません。"
    todo = "「収集」の画面から個人番号を受け取ってください。"


class NumberTampered(Situation):
    """A sealed number does not open where it lies: somebody moved or altered it."""

    what = "保管されている個人番号が、登録したときの場所や内容と一致しません。"
    safe = "番号は表示していません。ほかの人の番号には影響していません。"
    todo = "書き換えられたおそれがあります。責任者に知らせ、取扱記録簿を確かめてください。"


class CollectionForbidden(Situation):
    """No number may be collected from this person; the sentence comes from the law's data."""

    safe = "個人番号は登録していません。"
    todo = "名簿の区分が正しいかを確かめてください。"


class AffairNotAllowed(Situation):
    """The affair is not on the closed list for this person on this day."""

    what = "この人の個人番号を、選んだ事務のために使うことはできません。"
    safe = "番号は表示も登録もしていません。"
    todo = "事務を選び直してください。使える事務は法令と規程で決まっています。"


class LineGone(Situation):
    """There is no line of this number in the log."""

    what = "この番号の記録はありません。"
    safe = "何も記録していません。"
    todo = "取扱記録簿の画面を開き直して、行を選び直してください。"


class LineNotByHand(Situation):
    """The program wrote the line, or what was entered by hand was taken back since."""

    what = "この記録の内容は訂正できません。プログラムが自動で書いた記録か、すでに取り消した記録です。"
    safe = "元の記録はそのままです。何も記録していません。"
    todo = "説明を補うときは、「補記する」を選んでください。"


class MassOutputUnexplained(Situation):
    """Many persons' numbers within a short time, without a reason; the sentence says how many."""

    safe = "番号は表示も記録もしていません。"
    todo = "「大量に扱う理由」を入力して、もう一度操作してください。"


class MassOutputGone(Situation):
    """Somebody else has seen this mass output meanwhile."""

    what = "この大量出力は、すでに確認されています。"
    safe = "何も変更していません。"
    todo = "画面を開き直してください。"


class AlreadyUsed(Situation):
    """What an import brought in has been worked with, so it cannot vanish as a whole."""

    what = "取り込んだ後に記録のある人がいるため、まとめて取り消せません。"
    safe = "何も変更していません。"
    todo = "名簿でその人たちを一人ずつ直してください。"


class SheetOutOfYear(Situation):
    """The recovery sheet at hand belongs to a business year that has ended."""

    what = "今年度の復旧シートがまだありません。バックアップは年度ごとの復旧シートでしか開けないため、先につくる必要があります。"
    safe = "保管庫の中身と、これまでのバックアップは変わっていません。"
    todo = "「今年度の復旧シートをつくる」を選び、印刷して確かめてください。"


class PersonGone(Situation):
    """The person was removed while a page still showed them."""

    what = "この人は名簿から取り消されています。"
    safe = "何も変更していません。"
    todo = "名簿の画面を開き直してください。"


class StoppedByHand(Situation):
    """The person at the desk stopped long work."""

    what = "途中でやめました。"
    safe = "途中までの結果は残していません。"
    todo = "続けるときは、もう一度はじめから操作してください。"


class SheetUnreadable(Situation):
    """What was typed is no recovery sheet; the sentence says what is wrong with it."""

    safe = "何も変更していません。"
    todo = "紙の文字をもう一度確かめて、入力し直してください。"
