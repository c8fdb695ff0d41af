"""The office itself: what is printed at the head of every form."""

from dataclasses import dataclass
from datetime import date
from enum import Enum


class OfficeKind(Enum):
    """The legal form, which decides what its representative is called by default."""

    NPO = "npo"  # 特定非営利活動法人
    GENERAL_ASSOCIATION = "general_association"  # 一般・公益社団法人
    FOUNDATION = "foundation"  # 一般・公益財団法人
    SOCIAL_WELFARE = "social_welfare"  # 社会福祉法人
    COMPANY = "company"  # 会社
    OTHER = "other"  # その他の団体・個人事業


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """Facts of the office. ``first_month`` is 1–12; ``corporate_number`` has 13 digits or is empty."""

    name: str
    kind: OfficeKind
    postal_code: str = ""
    address: str = ""
    corporate_number: str = ""
    representative_title: str = "理事長"
    representative_name: str = ""
    officer_title: str = ""
    officer_name: str = ""
    contact: str = ""  # telephone or desk for questions, printed on forms
    first_month: int = 4

    def business_year(self, day: date) -> int:
        """Return the Gregorian year in which the business year of ``day`` begins (事業年度)."""
        return day.year if day.month >= self.first_month else day.year - 1
