"""What a regulation pack says about articles, roles, purposes and the consent form: frozen values for screen and paper."""

from dataclasses import dataclass
from datetime import date

from ashibue_desk.domain.appointments import Step
from ashibue_desk.domain.roles import Role


@dataclass(frozen=True, slots=True)
class Article:
    """One article, or a section of the handling manual: its number as printed (「9条」), its heading, our own short summary.

    ``pages`` are the pages of the program, by key, where one works under it; ``records`` are the beginnings of what the
    handling log says of acts under it, so that somebody who asks 「show me」 is led to the lines.
    """

    number: str
    heading: str
    summary: str
    pages: tuple[str, ...] = ()
    records: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RoleRule:
    """What a role is called and may do, in the office's language, and the steps before anybody may act in it."""

    role: Role
    name: str
    summary: str
    article: str
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Separation:
    """Duties that the regulation would rather not see in one person, and why. Advice: a small office may have no choice."""

    roles: frozenset[Role]
    why: str
    article: str


@dataclass(frozen=True, slots=True)
class ChargeRule:
    """What holds for everybody in charge: how often they are trained, and how early the end of a term is announced."""

    training_months: int
    term_warn_days: int
    officer_and_handler: str  # where regulation and manual differ on whether the officer also handles
    single_handler: str  # who looks over the shoulder of the only handler
    basis: str
    note: str


@dataclass(frozen=True, slots=True)
class Purpose:
    """One purpose for which Individual Numbers may be used (利用目的)."""

    id: str
    name: str
    article: str


@dataclass(frozen=True, slots=True)
class ConsentFormRule:
    """The consent form: printed number and name, current version and its first day."""

    number: str
    name: str
    version: int
    in_force_from: date
    article: str


@dataclass(frozen=True, slots=True)
class AutoLockRule:
    """Minutes without input before the vault locks itself: the default and the range of the setting."""

    default_minutes: int
    least_minutes: int
    most_minutes: int

    def within(self, minutes: int) -> int:
        """Return ``minutes``, brought into the allowed range."""
        return min(max(minutes, self.least_minutes), self.most_minutes)
