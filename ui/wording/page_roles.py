"""Who may open which page: what a role may not do is not shown (K10-6). Keys guard numbers; this guards the rest of the staff data.

Every page of the catalogue has its row. The catalogue, the tabs above a page and what leads to pages (the home page) ask here.
"""

from collections.abc import Mapping
from typing import Final

from ashibue_desk.domain.roles import READS_NUMBERS, READS_RECORDS, SEES_STAFF, Role
from ui.wording.charge import INVITES, MANAGES_CHARGES, SHOWS_STAFF
from ui.wording.people import COLLECTS, WRITES_PEOPLE

EVERYBODY: Final = frozenset(Role)
OFFICER: Final = frozenset({Role.OFFICER})
CHECKS_THE_LOG: Final = frozenset({Role.OFFICER, Role.AUDITOR})
BACKS_UP: Final = frozenset({Role.OFFICER, Role.HANDLER, Role.SYSTEM_KEEPER})
SEES_BACKUPS: Final = BACKS_UP | {Role.AUDITOR}

PAGE_ROLES: Final[Mapping[str, frozenset[Role]]] = {
    "home": EVERYBODY,
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
    "paper_act": COLLECTS,
    "log_correction": READS_RECORDS,
    "mass_outputs": CHECKS_THE_LOG,
    "log_checks": CHECKS_THE_LOG,
    "month_check": CHECKS_THE_LOG,
    "access_analysis": CHECKS_THE_LOG,
    "log_check": CHECKS_THE_LOG,
    "board_papers": OFFICER,
    "contractors": READS_RECORDS,
    "contractor": READS_RECORDS,
    "contractor_evaluation": READS_RECORDS,
    "contractor_edit": WRITES_PEOPLE,
    "contractor_sheet": WRITES_PEOPLE,
    "contractor_contract": WRITES_PEOPLE,
    "contractor_provision": WRITES_PEOPLE,
    "contractor_end": OFFICER,
    "cloud_checks": READS_RECORDS,
    "cloud_check": OFFICER,
    "charge": frozenset({Role.OFFICER, Role.AUDITOR}),
    "charge_person": frozenset({Role.OFFICER, Role.AUDITOR}),
    "appoint": MANAGES_CHARGES,
    "handover": EVERYBODY,
    "users": frozenset({Role.OFFICER, Role.AUDITOR, Role.SYSTEM_KEEPER}),
    "user_invite": INVITES,
    "number_files": READS_RECORDS,
    "number_file_new": MANAGES_CHARGES,
    "superior_views": READS_RECORDS,
    "superior_approve": MANAGES_CHARGES,
    "superior_look": SHOWS_STAFF,
    "my_duties": EVERYBODY,
    "papers": EVERYBODY,
    "paper_form": EVERYBODY,
    "regulation": EVERYBODY,
    "article": EVERYBODY,
    "wordings": READS_RECORDS,
    "wording": READS_RECORDS,
    "wording_edit": MANAGES_CHARGES,
    "paper_ledger": READS_RECORDS,
    "backup": SEES_BACKUPS,
    "settings": EVERYBODY,
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
