"""A new master key after somebody left: what they could have copied opens nothing that is written from now on."""

from contextlib import suppress

from ashibue_desk.domain.errors import Situation
from ashibue_desk.domain.handling_log import LogClass, LogLine
from ashibue_desk.storage import key_slots
from ashibue_desk.storage.key_material import DatabaseKey, database_key, new_secret
from ashibue_desk.use_cases.desk import Desk
from ashibue_desk.use_cases.key_file import EPOCH
from ashibue_desk.use_cases.log_seals import leave_sealing, take_up_sealing
from ashibue_desk.use_cases.progress import Progress, Quiet

_DUE = "master key renewal due"
_STEPS = 3


def mark_renewal_due(desk: Desk) -> None:
    """Note that the master key must be renewed; only inside ``act``, together with what makes it necessary."""
    desk.vault.settings.set(_DUE, value=True)


def renewal_is_due(desk: Desk) -> bool:
    """Whether the master key must be renewed still."""
    return bool(desk.vault.settings.get(_DUE, False))


def renew_master_key(desk: Desk, progress: Progress | None = None) -> None:
    """Renew the master key: export, proof, key file, change of names; the desk goes on with the new one.

    Takes a second for a vault of 10 MB. A crash leaves the old state or the new one. Raises what the disk refuses: then
    the old key still holds, and the next arrival tries again.
    """
    from ashibue_desk.storage.renewal import change_over, forget_snapshots, reseal_slots, write_renewed

    told = progress or Quiet()
    folder, master_key = desk.vault.folder, new_secret()
    new, old = (database_key(one, desk.header.vault_id) for one in (master_key, desk.keys.master_key))
    told.report(0, _STEPS, "保管庫を新しい鍵で書き直しています")
    desk.vault.with_raw(lambda raw: write_renewed(raw, folder, new))
    told.report(1, _STEPS, "鍵のファイルを書き直しています")
    slots = reseal_slots(key_slots.read_slots(folder, desk.device_secret), desk.device_secret, master_key)
    leave_sealing(desk)
    desk.vault.close()
    try:
        header = change_over(folder, slots, desk.device_secret)
    except BaseException:
        _go_on(desk, old)
        raise
    desk.ring.go_on_with(header, master_key)
    _go_on(desk, new)
    with desk.act():
        desk.vault.settings.set(EPOCH, header.epoch)
        desk.vault.settings.set(_DUE, value=False)
        desk.log(LogLine(log_class=LogClass.ADMINISTRATION, act="保管庫の鍵を新しくした"))
    forget_snapshots(folder)
    told.report(_STEPS, _STEPS, "新しい鍵になりました")


def _go_on(desk: Desk, key: DatabaseKey) -> None:
    desk.vault.reopen(key)
    take_up_sealing(desk)


def renew_if_due(desk: Desk, progress: Progress | None = None) -> None:
    """Renew the master key where that is due; where the disk refuses it, the next arrival tries again."""
    if renewal_is_due(desk):
        with suppress(Situation):
            renew_master_key(desk, progress)
