"""How the program speaks: what may not stand in a Japanese text, and what to say instead."""

import re
from collections.abc import Callable, Iterator

from tests.rules.source_tree import Rule, Source, in_packages, is_python

_JAPANESE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff々]")
_HIRAGANA = re.compile(r"[\u3041-\u309f]")
# Whole letters only: the small ones and the marks also stand in the table of what may not begin a line.
_HALF_WIDTH_KANA = re.compile("[\uff71-\uff9d]")

# Names of things and keys that a clerk meets under exactly these letters.
_KNOWN = """
AES PC PDF CSV Excel xlsx QR USB SD CD DVD BD CD-R CD-RW DVD-R BD-R IC FAX URL ZIP JIS UTF BIZ UD
Caps Lock Ctrl Alt Shift Esc Enter Tab Home End Delete Insert PageUp PageDown Space
KB MB GB TB KiB MiB GiB MHz
Windows macOS Linux BitLocker FileVault OneDrive Dropbox iCloud Google Drive Box
PIN OS csv xls qwerty LibreOffice Numbers IPAmj AGE-SECRET-KEY
SNS age AGE SQLCipher Ashibue Desk eLTAX e-Tax
"""
KNOWN_LETTERS = frozenset(_KNOWN.split())
# One spelling for one thing: the glossary's.
SPELLINGS = {
    r"マイナンバ(?!ー)|マイ[・ ]ナンバー|個人ナンバー|個人番号番号|個人No": "個人番号 (or マイナンバー where the law's word frightens)",
    r"漏洩|漏えい等事故": "漏えい",
    r"持ち出し(?![まてた])": "持出し",
    r"引き継ぎ(?![まてた])": "引継ぎ",
    r"扶養家族": "扶養親族",
    r"取り扱い?(規程|記録簿|区域|担当者)": "取扱…, as the regulation writes it",
    r"事務取扱い?者": "事務取扱担当者",
    r"ユーザ(?!ー)|サーバ(?!ー)|フォルダ(?!ー)|プリンタ(?!ー)|ブラウザー|コンピュータ(?!ー)": "the long form (ユーザー, フォルダー …)",
    r"下さい": "ください",
    r"出来(?=[まなるた])": "できる",
    r"かぎ": "鍵",
    r"番号ファイル": "特定個人情報ファイル",
}

_FIELDS = re.compile(r"\{[^{}]*\}|%[A-Za-z%]|<[^<>]*>|https?://\S+|&[A-Za-z]|\([&A-Z]\)|\\[a-zA-Z]")
_LETTERS = re.compile(r"[A-Za-z]+(?:-[A-Za-z]+)*")
# A pattern is read by a machine, not by a person.
_PATTERN = re.compile(r"\(\?|\\[dswb]|\[\^|A-Za-z")
# Many words between spaces and no full stop: what the columns of other people's files are called.
_LIST_OF_WORDS = re.compile(r"^[^。]*( [^。 ]+){3,}$")


def japanese(source: Source) -> Iterator[tuple[str, int]]:
    """Yield (text, line) for every text with Japanese in it that a person may read."""
    for text, line in source.texts:
        if _JAPANESE.search(text) and not _PATTERN.search(text):
            yield text, line


def matching(pattern: str) -> Callable[[Source], Iterator[int]]:
    """Return a finder of Japanese texts that match the regular expression."""
    compiled = re.compile(pattern)

    def find(source: Source) -> Iterator[int]:
        return (line for text, line in japanese(source) if compiled.search(text))

    return find


def foreign_words(text: str) -> list[str]:
    """Return the words of a text that are written in letters and that a clerk does not know."""
    words = _LETTERS.findall(_FIELDS.sub(" ", text))
    return [word for word in words if len(word) > 1 and word not in KNOWN_LETTERS]


def sentences_with_foreign_words(source: Source) -> Iterator[int]:
    """Find sentences (texts with hiragana) that hold an English word."""
    return (line for text, line in japanese(source) if _is_sentence(text) and foreign_words(text))


def _is_sentence(text: str) -> bool:
    return bool(_HIRAGANA.search(text)) and not _LIST_OF_WORDS.match(text)


def half_width(source: Source) -> Iterator[int]:
    """Find half-width katakana; in the core only inside sentences, because there it is also data that files come with."""
    for text, line in source.texts:
        if _HALF_WIDTH_KANA.search(text) and (not source.is_under("ashibue_desk") or _HIRAGANA.search(text)):
            yield line


def on_screen(source: Source) -> bool:
    """Hold for the files of the window."""
    return is_python(source) and source.is_under("ui")


def on_screen_or_in_core(source: Source) -> bool:
    """Hold for the window and the core, whose situations are shown there; paper has its own style."""
    return is_python(source) and source.is_under("ui", "ashibue_desk")


RULES = (
    Rule(
        "はい/いいえ",
        "A button names the act: 「廃棄を確認する」「やめる」",
        on_screen,
        matching(r"^(はい|いいえ|YES|NO)(\(&?.\))?$"),
        (("ui/a.py", "x = 'はい(&Y)'"), ("ui/a.py", "x = 'いいえ'")),
        (("ui/a.py", "x = 'やめる'"), ("forms/a.py", "x = 'はい'")),
    ),
    Rule(
        "an error that says nothing",
        "Say what happened, what is safe and what to do",
        in_packages,
        matching(r"^(予期しない|不明な)?エラーが(発生|起き)|エラーです|異常が発生|不正な(値|操作|入力)"),
        (("ui/a.py", "x = 'エラーが発生しました。'"), ("forms/a.py", "x = '不正な値です。'")),
        (("ui/a.py", "x = 'ディスクに空きがありません。'"),),
    ),
    Rule(
        "an exclamation mark",
        "Say it calmly",
        in_packages,
        matching(r"[\u3040-\u30ff\u3400-\u9fff]！|[\u3040-\u30ff\u3400-\u9fff]!"),
        (("ui/a.py", "x = '完了しました！'"), ("ui/a.py", "x = '完了!'")),
        (("ui/a.py", "x = '完了しました。'"), ("ui/a.py", "'''説明！'''")),
    ),
    Rule(
        "half-width katakana",
        "Write katakana in full width",
        in_packages,
        half_width,
        (("ui/a.py", "x = 'ﾌﾘｶﾞﾅ'"), ("ashibue_desk/a.py", "x = 'ﾃﾞｰﾀを読めません。'")),
        (("ui/a.py", "x = 'フリガナ'"), ("ashibue_desk/a.py", "HEADERS = ('ﾌﾘｶﾞﾅ',)")),
    ),
    Rule(
        "an English word in a sentence",
        "Say it in Japanese, or add the name of the thing to KNOWN_LETTERS in tests/rules/wording_rules.py",
        in_packages,
        sentences_with_foreign_words,
        (("ui/a.py", "x = 'backup を作ります。'"), ("ashibue_desk/a.py", "x = f'{name} の vault です。'")),
        (
            ("ui/a.py", "x = 'PDFをCD-Rに書きます。'"),
            ("ui/a.py", "x = '<b>{name}</b> を開く(&O)'"),
            ("ashibue_desk/a.py", "X = r'(?P<year>元|\\d+)年の'"),
        ),
    ),
    *(
        Rule(
            f"a spelling other than {instead}",
            "The glossary has one spelling for one thing",
            in_packages,
            matching(pattern),
            (("ui/a.py", f"x = '{wrong}を見る'"),),
            (("ui/a.py", f"x = '{right}を見る'"),),
        )
        for (pattern, instead), wrong, right in zip(
            SPELLINGS.items(),
            (
                "マイナンバ",
                "漏洩",
                "持ち出し",
                "引き継ぎ",
                "扶養家族",
                "取り扱い規程",
                "事務取扱者",
                "フォルダ",
                "開いて下さい",
                "出来ます",
                "書庫のかぎ",
                "番号ファイル",
            ),
            (
                "マイナンバー",
                "漏えい",
                "持出し",
                "引継ぎ",
                "扶養親族",
                "取扱規程",
                "事務取扱担当者",
                "フォルダー",
                "開いてください",
                "できます",
                "書庫の鍵",
                "特定個人情報ファイル",
            ),
            strict=True,
        )
    ),
    Rule(
        "a sentence that is not です・ます",
        "Explanations end in です or ます; labels and titles have no full stop",
        on_screen_or_in_core,
        matching(r"(である|だった|(?<![まで])した|する|だ|ない|される|できる|なる)。"),
        (("ui/a.py", "x = '番号を削除した。'"), ("ashibue_desk/a.py", "x = '開けない。'")),
        (
            ("ui/a.py", "x = '番号を削除しました。'"),
            ("ui/a.py", "x = '開けません。'"),
            ("ui/a.py", "x = '廃棄を確認する'"),
            ("forms/a.py", "x = 'この同意は撤回することができる。'"),
        ),
    ),
)
