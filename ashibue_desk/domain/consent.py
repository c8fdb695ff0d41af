"""Consent forms (様式第2号, 規程4条4項): the states one paper goes through."""

from dataclasses import dataclass
from datetime import date
from enum import Enum


class ConsentState(Enum):
    """Where a person's consent form stands."""

    NOT_ISSUED = "not_issued"  # 未発行
    ISSUED = "issued"  # 発行済(未受領)
    RECEIVED = "received"  # 受領済
    RENEW = "renew"  # 差替え要(新しい版が出た)
    REFUSED = "refused"  # 提出を拒んだ
    WITHDRAWN = "withdrawn"  # 撤回


CONSENT_STATE_NAMES = {
    ConsentState.NOT_ISSUED: "未発行",
    ConsentState.ISSUED: "発行済・未受領",
    ConsentState.RECEIVED: "受領済",
    ConsentState.RENEW: "差替えが必要",
    ConsentState.REFUSED: "提出拒否",
    ConsentState.WITHDRAWN: "撤回",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentRow:
    """One worker's consent form as the page lists it."""

    person_id: str
    code: str
    name: str
    kana: str
    department: str
    state: ConsentState
    version: int  # version of the form that was issued or received, 0 when none
    issued_on: date | None = None
    received_on: date | None = None
    place: str = ""  # where the paper is kept
    note: str = ""
