"""Proof 13: the whole rule against a second reading of it, the shipped lists, and the last day of a password."""

import re
import string
import unicodedata
from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

import pytest

from ashibue_desk.domain.password_age import password_age
from ashibue_desk.domain.password_patterns import edit_distance
from ashibue_desk.domain.passwords import judge_password
from ashibue_desk.law.password_blocklist import common_passwords, passphrase_words
from ashibue_desk.law.regulation import load_regulation

RULE = load_regulation("npo").password_rule
CASES = 100_000
OFFICE = ("特定非営利活動法人みなもの笛", "アオバ アカリ")
OFFICE_WORDS = ("みなもの笛", "みなもの", "minamono", "アオバ", "アカリ", "aoba", "akari")
WORDS = sorted(common_passwords())
PIECES = (
    "qwerty",
    "1qaz",
    "asdf",
    "abcd",
    "4321",
    "aaaa",
    "1q2w3e",
    "20260401",
    "1985",
    "0412",
    "heisei31",
    "Aoba",
)
PREVIOUS = "k7Xq-2mPz"


class Oracle:
    """What manual 9.2.1 and the list of a guesser's tricks say, read a second time, slowly and without the product's code."""

    rows = ("1234567890-^", "qwertyuiop@[", "asdfghjkl;:]", "zxcvbnm,./")
    columns = ("1qaz", "2wsx", "3edc", "4rfv", "5tgb", "6yhn", "7ujm", "8ik,", "9ol.", "0p;/")
    walks = tuple(one for row in (*rows, *columns) for one in (row, row[::-1]))
    walk_starts = frozenset(walk[n : n + 4] for walk in walks for n in range(len(walk) - 3))
    day = "(0[1-9]|1[0-2])(0[1-9]|[12][0-9]|3[01])"
    month_and_day = re.compile(day)
    starts = frozenset(word[:4] for word in WORDS)
    dated = re.compile(rf"(19|20)\d\d({day})?|(meiji|taisho|showa|heisei|reiwa)\d?\d?")

    def accepts(self, password: str, previous: str | None) -> bool:
        text = unicodedata.normalize("NFKC", password)
        if not 8 <= len(text) <= 256:
            return False
        if not (set(text) & set(string.ascii_letters) and set(text) & set(string.digits)):
            return False
        low = text.casefold()
        if any(word in reading for reading in self.readings(low) for word in OFFICE_WORDS):
            return False
        if self.is_common(low) or (previous is not None and self.is_alike(low, previous.casefold())):
            return False
        return len(set(low)) >= 5 and self.unknown(low) >= 7

    def readings(self, low: str) -> set[str]:
        plain = low
        for sign, letter in zip("@48305$7", "aabeosst", strict=True):
            plain = plain.replace(sign, letter)
        return {low, *(plain.replace("1", one).replace("!", "i") for one in "il")}

    def is_common(self, low: str) -> bool:
        tried = (
            self.readings(low) | self.readings(self.inner(low)) | {self.inner(r) for r in self.readings(low)}
        )
        return bool(tried & common_passwords())

    def inner(self, text: str) -> str:
        letters = [place for place, c in enumerate(text) if c.isalpha()]
        return text[letters[0] : letters[-1] + 1] if letters else ""

    def unknown(self, low: str) -> int:
        texts, place, score = self.readings(low), 0, 0
        while place < len(low):
            length = self.known(low, texts, place)
            score += 2 if length else 1
            place += length or 1
        return score

    def known(self, low: str, texts: set[str], place: int) -> int:
        rest = low[place:]
        dated = self.dated.match(rest)
        found = [self.line(rest), 2 * min(self.line(rest[::2]), self.line(rest[1::2]))]
        found += [len(dated[0]) if dated else 0]
        alone = not low[place - 1 : place].isdigit() and not rest[4:5].isdigit()
        found += [4] if alone and self.month_and_day.match(rest) else []
        for text in texts:
            if text[place : place + 4] in self.starts:
                longest = range(min(20, len(rest)), 3, -1)
                found += [n for n in longest if text[place : place + n] in RULE.common][:1]
        return max(found)

    def line(self, text: str) -> int:
        """Return how far a sequence of three or a keyboard walk of four goes from the beginning."""
        if len(text) < 3:
            return 0
        codes = [ord(c) for c in text]
        step = codes[1] - codes[0]
        n = next((n for n in range(1, len(codes)) if codes[n] - codes[n - 1] != step), len(codes))
        best = n if n >= 3 and abs(step) <= 1 else 0
        if text[:4] in self.walk_starts:
            best = max(
                best, *(n for n in range(4, len(text) + 1) if any(text[:n] in walk for walk in self.walks))
            )
        return best

    def is_alike(self, new: str, old: str) -> bool:
        letters = ["".join(c for c in text if c.isalpha()) for text in (new, old)]
        if letters[0] == letters[1] and len(letters[1]) >= 4:
            return True
        short, long = sorted((new, old), key=len)
        if (len(short) >= 6 and short in long) or new[::-1] == old:
            return True
        allowed = max(2, len(short) // 4)
        return len(long) - len(short) <= allowed and edit_distance(new, old) <= allowed


def passwords(random: Random) -> Iterator[tuple[str, str | None]]:
    """Yield passwords of every kind that people choose, and the one that is replaced by it."""
    letters = string.ascii_letters + string.digits + "-_!?@$"

    def free(least: int, most: int) -> str:
        return "".join(random.choices(letters, k=random.randint(least, most)))

    kinds = (
        lambda: free(0, 12),
        lambda: free(7, 10),
        lambda: random.choice(WORDS) + free(0, 3),
        lambda: random.choice(WORDS).capitalize() + str(random.randrange(10_000)),
        lambda: random.choice(PIECES) + free(0, 6),
        lambda: free(0, 5) + random.choice(PIECES) + free(0, 4),
        lambda: random.choice(WORDS).translate(str.maketrans("aeios", "@31$5")) + free(0, 2),
        lambda: "".join(chr(ord(c) - 0x20 + 0xFF00) for c in free(6, 9)),
    )
    while True:
        password = random.choice(kinds)()
        if random.random() < 0.85:
            yield password, None
        else:
            cut = random.randrange(len(PREVIOUS))
            yield random.choice((password, PREVIOUS[:cut] + free(1, 3) + PREVIOUS[cut + 1 :])), PREVIOUS


@pytest.mark.many
@pytest.mark.parametrize("tenth", range(10))  # cut up, so that several processes share the work
def test_a_hundred_thousand_passwords_are_judged_as_the_second_reading_judges_them(tenth: int) -> None:
    random, oracle = Random(tenth), Oracle()
    cases = passwords(random)
    accepted = 0
    for _ in range(CASES // 10):
        password, previous = next(cases)
        expected = oracle.accepts(password, previous)
        accepted += expected
        assert judge_password(password, RULE, OFFICE, previous).accepted is expected, password
    assert CASES // 200 < accepted < CASES // 20


@pytest.mark.many
def test_none_of_the_shipped_lists_is_accepted_in_any_case_or_width() -> None:
    for word in WORDS:
        wide = "".join(chr(ord(c) - 0x20 + 0xFF00) if "!" <= c <= "~" else c for c in word)
        for written in (word, word.upper(), wide):
            judgement = judge_password(written, RULE, (), None)
            assert not judgement.accepted
            assert "common" in {line.id for line in judgement.lines if not line.met}


@pytest.mark.parametrize(
    "favourite", ["sakura", "doraemon", "naruto", "hanako", "tanjobi", "arigatou", "college"]
)
def test_a_favourite_with_a_year_a_digit_or_a_sign_is_refused(favourite: str) -> None:
    for tail in ("1", "12", "2026", "0412", "!1", "123"):
        assert not judge_password(favourite + tail, RULE, (), None).accepted
        assert not judge_password(favourite.capitalize() + tail, RULE, (), None).accepted


@pytest.mark.parametrize(
    "braid", ["1q2w3e4r5t6y", "q1w2e3r4", "a1s2d3f4g5", "z1x2c3v4b5", "1a2b3c4d5e", "A9s8D7f6"]
)
def test_two_lines_typed_in_turns_are_one_known_thing(braid: str) -> None:
    judgement = judge_password(braid, RULE, (), None)
    assert "unknown" in {line.id for line in judgement.lines if not line.met}


def test_words_of_passphrases_may_be_common_because_four_are_taken() -> None:
    assert set(passphrase_words()) & common_passwords()
    assert judge_password("sakura-himawari4-tanpopo-ajisai", RULE, (), None).accepted


class TestAge:
    """Twelve months are 365 or 366 days (民法143条); the last day is still a good one."""

    @pytest.mark.parametrize(
        ("set_on", "days", "left"),
        [
            (date(2025, 6, 15), 364, 1),
            (date(2025, 6, 15), 365, 0),
            (date(2025, 6, 15), 366, -1),
            (date(2023, 6, 15), 365, 1),  # 29 February 2024 lies in between
            (date(2023, 6, 15), 366, 0),
            (date(2023, 6, 15), 367, -1),
            (date(2024, 2, 29), 364, 1),  # there is no such day in 2025
            (date(2024, 2, 29), 365, 0),
            (date(2024, 2, 29), 366, -1),
            (date(2024, 2, 28), 366, 0),
            (date(2024, 3, 1), 365, 0),
        ],
    )
    def test_days_left_at_the_border(self, set_on: date, days: int, left: int) -> None:
        age = password_age(set_on, set_on + timedelta(days=days), RULE)
        assert (age.days_left, age.must_change, age.warn) == (left, left < 0, True)

    @pytest.mark.parametrize(("left", "warned"), [(31, False), (30, True), (29, True)])
    def test_thirty_days_before_it_is_said(self, left: int, warned: bool) -> None:
        age = password_age(date(2025, 6, 15), date(2026, 6, 15) - timedelta(days=left), RULE)
        assert (age.warn, bool(age.sentence())) == (warned, warned)

    def test_a_clock_turned_back_by_a_day_makes_it_due_and_a_right_clock_undoes_that(self) -> None:
        assert password_age(date(2026, 6, 15), date(2026, 6, 14), RULE).must_change
        assert not password_age(date(2026, 6, 15), date(2026, 6, 15), RULE).must_change
