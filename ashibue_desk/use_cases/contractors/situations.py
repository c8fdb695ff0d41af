"""What can befall an act about contractors."""

from ashibue_desk.domain.errors import Situation


class ContractorGone(Situation):
    """The record is not there (any more): a page showed something old."""

    what = "選んだ委託先の記録が見つかりません。"
    safe = "何も変更していません。"
    todo = "「委託先」の画面を開き直してください。"


class EvaluationAlreadyOpen(Situation):
    """Two evaluations of one contractor at a time would contradict each other."""

    what = "この委託先には、まだ決定していない評価があります。"
    safe = "新しい評価は始めていません。いまの評価もそのままです。"
    todo = "いまの評価を続けて決定するか、理由を書いて取りやめてください。"


class EvaluationClosed(Situation):
    """A decided or withdrawn evaluation stays as it is."""

    what = "この評価はすでに決定したか、取りやめています。"
    safe = "決定した評価の内容は変わっていません。"
    todo = "評価し直すときは、新しい評価を始めてください。"


class EntrustmentEnded(Situation):
    """Nothing new is recorded about a contractor whose entrustment ended."""

    what = "この委託先との委託は終了しています。"
    safe = "これまでの記録はそのまま残っています。"
    todo = "もう一度委託するときは、新しい委託先として登録してください。"


class AlreadyDone(Situation):
    """The same thing was recorded before."""

    what = "この記録は、すでに済んでいます。"
    safe = "何も変更していません。"
    todo = "画面を開き直して、いまの状態を確かめてください。"


class NoContractYet(Situation):
    """A paper about a contract that nobody recorded."""

    what = "この委託先との契約が、まだ記録されていません。"
    safe = "何も印刷していません。記録も変わっていません。"
    todo = "「契約を開く」から契約を記録してください。結ぶ前に使う点検票は、白紙で印刷できます。"


class NotPermittedYet(Situation):
    """A permission that was not given, or was refused."""

    what = "この再委託は、許諾されていません。"
    safe = "何も印刷していません。記録も変わっていません。"
    todo = "責任者が許諾を決めてから、許諾書を印刷してください。"
