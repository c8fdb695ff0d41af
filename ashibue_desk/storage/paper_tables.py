"""The tables of paper: the office's own wording of the forms, and every sheet issued, received, filed and destroyed."""

from sqlalchemy import Column, Index, Integer, Table

from ashibue_desk.storage.tables import metadata, text_column

form_wordings = Table(
    "form_wordings",
    metadata,
    text_column("id", default=None, primary_key=True),
    text_column("form", default=None),  # name of the template: consent
    Column("version", Integer, nullable=False),
    Column("base_version", Integer, nullable=False),  # of the pack's original it was made from
    Column("signs_again", Integer, nullable=False),  # 1: who signed an older version signs this one
    text_column("text", default=None),  # the whole structured text, TOML
    text_column("in_force_from", default=None),
    text_column("made_at", default=None),
    text_column("made_by", default=None),
    text_column("reason"),
    Index("ix_form_wordings_form", "form", "version", unique=True),
)

issued_papers = Table(
    "issued_papers",
    metadata,
    text_column("id", default=None, primary_key=True),
    text_column("form_id", default=None),
    Column("version", Integer, nullable=False),
    text_column("title", default=None),
    text_column("about_id"),  # the person's or thing's id; empty: the office
    text_column("about_label"),
    text_column("issued_at", default=None),
    text_column("issued_by", default=None),
    text_column("state", default=None),  # issued, received, filed, superseded, destroyed, cancelled
    text_column("received_on"),
    text_column("filed_at"),  # where: the binder and its cabinet
    text_column("superseded_on"),
    text_column("destroyed_on"),
    text_column("note"),
    Index("ix_issued_papers_form_id", "form_id"),
    Index("ix_issued_papers_about_id", "about_id"),
)
