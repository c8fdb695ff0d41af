"""Recovery sheets (復旧シート): making one, proving the paper, renewing it each business year."""

from dataclasses import replace
from datetime import date, timedelta

from ashibue_desk.domain.backup import RecoverySheetRecord
from ashibue_desk.domain.form_facts import PaperHead, RecoverySheetFacts
from ashibue_desk.domain.handling_log import LogClass, LogLine
from ashibue_desk.domain.office import Office
from ashibue_desk.domain.problems import Problem
from ashibue_desk.domain.roles import Role
from ashibue_desk.storage import key_slots
from ashibue_desk.storage.recovery_identity import FIELD, RecoveryIdentity, read_sheet
from ashibue_desk.use_cases.changes import Changed, Done
from ashibue_desk.use_cases.desk import Desk
from ashibue_desk.use_cases.key_file import change_key_file
from ashibue_desk.use_cases.reauthentication import Sensitive, reauthenticate
from ashibue_desk.use_cases.rights import seal_for_sheets
from ashibue_desk.use_cases.surroundings import Surroundings

_RENEWS = (Role.OFFICER, Role.HANDLER)
COPIES = 2  # one for the locked cabinet, one for the representative


def new_identity(office: Office, today: date) -> RecoveryIdentity:
    """Make the secret of the sheet of today's business year. It is never stored."""
    return RecoveryIdentity.new(office.business_year(today))


def sheet_facts(
    surroundings: Surroundings, office: Office, identity: RecoveryIdentity, copy: int
) -> RecoverySheetFacts:
    """Return what is printed on copy ``copy`` (1 or 2)."""
    return RecoverySheetFacts(
        head=PaperHead(
            office_name=office.name,
            form_id="R1",
            form_name="復旧シート",
            version=1,
            in_force_from=business_year_starts(office, identity.business_year),
            printed_at=surroundings.clock.local_now(),
        ),
        vault_name=office.name,
        business_year=identity.business_year,
        business_year_ends=business_year_starts(office, identity.business_year + 1) - timedelta(days=1),
        identity_lines=identity.lines,
        qr_text=identity.text,
        checksum=identity.checksum,
        copy_number=copy,
        copies=COPIES,
    )


def prove_copy(identity: RecoveryIdentity, typed: str) -> Problem | None:
    """Say what is wrong with what was typed or pasted back from the paper, or ``None`` if it is the sheet."""
    text = read_sheet(typed)
    if isinstance(text, Problem):
        return text
    if text != identity.text:
        return Problem(FIELD, "別の復旧シートの文字です。いま印刷したシートの文字を入力してください。")
    return None


def business_year_starts(office: Office, business_year: int) -> date:
    """Return the first day of a business year, named by the Gregorian year in which it begins."""
    return date(business_year, office.first_month, 1)


def sheets(desk: Desk) -> tuple[RecoverySheetRecord, ...]:
    """Return the sheets in the ledger, newest first."""
    with desk.vault.reading():
        return desk.vault.backups.sheets()


def sheet_in_force(desk: Desk) -> bool:
    """Whether the sheet to which backups are sealed is that of today's business year."""
    with desk.vault.reading():
        office = desk.vault.settings.office()
    return desk.header.business_year == office.business_year(desk.today)


def sheet_act(business_year: int) -> str:
    """Return what the log says of making the sheet of a business year; the first one is made with the vault."""
    return f"{business_year}年度の復旧シートをつくった"


def may_renew_sheet(desk: Desk) -> bool:
    """Whether the one at the desk can put a new sheet in force: it takes the key of every compartment."""
    with desk.vault.reading():
        files = {one.file_id for one in desk.vault.number_files.compartments()}
    return bool(desk.actor.roles.intersection(_RENEWS)) and files <= set(desk.file_keys)


def renew_sheet(desk: Desk, identity: RecoveryIdentity, typed: str, password: str) -> Problem | Done[Desk]:
    """Put a new, proven sheet in force: the key-slot file's bundle and every later backup are sealed to it.

    The answer is the desk to go on with. Older backups still open only with their own sheets. Raises ``NotYourDuty``
    for a handler who does not hold the key of every compartment, and what ``reauthenticate`` raises: whoever finds the
    desk open must not carry away a sheet that opens it.
    """
    desk.require(*_RENEWS)
    problem = prove_copy(identity, typed)
    if problem is not None:
        return problem
    reauthenticate(desk, Sensitive.SHEET, password)
    slots = key_slots.read_slots(desk.vault.folder, desk.device_secret)
    bundle = key_slots.RecoveryBundle(desk.device_secret, desk.keys.master_key)
    header = replace(
        slots.header,
        business_year=identity.business_year,
        recovery_public=identity.public,
        recovery_bundle=bundle.sealed(identity.public),
    )

    def record() -> None:
        now = desk.now()
        sheet = RecoverySheetRecord(identity.public, identity.business_year, now, now)
        desk.vault.backups.add_sheet(sheet)
        seal_for_sheets(desk, identity.public)
        act = sheet_act(identity.business_year)
        desk.log(LogLine(log_class=LogClass.ADMINISTRATION, act=act, count=COPIES))

    with desk.act():  # whichever of the two sheets the key file names after a crash, it opens the numbers too
        seal_for_sheets(desk, slots.header.recovery_public, identity.public)
    change_key_file(desk, replace(slots, header=header), record)
    return Done(desk, Changed.BACKUPS | Changed.LOG)
