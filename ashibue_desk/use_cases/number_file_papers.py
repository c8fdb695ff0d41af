"""What stands on the printed register of number files (規程33条)."""

from ashibue_desk.domain.form_facts import NumberFileLine, NumberFileRegisterFacts
from ashibue_desk.domain.japan_time import in_japan
from ashibue_desk.domain.japanese_calendar import era_date
from ashibue_desk.domain.number_files import FILE_KIND_NAMES, NumberFile
from ashibue_desk.use_cases.desk import Desk
from ashibue_desk.use_cases.number_files import list_number_files
from ashibue_desk.use_cases.paper_heads import Design, paper_head

_GONE = "いまは一覧にない事務"


def register_facts(desk: Desk, design: Design) -> NumberFileRegisterFacts:
    """Return the register as it stands today, the open files first."""
    files = sorted(list_number_files(desk), key=lambda file: not file.is_open)
    affairs = {affair.id: affair.name for affair in desk.law.affairs(desk.today)}
    return NumberFileRegisterFacts(
        head=paper_head(desk, design),
        as_of=desk.today,
        lines=tuple(
            _line(file, "、".join(affairs.get(affair, _GONE) for affair in file.affairs)) for file in files
        ),
    )


def _line(file: NumberFile, affairs: str) -> NumberFileLine:
    return NumberFileLine(
        kind=FILE_KIND_NAMES[file.kind],
        name=file.name,
        purpose="。".join(part for part in (file.purpose, affairs) if part),
        place=file.place,
        department=file.department,
        holders=file.holders,
        disposal=file.disposal,
        ordered=f"{_era(file.created_at)} {file.ordered_by}",
        closed=f"{_era(file.closed_at)} {file.closed_reason}" if file.closed_at else "",
    )


def _era(stamp: str) -> str:
    return era_date(in_japan(stamp).date())
