"""The only place of sample numbers. Individual Numbers come from published examples or from a rule, never from a person.

The check digits here are computed by our own few lines, not by the library the product uses.
"""

from ashibue_desk.domain.individual_number import IndividualNumber

VALID = ("123456789018", "983205673214", "111111111118")
"""Published examples with a right check digit."""

REMAINDER_ONE = "100000000030"
"""A remainder of 1: the check digit is 0."""

REMAINDER_ZERO = "100000000080"
"""A remainder of 0: the check digit is 0."""

WRONG_CHECK_DIGIT = ("123456789019", "123456789010", "123456789012", "983205673210", "021251542638")

ALL_ZERO = "0" * 12
"""Its check digit is right, and it is no number all the same."""

VALID_CORPORATE = (
    "7123456789012",
    "4011001098993",
    "2120901007402",
    "1010601008968",
    "9999999999999",
    "7010705000725",
    "8700110005901",
    "7000012050002",
)
"""Corporate Numbers, which are public, or made by the rule."""

_BODIES = 10**11
_STRIDE = 61_803_398_873  # no factor 2 or 5, so that every seed below 10**11 has a number of its own


def check_digit(body: str) -> str:
    """Return the check digit of eleven digits (平成26年総務省令第85号 第5条)."""
    total = 0
    for place, digit in enumerate(reversed(body), start=1):
        total += int(digit) * (place + 1 if place <= 6 else place - 5)
    return "0" if total % 11 <= 1 else str(11 - total % 11)


def corporate_check_digit(body: str) -> str:
    """Return the check digit of twelve digits (財務省令第70号 第2条)."""
    total = sum(int(digit) * (1 if place % 2 else 2) for place, digit in enumerate(reversed(body), start=1))
    return str(9 - total % 9)


def valid_number(seed: int) -> IndividualNumber:
    """Return an Individual Number with a right check digit; another seed gives another number."""
    body = f"{(seed + 1) * _STRIDE % _BODIES:011d}"
    return IndividualNumber(body + check_digit(body))


def full_width(digits: str) -> str:
    """Return ``digits`` as an IME types them: each in full width."""
    return "".join(chr(ord(digit) - ord("0") + 0xFF10) for digit in digits)
