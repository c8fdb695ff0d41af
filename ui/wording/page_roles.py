"""Who may open which page: what a role may not do is not shown (K10-6). Keys guard numbers; this guards the rest of the staff data.

A page that is not named here is everybody's. The catalogue and what leads to pages (the home page) both ask here.
"""

from collections.abc import Mapping
from typing import Final

from ashibue_desk.domain.roles import READS_NUMBERS, Role
from ui.wording.charge import INVITES, MANAGES_CHARGES, SEES_CHARGES, SEES_FILES, SEES_USERS, SHOWS_STAFF
from ui.wording.papers import SEES_LEDGER
from ui.wording.people import COLLECTS, WRITES_PEOPLE

SEES_STAFF: Final = frozenset({Role.OFFICER, Role.HANDLER, Role.RECEIVER, Role.AUDITOR})
"""Everybody but the system keeper, who is kept from personal data."""
READS_RECORDS: Final = frozenset({Role.OFFICER, Role.HANDLER, Role.AUDITOR})
CHECKS_THE_LOG: Final = frozenset({Role.OFFICER, Role.AUDITOR})
BACKS_UP: Final = frozenset({Role.OFFICER, Role.HANDLER, Role.SYSTEM_KEEPER})
SEES_BACKUPS: Final = BACKS_UP | {Role.AUDITOR}

PAGE_ROLES: Final[Mapping[str, frozenset[Role]]] = {
    "people": SEES_STAFF,
    "person": SEES_STAFF,
    "person_edit": WRITES_PEOPLE,
    "import_people": WRITES_PEOPLE,
    "collection": SEES_STAFF,
    "collection_event": WRITES_PEOPLE,
    "collect": COLLECTS,
    "reveal": READS_NUMBERS,
    "consents": READS_RECORDS,
    "handling_log": READS_RECORDS,
    "log_line": READS_RECORDS,
    "paper_act": frozenset({Role.OFFICER, Role.HANDLER, Role.RECEIVER}),
    "log_correction": READS_RECORDS,
    "mass_outputs": frozenset({Role.OFFICER, Role.AUDITOR}),
    "log_checks": CHECKS_THE_LOG,
    "month_check": CHECKS_THE_LOG,
    "access_analysis": CHECKS_THE_LOG,
    "log_check": frozenset({Role.OFFICER, Role.AUDITOR}),
    "contractors": READS_RECORDS,
    "cloud_checks": READS_RECORDS,
    "charge": SEES_CHARGES,
    "charge_person": SEES_CHARGES,
    "appoint": MANAGES_CHARGES,
    "users": SEES_USERS,
    "user_invite": INVITES,
    "number_files": SEES_FILES,
    "number_file_new": MANAGES_CHARGES,
    "superior_views": SEES_FILES,
    "superior_approve": MANAGES_CHARGES,
    "superior_look": SHOWS_STAFF,
    "wordings": READS_RECORDS,
    "wording": READS_RECORDS,
    "wording_edit": MANAGES_CHARGES,
    "paper_ledger": SEES_LEDGER,
    "backup": SEES_BACKUPS,
}

PAGE_WORK: Final[Mapping[str, frozenset[Role]]] = {
    "consents": WRITES_PEOPLE,
    "collection": COLLECTS,
    "contractors": WRITES_PEOPLE,
    "charge": MANAGES_CHARGES,
    "backup": BACKS_UP,
}
"""Who does what is due on a page that others only read. Where nothing is said, everybody who may open it."""


def may_open(key: str, roles: frozenset[Role]) -> bool:
    """Return whether somebody with ``roles`` is offered the page ``key``."""
    allowed = PAGE_ROLES.get(key)
    return allowed is None or bool(allowed & roles)


def does_work(key: str, roles: frozenset[Role]) -> bool:
    """Return whether what is due on the page ``key`` is for somebody with ``roles`` to do."""
    return may_open(key, roles) and bool(PAGE_WORK.get(key, roles) & roles)
