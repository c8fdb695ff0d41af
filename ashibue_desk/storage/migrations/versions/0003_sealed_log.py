"""The sealed log: what an entry says more, its seals, fingerprints of rows, quicker reading."""

from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

_NEVER_CHANGED = ("log_seals", "row_seals")

_STATEMENTS = (
    "ALTER TABLE log ADD COLUMN happened_on TEXT DEFAULT '' NOT NULL",
    "ALTER TABLE log ADD COLUMN corrects INTEGER DEFAULT '0' NOT NULL",
    "ALTER TABLE log ADD COLUMN recipient TEXT DEFAULT '' NOT NULL",
    "CREATE INDEX ix_log_actor_id ON log (actor_id)",
    "CREATE INDEX ix_log_log_class ON log (log_class)",
    """CREATE TABLE log_seals (
    seq INTEGER NOT NULL,
    epoch INTEGER NOT NULL,
    session TEXT NOT NULL,
    tick INTEGER NOT NULL,
    extra TEXT DEFAULT '' NOT NULL,
    hash BLOB NOT NULL,
    mac BLOB NOT NULL,
    signature BLOB,
    CONSTRAINT pk_log_seals PRIMARY KEY (seq)
)""",
    """CREATE TABLE row_seals (
    seq INTEGER NOT NULL,
    table_name TEXT NOT NULL,
    row_key TEXT NOT NULL,
    fingerprint BLOB NOT NULL,
    CONSTRAINT pk_row_seals PRIMARY KEY (seq, table_name, row_key)
)""",
    "CREATE INDEX ix_row_seals_table_name ON row_seals (table_name, row_key, seq)",
    *(
        f"CREATE TRIGGER {table}_is_never_{what} BEFORE {act} ON {table} BEGIN SELECT RAISE(ABORT, 'append only'); END"
        for table in _NEVER_CHANGED
        for what, act in (("changed", "UPDATE"), ("deleted", "DELETE"))
    ),
)


def upgrade() -> None:
    for statement in _STATEMENTS:
        op.execute(statement)
