"""What can befall whoever keeps users, appointments and superiors' views."""

from ashibue_desk.domain.errors import Situation


class OnlyOfficer(Situation):
    """The last one who may give rights must not lose theirs."""

    what = "責任者がこの人だけのため、役割を外したり、登録を終えたりできません。"
    safe = "何も変更していません。"
    todo = "先に、後任の責任者を選任して登録してください。"


class NotOneself(Situation):
    """What another person has to do or to confirm."""

    what = "自分の登録や引継ぎを、自分で終えることはできません。"
    safe = "何も変更していません。"
    todo = "ほかの責任者に操作してもらってください。"


class UserGone(Situation):
    """The account was closed while a page still showed it."""

    what = "この利用者の登録は、すでに終わっています。"
    safe = "何も変更していません。"
    todo = "画面を開き直してください。続けて担当してもらうときは、改めて招待してください。"


class AppointmentGone(Situation):
    """The appointment was ended while a page still showed it."""

    what = "この担当は、すでに終わっています。"
    safe = "何も変更していません。"
    todo = "画面を開き直してください。続けて担当するときは、新しく選任を記録してください。"


class NoHandoverYet(Situation):
    """An ending is confirmed only after the handover was written down (規程9条5項)."""

    what = "引継ぎがまだ記録されていないため、担当を終えられません。"
    safe = "何も変更していません。"
    todo = "「引継ぎを始める」で、途中の事務や書類、鍵を書き出してください。"


class ViewOver(Situation):
    """A superior's approval does not hold, or holds no longer (規程34条)."""

    what = "この閲覧の承認は、期限が過ぎたか、取りやめられています。"
    safe = "名簿は表示していません。"
    todo = "閲覧が必要なときは、責任者が改めて承認してください。"
