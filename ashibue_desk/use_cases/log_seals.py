"""The sealed log of an open vault: taking it up at arrival, the officer's card, verification, renewal of keys."""

import secrets
from typing import TYPE_CHECKING, Any

from ashibue_desk import __version__
from ashibue_desk.domain.errors import Situation
from ashibue_desk.domain.handling_log import LogClass, LogLine
from ashibue_desk.domain.log_seal import KEY_BYTES, LogCard
from ashibue_desk.domain.log_verification import told_unsealed

if TYPE_CHECKING:
    from ashibue_desk.storage.log_resume import Reason, Resumed
    from ashibue_desk.storage.log_sealer import LogSealer
    from ashibue_desk.storage.log_side_file import SealState
    from ashibue_desk.use_cases.desk import Desk

ANCHOR = "log"
_ROW_KEY, _ROWS_OF = "row fingerprint key", "rows fingerprinted under schema"
OPENING_ACTS = {
    "begin": "取扱記録簿の封印をはじめた",
    "card": "取扱記録簿の検証カードの発行",
    "restored": "復元した保管庫で取扱記録簿の封印をはじめた",
    "key-missing": "記録簿の鍵が見あたらないため、封印をはじめ直した",
    "tail-missing": "取扱記録簿の末尾が、控えと合わない(封印をはじめ直した)",
    "broken": "取扱記録簿の新しい記録に、書き換えの跡がある(封印をはじめ直した)",
    "unsealed": "取扱記録簿に、封印のない記録がある(封印をはじめ直した)",
}
"""What the log says where an epoch begins, by the reason; the last four tell of something that should not be."""
CONFIRMED = "検証カードによる確認"
RENEWED = "特定個人情報ファイルの鍵の更新(番号を封じ直した)"
RENEWED_STRANGE = "特定個人情報ファイルの鍵の更新で、記録と違う番号の行が見つかった"
_FLAWS = frozenset(
    OPENING_ACTS[reason] for reason in ("key-missing", "tail-missing", "broken", "unsealed")
) | {RENEWED_STRANGE}
_TOLD = _FLAWS | {OPENING_ACTS["card"], CONFIRMED}


def take_up_sealing(desk: "Desk") -> None:
    """Seal whatever is logged from now on; an epoch that has to begin is opened at once, in a line of its own."""
    from ashibue_desk.storage.log_resume import resume
    from ashibue_desk.storage.log_rows import RowWatch
    from ashibue_desk.storage.log_sealer import LogSealer, Session
    from ashibue_desk.storage.log_side_file import SideFile

    vault, vault_id = desk.vault, desk.header.vault_id
    connection = vault.log.connection
    side = SideFile(vault.folder, vault_id, desk.device_secret)
    with vault.reading():
        resumed = resume(connection, side, vault_id, _anchor_of(desk))
        row_key = vault.settings.get(_ROW_KEY, "") or secrets.token_hex(KEY_BYTES)
    watch = RowWatch(connection, bytes.fromhex(row_key))
    watch.begin()
    vault.log.sealer = LogSealer(
        connection=connection,
        side=side,
        watch=watch,
        session=Session.new(desk.actor.user_id, desk.keys.signing, desk.surroundings.clock.monotonic),
        vault=resumed.vault,
        state=resumed.state,
        last_at=resumed.last_at,
        last_local_at=resumed.last_local_at,
        signers=[],
        greeting={"device": desk.secrets.name, "version": __version__},
        keep_head=lambda state: _keep_anchor(desk, state),
    )
    vault.log.unsaid = lambda: desk.log(LogLine(log_class=LogClass.ADMINISTRATION, act="保管庫の記録の更新"))
    _open_if_needed(desk, vault.log.sealer, resumed, row_key)


def leave_sealing(desk: "Desk") -> None:
    """Give the head of the log to the keychain, when the desk is left."""
    if desk.vault.log.sealer is not None:
        desk.vault.log.sealer.anchor()


def begin_card(desk: "Desk") -> LogCard:
    """Begin an epoch whose first key is returned for the officer's card, and kept nowhere. First thing in ``act``."""
    from ashibue_desk.storage.log_resume import Reason

    card = LogCard(secrets.token_bytes(KEY_BYTES))
    _write_opening(desk, _sealer(desk), Reason.CARD, card, {})
    return card


def log_renewal(desk: "Desk") -> None:
    """Say that numbers are sealed again in this act; only inside ``act``, before it is done.

    The act's last line then carries the digest of old fingerprints to new, so that what was written of a number before its
    renewal stays checkable. A row that somebody wrote past the program would come out of it as good as new: that is told.
    """
    sealer = desk.vault.log.sealer
    strays = 0
    if sealer is not None:
        sealer.renewing, strays = True, sealer.watch.strays()
    act = RENEWED_STRANGE if strays else RENEWED
    desk.log(LogLine(log_class=LogClass.ADMINISTRATION, act=act, count=max(1, strays)))


def card_was_issued(desk: "Desk") -> bool:
    """Return whether the officer ever issued a card for this log."""
    return OPENING_ACTS["card"] in desk.vault.log.newest_of(_TOLD)


def has_flaw(desk: "Desk") -> bool:
    """Return whether an arrival found something that should not be, which the holder of the card has not confirmed since."""
    newest = desk.vault.log.newest_of(_TOLD)
    return max((newest.get(act, 0) for act in _FLAWS), default=0) > newest.get(CONFIRMED, 0)


def flaw_of(desk: "Desk") -> str:
    """Return the reason of the newest flaw that waits for the card's holder, as ``log_words.ARRIVAL_WORDS`` names it, or ``""``."""
    if not has_flaw(desk):
        return ""
    newest = desk.vault.log.newest_of(_TOLD)
    act = max(_FLAWS, key=lambda one: newest.get(one, 0))
    return next((reason for reason, told in OPENING_ACTS.items() if told == act), "renewed")


def head_of(desk: "Desk") -> "SealState":
    """Return where the log stands, for footers, manifests and exports."""
    return _sealer(desk).state


def _sealer(desk: "Desk") -> "LogSealer":
    if desk.vault.log.sealer is None:
        raise RuntimeError("nobody has arrived at this vault")
    return desk.vault.log.sealer


def _open_if_needed(desk: "Desk", sealer: "LogSealer", resumed: "Resumed", row_key: str) -> None:
    from ashibue_desk.storage.log_resume import Reason
    from ashibue_desk.storage.schema import HEAD

    vault = desk.vault
    stands = vault.settings.get(_ROWS_OF, None) == HEAD
    if resumed.reason is None and stands:
        sealer.side.write(sealer.state)  # after a crash it was a step behind
        return
    with desk.act():
        anew = resumed.reason in {Reason.BEGIN, Reason.RESTORED} or not stands
        touched = sealer.watch.everything() if anew else {}
        vault.settings.set(_ROW_KEY, row_key)
        vault.settings.set(_ROWS_OF, HEAD)
        if resumed.reason is None:
            act = "保管庫の形が新しくなり、記録の指紋を取り直した"
            desk.log(LogLine(log_class=LogClass.ADMINISTRATION, act=act))
        else:
            _write_opening(desk, sealer, resumed.reason, LogCard(secrets.token_bytes(KEY_BYTES)), touched)
        vault.log.also_touched = touched
    sealer.anchor()


def _write_opening(
    desk: "Desk", sealer: "LogSealer", reason: "Reason", card: LogCard, touched: dict[str, set[str]]
) -> None:
    from ashibue_desk.storage.log_reading import unsealed_behind

    before = sealer.state
    opening: dict[str, Any] = {
        "card": card.id,
        "previous": {"hash": before.head.hex(), "seq": before.seq},
        "reason": reason.value,
        "vault": desk.header.vault_id,
    }
    lines = unsealed_behind(desk.vault.log.connection, before.seq)
    if lines:
        opening["unsealed"] = told_unsealed(lines)
    opening["epoch"] = sealer.begin_epoch(card.key, desk.header.vault_id)
    rows = sum(len(keys) for keys in touched.values())
    desk.vault.log.append(
        LogLine(
            log_class=LogClass.ADMINISTRATION,
            act=OPENING_ACTS[reason.value],
            count=max(1, len(lines)),
            detail=f"封印の第{opening['epoch']}期" + (f"、指紋を取った行 {rows:,}" if rows else ""),
        ),
        actor_id=desk.actor.user_id,
        actor_name=desk.actor.name,
        at=desk.now(),
        local_at=_local_now(desk),
        extra={"opening": opening},
    )


def _local_now(desk: "Desk") -> str:
    return desk.surroundings.clock.local_now().isoformat(timespec="seconds")


def _anchor_of(desk: "Desk") -> str | None:
    try:
        return desk.secrets.read_anchor(desk.header.vault_id, ANCHOR)
    except Situation:
        return None  # the keychain was read a moment ago for the device secret; the side file still speaks


def _keep_anchor(desk: "Desk", state: "SealState") -> None:
    from contextlib import suppress

    from ashibue_desk.storage.log_resume import anchor_text

    with suppress(Situation):
        desk.secrets.write_anchor(desk.header.vault_id, ANCHOR, anchor_text(state))
