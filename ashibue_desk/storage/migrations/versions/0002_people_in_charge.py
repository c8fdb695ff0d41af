"""Who may do what: number files with keys of their own, the drop box, appointments, superiors' views."""

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_STATEMENTS = (
    "CREATE INDEX ix_people_category ON people (category, left_on, id)",
    "ALTER TABLE users ADD COLUMN disabled_at TEXT DEFAULT '' NOT NULL",
    # A number may lie in several compartments, so one row per person is no longer the rule.
    "DROP INDEX ix_numbers_duplicate_index",
    "ALTER TABLE numbers RENAME TO numbers_of_0001",
    """CREATE TABLE numbers (
    id TEXT NOT NULL,
    person_id TEXT NOT NULL,
    file_id TEXT DEFAULT '' NOT NULL,
    edition INTEGER DEFAULT '0' NOT NULL,
    kind TEXT NOT NULL,
    sealed BLOB NOT NULL,
    duplicate_index BLOB NOT NULL,
    collection_id TEXT NOT NULL,
    recorded_at TEXT NOT NULL,
    CONSTRAINT pk_numbers PRIMARY KEY (id),
    CONSTRAINT uq_numbers_person_id UNIQUE (person_id, file_id),
    CONSTRAINT fk_numbers_person_id FOREIGN KEY(person_id) REFERENCES people (id),
    CONSTRAINT fk_numbers_collection_id FOREIGN KEY(collection_id) REFERENCES collections (id)
)""",
    "CREATE INDEX ix_numbers_duplicate_index ON numbers (duplicate_index)",
    """INSERT INTO numbers (id, person_id, kind, sealed, duplicate_index, collection_id, recorded_at)
SELECT id, person_id, kind, sealed, duplicate_index, collection_id, recorded_at FROM numbers_of_0001""",
    "DROP TABLE numbers_of_0001",
    """CREATE TABLE number_files (
    id TEXT NOT NULL,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    purpose TEXT DEFAULT '' NOT NULL,
    place TEXT DEFAULT '' NOT NULL,
    department TEXT DEFAULT '' NOT NULL,
    disposal TEXT DEFAULT '' NOT NULL,
    affairs TEXT NOT NULL,
    public BLOB,
    edition INTEGER NOT NULL,
    sealed_to_sheet BLOB,
    sheet_public TEXT DEFAULT '' NOT NULL,
    ordered_by TEXT NOT NULL,
    reason TEXT DEFAULT '' NOT NULL,
    created_at TEXT NOT NULL,
    closed_at TEXT DEFAULT '' NOT NULL,
    closed_reason TEXT DEFAULT '' NOT NULL,
    CONSTRAINT pk_number_files PRIMARY KEY (id)
)""",
    """CREATE TABLE file_keys (
    file_id TEXT NOT NULL,
    user_id TEXT NOT NULL,
    edition INTEGER NOT NULL,
    sealed BLOB NOT NULL,
    granted_at TEXT NOT NULL,
    granted_by TEXT NOT NULL,
    CONSTRAINT pk_file_keys PRIMARY KEY (file_id, user_id),
    CONSTRAINT fk_file_keys_file_id FOREIGN KEY(file_id) REFERENCES number_files (id)
)""",
    """CREATE TABLE drop_box (
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
    received_by TEXT NOT NULL,
    received_by_name TEXT NOT NULL,
    received_at TEXT NOT NULL,
    CONSTRAINT pk_drop_box PRIMARY KEY (id),
    CONSTRAINT fk_drop_box_person_id FOREIGN KEY(person_id) REFERENCES people (id)
)""",
    "CREATE INDEX ix_drop_box_person_id ON drop_box (person_id)",
    """CREATE TABLE dropped_numbers (
    id TEXT NOT NULL,
    drop_id TEXT NOT NULL,
    file_id TEXT NOT NULL,
    edition INTEGER NOT NULL,
    sealed BLOB NOT NULL,
    CONSTRAINT pk_dropped_numbers PRIMARY KEY (id),
    CONSTRAINT fk_dropped_numbers_drop_id FOREIGN KEY(drop_id) REFERENCES drop_box (id),
    CONSTRAINT fk_dropped_numbers_file_id FOREIGN KEY(file_id) REFERENCES number_files (id)
)""",
    "CREATE INDEX ix_dropped_numbers_drop_id ON dropped_numbers (drop_id)",
    """CREATE TABLE appointments (
    id TEXT NOT NULL,
    user_id TEXT NOT NULL,
    user_name TEXT NOT NULL,
    role TEXT NOT NULL,
    affairs TEXT NOT NULL,
    resolved_on TEXT DEFAULT '' NOT NULL,
    starts_on TEXT DEFAULT '' NOT NULL,
    ends_on TEXT DEFAULT '' NOT NULL,
    announced_on TEXT DEFAULT '' NOT NULL,
    announced_where TEXT DEFAULT '' NOT NULL,
    pledge_printed_on TEXT DEFAULT '' NOT NULL,
    pledge_received_on TEXT DEFAULT '' NOT NULL,
    pledge_place TEXT DEFAULT '' NOT NULL,
    pledge_version INTEGER DEFAULT '0' NOT NULL,
    trained_on TEXT DEFAULT '' NOT NULL,
    training_note TEXT DEFAULT '' NOT NULL,
    ended_on TEXT DEFAULT '' NOT NULL,
    end_reason TEXT DEFAULT '' NOT NULL,
    handover TEXT DEFAULT '' NOT NULL,
    handed_over_on TEXT DEFAULT '' NOT NULL,
    handover_confirmed_by TEXT DEFAULT '' NOT NULL,
    created_at TEXT NOT NULL,
    CONSTRAINT pk_appointments PRIMARY KEY (id)
)""",
    "CREATE INDEX ix_appointments_user_id ON appointments (user_id)",
    """CREATE TABLE superior_views (
    id TEXT NOT NULL,
    superior_name TEXT NOT NULL,
    post TEXT DEFAULT '' NOT NULL,
    department TEXT DEFAULT '' NOT NULL,
    purpose TEXT NOT NULL,
    approved_on TEXT NOT NULL,
    approved_by TEXT NOT NULL,
    until TEXT NOT NULL,
    ended_on TEXT DEFAULT '' NOT NULL,
    CONSTRAINT pk_superior_views PRIMARY KEY (id)
)""",
)


def upgrade() -> None:
    for statement in _STATEMENTS:
        op.execute(statement)
