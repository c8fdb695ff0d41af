"""The one family of exceptions whose text a user may read.

A *situation* is something that happened to the user or the machine: a wrong password, a full disk, a
file that is not a vault. Each has one class, and each class says in Japanese what happened, what is
safe, and what to do next. Whatever else is raised is our own bug and is reported without its text.
"""


class Situation(Exception):
    """What happened, what is safe and what to do, in three Japanese sentences.

    Subclasses set the three class attributes; one that must name a thing (a file, a place, a person's
    name) passes its own sentence to ``__init__``. No Individual Number may ever stand in any of them.
    """

    what = ""
    safe = ""
    todo = ""

    def __init__(self, *, what: str = "", safe: str = "", todo: str = "") -> None:
        self.what = what or self.what
        self.safe = safe or self.safe
        self.todo = todo or self.todo
        super().__init__(f"{type(self).__name__}: {self.what}")

    def sentence(self) -> str:
        """Return the whole text for the screen, one sentence a line."""
        return "\n".join(part for part in (self.what, self.safe, self.todo) if part)
