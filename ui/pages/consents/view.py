"""The list of consent forms as the page shows it: columns, choices, and which rows one act concerns."""

from collections.abc import Sequence

from ashibue_desk.domain.consent import CONSENT_STATE_NAMES, ConsentRow, ConsentState
from ashibue_desk.domain.search_key import search_key
from ashibue_desk.use_cases import consent_forms
from ashibue_desk.use_cases.desk import Desk
from ui.widgets.page import Badge
from ui.widgets.rows_model import Column
from ui.wording.days import short_day

TO_ISSUE = frozenset({ConsentState.NOT_ISSUED, ConsentState.RENEW})
_TONES = {
    ConsentState.NOT_ISSUED: "warning",
    ConsentState.ISSUED: "info",
    ConsentState.RECEIVED: "success",
    ConsentState.RENEW: "warning",
    ConsentState.REFUSED: "error",
    ConsentState.WITHDRAWN: "error",
}
ALL, ISSUE, RECEIVE = "", "issue", "receive"
CHOICES = (
    (ALL, "すべての状態"),
    (ISSUE, "これから渡す"),
    (RECEIVE, "渡して、まだ戻らない"),
    *((state.value, name) for state, name in CONSENT_STATE_NAMES.items() if state is not ConsentState.ISSUED),
)


def fits(choice: str, row: ConsentRow) -> bool:
    """Return whether a row belongs to the choice above the list."""
    if choice == ISSUE:
        return row.state in TO_ISSUE
    wanted = ConsentState.ISSUED.value if choice == RECEIVE else choice
    return row.state.value == wanted


def row_id(row: ConsentRow) -> str:
    """Return the id of the person of a row."""
    return row.person_id


def row_text(row: ConsentRow) -> str:
    """Return the search key of a row."""
    return search_key(row.name, row.kana, row.code, row.department, row.place, row.note)


def count_to_issue(desk: Desk) -> Badge:
    """Count the forms that are still to be printed. Runs in the vault thread."""
    return Badge(consent_forms.count_to_issue(desk))


def summary(rows: Sequence[ConsentRow]) -> str:
    """Return the sentence under the title."""
    if not rows:
        return ""
    received = sum(1 for row in rows if row.state is ConsentState.RECEIVED)
    if received == len(rows):
        return f"{received}人全員の同意書がそろっています。"
    waiting = sum(1 for row in rows if row.state is ConsentState.ISSUED)
    to_issue = sum(1 for row in rows if row.state in TO_ISSUE)
    return f"{len(rows)}人のうち、受領済 {received}人、渡して待っている人 {waiting}人、これから渡す人 {to_issue}人です。"


def _version(row: ConsentRow) -> str:
    return f"第{row.version}版" if row.version else ""


COLUMNS: tuple[Column[ConsentRow], ...] = (
    Column("name", "氏名", lambda row: row.name, 150, sort=lambda row: row.kana or row.name, bold=True),
    Column(  # beside the name, so that it is seen at any size of letters
        "state",
        "状態",
        lambda row: CONSENT_STATE_NAMES[row.state],
        140,
        sort=lambda row: list(ConsentState).index(row.state),
        tone=lambda row: _TONES[row.state],
    ),
    Column("code", "社員番号", lambda row: row.code, 90, soft=True),
    Column("department", "所属", lambda row: row.department, 120),
    Column("version", "版", _version, 70, sort=lambda row: row.version),
    Column("issued_on", "渡した日", lambda row: short_day(row.issued_on), 95, sort=lambda row: row.issued_on),
    Column(
        "received_on", "受領日", lambda row: short_day(row.received_on), 95, sort=lambda row: row.received_on
    ),
    Column(
        "place",
        "保管場所、拒否の日と理由",
        lambda row: " ".join(filter(None, (row.place, row.note))),
        120,
        stretches=True,
    ),
)
