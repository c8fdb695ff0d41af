"""What the history of a contractor says: the fields that were corrected, and their values as somebody reads them."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from ashibue_desk.domain.contractor_contract import Contract, ContractEntry
from ashibue_desk.domain.contractor_criteria import ContractorRules
from ashibue_desk.domain.contractors import ContractorChange
from ashibue_desk.domain.japanese_calendar import both

FIELD_NAMES: Final = {
    "name": "名称",
    "kana": "フリガナ",
    "business": "業種",
    "corporate_number": "法人番号",
    "postal_code": "郵便番号",
    "address": "所在地",
    "contact": "連絡先",
    "person_in_charge": "先方の責任者",
    "affairs": "委託する事務",
    "entrusted": "委託する内容",
    "least_scope": "必要な最小限であること",
    "number_files": "関係する特定個人情報ファイル",
    "other_files": "そのほかの特定個人情報ファイル",
    "since": "委託のはじまり",
    "until": "委託の終わり",
    "note": "備考",
}
CONTRACT_FIELD_NAMES: Final = {
    "title": "契約の名称",
    "signed_on": "契約を結んだ日",
    "starts_on": "契約のはじまりの日",
    "ends_on": "契約の終わりの日",
    "place": "契約書の保管場所",
    "equal_measures_on": "同じ水準の安全管理を確かめた日",
    "equal_measures_note": "どのように確かめたか",
}
CLAUSE: Final = "clause."
_NAMES: Final = {
    **FIELD_NAMES,
    **{f"contract.{field}": name for field, name in CONTRACT_FIELD_NAMES.items()},
}
_LISTS: Final = frozenset({"affairs", "number_files"})


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One correction as it is read."""

    field: str
    old: str
    new: str
    when: str
    actor: str


def history_line(change: ContractorChange, affairs: Mapping[str, str]) -> HistoryLine:
    """Return one correction in words; ``affairs`` are the names of the affairs by id."""
    moment = datetime.fromisoformat(change.at)
    return HistoryLine(
        _name(change.field),
        _value(change.field, change.old, affairs),
        _value(change.field, change.new, affairs),
        f"{both(moment.date())} {moment:%H:%M}",
        change.actor,
    )


def corrections(before: ContractEntry, after: ContractEntry) -> dict[str, tuple[str, str]]:
    """Return what a correction of a contract changed, by the field of the history, as it is stored: before and after."""
    texts = {
        field: (_stored(getattr(before, field)), _stored(getattr(after, field)))
        for field in CONTRACT_FIELD_NAMES
    }
    return {f"contract.{field}": (old, new) for field, (old, new) in texts.items() if old != new}


def moved_clauses(rules: ContractorRules, before: Contract, after: Contract) -> dict[str, tuple[str, str]]:
    """Return the clauses that a later check found elsewhere, or no longer, by the field of the history."""
    places = {
        clause: tuple(
            one.clauses[clause.id].place if clause.id in one.clauses else "" for one in (before, after)
        )
        for clause in rules.clauses
    }
    return {f"{CLAUSE}{clause.heading}": (old, new) for clause, (old, new) in places.items() if old != new}


def _stored(value: str | date | None) -> str:
    return value.isoformat() if isinstance(value, date) else value or ""


def _name(field: str) -> str:
    if field.startswith(CLAUSE):
        return f"条項「{field.removeprefix(CLAUSE)}」の場所"
    return _NAMES.get(field, field)


def _value(field: str, stored: str, affairs: Mapping[str, str]) -> str:
    if stored in ("", "[]"):
        return "(空欄)"
    if field.endswith("_on") or field in ("since", "until"):
        return both(date.fromisoformat(stored))
    if field in _LISTS:
        return "、".join(affairs.get(one, one) for one in json.loads(stored))
    return stored
