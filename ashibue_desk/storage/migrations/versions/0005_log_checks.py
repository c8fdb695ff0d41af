"""Checks of the log."""

from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

_STATEMENTS = (
    """CREATE TABLE log_keys (
    seq INTEGER NOT NULL,
    words TEXT NOT NULL,
    CONSTRAINT pk_log_keys PRIMARY KEY (seq)
)""",
    """CREATE TABLE log_superiors (
    id TEXT NOT NULL,
    user_id TEXT DEFAULT '' NOT NULL,
    name TEXT NOT NULL,
    post TEXT DEFAULT '' NOT NULL,
    named_on TEXT NOT NULL,
    named_by TEXT NOT NULL,
    ended_on TEXT DEFAULT '' NOT NULL,
    CONSTRAINT pk_log_superiors PRIMARY KEY (id)
)""",
    """CREATE TABLE log_checks (
    id TEXT NOT NULL,
    month TEXT NOT NULL,
    checker_id TEXT DEFAULT '' NOT NULL,
    checker_name TEXT NOT NULL,
    checked_as TEXT NOT NULL,
    checked_on TEXT NOT NULL,
    recorded_at TEXT NOT NULL,
    recorded_by TEXT NOT NULL,
    place TEXT DEFAULT '' NOT NULL,
    after_seq INTEGER NOT NULL,
    last_seq INTEGER NOT NULL,
    lines INTEGER NOT NULL,
    items INTEGER NOT NULL,
    comment TEXT DEFAULT '' NOT NULL,
    CONSTRAINT pk_log_checks PRIMARY KEY (id)
)""",
    "CREATE INDEX ix_log_checks_month ON log_checks (month)",
    """CREATE TABLE log_check_remarks (
    check_id TEXT NOT NULL,
    seq INTEGER NOT NULL,
    until_seq INTEGER NOT NULL,
    lines INTEGER NOT NULL,
    kinds TEXT NOT NULL,
    in_order INTEGER NOT NULL,
    remark TEXT DEFAULT '' NOT NULL,
    CONSTRAINT pk_log_check_remarks PRIMARY KEY (check_id, seq),
    CONSTRAINT fk_log_check_remarks_check_id FOREIGN KEY(check_id) REFERENCES log_checks (id)
)""",
    """CREATE TABLE access_analyses (
    id TEXT NOT NULL,
    quarter TEXT NOT NULL,
    maker_id TEXT NOT NULL,
    maker_name TEXT NOT NULL,
    made_at TEXT NOT NULL,
    last_seq INTEGER NOT NULL,
    lines INTEGER NOT NULL,
    findings TEXT DEFAULT '' NOT NULL,
    CONSTRAINT pk_access_analyses PRIMARY KEY (id)
)""",
    "CREATE INDEX ix_access_analyses_quarter ON access_analyses (quarter)",
    """CREATE TABLE mass_outputs (
    id TEXT NOT NULL,
    seq INTEGER NOT NULL,
    actor_id TEXT NOT NULL,
    actor_name TEXT NOT NULL,
    by_officer INTEGER NOT NULL,
    at TEXT NOT NULL,
    window TEXT NOT NULL,
    persons INTEGER NOT NULL,
    allowed INTEGER NOT NULL,
    reason TEXT NOT NULL,
    told_at TEXT DEFAULT '' NOT NULL,
    told_to TEXT DEFAULT '' NOT NULL,
    note TEXT DEFAULT '' NOT NULL,
    CONSTRAINT pk_mass_outputs PRIMARY KEY (id)
)""",
    "CREATE INDEX ix_mass_outputs_told_at ON mass_outputs (told_at)",
    "CREATE INDEX ix_mass_outputs_actor_id ON mass_outputs (actor_id, at)",
    "CREATE INDEX ix_log_happened_on ON log (happened_on) WHERE happened_on <> ''",
    "CREATE INDEX ix_log_corrects ON log (corrects) WHERE corrects > 0",
    "CREATE INDEX ix_log_outputs ON log (actor_id, at) WHERE log_class IN ('use', 'provision')",
)


def upgrade() -> None:
    for statement in _STATEMENTS:
        op.execute(statement)
