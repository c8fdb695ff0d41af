"""The first schema. Self-contained: it never imports the present tables."""

from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

_STATEMENTS = (
    """CREATE TABLE backups (
    generation INTEGER NOT NULL,
    made_at TEXT NOT NULL,
    business_year INTEGER NOT NULL,
    recovery_public TEXT NOT NULL,
    file_name TEXT NOT NULL,
    place TEXT NOT NULL,
    device TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    size INTEGER NOT NULL,
    log_seq INTEGER NOT NULL,
    CONSTRAINT pk_backups PRIMARY KEY (generation)
)""",
    """CREATE TABLE column_mappings (
    fingerprint TEXT NOT NULL,
    mapping TEXT NOT NULL,
    used_at TEXT NOT NULL,
    CONSTRAINT pk_column_mappings PRIMARY KEY (fingerprint)
)""",
    """CREATE TABLE drafts (
    user_id TEXT NOT NULL,
    "key" TEXT NOT NULL,
    content TEXT NOT NULL,
    saved_at TEXT NOT NULL,
    CONSTRAINT pk_drafts PRIMARY KEY (user_id, "key")
)""",
    """CREATE TABLE imports (
    id TEXT NOT NULL,
    at TEXT NOT NULL,
    actor_name TEXT NOT NULL,
    file_label TEXT NOT NULL,
    taken INTEGER NOT NULL,
    leftovers TEXT NOT NULL,
    taken_back_at TEXT DEFAULT '' NOT NULL,
    CONSTRAINT pk_imports PRIMARY KEY (id)
)""",
    """CREATE TABLE log (
    seq INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    at TEXT NOT NULL,
    local_at TEXT NOT NULL,
    actor_id TEXT NOT NULL,
    actor_name TEXT NOT NULL,
    log_class TEXT NOT NULL,
    act TEXT NOT NULL,
    object_id TEXT DEFAULT '' NOT NULL,
    object_label TEXT DEFAULT '' NOT NULL,
    affair TEXT DEFAULT '' NOT NULL,
    count INTEGER NOT NULL,
    detail TEXT DEFAULT '' NOT NULL
)""",
    "CREATE INDEX ix_log_local_at ON log (local_at)",
    "CREATE INDEX ix_log_object_id ON log (object_id)",
    """CREATE TABLE recovery_sheets (
    public TEXT NOT NULL,
    business_year INTEGER NOT NULL,
    made_at TEXT NOT NULL,
    proven_at TEXT NOT NULL,
    CONSTRAINT pk_recovery_sheets PRIMARY KEY (public)
)""",
    """CREATE TABLE settings (
    "key" TEXT NOT NULL,
    value TEXT NOT NULL,
    CONSTRAINT pk_settings PRIMARY KEY ("key")
)""",
    """CREATE TABLE users (
    id TEXT NOT NULL,
    name TEXT NOT NULL,
    roles TEXT NOT NULL,
    agreement_public BLOB NOT NULL,
    signing_public BLOB NOT NULL,
    created_at TEXT NOT NULL,
    last_used_at TEXT DEFAULT '' NOT NULL,
    CONSTRAINT pk_users PRIMARY KEY (id)
)""",
    """CREATE TABLE people (
    id TEXT NOT NULL,
    category TEXT NOT NULL,
    code TEXT DEFAULT '' NOT NULL,
    name TEXT NOT NULL,
    kana TEXT DEFAULT '' NOT NULL,
    birth_date TEXT DEFAULT '' NOT NULL,
    department TEXT DEFAULT '' NOT NULL,
    employment TEXT DEFAULT '' NOT NULL,
    joined_on TEXT DEFAULT '' NOT NULL,
    left_on TEXT DEFAULT '' NOT NULL,
    postal_code TEXT DEFAULT '' NOT NULL,
    address TEXT DEFAULT '' NOT NULL,
    address2 TEXT DEFAULT '' NOT NULL,
    note TEXT DEFAULT '' NOT NULL,
    worker_id TEXT DEFAULT '' NOT NULL,
    relation TEXT DEFAULT '' NOT NULL,
    payment_kind TEXT DEFAULT '' NOT NULL,
    corporate_number TEXT DEFAULT '' NOT NULL,
    search_key TEXT NOT NULL,
    import_id TEXT,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    CONSTRAINT pk_people PRIMARY KEY (id),
    CONSTRAINT fk_people_import_id FOREIGN KEY(import_id) REFERENCES imports (id)
)""",
    "CREATE INDEX ix_people_code ON people (code)",
    "CREATE INDEX ix_people_worker_id ON people (worker_id)",
    """CREATE TABLE collection_events (
    id INTEGER NOT NULL,
    person_id TEXT NOT NULL,
    kind TEXT NOT NULL,
    happened_on TEXT NOT NULL,
    text TEXT DEFAULT '' NOT NULL,
    recorded_by TEXT NOT NULL,
    recorded_at TEXT NOT NULL,
    CONSTRAINT pk_collection_events PRIMARY KEY (id),
    CONSTRAINT fk_collection_events_person_id FOREIGN KEY(person_id) REFERENCES people (id)
)""",
    "CREATE INDEX ix_collection_events_person_id ON collection_events (person_id)",
    """CREATE TABLE collections (
    id TEXT NOT NULL,
    person_id TEXT NOT NULL,
    route TEXT NOT NULL,
    combination_id TEXT NOT NULL,
    document_ids TEXT NOT NULL,
    omission_reason TEXT DEFAULT '' NOT NULL,
    agent_name TEXT DEFAULT '' NOT NULL,
    affairs TEXT NOT NULL,
    checked_on TEXT NOT NULL,
    checked_by TEXT NOT NULL,
    recorded_at TEXT NOT NULL,
    CONSTRAINT pk_collections PRIMARY KEY (id),
    CONSTRAINT fk_collections_person_id FOREIGN KEY(person_id) REFERENCES people (id)
)""",
    "CREATE INDEX ix_collections_person_id ON collections (person_id)",
    """CREATE TABLE consents (
    person_id TEXT NOT NULL,
    state TEXT NOT NULL,
    version INTEGER NOT NULL,
    issued_on TEXT DEFAULT '' NOT NULL,
    received_on TEXT DEFAULT '' NOT NULL,
    place TEXT DEFAULT '' NOT NULL,
    note TEXT DEFAULT '' NOT NULL,
    CONSTRAINT pk_consents PRIMARY KEY (person_id),
    CONSTRAINT fk_consents_person_id FOREIGN KEY(person_id) REFERENCES people (id)
)""",
    """CREATE TABLE person_changes (
    id INTEGER NOT NULL,
    person_id TEXT NOT NULL,
    at TEXT NOT NULL,
    actor_name TEXT NOT NULL,
    field TEXT NOT NULL,
    old TEXT DEFAULT '' NOT NULL,
    new TEXT DEFAULT '' NOT NULL,
    CONSTRAINT pk_person_changes PRIMARY KEY (id),
    CONSTRAINT fk_person_changes_person_id FOREIGN KEY(person_id) REFERENCES people (id)
)""",
    "CREATE INDEX ix_person_changes_person_id ON person_changes (person_id)",
    """CREATE TABLE numbers (
    id TEXT NOT NULL,
    person_id TEXT NOT NULL,
    kind TEXT NOT NULL,
    sealed BLOB NOT NULL,
    duplicate_index BLOB NOT NULL,
    collection_id TEXT NOT NULL,
    recorded_at TEXT NOT NULL,
    CONSTRAINT pk_numbers PRIMARY KEY (id),
    CONSTRAINT uq_numbers_person_id UNIQUE (person_id),
    CONSTRAINT fk_numbers_person_id FOREIGN KEY(person_id) REFERENCES people (id),
    CONSTRAINT fk_numbers_collection_id FOREIGN KEY(collection_id) REFERENCES collections (id)
)""",
    "CREATE INDEX ix_numbers_duplicate_index ON numbers (duplicate_index)",
    # The log is append-only: what an application bug or a careless hand could do is refused by the database itself.
    "CREATE TRIGGER log_is_never_changed BEFORE UPDATE ON log BEGIN SELECT RAISE(ABORT, 'append only'); END",
    "CREATE TRIGGER log_is_never_deleted BEFORE DELETE ON log BEGIN SELECT RAISE(ABORT, 'append only'); END",
)


def upgrade() -> None:
    for statement in _STATEMENTS:
        op.execute(statement)
