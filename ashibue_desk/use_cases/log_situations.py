"""What can keep the log from being printed or copied, each with its three sentences."""

from ashibue_desk.domain.errors import Situation


class BookTooLong(Situation):
    """So many lines that nobody would bind them."""

    safe = "取扱記録簿はそのままです。何も印刷していません。"
    todo = "期間を短くするか、区分や人で絞ってから、もう一度「印刷する」を押してください。全部を残すときは書き出しが使えます。"

    def __init__(self, lines: int, most: int) -> None:
        super().__init__(what=f"選んだ行が{lines:,}行あります。一度に印刷できるのは{most:,}行までです。")
