"""The actor's own password: how old it is, what a new one must be, and whether the yearly change is asked for (マニュアル9.2.1)."""

from dataclasses import dataclass
from datetime import date

from ashibue_desk.domain.handling_log import LogClass, LogLine
from ashibue_desk.domain.password_age import PasswordAge, password_age
from ashibue_desk.domain.passwords import PasswordJudgement, PasswordRule, judge_password
from ashibue_desk.domain.problems import Problem
from ashibue_desk.domain.roles import Role
from ashibue_desk.use_cases.changes import Changed, Done
from ashibue_desk.use_cases.desk import Desk
from ashibue_desk.use_cases.reauthentication import Sensitive, reauthenticate

_NO_TERM_SINCE = "passwords without term: regulation revised on"
_GIVEN_BY_ANOTHER = "一時パスワードで開いています。自分で決めたパスワードに変えてから始めてください。"


@dataclass(frozen=True, slots=True)
class OwnPassword:
    """Where the actor's password stands.

    Attributes:
        age: how long it may be used, or ``None`` where the office's regulation asks for no yearly change.
        given_by_another: it is a one-time password.
        sentence: what to tell, from 30 days before the last day; empty while there is nothing to say.

    """

    age: PasswordAge | None
    given_by_another: bool
    sentence: str

    @property
    def must_change(self) -> bool:
        """Whether it has to be changed at the next entry. Work that is under way is never interrupted for it."""
        return self.given_by_another or (self.age is not None and self.age.must_change)


@dataclass(frozen=True, slots=True)
class PasswordTerm:
    """Whether passwords have a term. ``revised_on``: the day of the revised regulation that asks for none."""

    yearly: bool
    revised_on: date | None


def own_password(desk: Desk) -> OwnPassword:
    """Return where the actor's password stands today."""
    ring, age = desk.ring, None
    if password_term(desk).yearly:
        age = password_age(ring.password_set_on, desk.today, desk.regulation.plain_password_rule)
    sentence = _GIVEN_BY_ANOTHER if ring.given_by_another else age.sentence() if age else ""
    return OwnPassword(age, ring.given_by_another, sentence)


def password_rule(desk: Desk) -> PasswordRule:
    """Return the rule for a new password on this PC; with the key in a file it must carry more."""
    rule = desk.regulation.password_rule
    return rule.with_key_file() if desk.secrets.notice else rule


def password_words(desk: Desk) -> tuple[str, ...]:
    """Return what a guesser knows of the office: its name, its people in charge, and the user's own name."""
    with desk.vault.reading():
        office = desk.vault.settings.office()
        names = tuple(user.name for user in desk.vault.users.active())
    return (office.name, office.representative_name, office.officer_name, *names, desk.actor.user_id)


def judge_own_password(desk: Desk, old: str, new: str) -> PasswordJudgement:
    """Judge a new password against the rule, the office's words and the old one."""
    return judge_password(new, password_rule(desk), password_words(desk), old or None)


def password_term(desk: Desk) -> PasswordTerm:
    """Return whether passwords have a term in this office."""
    with desk.vault.reading():
        since = desk.vault.settings.get(_NO_TERM_SINCE, "")
    return PasswordTerm(not since, date.fromisoformat(since) if since else None)


def change_password_term(
    desk: Desk, *, yearly: bool, revised_on: date | None = None, password: str = ""
) -> tuple[Problem, ...] | Done[PasswordTerm]:
    """Ask for a yearly change, or no longer: then the day of the revised regulation is needed.

    Only the officer may, and the password is asked again. Raises ``NotYourDuty``, ``WrongPassword`` or ``MustWait``.
    """
    desk.require(Role.OFFICER)
    if not yearly and (problem := _problem_of_revision(desk, revised_on)):
        return (problem,)
    reauthenticate(desk, Sensitive.SETTINGS, password)
    term = PasswordTerm(yearly, None if yearly else revised_on)
    with desk.act():
        desk.vault.settings.set(_NO_TERM_SINCE, term.revised_on.isoformat() if term.revised_on else "")
        detail = "12か月以内に変える" if yearly else f"定期の変更なし(規程の改正日 {revised_on})"
        desk.log(
            LogLine(log_class=LogClass.ADMINISTRATION, act="パスワードの期限の設定の変更", detail=detail)
        )
    return Done(term, Changed.SETTINGS | Changed.LOG)


def _problem_of_revision(desk: Desk, revised_on: date | None) -> Problem | None:
    if revised_on is None:
        return Problem(
            "revised_on",
            "定期の変更をやめるには、それを決めた規程の改正日を入力してください。いまの規程は12か月以内の変更を求めています。",
        )
    if revised_on > desk.today:
        return Problem("revised_on", "改正日が今日より後になっています。改正した後に設定してください。")
    if revised_on <= desk.regulation.in_force_from:
        return Problem("revised_on", "いまの規程が始まった日より前です。改正した日を確かめてください。")
    return None
