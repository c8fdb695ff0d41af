"""What a regulation pack says about contractors (``resources/regulations/<pack>/contractors.toml``)."""

from collections.abc import Iterable
from functools import cache

from ashibue_desk.domain.contractor_criteria import (
    CloudQuestion,
    ContractClause,
    ContractorRules,
    CriterionGroup,
    FairOnRequired,
    PassRule,
    SelectionCriterion,
)
from ashibue_desk.files.data_tables import DataTable, read_data_file
from ashibue_desk.resource_files import resource


@cache
def load_contractor_rules(pack_id: str) -> ContractorRules:
    """Return the rules of a pack, read once; raise ``DataFileError`` when they are wrong or missing."""
    return read_data_file(resource("regulations", pack_id, "contractors.toml"), read_contractor_rules)


def read_contractor_rules(table: DataTable) -> ContractorRules:
    """Return the rules that a file holds."""
    interval, passing, cloud = (table.table(name) for name in ("interval", "pass_rule", "cloud"))
    rules = ContractorRules(
        version=table.whole("version", 1, 999),
        in_force_from=table.day("in_force_from"),
        source=table.source(),
        article=table.text("article"),
        sheet_name=table.text("sheet_name"),
        sheet_article=table.text("sheet_article"),
        clause_article=table.text("clause_article"),
        interval_months=interval.whole("months", 1, 60),
        interval_basis=interval.text("basis"),
        report_days_before=interval.whole("report_days_before", 0, 366),
        pass_rule=PassRule(
            fair_on_required=passing.choice("fair_on_required", FairOnRequired),
            least_points=passing.whole("least_points", 0, 100),
            text=passing.text("text"),
            basis=passing.text("basis"),
        ),
        groups=tuple(_group(entry) for entry in table.tables("group")),
        clauses=tuple(_clause(entry) for entry in table.tables("clause")),
        cloud_basis=cloud.text("basis"),
        cloud_questions=tuple(_cloud_question(entry) for entry in cloud.tables("question")),
    )
    for section in (interval, passing, cloud):
        section.finish()
    _refuse_twice(table, "group", (group.id for group in rules.groups))
    _refuse_twice(table, "criterion", (one.id for group in rules.groups for one in group.criteria))
    _refuse_twice(table, "clause", (clause.id for clause in rules.clauses))
    _refuse_twice(table, "cloud question", (question.id for question in rules.cloud_questions))
    return rules


def _group(entry: DataTable) -> CriterionGroup:
    group = CriterionGroup(
        entry.text("id"), entry.text("name"), tuple(_criterion(one) for one in entry.tables("criterion"))
    )
    entry.finish()
    return group


def _criterion(entry: DataTable) -> SelectionCriterion:
    criterion = SelectionCriterion(
        id=entry.text("id"),
        text=entry.text("text"),
        look_for=entry.text("look_for"),
        required=entry.flag("required"),
        may_not_apply=entry.flag("may_not_apply"),
    )
    entry.finish()
    return criterion


def _clause(entry: DataTable) -> ContractClause:
    clause = ContractClause(
        id=entry.text("id"),
        heading=entry.text("heading"),
        text=entry.text("text"),
        required=entry.flag("required"),
        basis=entry.text("basis"),
    )
    entry.finish()
    return clause


def _cloud_question(entry: DataTable) -> CloudQuestion:
    question = CloudQuestion(entry.text("id"), entry.text("text"), entry.text("hint"))
    entry.finish()
    return question


def _refuse_twice(table: DataTable, what: str, ids: Iterable[str]) -> None:
    found = list(ids)
    twice = {one for one in found if found.count(one) > 1}
    if twice:
        raise table.wrong(f"{what} ids used twice: {', '.join(sorted(twice))}")
