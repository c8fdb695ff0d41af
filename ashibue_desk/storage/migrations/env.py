"""Alembic's entry: runs on the connection handed in, inside the caller's transaction."""

from alembic import context

from ashibue_desk.storage.whole_schema import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    compare_type=True,
)
context.run_migrations()
