"""New passwords being chosen, without Qt: for whom, what was typed, and how it stands with the rule."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from ashibue_desk.domain.passwords import PasswordJudgement, PasswordRule, judge_password, normalise_password
from ashibue_desk.domain.problems import Problem
from ashibue_desk.domain.roles import Role
from ashibue_desk.domain.users import NewUser


@dataclass(slots=True)
class Person:
    """Somebody who needs a new password. ``typed`` and ``again`` are what stands in the two fields."""

    user_id: str
    name: str
    roles: frozenset[Role]
    role_words: str = ""
    typed: str = field(default="", repr=False)
    again: str = field(default="", repr=False)

    def new_user(self) -> NewUser:
        """Return what lets this person in."""
        return NewUser(user_id=self.user_id, name=self.name, roles=self.roles, password=self.typed)


class NewPasswords:
    """The passwords of ``people``, in order. ``office_words`` are names no password may hold."""

    def __init__(self) -> None:
        self.people: tuple[Person, ...] = ()
        self.rule: PasswordRule | None = None
        self.office_words: tuple[str, ...] = ()

    def set_people(self, people: Sequence[Person]) -> None:
        """Ask these people; what one of them typed before stays."""
        before = {person.user_id: person for person in self.people}
        self.people = tuple(_renewed(before.get(person.user_id), person) for person in people)

    def judge(self, person: Person, typed: str) -> PasswordJudgement:
        """Judge what ``person`` types."""
        if self.rule is None:
            raise RuntimeError("the rule is set before anybody types")
        return judge_password(typed, self.rule, (*self.office_words, person.name), None)

    def problems(self) -> tuple[Problem, ...]:
        """Return what is wrong; the field is ``password.<n>`` or ``again.<n>`` of the n-th person."""
        found = []
        for at, person in enumerate(self.people):
            judged = self.judge(person, person.typed)
            if not person.typed:
                found.append(Problem(f"password.{at}", f"{person.name}さんのパスワードを入力してください。"))
            elif not judged.accepted:
                found.append(Problem(f"password.{at}", judged.advice))
            elif normalise_password(person.typed) != normalise_password(person.again):
                found.append(Problem(f"again.{at}", "上のパスワードと違います。もう一度入力してください。"))
            elif self._shared(at, person):
                found.append(
                    Problem(
                        f"password.{at}", "ほかの人と同じパスワードです。一人ずつ別のものにしてください。"
                    )
                )
        return tuple(found)

    def new_users(self) -> tuple[NewUser, ...]:
        """Return everybody with the password chosen."""
        return tuple(person.new_user() for person in self.people)

    def forget(self) -> None:
        """Drop what was typed."""
        for person in self.people:
            person.typed = person.again = ""

    def _shared(self, at: int, person: Person) -> bool:
        typed = normalise_password(person.typed)
        return any(normalise_password(other.typed) == typed for other in self.people[:at])


def _renewed(known: Person | None, told: Person) -> Person:
    """Return the person already asked with what is now known of them: fields on the screen hold the same object."""
    if known is None:
        return told
    known.name, known.roles, known.role_words = told.name, told.roles, told.role_words
    return known
