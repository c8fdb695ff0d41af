"""The database key of a vault that nobody has open, and a schema that comes after the released ones."""

import shutil
from pathlib import Path

import pytest

from ashibue_desk.storage import schema
from ashibue_desk.storage.connection import connect
from ashibue_desk.storage.key_material import DatabaseKey, database_key, new_database_key
from ashibue_desk.storage.key_slots import open_recovery_bundle
from ashibue_desk.storage.schema import HEAD, VERSIONS, build
from tests.helpers.desks import Scene

NEXT = """
from alembic import op
import sqlalchemy as sa

revision = "9998"
down_revision = "{head}"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("people", sa.Column("nickname", sa.Text, nullable=False, server_default=""))
    op.execute("UPDATE people SET nickname = 'of ' || name")
    with op.batch_alter_table("imports") as batch:
        batch.alter_column("file_label", new_column_name="label")
{more}
"""


def next_versions(tmp_path: Path, more: str = "") -> Path:
    """Return a folder with the released revisions and one that comes after them."""
    folder = tmp_path / "versions"
    shutil.copytree(VERSIONS, folder, ignore=shutil.ignore_patterns("__pycache__"))
    (folder / "9998_next.py").write_text(NEXT.format(head=HEAD, more=more))
    return folder


def know_the_next_shape(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, versions: Path) -> None:
    """Let the program take the schema of the revision that comes after the released ones for its own."""
    opened = connect(tmp_path / "shape.db", new_database_key(), create=True)
    build(opened, versions=versions)
    monkeypatch.setattr(
        schema.refuse_foreign_schema,
        "__kwdefaults__",
        {"shapes": {**schema.SHAPES, "9998": schema.shape_of(opened)}},
    )
    opened.close()


def key_of(scene: Scene) -> DatabaseKey:
    """Return the database key of the vault, as the recovery sheet opens it."""
    bundle = open_recovery_bundle(scene.place, scene.identity.text)
    return database_key(bundle.master_key, scene.vault_id)
