"""The Corporate Number (法人番号): thirteen public digits, the first a check digit (財務省令第70号 第2条)."""

import unicodedata

from stdnum.exceptions import ValidationError
from stdnum.jp import cn

from ashibue_desk.domain.problems import Problem


def clean_corporate_number(typed: str) -> str:
    """Return the digits of what was typed: half width, without spaces and hyphens."""
    return "".join(ch for ch in unicodedata.normalize("NFKC", typed) if ch not in " -‐−–—ー\u3000")


def corporate_number_problem(typed: str, field: str = "corporate_number") -> Problem | None:
    """Say what keeps ``typed`` from being a Corporate Number, or ``None``."""
    digits = clean_corporate_number(typed)
    if not (digits.isascii() and digits.isdigit()):
        return Problem(field, "法人番号は13桁の数字で入力してください。")
    if len(digits) != 13:
        return Problem(field, f"{len(digits)}桁になっています。法人番号は13桁です。")
    try:
        cn.validate(digits)
    except ValidationError:
        return Problem(field, "検査用数字が合いません。国税庁の通知書を見て入力し直してください。")
    return None
