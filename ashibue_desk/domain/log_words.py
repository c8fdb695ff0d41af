"""What verification found, in words: why an entry is bad, what is worth a look, and what to do."""

from ashibue_desk.domain.log_verification import Finding, Flaw, LogReport, Notice

FLAW_WORDS = {
    Flaw.NOTHING: "封印された記録が一つもありません。",
    Flaw.ORDER: "番号が続いていません。記録が抜かれたか、差し込まれたか、並べ替えられています。",
    Flaw.UNSEALED: "封印のない記録があり、その理由も記録されていません。",
    Flaw.OPENING: "封印のはじまりが、その前の記録につながっていません。",
    Flaw.FOREIGN: "別の保管庫か、別の期の記録です。",
    Flaw.ALTERED: "内容が書き換えられています。",
    Flaw.SEAL: "封印が、その位置の鍵のものではありません。あとから封じ直されています。",
    Flaw.SESSION: "ほかの人が開いていた間に書き込まれています。",
    Flaw.CLOCK: "時刻がさかのぼっています。",
    Flaw.QUIET: "記録のない日があり、その理由も記録されていません。",
    Flaw.UNSIGNED: "署名がありません。",
    Flaw.SIGNATURE: "署名が、名前の人のものではありません。",
    Flaw.ANCHOR: "紙や別の場所の控えと違います。",
    Flaw.TAIL: "控えにある記録がありません。末尾が切られています。",
    Flaw.WRONG_CARD: "検証カードが、この記録簿のものではありません。",
    Flaw.NO_CARD: "いちばん新しい期の検証カードが示されていません。",
    Flaw.UNCONFIRMED: "責任者が認めていないはじまり、または鍵の変更です。",
}
NOTICE_WORDS = {
    Notice.CLOCK_BACK: "PCの時計が戻されました。時計を合わせ、その前後の記録の日時を確かめてください。",
    Notice.OPENED: "封印の新しい期がはじまりました。",
    Notice.KEYS_CHANGED: "利用者か、署名の鍵が変わりました。",
    Notice.UNCONFIRMED: "責任者の検証カードでまだ確かめられていません。",
    Notice.BY_CHAIN_ONLY: "この期はカードが示されていないため、署名とつながりだけを確かめました。",
}
ARRIVAL_WORDS = {
    "key-missing": "記録簿の鍵のファイルが見あたらなかったため、封印をはじめ直しました。それまでの記録は検証カードで確かめられます。",
    "tail-missing": "取扱記録簿の末尾が、PCの控えより短くなっています。古い保管庫に戻されたか、末尾が消されたおそれがあります。",
    "broken": "取扱記録簿の新しい記録に、書き換えの跡があります。",
    "unsealed": "取扱記録簿に、このプログラムが書いていない行があります。",
    "renewed": "番号の鍵を新しくしたとき、記録と違う番号の行が見つかりました。",
}
"""What an arrival or a renewal of keys found that should not be, by its reason."""
ARRIVAL_STEP = (
    "その日に復元や入れ替えをしたかを確かめ、検証カードの文字を入力して「検証する」を押してください。"
    "覚えがあれば「検証カードで認める」、覚えがなければ保管庫のフォルダーをそのまま残し、事故として扱います。"
)
_CARD_MATTERS = frozenset({Flaw.WRONG_CARD, Flaw.NO_CARD})


def finding_words(finding: Finding) -> str:
    """Return where the log is bad and why, in a sentence or two."""
    place = f"{finding.seq:,}番の記録: " if finding.seq else ""
    return place + FLAW_WORDS[finding.flaw]


def next_step(report: LogReport) -> str:
    """Return what to do after a verification."""
    if report.finding is None:
        if report.with_card:
            return "検証した日を控え、最後のページのコードを紙で保管してください。"
        return "封印まで確かめるには、責任者の検証カードの文字を入力してください。"
    if report.finding.flaw in _CARD_MATTERS:
        return "いまの検証カードと、それより前の期のカードを確かめて、もう一度入力してください。"
    if report.finding.flaw is Flaw.UNCONFIRMED:
        return "その日にしたことを責任者が確かめ、覚えがあれば検証カードで認めてください。覚えがなければ事故として扱います。"
    return "保管庫のフォルダーをそのまま残し、責任者に知らせてください。規程の事故の手順に進みます。"
