"""What the pages about papers share: who may open which, and the readings by which a form is found."""

from typing import Final

from ashibue_desk.domain.roles import READS_RECORDS, Role

SEES_LEDGER: Final = frozenset(READS_RECORDS)
"""The roles that see which papers came back and where they lie."""
FILES_PAPERS: Final = frozenset({Role.OFFICER, Role.HANDLER})
DESTROYS_PAPERS: Final = frozenset({Role.OFFICER})
_EVERYBODY: Final = frozenset(Role)
_SECTIONS: Final = (
    ("papers", "様式", _EVERYBODY),
    ("regulation", "規程(条ごと)", _EVERYBODY),
    ("paper_ledger", "受け取った書類", SEES_LEDGER),
    ("wordings", "様式の文面", SEES_LEDGER),
)
_READINGS: Final = (
    ("同意", "どういしょ"),
    ("誓約", "せいやくしょ"),
    ("基本方針", "きほんほうしん りじかい 理事会"),
    ("利用目的", "りようもくてき"),
    ("通知", "つうち"),
    ("お知らせ", "おしらせ しゅうち"),
    ("提出状況", "ていしゅつじょうきょう"),
    ("引継", "ひきつぎ"),
    ("閲覧", "えつらん"),
    ("承認", "しょうにん"),
    ("一時パスワード", "いちじぱすわーど しょうたい"),
    ("研修", "けんしゅう"),
    ("個人番号", "こじんばんごう まいなんばー"),
    ("提供", "ていきょう"),
    ("お願い", "おねがい いらい"),
    ("記入用紙", "きにゅうようし"),
    ("マニュアル", "まにゅある てびき"),
    ("マニュアル（事務取扱担当者用", "りじかい 理事会"),
    ("委任状", "いにんじょう"),
    ("本人確認", "ほんにんかくにん"),
    ("いきさつ", "きょひ 拒否"),
    ("取扱記録簿", "とりあつかいきろくぼ ろぐ"),
    ("点検", "てんけん"),
    ("月次点検票", "りじかい 理事会"),
    ("アクセス", "あくせす りじかい 理事会"),
    ("管理簿", "かんりぼ"),
    ("ファイル", "ふぁいる"),
    ("持出し", "もちだし"),
    ("運搬", "うんぱん"),
    ("媒体", "ばいたい"),
    ("入退室", "にゅうたいしつ"),
    ("委託先", "いたくさき"),
    ("評価", "ひょうか"),
    ("特記事項", "とっきじこう けいやく 契約"),
    ("台帳", "だいちょう"),
    ("委託先台帳", "りじかい 理事会"),
    ("確認テスト", "かくにんてすと"),
    ("安全管理措置", "あんぜんかんりそち"),
    ("廃棄", "はいき"),
    ("証明", "しょうめい"),
    ("開示", "かいじ"),
    ("訂正", "ていせい"),
    ("利用停止", "りようていし"),
    ("苦情", "くじょう そうだん"),
    ("漏えい", "ろうえい じこ 事故"),
    ("報告", "ほうこくしょ"),
    ("許可", "きょか"),
    ("再委託", "さいいたく"),
    ("条項", "じょうこう"),
    ("パスワード", "ぱすわーど 暗号"),
    ("復旧シート", "ふっきゅうしーと"),
    ("検証カード", "けんしょうかーど"),
    ("一覧", "いちらん"),
    ("記録", "きろく"),
    ("説明", "せつめい やさしい英語 えいご"),
    ("様式", "ようしき"),
)


def sections(roles: frozenset[Role]) -> tuple[tuple[str, str], ...]:
    """Return the pages about papers that ``roles`` may open: key and title."""
    return tuple((key, title) for key, title, allowed in _SECTIONS if allowed & roles)


def readings_of(title: str) -> str:
    """Return the kana, and other words, by which somebody may look for what is called ``title``."""
    return " ".join(reading for words, reading in _READINGS if words in title)
