"""Verifying the log on demand, in full: entries, signatures, seals with the officer's cards, and the rows of the vault."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ashibue_desk.domain.handling_log import LogClass, LogLine
from ashibue_desk.domain.log_seal import LogCard
from ashibue_desk.domain.log_verification import LogReport, LogVerifier, Notice
from ashibue_desk.domain.roles import Role
from ashibue_desk.domain.sealed_entries import EXTRA, SEQ
from ashibue_desk.use_cases.changes import Changed, Done
from ashibue_desk.use_cases.desk import Desk
from ashibue_desk.use_cases.log_seals import ANCHOR, CONFIRMED
from ashibue_desk.use_cases.office_hours import SETTING, strange_hours
from ashibue_desk.use_cases.progress import Progress, Quiet
from ashibue_desk.use_cases.situations import StoppedByHand

if TYPE_CHECKING:
    from ashibue_desk.storage.log_rows import BadRow, RowWatch

MAY_VERIFY = (Role.OFFICER, Role.AUDITOR)


@dataclass(frozen=True, slots=True)
class LogVerification:
    """What a verification found: the report on the entries, and rows written past the program (at most 100 of them)."""

    report: LogReport
    bad_rows: tuple["BadRow", ...]
    rows_are_bad: int

    @property
    def holds(self) -> bool:
        """Whether nothing speaks against log and rows."""
        return self.report.holds and not self.rows_are_bad


def verify_log(
    desk: Desk,
    cards: Sequence[LogCard] = (),
    codes: Mapping[int, str] | None = None,
    progress: Progress | None = None,
) -> Done[LogVerification]:
    """Verify the whole log and write that it was verified, with the result.

    ``cards`` are those of the officer, ``codes`` the codes of printed pages by the number of their last entry. Raises
    ``NotYourDuty``, ``StoppedByHand``, or ``VaultDamaged`` where an index of the database does not fit its table.
    """
    desk.require(*MAY_VERIFY)
    told = progress or Quiet()
    with desk.vault.reading():
        report, rows, renewed = _judge(desk, cards, dict(codes or {}), told)
        bad = (*_bad_hours(desk), *_watch(desk).bad_rows(rows, renewed)) if report.holds else ()
        _watch(desk).refuse_unfit_indexes()
    found = LogVerification(report, bad[:100], len(bad))
    with desk.act():
        desk.vault.log.keys.clear()  # nothing vouches for them: they are made anew from the log
        desk.log(
            LogLine(
                log_class=LogClass.ADMINISTRATION,
                act="取扱記録簿の検証",
                count=max(1, report.entries),
                detail=_result(found),
            )
        )
    return Done(found, Changed.LOG)


def confirm_openings(desk: Desk, cards: Sequence[LogCard], report: LogReport) -> Done[int]:
    """Stand for beginnings and keys that wait for the holder of the card; return how many were confirmed.

    ``report`` is that of a verification just made: what it does not name is not confirmed. Only for the officer.
    """
    desk.require(Role.OFFICER)
    waiting = _waiting(desk, report)
    if not waiting or not cards:
        return Done(0, Changed.NOTHING)
    confirms = [[seq, cards[0].confirmation(digest)] for seq, digest in waiting.items()]
    with desk.act():
        desk.vault.log.append(
            LogLine(
                log_class=LogClass.ADMINISTRATION,
                act=CONFIRMED,
                count=len(confirms),
                detail="、".join(f"{seq}番" for seq in waiting),
            ),
            actor_id=desk.actor.user_id,
            actor_name=desk.actor.name,
            at=desk.now(),
            local_at=desk.surroundings.clock.local_now().isoformat(timespec="seconds"),
            extra={"confirms": confirms},
        )
    return Done(len(confirms), Changed.LOG)


def _judge(
    desk: Desk, cards: Sequence[LogCard], anchors: dict[int, str], progress: Progress
) -> tuple[LogReport, dict[int, dict[str, Any]], dict[int, dict[str, Any]]]:
    from ashibue_desk.storage.log_reading import read_rows
    from ashibue_desk.storage.log_resume import read_anchor
    from ashibue_desk.storage.log_signatures import signature_is_right

    known = read_anchor(desk.secrets.read_anchor(desk.header.vault_id, ANCHOR))
    if known is not None:
        anchors.setdefault(*known)
    verifier = LogVerifier(signature_is_right, cards, anchors)
    total = desk.vault.log.last_seq()
    rows: dict[int, dict[str, Any]] = {}
    renewed: dict[int, dict[str, Any]] = {}
    for window in read_rows(desk.vault.log.connection):
        if not verifier.take_rows(window):
            break
        for row in window:
            if row[EXTRA] and '"rows"' in row[EXTRA]:
                extra = json.loads(row[EXTRA])
                for name, told in (("rows", rows), ("renewed", renewed)):
                    if name in extra:
                        told[row[SEQ]] = extra[name]
        progress.report(window[-1][SEQ], total, "記録を確かめています")
        if progress.should_stop():
            raise StoppedByHand
    return verifier.report(), rows, renewed


def _waiting(desk: Desk, report: LogReport) -> dict[int, bytes]:
    """Return hash by number of what still waits in the same log, read again."""
    from ashibue_desk.storage.log_reading import hash_of

    fresh, _rows, _renewed = _judge(desk, (), {}, Quiet())
    seqs = {seq for seq, notice in fresh.notices if notice is Notice.UNCONFIRMED}
    named = {seq for seq, notice in report.notices if notice is Notice.UNCONFIRMED}
    if report.finding is not None:
        named |= {seq for seq in seqs if seq >= report.finding.seq}
    return {seq: hash_of(desk.vault.log.connection, seq) for seq in sorted(seqs & named)}


def _bad_hours(desk: Desk) -> tuple["BadRow", ...]:
    """Return the setting of the office hours where the lines about them say something else."""
    from ashibue_desk.storage.log_rows import BadRow, RowFlaw

    seq = strange_hours(desk)
    return () if seq is None else (BadRow("settings", SETTING, RowFlaw.CHANGED, seq),)


def _watch(desk: Desk) -> "RowWatch":
    if desk.vault.log.sealer is None:
        raise RuntimeError("nobody has arrived at this vault")
    return desk.vault.log.sealer.watch


def _result(found: LogVerification) -> str:
    how = "検証カードあり" if found.report.with_card else "検証カードなし"
    if found.report.finding is not None:
        return f"{how}、{found.report.finding.seq}番に問題あり({found.report.finding.flaw.value})"
    if found.rows_are_bad:
        return f"{how}、記録にない変更のある行 {found.rows_are_bad:,}"
    return f"{how}、問題なし"
