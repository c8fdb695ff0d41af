"""What can stand in the way of a check of the log."""

from ashibue_desk.domain.check_duty import Duty
from ashibue_desk.domain.errors import Situation

_SAFE = "点検は記録していません。取扱記録簿もそのままです。"


class MonthNotEnded(Situation):
    """The month is still running: lines may come."""

    what = "この月は、まだ終わっていません。"
    safe = _SAFE
    todo = "月が終わってから点検してください。途中で気になることがあれば、取扱記録簿の画面で見られます。"


class NothingToCheck(Situation):
    """No line belongs to the month."""

    what = "この月には、点検する記録がありません。"
    safe = _SAFE
    todo = "記録のある月を選んでください。"


class AlreadyChecked(Situation):
    """The month was signed, and nothing was added since."""

    what = "この月の点検は済んでいます。"
    safe = "前の点検はそのまま残っています。"
    todo = "点検票は、いつでも印刷し直せます。あとから行が加わったときは、その分だけを点検できます。"


class NotYourCheck(Situation):
    """Somebody else has to check."""

    safe = _SAFE
    todo = "点検する人に、この画面で点検してもらってください。"


class SuperiorNotNamed(Situation):
    """One person alone handles numbers, and it is not said who looks over their shoulder."""

    what = "番号を扱う人が1名だけのため、直属の上司が点検する決まりです。その上司がまだ決まっていません。"
    safe = _SAFE
    todo = "責任者が「点検する上司を決める」から、上司を決めてください。"


def no_superior(duty: Duty) -> SuperiorNotNamed:
    """Return the situation in which nobody may check, with the reason."""
    if not duty.own:
        return SuperiorNotNamed()
    return SuperiorNotNamed(
        what="責任者も番号を出力したため、番号を出力していない上司が点検します。その上司がまだ決まっていません。"
    )


class OlderMonthFirst(Situation):
    """Lines came into an older month with the clock set back: a later check must not hide them."""

    safe = _SAFE
    todo = "先にその月をもう一度点検してください。時計を戻して書かれた記録かもしれません。"


class OlderQuarterFirst(Situation):
    """Lines came into an older quarter after its findings were written."""

    safe = "分析は記録していません。"
    todo = "先にその四半期の数字をもう一度見て、分かったことを書いてください。"


class NotOnPaper(Situation):
    """A check on paper was to be entered, though somebody signs in the program."""

    what = "この月は、紙ではなく、この画面で点検します。"
    safe = _SAFE
    todo = "点検する人に、自分の名前で開いて点検してもらってください。"


class UnlookedLines(Situation):
    """Lines that deserve a look have no verdict."""

    safe = _SAFE
    todo = "一覧の上から順に確かめ、「確認済みにする」か「要確認にする」を選んでください。"


class NothingInDoubt(Situation):
    """The outcome was written already, or nothing was found doubtful there."""

    what = "この行には、結果を待っている要確認がありません。"
    safe = "結果は記録していません。前に記録した結果は、そのまま残っています。"
    todo = "一覧を読み直しました。まだ残っている要確認を確かめてください。"


class LogGrew(Situation):
    """Lines were added to the month while it was looked at."""

    what = "見ているあいだに、この月の記録が増えました。"
    safe = f"{_SAFE}付けた印は残っています。"
    todo = "一覧を読み直しました。増えた行を確かめてから、もう一度署名してください。"


class QuarterNotEnded(Situation):
    """The quarter is still running."""

    what = "この四半期は、まだ終わっていません。"
    safe = "分析は記録していません。"
    todo = "数字はいつでも見られます。結論は、四半期が終わってから書いてください。"
