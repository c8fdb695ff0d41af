"""The pages of contractors in an office with 200 contractors and ten years of evaluations of each."""

import subprocess
import sys
import uuid
from collections.abc import Mapping, Sequence
from pathlib import Path
from statistics import median
from typing import Any

from sqlalchemy import Table, select

from ashibue_desk.bootstrap import build_surroundings
from ashibue_desk.domain.handling_log import LogClass, LogLine
from ashibue_desk.storage.bulk import insert_many
from ashibue_desk.storage.contractor_tables import (
    contract_clauses,
    contractors,
    contracts,
    evaluation_answers,
    evaluations,
)
from ashibue_desk.use_cases import vault_gate
from ashibue_desk.use_cases.contractors import sheets
from ashibue_desk.use_cases.desk import Desk
from ashibue_desk.use_cases.progress import Quiet
from ashibue_desk.use_cases.sample_office import build_office
from tests.bench.figures import Figure, seconds

_CONTRACTORS = 200
_YEARS = 10
_TIMES = 5
_BOUND = "≤ 150 ms"
_PAGES = (
    "list of contractors",
    "page of a contractor",
    "an evaluation",
    "its contract",
    "a provision",
    "its entry",
    "its end",
    "a cloud service",
)


def measure(root: Path) -> list[Figure]:
    """Return how long each page takes until its first screen is drawn: the median of several processes."""
    surroundings = build_surroundings(root, quick=True, on_trial=True)
    built = build_office(surroundings, surroundings.folders.sample_vault, Quiet(), workers=30)
    contractor_id, evaluation_id = _multiply(built.desk)
    returned = _returned(built.desk, root / "returned.xlsx")
    vault_gate.close(built.desk, "bench")
    command = [sys.executable, "-m", "tests.bench.contractor_process", str(root)]
    command += [built.users[0].user_id, built.password, contractor_id, evaluation_id]
    told = [_opened_once(command) for _ in range(_TIMES)]
    drawn, longest = ([median(one) for one in zip(*each, strict=True)] for each in zip(*told, strict=True))
    beside = f"{_CONTRACTORS} contractors, {_YEARS} evaluations each"
    return [
        Figure("returned evaluation compared", f"{returned:.2f} s", "≤ 1 s", "32 criteria, .xlsx"),
        *(
            Figure(name, f"{taken:.0f} ms", _BOUND, beside if at == 0 else "")
            for at, (name, taken) in enumerate(zip(_PAGES, drawn, strict=True))
        ),
        Figure("window busy at a stretch", f"{max(longest):.0f} ms", "≤ 50 ms", "the worst of these pages"),
    ]


def _opened_once(command: Sequence[str]) -> tuple[list[float], list[float]]:
    """Return for each page until when it is drawn and the longest stretch, in milliseconds, of a program of their own."""
    told = subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()
    return [float(one) * 1000 for one in told[::2]], [float(one) * 1000 for one in told[1::2]]


def _returned(desk: Desk, path: Path) -> float:
    """Return how long it takes to compare a sheet that came back, the one under way in the practice office."""
    evaluation = min(desk.vault.contractors.evaluations.still_open().values())
    path.write_bytes(sheets.make_workbook(desk, evaluation).answer[1])
    return seconds(lambda: sheets.read_returned(desk, evaluation, path))


def _multiply(desk: Desk) -> tuple[str, str]:
    """Copy the practice office's contractor under contract; return the ids of it and of its last evaluation."""
    contract = _rows(desk, contracts)[0]
    pattern = next(row for row in _rows(desk, contractors) if row["id"] == contract["contractor_id"])
    last = max(
        (row for row in _rows(desk, evaluations) if row["contractor_id"] == pattern["id"]),
        key=lambda row: row["seq"],
    )
    copies = [
        {**pattern, "id": uuid.uuid4().hex, "name": f"{pattern['name']}{at}"} for at in range(1, _CONTRACTORS)
    ]
    yearly = [_years_before(last, owner["id"], back) for back in range(_YEARS, -1, -1) for owner in copies]
    yearly += [_years_before(last, pattern["id"], back) for back in range(_YEARS, 0, -1)]
    signed = [{**contract, "id": uuid.uuid4().hex, "contractor_id": owner["id"]} for owner in copies]
    said = _with_each(_rows(desk, evaluation_answers), "evaluation_id", last["id"], yearly)
    clauses = _with_each(_rows(desk, contract_clauses), "contract_id", contract["id"], signed)
    connection = desk.vault.log.connection
    with desk.act():
        insert_many(connection, contractors, copies)
        insert_many(
            connection, evaluations, [{**one, "seq": at - len(yearly)} for at, one in enumerate(yearly)]
        )
        insert_many(connection, evaluation_answers, said)
        insert_many(connection, contracts, signed)
        insert_many(connection, contract_clauses, clauses)
        desk.log(LogLine(log_class=LogClass.ADMINISTRATION, act="bench"))
    return str(pattern["id"]), str(last["id"])


def _rows(desk: Desk, table: Table) -> list[dict[str, Any]]:
    return [dict(row) for row in desk.vault.log.connection.execute(select(table)).mappings()]


def _years_before(evaluation: Mapping[str, Any], contractor_id: str, back: int) -> dict[str, Any]:
    year = int(evaluation["decided_on"][:4]) - back
    days = {
        name: f"{year}{evaluation[name][4:]}"
        for name in ("opened_on", "seen_on", "decided_on")
        if evaluation[name]
    }
    return {**evaluation, **days, "id": uuid.uuid4().hex, "contractor_id": contractor_id}


def _with_each(
    rows: Sequence[Mapping[str, Any]], owner: str, of: str, owners: Sequence[Mapping[str, Any]]
) -> list[dict[str, Any]]:
    own = [row for row in rows if row[owner] == of]
    return [{**row, owner: one["id"]} for one in owners for row in own]
