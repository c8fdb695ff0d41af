"""The tables of contractors: register, evaluations, contract checks, provisions, supervision."""

from sqlalchemy import Column, ForeignKey, Index, Integer, Table

from ashibue_desk.storage.tables import metadata, text_column


def _contractor_column() -> Column[str]:
    return Column("contractor_id", ForeignKey("contractors.id"), nullable=False)


contractors = Table(
    "contractors",
    metadata,
    text_column("id", default=None, primary_key=True),
    text_column("name", default=None),
    text_column("kana"),
    text_column("business"),
    text_column("corporate_number"),
    text_column("postal_code"),
    text_column("address"),
    text_column("contact"),
    text_column("person_in_charge"),
    text_column("affairs", default=None),  # JSON list
    text_column("entrusted"),
    text_column("least_scope"),
    text_column("number_files", default=None),  # JSON list of names
    text_column("since"),
    text_column("until"),
    text_column("note"),
    text_column("search_key", default=None),
    text_column("created_at", default=None),
    text_column("updated_at", default=None),
)

contractor_changes = Table(
    "contractor_changes",
    metadata,
    Column("id", Integer, primary_key=True),
    _contractor_column(),
    text_column("at", default=None),
    text_column("actor_name", default=None),
    text_column("field", default=None),
    text_column("old"),
    text_column("new"),
    Index("ix_contractor_changes_contractor_id", "contractor_id"),
)

evaluations = Table(
    "evaluations",
    metadata,
    text_column("id", default=None, primary_key=True),
    _contractor_column(),
    Column("seq", Integer, nullable=False),  # grows; two may be written within one second
    text_column("occasion", default=None),
    text_column("method", default=None),
    Column("version", Integer, nullable=False),  # of the criteria
    text_column("opened_on", default=None),
    text_column("opened_by", default=None),
    text_column("opened_at", default=None),
    text_column("seen_on"),
    text_column("verdict"),
    text_column("decided_on"),
    text_column("decided_at"),
    text_column("decided_by"),
    text_column("reason"),
    Column("score", Integer, nullable=True),
    text_column("withdrawn_on"),
    text_column("withdrawn_reason"),
    Index("ix_evaluations_contractor_id", "contractor_id"),
)

evaluation_answers = Table(
    "evaluation_answers",
    metadata,
    Column("evaluation_id", ForeignKey("evaluations.id"), primary_key=True),
    text_column("criterion_id", default=None, primary_key=True),
    text_column("mark"),
    text_column("comment"),
    text_column("evidence"),
    text_column("condition"),
    text_column("due_on"),
    text_column("met_on"),
    text_column("met_note"),
    Index("ix_evaluation_answers_due_on", "due_on"),
)

contracts = Table(
    "contracts",
    metadata,
    text_column("id", default=None, primary_key=True),
    _contractor_column(),
    Column("seq", Integer, nullable=False),
    text_column("title", default=None),
    text_column("signed_on"),
    text_column("starts_on"),
    text_column("ends_on"),
    text_column("place"),
    text_column("equal_measures_on"),
    text_column("equal_measures_note"),
    text_column("equal_measures_by"),
    text_column("checked_on"),
    text_column("checked_by"),
    text_column("recorded_at", default=None),
    Index("ix_contracts_contractor_id", "contractor_id"),
)

contract_clauses = Table(
    "contract_clauses",
    metadata,
    Column("contract_id", ForeignKey("contracts.id"), primary_key=True),
    text_column("clause_id", default=None, primary_key=True),
    text_column("place"),
    text_column("note"),
)

provisions = Table(
    "provisions",
    metadata,
    text_column("id", default=None, primary_key=True),
    _contractor_column(),
    text_column("provided_on", default=None),
    text_column("what", default=None),
    text_column("whose"),
    Column("count", Integer, nullable=False),
    text_column("affair"),
    text_column("way", default=None),
    text_column("tracking"),
    text_column("receipt"),
    text_column("note"),
    Column("permitted", Integer, nullable=False),  # 0 where the officer let it through against the gate
    text_column("objections", default=None),  # JSON list of sentences
    text_column("override_reason"),
    text_column("overridden_by"),
    text_column("recorded_by", default=None),
    text_column("recorded_at", default=None),
    text_column("reviewed_on"),
    Index("ix_provisions_contractor_id", "contractor_id"),
    Index("ix_provisions_provided_on", "provided_on"),
)

re_entrustments = Table(
    "re_entrustments",
    metadata,
    text_column("id", default=None, primary_key=True),
    _contractor_column(),
    Column("sub_id", ForeignKey("contractors.id"), nullable=False),
    text_column("requested_on", default=None),
    text_column("scope", default=None),
    text_column("reason"),
    text_column("measures"),
    text_column("state", default=None),
    text_column("decided_on"),
    text_column("decided_by"),
    text_column("conditions"),
    text_column("decision_reason"),
    text_column("ended_on"),
    text_column("recorded_at", default=None),
    Index("ix_re_entrustments_contractor_id", "contractor_id"),
    Index("ix_re_entrustments_sub_id", "sub_id"),
)

planned_looks = Table(
    "planned_looks",
    metadata,
    text_column("id", default=None, primary_key=True),
    _contractor_column(),
    text_column("look", default=None),
    text_column("due_on", default=None),
    text_column("topics"),
    text_column("done_on"),
    text_column("done_by"),
    text_column("result"),
    text_column("place"),
    text_column("dropped_reason"),
    text_column("planned_at", default=None),
    Index("ix_planned_looks_contractor_id", "contractor_id"),
)

supervision_findings = Table(
    "supervision_findings",
    metadata,
    text_column("id", default=None, primary_key=True),
    _contractor_column(),
    text_column("kind", default=None),
    text_column("found_on", default=None),
    text_column("text", default=None),
    text_column("wanted"),
    text_column("due_on"),
    text_column("look_id"),
    text_column("corrected_on"),
    text_column("correction"),
    text_column("confirmed_by"),
    text_column("recorded_at", default=None),
    Index("ix_supervision_findings_contractor_id", "contractor_id"),
)

outside_handlers = Table(
    "outside_handlers",
    metadata,
    text_column("id", default=None, primary_key=True),
    _contractor_column(),
    text_column("name", default=None),
    text_column("duty"),
    text_column("since", default=None),
    text_column("until"),
    Index("ix_outside_handlers_contractor_id", "contractor_id"),
)

contractor_endings = Table(
    "contractor_endings",
    metadata,
    Column("contractor_id", ForeignKey("contractors.id"), primary_key=True),
    text_column("ended_on", default=None),
    text_column("reason", default=None),
    text_column("way", default=None),
    text_column("done_on"),
    text_column("method"),
    text_column("certificate_on"),
    text_column("certificate_by"),
    text_column("certificate_place"),
    text_column("closed_files", default=None),  # JSON list of names
    text_column("note"),
    text_column("confirmed_by", default=None),
    text_column("recorded_at", default=None),
)

cloud_checks = Table(
    "cloud_checks",
    metadata,
    text_column("id", default=None, primary_key=True),
    text_column("contractor_id"),  # empty while the provider is not in the register
    text_column("service", default=None),
    text_column("provider"),
    text_column("purpose"),
    text_column("answers", default=None),  # JSON object
    text_column("notes", default=None),  # JSON object
    text_column("own_measures"),
    text_column("conclusion", default=None),
    text_column("reasoning", default=None),  # JSON list
    text_column("decided_on", default=None),
    text_column("decided_by", default=None),
    text_column("recorded_at", default=None),
)
