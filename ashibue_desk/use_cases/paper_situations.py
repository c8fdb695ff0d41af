"""What can befall whoever keeps the ledger of papers."""

from ashibue_desk.domain.errors import Situation


class PaperGone(Situation):
    """The sheet is not in the ledger; another record tells of it."""

    what = "この用紙は、受け取った書類の台帳では扱えません。"
    safe = "何も変更していません。"
    todo = "同意書は「同意書」の画面、誓約書は「担当者と権限」の画面で記録してください。"


class PaperMovedOn(Situation):
    """Somebody else recorded something about the sheet in the meantime."""

    what = "この用紙は、いまの状態からは、そのように記録できません。"
    safe = "何も変更していません。廃棄した用紙の記録も、そのまま残っています。"
    todo = "画面を開き直して、いまの状態を確かめてください。"


class PaperAnswered(Situation):
    """Somebody has answered already whether papers came out."""

    what = "この書類が出たかどうかは、すでに記録されています。"
    safe = "何も変更していません。"
    todo = "取扱記録簿で、記録された内容を確かめてください。"
