"""Mass outputs as the page shows them: who, when, how many, why, and who has seen it. No widgets."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from ashibue_desk.domain.japanese_calendar import both
from ashibue_desk.domain.mass_output import Crossing, MassOutput
from ashibue_desk.use_cases.desk import Desk
from ashibue_desk.use_cases.mass_output import list_mass_outputs, may_tell, needs_superior


@dataclass(frozen=True)
class OutputLine:
    """One act: the limits it passed, and whether the one at the desk may say that it was seen, by a superior if need be."""

    output: MassOutput
    words: str
    may_tell: bool
    needs_superior: bool
    at_words: str
    told_words: str

    @property
    def title(self) -> str:
        """Return who put out how many."""
        return f"{self.output.actor_name}さん: {self.words}"


@dataclass(frozen=True)
class OutputsView:
    """What the page shows; ``basis`` and ``note`` say where the limits come from."""

    lines: tuple[OutputLine, ...]
    basis: str
    note: str


def read_outputs(desk: Desk) -> OutputsView:
    """Read every mass output. Runs in the vault thread."""
    zone = desk.surroundings.clock.local_now().tzinfo

    def when(at: str) -> str:
        local = datetime.fromisoformat(at).astimezone(zone)
        return f"{both(local.date())} {local:%H:%M}"

    acts: dict[int, list[MassOutput]] = {}
    for output in list_mass_outputs(desk):
        acts.setdefault(output.seq, []).append(output)
    lines = tuple(
        OutputLine(
            passed[0],
            "、".join(crossing_words(one) for one in reversed(passed)),
            may_tell(desk, passed[0]),
            needs_superior(desk, passed[0]),
            when(passed[0].at),
            f"{when(passed[0].told_at)} {passed[0].told_to}" if passed[0].told_at else "",
        )
        for passed in acts.values()
    )
    rule = desk.regulation.mass_output
    return OutputsView(lines, rule.basis, rule.note)


def crossing_words(output: MassOutput) -> str:
    """Return how many persons within which time."""
    return Crossing(output.window, output.persons, output.allowed).words


def summary(lines: Sequence[OutputLine]) -> str:
    """Return the sentence under the title."""
    waiting = sum(1 for line in lines if not line.output.told_at)
    if waiting:
        return f"まだ確かめていないものが{waiting}件あります。理由を読み、必要なら本人に聞いてください。"
    return "確かめていないものはありません。" if lines else ""
