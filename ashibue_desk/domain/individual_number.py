"""The Individual Number (個人番号): twelve digits that never show themselves.

The check digit is that of 行政手続における特定の個人を識別するための番号の利用等に関する法律の規定による
通知カード及び個人番号カード並びに情報提供ネットワークシステムによる特定個人情報の提供等に関する省令
(平成26年総務省令第85号) 第5条; python-stdnum computes it.
"""

import unicodedata
from typing import Final, NoReturn

from stdnum.exceptions import ValidationError
from stdnum.jp import in_

from ashibue_desk.domain.problems import Problem

FIELD: Final = "individual_number"
# What people put between the digits beside blanks, dashes and invisible signs of every kind: what an IME or a PDF yields.
_SEPARATORS: Final = frozenset("\t\r\n−ー")
_SEPARATING: Final = frozenset({"Zs", "Pd", "Cf"})
MASKED: Final = "●●●● ●●●● ●●●●"


class IndividualNumber:
    """Twelve digits with a right check digit. Its ``repr`` and ``str`` are masked; pickling is refused."""

    __slots__ = ("_digits",)

    def __init__(self, digits: str) -> None:
        """Keep ``digits``; raise ``ValueError`` (without the digits) unless they are a valid number."""
        if number_problem(digits) is not None or not (digits.isascii() and digits.isdigit()):
            raise ValueError("not an Individual Number") from None
        self._digits = digits

    def digits(self) -> str:
        """Return the twelve digits. Only sealing, the twenty-second view and statutory slips may ask."""
        return self._digits

    def grouped(self) -> str:
        """Return the digits as people read them: 4-4-4."""
        return " ".join((self._digits[:4], self._digits[4:8], self._digits[8:]))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, IndividualNumber) and self._digits == other._digits

    def __hash__(self) -> int:
        return hash(("individual number", self._digits))

    def __repr__(self) -> str:
        return "IndividualNumber(masked)"

    def __str__(self) -> str:
        return MASKED

    def __format__(self, spec: str) -> str:
        return format(MASKED, spec)

    def __reduce__(self) -> NoReturn:
        raise TypeError("an Individual Number is not pickled")


def clean_digits(typed: str) -> str:
    """Return what was typed with half-width digits and without the usual separators."""
    kept = (
        character
        for character in typed
        if character not in _SEPARATORS and unicodedata.category(character) not in _SEPARATING
    )
    return unicodedata.normalize("NFKC", "".join(kept)).strip()


def number_problem(typed: str) -> Problem | None:
    """Say what keeps ``typed`` from being an Individual Number, or ``None``. The sentence holds no digit of it."""
    digits = clean_digits(typed)
    if not digits:
        return Problem(FIELD, "個人番号を入力してください。")
    if not (digits.isascii() and digits.isdigit()):
        return Problem(FIELD, "数字でない文字が入っています。12桁の数字だけを入力してください。")
    if len(digits) != 12:
        return Problem(FIELD, f"{len(digits)}桁になっています。個人番号は12桁です。")
    if digits == "0" * 12:
        return Problem(FIELD, "すべて0の番号は個人番号ではありません。書類を見て入力し直してください。")
    try:
        in_.validate(digits)
    except ValidationError:
        return Problem(
            FIELD, "検査用数字が合いません。どこか1桁が違っています。書類を見て入力し直してください。"
        )
    return None


def read_number(typed: str) -> IndividualNumber | Problem:
    """Return the number that was typed or pasted, or what is wrong with it."""
    return number_problem(typed) or IndividualNumber(clean_digits(typed))
