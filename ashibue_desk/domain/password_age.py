"""How old a password may become (manual 9.2.1: changed at least once within twelve months)."""

from dataclasses import dataclass
from datetime import date

from ashibue_desk.domain.months import months_later
from ashibue_desk.domain.passwords import PasswordRule


@dataclass(frozen=True, slots=True)
class PasswordAge:
    """Where a password stands on a day. ``days_left``: 0 on its last day, negative after it."""

    days_left: int
    warn: bool

    @property
    def must_change(self) -> bool:
        """Whether the password has to be changed before anything else is done."""
        return self.days_left < 0

    def sentence(self) -> str:
        """Return what to tell the user, or ``""`` while there is nothing to say."""
        if self.must_change:
            return "パスワードの期限が過ぎています。新しいパスワードに変えてから続けてください。"
        if self.days_left == 0:
            return "パスワードの期限は今日です。新しいパスワードに変えてください。"
        if self.warn:
            return f"パスワードの期限まで、あと{self.days_left}日です。早めに変えてください。"
        return ""


def password_age(changed_on: date, today: date, rule: PasswordRule) -> PasswordAge:
    """Return how long the password set on ``changed_on`` may still be used.

    The last day is the same day of the month ``rule.max_age_months`` later, or the end of a shorter month (民法143条). A
    clock that was turned back before ``changed_on`` makes the password due at once: its age cannot be known.
    """
    last_day = months_later(changed_on, rule.max_age_months)
    if today < changed_on:
        return PasswordAge(-1, warn=True)
    days_left = (last_day - today).days
    return PasswordAge(days_left, warn=days_left <= rule.warn_days)
