"""What the handling manual says beside its wording: who handles what, the affairs, the table of measures (規程5条, 7条3項)."""

from dataclasses import dataclass
from datetime import date

from ashibue_desk.domain.control_measures import ControlMeasure
from ashibue_desk.domain.form_facts import PaperHead
from ashibue_desk.domain.policy_facts import NamedAffair


@dataclass(frozen=True, slots=True, kw_only=True)
class ChargeRange:
    """One person in charge with the range of affairs (規程7条3項)."""

    name: str
    role: str
    affairs: tuple[str, ...]
    starts_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class HandlingManualFacts:
    """特定個人情報取扱マニュアル, for handlers with ``measures`` (別表第1), for workers without.

    ``small_business`` is the sentence below the table of measures; ``password_least`` counts characters.
    """

    head: PaperHead
    representative_title: str
    officer_title: str
    officer_name: str
    contact: str
    in_charge: tuple[ChargeRange, ...]
    affairs: tuple[NamedAffair, ...]
    password_least: int
    password_months: int
    measures: tuple[ControlMeasure, ...] = ()
    small_business: str = ""
