"""What can befall an act, beside what vault and machine say themselves."""

from ashibue_desk.domain.errors import Situation


class NotYourDuty(Situation):
    """The role may not do this; with numbers, the keys could not do it either."""

    what = "この操作は、いまの役割ではできません。"
    safe = "何も変更していません。"
    todo = "事務取扱担当者か責任者に頼んでください。"


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
