"""The users of a vault, as far as others may know them."""

from dataclasses import dataclass, field

from ashibue_desk.domain.roles import Role


@dataclass(frozen=True, slots=True, kw_only=True)
class NewUser:
    """What is needed to let somebody in. ``user_id`` is a random UUID in hex."""

    user_id: str
    name: str
    roles: frozenset[Role]
    password: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Actor:
    """Who sits at the desk."""

    user_id: str
    name: str
    roles: frozenset[Role]


@dataclass(frozen=True, slots=True)
class LoginName:
    """One name to choose on the unlock screen."""

    user_id: str
    name: str
    role_words: str
