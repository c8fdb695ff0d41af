"""The tables of the vault. Dates are ISO 8601 text, ids random UUIDs in hex; migrations must end at this shape."""

from sqlalchemy import Column, ForeignKey, Index, Integer, LargeBinary, MetaData, Table, Text

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def _text(name: str, *, default: str | None = "") -> Column[str]:
    """Return a text column that is never NULL."""
    return Column(name, Text, nullable=False, server_default=default)


settings = Table("settings", metadata, Column("key", Text, primary_key=True), _text("value", default=None))

users = Table(
    "users",
    metadata,
    Column("id", Text, primary_key=True),
    _text("name", default=None),
    _text("roles", default=None),  # JSON list
    Column("agreement_public", LargeBinary, nullable=False),
    Column("signing_public", LargeBinary, nullable=False),
    _text("created_at", default=None),
    _text("last_used_at"),
)

imports = Table(
    "imports",
    metadata,
    Column("id", Text, primary_key=True),
    _text("at", default=None),
    _text("actor_name", default=None),
    _text("file_label", default=None),
    Column("taken", Integer, nullable=False),
    _text("leftovers", default=None),  # JSON list of [row, name, what is wrong]
    _text("taken_back_at"),
)

column_mappings = Table(
    "column_mappings",
    metadata,
    Column("fingerprint", Text, primary_key=True),
    _text("mapping", default=None),  # JSON
    _text("used_at", default=None),
)

people = Table(
    "people",
    metadata,
    Column("id", Text, primary_key=True),
    _text("category", default=None),
    _text("code"),
    _text("name", default=None),
    _text("kana"),
    _text("birth_date"),
    _text("department"),
    _text("employment"),
    _text("joined_on"),
    _text("left_on"),
    _text("postal_code"),
    _text("address"),
    _text("address2"),
    _text("note"),
    _text("worker_id"),
    _text("relation"),
    _text("payment_kind"),
    _text("corporate_number"),
    _text("search_key", default=None),
    Column("import_id", Text, ForeignKey("imports.id"), nullable=True),
    _text("created_at", default=None),
    _text("updated_at", default=None),
    Index("ix_people_worker_id", "worker_id"),
    Index("ix_people_code", "code"),
)

person_changes = Table(
    "person_changes",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("person_id", Text, ForeignKey("people.id"), nullable=False, index=True),
    _text("at", default=None),
    _text("actor_name", default=None),
    _text("field", default=None),
    _text("old"),
    _text("new"),
)

collections = Table(
    "collections",
    metadata,
    Column("id", Text, primary_key=True),
    Column("person_id", Text, ForeignKey("people.id"), nullable=False, index=True),
    _text("route", default=None),
    _text("combination_id", default=None),
    _text("document_ids", default=None),  # JSON list of kinds of documents; their numbers are never kept
    _text("omission_reason"),
    _text("agent_name"),
    _text("affairs", default=None),  # JSON list
    _text("checked_on", default=None),
    _text("checked_by", default=None),
    _text("recorded_at", default=None),
)

numbers = Table(
    "numbers",
    metadata,
    Column("id", Text, primary_key=True),
    Column("person_id", Text, ForeignKey("people.id"), nullable=False, unique=True),
    _text("kind", default=None),
    Column("sealed", LargeBinary, nullable=False),
    Column("duplicate_index", LargeBinary, nullable=False),  # HMAC under a key only number readers hold
    Column("collection_id", Text, ForeignKey("collections.id"), nullable=False),
    _text("recorded_at", default=None),
    Index("ix_numbers_duplicate_index", "duplicate_index"),
)

collection_events = Table(
    "collection_events",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("person_id", Text, ForeignKey("people.id"), nullable=False, index=True),
    _text("kind", default=None),  # requested, explained, refused
    _text("happened_on", default=None),
    _text("text"),
    _text("recorded_by", default=None),
    _text("recorded_at", default=None),
)

consents = Table(
    "consents",
    metadata,
    Column("person_id", Text, ForeignKey("people.id"), primary_key=True),
    _text("state", default=None),
    Column("version", Integer, nullable=False),
    _text("issued_on"),
    _text("received_on"),
    _text("place"),
    _text("note"),
)

log = Table(
    "log",
    metadata,
    Column("seq", Integer, primary_key=True),
    _text("at", default=None),
    _text("local_at", default=None),
    _text("actor_id", default=None),
    _text("actor_name", default=None),
    _text("log_class", default=None),
    _text("act", default=None),
    _text("object_id"),
    _text("object_label"),
    _text("affair"),
    Column("count", Integer, nullable=False),
    _text("detail"),
    Index("ix_log_local_at", "local_at"),
    Index("ix_log_object_id", "object_id"),
    sqlite_autoincrement=True,
)

drafts = Table(
    "drafts",
    metadata,
    Column("user_id", Text, primary_key=True),
    Column("key", Text, primary_key=True),
    _text("content", default=None),  # JSON
    _text("saved_at", default=None),
)

recovery_sheets = Table(
    "recovery_sheets",
    metadata,
    Column("public", Text, primary_key=True),
    Column("business_year", Integer, nullable=False),
    _text("made_at", default=None),
    _text("proven_at", default=None),
)

backups = Table(
    "backups",
    metadata,
    Column("generation", Integer, primary_key=True),
    _text("made_at", default=None),
    Column("business_year", Integer, nullable=False),
    _text("recovery_public", default=None),
    _text("file_name", default=None),
    _text("place", default=None),
    _text("device", default=None),
    _text("sha256", default=None),
    Column("size", Integer, nullable=False),
    Column("log_seq", Integer, nullable=False),
)
