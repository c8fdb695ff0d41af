"""Passwords: the regulation's rule, what guessers try first, and a way to a better one.

The floor is the regulation's (manual 9.2.1: eight characters, letters and digits, renewed within twelve months).
On top comes what NIST SP 800-63B-4 §3.1.1 asks: a list of common passwords, the office's own words, no likeness to
the old one. Nothing here stores or prints a password; a judgement holds sentences only.
"""

import math
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from random import Random
from typing import Final

import jaconv

from ashibue_desk.domain.password_patterns import Cut, bare, cut, edit_distance, fold, readings

MAX_LENGTH: Final = 256
"""Characters; far beyond anything typed, short enough to judge at each keystroke."""
_KNOWN_CHUNK: Final = 2  # a piece the guesser knows counts as two characters
_LEAST_UNKNOWN: Final = 7
_LEGAL_FORMS: Final = re.compile(
    "特定非営利活動法人|認定|NPO法人|(?:一般|公益)?(?:社団|財団)法人|社会福祉法人|株式会社|有限会社|合同会社",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class PasswordRule:
    """The rule of one regulation. Lengths in characters, ages in months and days."""

    min_length: int
    letters_and_digits: bool
    max_age_months: int
    warn_days: int
    min_length_with_key_file: int
    common: frozenset[str] = field(default=frozenset(), repr=False)

    def with_key_file(self) -> "PasswordRule":
        """Return the rule for a PC without a keychain: the device key is a file, so the password must carry more."""
        return replace(self, min_length=max(self.min_length, self.min_length_with_key_file))


@dataclass(frozen=True, slots=True)
class RuleLine:
    """One line beside the password field, with whether it is met. ``advice`` says how to mend it."""

    id: str
    sentence: str
    met: bool
    advice: str


@dataclass(frozen=True, slots=True)
class PasswordJudgement:
    """What is to be said about a password while it is typed. ``strength`` is a word, never a colour alone."""

    lines: tuple[RuleLine, ...]
    strength: str
    advice: str

    @property
    def accepted(self) -> bool:
        """Whether every line is met."""
        return all(line.met for line in self.lines)


def normalise_password(password: str) -> str:
    """Return ``password`` in the form that is hashed: NFKC, so that full and half width open the same vault."""
    return unicodedata.normalize("NFKC", password)


def judge_password(
    password: str, rule: PasswordRule, office_words: tuple[str, ...], previous: str | None
) -> PasswordJudgement:
    """Judge ``password`` by ``rule``.

    ``office_words`` are names as they are written: of the office, the user, the user's id; kana are read as romaji
    too. ``previous`` is the password being replaced, as typed in the same dialog, or ``None``.
    """
    typed = normalise_password(password)
    folded = fold(password)
    lines = [_length_line(typed, rule)]
    if rule.letters_and_digits:
        lines.append(_mix_line(typed))
    lines.append(_common_line(folded, rule))
    pieces = cut(folded, rule.common)
    lines.append(_unknown_line(folded, pieces))
    lines.append(_office_line(folded, office_words))
    if previous is not None:
        lines.append(_old_line(folded, fold(previous)))
    return _summed_up(tuple(lines), typed, pieces)


def _length_line(typed: str, rule: PasswordRule) -> RuleLine:
    visible = all(unicodedata.category(character) not in {"Cc", "Cs", "Zl", "Zp"} for character in typed)
    if len(typed) > MAX_LENGTH or not visible:
        advice = f"{MAX_LENGTH}文字以内にし、改行など目に見えない文字は取り除いてください。"
    else:
        advice = f"あと{rule.min_length - len(typed)}文字以上、足してください。"
    met = visible and rule.min_length <= len(typed) <= MAX_LENGTH
    return RuleLine("length", f"{rule.min_length}文字以上", met, advice)


def _mix_line(typed: str) -> RuleLine:
    letters = re.search("[A-Za-z]", typed) is not None
    digits = re.search("[0-9]", typed) is not None
    missing = "数字" if letters else "英字"
    return RuleLine("mix", "英字と数字の両方を入れる", letters and digits, f"{missing}を入れてください。")


def _common_line(folded: str, rule: PasswordRule) -> RuleLine:
    texts = (*readings(folded), *readings(bare(folded)), *map(bare, readings(folded)))
    common = not rule.common.isdisjoint(texts)
    return RuleLine(
        "common",
        "よく使われるパスワードではない",
        bool(folded) and not common,
        "世の中でよく使われている言葉です。別の言葉にするか、言葉をいくつか並べてください。",
    )


def _unknown_line(folded: str, pieces: Cut) -> RuleLine:
    kinds = len(set(folded))
    unknown = len(pieces.rest) + _KNOWN_CHUNK * len(pieces.chunks)
    return RuleLine(
        "unknown",
        "年月日・キーの並び・同じ文字の繰り返しに頼らない",
        unknown >= _LEAST_UNKNOWN and kinds >= 5,
        "年、日付、1234やqwertyのような並び、同じ文字の繰り返しのほかに、文字を足してください。",
    )


def _office_line(folded: str, office_words: tuple[str, ...]) -> RuleLine:
    texts = readings(folded)
    used = any(word in text for word in guessable_words(*office_words) for text in texts)
    return RuleLine(
        "office",
        "法人名・氏名・利用者名を含まない",
        bool(folded) and not used,
        "法人や利用者の名前が入っています。名前と関係のない言葉にしてください。",
    )


def _old_line(folded: str, old: str) -> RuleLine:
    return RuleLine(
        "old",
        "前のパスワードと似ていない",
        bool(folded) and not alike(folded, old),
        "前のパスワードとよく似ています。数字を1つ進めただけのものなどは避けてください。",
    )


def alike(new: str, old: str) -> bool:
    """Return whether ``new`` is ``old`` with a digit moved on, a sign added, turned round or a few keys changed."""
    new, old = fold(new)[:MAX_LENGTH], fold(old)[:MAX_LENGTH]
    if not old:
        return False
    letters_new, letters_old = (re.sub(r"[\W\d_]", "", text) for text in (new, old))
    if len(letters_old) >= 4 and letters_new == letters_old:
        return True
    shorter, longer = sorted((new, old), key=len)
    if (len(shorter) >= 6 and shorter in longer) or new == old[::-1]:
        return True
    allowed = max(2, min(len(new), len(old)) // 4)
    return abs(len(new) - len(old)) <= allowed and edit_distance(new, old) <= allowed


@lru_cache(maxsize=32)  # names, not passwords: the same few at every keystroke
def guessable_words(*names: str) -> tuple[str, ...]:
    """Return the words in ``names`` a guesser would try, folded, at least four characters or two kanji long.

    Kana are also given in romaji, with and without long vowels; legal forms (特定非営利活動法人 …) are left out.
    """
    words: dict[str, None] = {}
    for name in names:
        for part in re.split(
            r"[\s\u3000・,,、.@_\-]+", _LEGAL_FORMS.sub(" ", unicodedata.normalize("NFKC", name))
        ):
            for word in (part, *re.findall("[ぁ-んァ-ヶー]{2,}", part)):
                words.update(dict.fromkeys(_spellings(word)))
    return tuple(word for word in words if len(word) >= (4 if word.isascii() else 2))


def _spellings(word: str) -> tuple[str, ...]:
    folded = fold(word)
    kana = jaconv.kata2hira(folded)
    if not re.fullmatch("[ぁ-んー]+", kana):
        return (folded,)
    romaji = str(jaconv.kana2alphabet(kana)).replace("-", "").replace("ー", "")
    short = re.sub("ou|oo", "o", romaji).replace("uu", "u")
    return folded, romaji, short


def _summed_up(lines: tuple[RuleLine, ...], typed: str, pieces: Cut) -> PasswordJudgement:
    unmet = [line for line in lines if not line.met]
    if not typed:
        return PasswordJudgement(
            lines, "未入力", "言葉を4つか5つ並べた「合言葉」が、覚えやすくて強い方法です。"
        )
    if unmet:
        return PasswordJudgement(lines, "使えません", unmet[0].advice)
    bits = _bits(typed, pieces)
    return next(PasswordJudgement(lines, word, advice) for least, word, advice in _STRENGTHS if bits >= least)


_STRENGTHS: Final = (
    (70.0, "とても強い", "このまま使えます。ほかの場所では使わないでください。"),
    (55.0, "強い", "このまま使えます。ほかの場所では使わないでください。"),
    (40.0, "ふつう", "使えます。関係のない言葉をもう1つか2つ足すと、もっと強くなります。"),
    (-math.inf, "弱い", "使えますが、言葉を4つか5つ並べた合言葉にすることをおすすめします。"),
)


def _bits(typed: str, pieces: Cut) -> float:
    """Return a cautious estimate of the guesses needed, as a power of two.

    Known pieces count 11 bits; letters that look like a word 1.6 each and 8 at least, since a word of ours is one of
    1,024; signs between words 1; all else 5.2.
    """
    words = [
        run
        for run in re.findall("[a-z]{3,}|[A-Z]{3,}|[A-Z][a-z]{2,}", typed)
        if fold(run) not in pieces.chunks
    ]
    in_words = sum(map(len, words))
    signs = len(re.findall(r"[\W_]", pieces.rest))
    other = max(0, len(pieces.rest) - in_words - signs)
    in_bits = sum(max(8.0, 1.6 * len(word)) for word in words)
    return 11.0 * len(pieces.chunks) + in_bits + (1.0 if words else 5.2) * signs + 5.2 * other


def suggest_passphrase(words: Sequence[str], random: Random, count: int = 5) -> str:
    """Return ``count`` different words joined by hyphens, a digit after one of them: long, and easy to remember.

    ``random`` must be ``random.SystemRandom`` outside tests. Five words out of 1,024 are 2^50 choices, times the
    digit and its place. Raises ``ValueError`` for fewer than four words.
    """
    if count < 4 or len(words) < count:
        raise ValueError("a passphrase has at least four words")
    chosen = random.sample(list(words), count)
    place = random.randrange(count)
    chosen[place] += str(random.randrange(2, 10))
    return "-".join(chosen)
