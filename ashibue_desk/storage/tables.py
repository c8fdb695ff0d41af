"""The tables of the vault. Dates are ISO 8601 text, ids random UUIDs in hex; migrations must end at this shape."""

from sqlalchemy import (
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
    text,
)

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def text_column(name: str, *, default: str | None = "", primary_key: bool = False) -> Column[str]:
    """Return a text column that is never NULL."""
    return Column(name, Text, nullable=False, server_default=default, primary_key=primary_key)


settings = Table(
    "settings", metadata, Column("key", Text, primary_key=True), text_column("value", default=None)
)

users = Table(
    "users",
    metadata,
    Column("id", Text, primary_key=True),
    text_column("name", default=None),
    text_column("roles", default=None),  # JSON list
    Column("agreement_public", LargeBinary, nullable=False),
    Column("signing_public", LargeBinary, nullable=False),
    text_column("created_at", default=None),
    text_column("last_used_at"),
    text_column("disabled_at"),
)

imports = Table(
    "imports",
    metadata,
    Column("id", Text, primary_key=True),
    text_column("at", default=None),
    text_column("actor_name", default=None),
    text_column("file_label", default=None),
    Column("taken", Integer, nullable=False),
    text_column("leftovers", default=None),  # JSON list of [row, name, what is wrong]
    text_column("taken_back_at"),
)

column_mappings = Table(
    "column_mappings",
    metadata,
    Column("fingerprint", Text, primary_key=True),
    text_column("mapping", default=None),  # JSON
    text_column("used_at", default=None),
)

people = Table(
    "people",
    metadata,
    Column("id", Text, primary_key=True),
    text_column("category", default=None),
    text_column("code"),
    text_column("name", default=None),
    text_column("kana"),
    text_column("birth_date"),
    text_column("department"),
    text_column("employment"),
    text_column("joined_on"),
    text_column("left_on"),
    text_column("postal_code"),
    text_column("address"),
    text_column("address2"),
    text_column("note"),
    text_column("worker_id"),
    text_column("relation"),
    text_column("payment_kind"),
    text_column("corporate_number"),
    text_column("search_key", default=None),
    Column("import_id", Text, ForeignKey("imports.id"), nullable=True),
    text_column("created_at", default=None),
    text_column("updated_at", default=None),
    Index("ix_people_worker_id", "worker_id"),
    Index("ix_people_code", "code"),
    Index(
        "ix_people_category", "category", "left_on", "id"
    ),  # home counts over everybody without reading the rows
)

person_changes = Table(
    "person_changes",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("person_id", Text, ForeignKey("people.id"), nullable=False, index=True),
    text_column("at", default=None),
    text_column("actor_name", default=None),
    text_column("field", default=None),
    text_column("old"),
    text_column("new"),
)

collections = Table(
    "collections",
    metadata,
    Column("id", Text, primary_key=True),
    Column("person_id", Text, ForeignKey("people.id"), nullable=False, index=True),
    text_column("route", default=None),
    text_column("combination_id", default=None),
    text_column(
        "document_ids", default=None
    ),  # JSON list of kinds of documents; their numbers are never kept
    text_column("omission_reason"),
    text_column("agent_name"),
    text_column("affairs", default=None),  # JSON list
    text_column("checked_on", default=None),
    text_column("checked_by", default=None),
    text_column("recorded_at", default=None),
)

numbers = Table(
    "numbers",
    metadata,
    Column("id", Text, primary_key=True),
    Column("person_id", Text, ForeignKey("people.id"), nullable=False),
    text_column(
        "file_id"
    ),  # the compartment; empty for a number that the first schema sealed, until it is moved
    Column("edition", Integer, nullable=False, server_default="0"),  # of the compartment's key
    text_column("kind", default=None),
    Column("sealed", LargeBinary, nullable=False),
    Column("duplicate_index", LargeBinary, nullable=False),  # HMAC under a key only number readers hold
    Column("collection_id", Text, ForeignKey("collections.id"), nullable=False),
    text_column("recorded_at", default=None),
    Index("ix_numbers_duplicate_index", "duplicate_index"),
    UniqueConstraint("person_id", "file_id"),
)

collection_events = Table(
    "collection_events",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("person_id", Text, ForeignKey("people.id"), nullable=False, index=True),
    text_column("kind", default=None),  # requested, explained, refused
    text_column("happened_on", default=None),
    text_column("text"),
    text_column("recorded_by", default=None),
    text_column("recorded_at", default=None),
)

consents = Table(
    "consents",
    metadata,
    Column("person_id", Text, ForeignKey("people.id"), primary_key=True),
    text_column("state", default=None),
    Column("version", Integer, nullable=False),
    text_column("issued_on"),
    text_column("received_on"),
    text_column("place"),
    text_column("note"),
)

log = Table(
    "log",
    metadata,
    Column("seq", Integer, primary_key=True),
    text_column("at", default=None),
    text_column("local_at", default=None),
    text_column("actor_id", default=None),
    text_column("actor_name", default=None),
    text_column("log_class", default=None),
    text_column("act", default=None),
    text_column("object_id"),
    text_column("object_label"),
    text_column("affair"),
    Column("count", Integer, nullable=False),
    text_column("detail"),
    text_column("happened_on"),  # the day of an act on paper; empty: the day of the entry
    Column("corrects", Integer, nullable=False, server_default="0"),  # seq of the line this one corrects
    text_column("recipient"),  # to whom something was provided or handed
    Index("ix_log_local_at", "local_at"),
    Index("ix_log_object_id", "object_id"),
    Index("ix_log_actor_id", "actor_id"),
    Index("ix_log_log_class", "log_class"),
    Index("ix_log_happened_on", "happened_on", sqlite_where=text("happened_on <> ''")),
    Index("ix_log_corrects", "corrects", sqlite_where=text("corrects > 0")),
    Index("ix_log_outputs", "actor_id", "at", sqlite_where=text("log_class IN ('use', 'provision')")),
    sqlite_autoincrement=True,
)

drafts = Table(
    "drafts",
    metadata,
    Column("user_id", Text, primary_key=True),
    Column("key", Text, primary_key=True),
    text_column("content", default=None),  # JSON
    text_column("saved_at", default=None),
)

recovery_sheets = Table(
    "recovery_sheets",
    metadata,
    Column("public", Text, primary_key=True),
    Column("business_year", Integer, nullable=False),
    text_column("made_at", default=None),
    text_column("proven_at", default=None),
)

backups = Table(
    "backups",
    metadata,
    Column("generation", Integer, primary_key=True),
    text_column("made_at", default=None),
    Column("business_year", Integer, nullable=False),
    text_column("recovery_public", default=None),
    text_column("file_name", default=None),
    text_column("place", default=None),
    text_column("device", default=None),
    text_column("sha256", default=None),
    Column("size", Integer, nullable=False),
    Column("log_seq", Integer, nullable=False),
)
