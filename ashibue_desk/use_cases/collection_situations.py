"""What may stand in the way of a paper about how a number was collected."""

from ashibue_desk.domain.errors import Situation


class NotVerifiedYet(Situation):
    """No number of this person was taken in, so that nothing was verified."""

    what = "この人の本人確認は、まだ記録されていません。"
    safe = "何も印刷していません。記録も変わっていません。"
    todo = (
        "「収集」の画面で番号を受け取ると、本人確認の記録を印刷できます。手で書く用紙は、白紙で印刷できます。"
    )


class NothingAskedYet(Situation):
    """Nobody recorded that this person was asked for a number."""

    what = "この人に番号の提供をお願いした経過が、まだ記録されていません。"
    safe = "何も印刷していません。記録も変わっていません。"
    todo = "「収集」の画面で、依頼、説明、拒否のあったことを記録してから印刷してください。"
