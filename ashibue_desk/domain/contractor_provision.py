"""Provisions of numbers to contractors (委託に伴う提供, 規程17条4号・35条4号): the register."""

from dataclasses import dataclass
from datetime import date
from enum import Enum

from ashibue_desk.domain.contractor_gate import GateFinding


class Way(Enum):
    """How the numbers were handed over."""

    BY_HAND = "by_hand"
    TRACKED_MAIL = "tracked_mail"
    ENCRYPTED_FILE = "encrypted_file"
    SYSTEM = "system"
    COLLECTED = "collected"  # 回収: boxes of the shredding firm (マニュアル7.7.1)


WAY_NAMES = {
    Way.BY_HAND: "手渡し",
    Way.TRACKED_MAIL: "追跡できる郵送",
    Way.ENCRYPTED_FILE: "暗号化したファイル",
    Way.SYSTEM: "共同で使うシステム",
    Way.COLLECTED: "専用の回収ボックス",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ProvisionEntry:
    """What somebody types about a provision. ``count`` is how many persons' numbers, at least 1. No number, ever."""

    contractor_id: str
    provided_on: date
    what: str  # 提供したもの
    whose: str = ""  # だれのものか
    count: int = 1
    affair: str = ""  # id of the affair
    way: Way = Way.BY_HAND
    tracking: str = ""  # 追跡番号
    receipt: str = ""  # 受領の確認: who confirmed it, when, how
    note: str = ""


@dataclass(frozen=True, slots=True)
class Provision:
    """A provision on file. ``permitted`` is false where the officer let it through against the gate."""

    id: str
    entry: ProvisionEntry
    contractor_name: str
    permitted: bool
    objections: tuple[str, ...]  # the gate's sentences at that moment
    override_reason: str
    overridden_by: str
    recorded_by: str
    recorded_at: str
    reviewed_on: date | None = None  # when the officer closed an override: what was lacking is in order


@dataclass(frozen=True, slots=True)
class GateClosed:
    """The answer instead of a record: what stands in the way. The officer may give a reason and go on."""

    findings: tuple[GateFinding, ...]
