"""Wording and issued papers."""

from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

_STATEMENTS = (
    """CREATE TABLE form_wordings (
    id TEXT NOT NULL,
    form TEXT NOT NULL,
    version INTEGER NOT NULL,
    base_version INTEGER NOT NULL,
    signs_again INTEGER NOT NULL,
    text TEXT NOT NULL,
    in_force_from TEXT NOT NULL,
    made_at TEXT NOT NULL,
    made_by TEXT NOT NULL,
    reason TEXT DEFAULT '' NOT NULL,
    CONSTRAINT pk_form_wordings PRIMARY KEY (id)
)""",
    "CREATE UNIQUE INDEX ix_form_wordings_form ON form_wordings (form, version)",
    """CREATE TABLE issued_papers (
    id TEXT NOT NULL,
    form_id TEXT NOT NULL,
    version INTEGER NOT NULL,
    title TEXT NOT NULL,
    about_id TEXT DEFAULT '' NOT NULL,
    about_label TEXT DEFAULT '' NOT NULL,
    issued_at TEXT NOT NULL,
    issued_by TEXT NOT NULL,
    state TEXT NOT NULL,
    received_on TEXT DEFAULT '' NOT NULL,
    filed_at TEXT DEFAULT '' NOT NULL,
    superseded_on TEXT DEFAULT '' NOT NULL,
    destroyed_on TEXT DEFAULT '' NOT NULL,
    note TEXT DEFAULT '' NOT NULL,
    CONSTRAINT pk_issued_papers PRIMARY KEY (id)
)""",
    "CREATE INDEX ix_issued_papers_about_id ON issued_papers (about_id)",
    "CREATE INDEX ix_issued_papers_form_id ON issued_papers (form_id)",
)


def upgrade() -> None:
    for statement in _STATEMENTS:
        op.execute(statement)
