"""Paper leaves only after it is on record (decision 008): the one way in which every act hands paper out.

Drawn first, so that a character no font has stops everything before anything is written. Then records and log line, in one
transaction. Then printer or disk. What they refuse is put back at once, with a line that says so. A process killed between
record and paper leaves a note in the vault, and the next time the one who printed is asked what became of it.
"""

import uuid
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from functools import partial
from typing import Any, TypeVar

from ashibue_desk.domain.handling_log import LogClass, LogEntry, LogFilter, LogLine
from ashibue_desk.domain.roles import Role
from ashibue_desk.use_cases.changes import Changed, Done
from ashibue_desk.use_cases.desk import Desk
from ashibue_desk.use_cases.paper_put_back import Before, before_of, put_back
from ashibue_desk.use_cases.paper_situations import PaperAnswered
from ashibue_desk.use_cases.situations import NotYourDuty

P = TypeVar("P")
PutOut = Callable[[P], object]
"""Prints or writes what was drawn. Called once, after the act is on record."""
TAKEN_BACK, CAME_OUT = "書類の出力の取消し", "書類の出力の確認"
_CHANGED = Changed.PAPERS | Changed.CONSENTS | Changed.NUMBERS | Changed.USERS | Changed.LOG
_REFUSED = "印刷や保存が終わらなかったため、出していない扱いに戻しました。"
_DENIED = "途中で終わった印刷や保存で、紙もファイルも出ていないことを確かめ、出していない扱いに戻しました。"
_KEPT = "papers_going_out"
"""The setting that holds what is going out: a list of ``GoingOut``."""


@dataclass(frozen=True, slots=True)
class Written:
    """A line of the log that says that paper went out; the fields are those of ``LogEntry`` and ``LogLine``."""

    seq: int
    log_class: str
    act: str
    object_id: str
    object_label: str
    count: int
    detail: str


@dataclass(frozen=True, slots=True)
class GoingOut:
    """Papers that are on record and of which it is not known yet whether they came out.

    ``at`` is the office's clock (ISO 8601), ``by_id`` and ``by_name`` who had them made, ``lines`` what the log says of them.
    """

    id: str
    at: str
    by_id: str
    by_name: str
    lines: tuple[Written, ...]
    before: Before


def leaving(put_out: PutOut[P] | None, drawn: P) -> Callable[[], object] | None:
    """Return what lets a drawn paper leave; ``None`` where it stays and is handed over in the answer of the act."""
    return None if put_out is None else partial(put_out, drawn)


def line_alone(desk: Desk, line: LogLine) -> Before:
    """Write the one line of an act that changes no other record: a ``record`` for ``hand_out``."""
    desk.log(line)
    return Before()


def hand_out(desk: Desk, record: Callable[[], Before], leave: Callable[[], object] | None) -> None:
    """Record that papers go out, with ``record`` in one transaction, and then let them ``leave``.

    ``record`` changes the records, writes the log lines, and returns what the records said before. Raises what it raises; then
    nothing is recorded. Raises what printer or disk refuse; then the records are put back, and the log says that too.
    """
    with desk.act():
        last = desk.vault.log.last_seq()
        before = record()
        if leave is None:
            return
        going = _going(desk, before, last)
        kept = (replace(one, before=one.before.without(before)) for one in _kept(desk))
        _keep(desk, (*kept, going))
    try:
        leave()
    except BaseException:
        with desk.act():
            _take_back(desk, going, _REFUSED)
        raise
    with desk.act():
        _forget(desk, going)


def papers_in_doubt(desk: Desk) -> tuple[GoingOut, ...]:
    """Return the papers whose printing or saving ended with the process: one's own, and for the officer everybody's."""
    desk.require(*Role)
    everybody = Role.OFFICER in desk.actor.roles
    with desk.vault.reading():
        return tuple(one for one in _kept(desk) if everybody or one.by_id == desk.actor.user_id)


def settle_papers(desk: Desk, going_id: str, *, came_out: bool) -> Done[bool]:
    """Record what somebody found: the papers are there, or they are not and the records are put back. Return ``came_out``.

    Raises ``PaperAnswered``, and ``NotYourDuty`` for papers of somebody else, unless it is the officer.
    """
    desk.require(*Role)
    with desk.act():
        found = [one for one in _kept(desk) if one.id == going_id]
        if not found:
            raise PaperAnswered
        (going,) = found
        if going.by_id != desk.actor.user_id and Role.OFFICER not in desk.actor.roles:
            raise NotYourDuty
        if came_out:
            for line in going.lines:
                desk.log(
                    _about(line, CAME_OUT, f"{line.seq}番の紙またはファイルが出ていることを確かめました。")
                )
            _forget(desk, going)
        else:
            _take_back(desk, going, _DENIED)
    return Done(came_out, _CHANGED)


def _going(desk: Desk, before: Before, last: int) -> GoingOut:
    fresh = desk.vault.log.last_seq() - last
    entries = desk.vault.log.read(LogFilter(most=fresh)) if fresh else ()
    return GoingOut(
        id=uuid.uuid4().hex,
        at=desk.surroundings.clock.local_now().isoformat(timespec="seconds"),
        by_id=desk.actor.user_id,
        by_name=desk.actor.name,
        lines=tuple(_written(entry) for entry in reversed(entries)),
        before=before,
    )


def _written(entry: LogEntry) -> Written:
    line = entry.line
    return Written(
        seq=entry.seq,
        log_class=line.log_class.value,
        act=line.act,
        object_id=line.object_id,
        object_label=line.object_label,
        count=line.count,
        detail=line.detail,
    )


def _take_back(desk: Desk, going: GoingOut, why: str) -> None:
    put_back(desk, _now(desk, going).before)
    for line in going.lines:
        desk.log(replace(_about(line, TAKEN_BACK, f"{line.act}。{why}"), corrects=line.seq))
    _forget(desk, going)


def _now(desk: Desk, going: GoingOut) -> GoingOut:
    """Return it as it is kept: papers made since may have taken over some of the records."""
    return next(one for one in _kept(desk) if one.id == going.id)


def _about(line: Written, act: str, detail: str) -> LogLine:
    return LogLine(
        log_class=LogClass(line.log_class),
        act=act,
        object_id=line.object_id,
        object_label=line.object_label,
        count=line.count,
        detail=detail,
    )


def _forget(desk: Desk, going: GoingOut) -> None:
    _keep(desk, tuple(one for one in _kept(desk) if one.id != going.id))


def _keep(desk: Desk, every: tuple[GoingOut, ...]) -> None:
    desk.vault.settings.set(_KEPT, [asdict(one) for one in every])


def _kept(desk: Desk) -> tuple[GoingOut, ...]:
    return tuple(_read(stored) for stored in desk.vault.settings.get(_KEPT, []))


def _read(stored: dict[str, Any]) -> GoingOut:
    lines = tuple(Written(**line) for line in stored["lines"])
    return GoingOut(**{**stored, "lines": lines, "before": before_of(stored["before"])})
