"""The tables of who may do what: number files and their keys, the drop box, appointments, superiors' views."""

from sqlalchemy import Column, ForeignKey, Index, Integer, LargeBinary, Table

from ashibue_desk.storage.tables import metadata, text_column

number_files = Table(
    "number_files",
    metadata,
    text_column("id", default=None, primary_key=True),
    text_column(
        "kind", default=None
    ),  # vault: a compartment with a key of its own; paper, media: register only
    text_column("name", default=None),
    text_column("purpose"),
    text_column("place"),
    text_column("department"),
    text_column("disposal"),
    text_column("affairs", default=None),  # JSON list; an affair has one open compartment
    Column("public", LargeBinary, nullable=True),  # NULL for paper and media
    Column("edition", Integer, nullable=False),  # of the key; grows when somebody's right is narrowed
    Column("sealed_to_sheet", LargeBinary, nullable=True),  # the private half, for the recovery sheet
    text_column("sheet_public"),
    text_column("ordered_by", default=None),
    text_column("reason"),
    text_column("created_at", default=None),
    text_column("closed_at"),
    text_column("closed_reason"),
)

file_keys = Table(
    "file_keys",
    metadata,
    Column("file_id", ForeignKey("number_files.id"), primary_key=True),
    text_column("user_id", default=None, primary_key=True),
    Column("edition", Integer, nullable=False),
    Column("sealed", LargeBinary, nullable=False),  # the private half, sealed to the user's agreement key
    text_column("granted_at", default=None),
    text_column("granted_by", default=None),
)

drop_box = Table(
    "drop_box",
    metadata,
    text_column("id", default=None, primary_key=True),
    Column("person_id", ForeignKey("people.id"), nullable=False),
    text_column("route", default=None),
    text_column("combination_id", default=None),
    text_column("document_ids", default=None),  # JSON list of kinds of documents
    text_column("omission_reason"),
    text_column("agent_name"),
    text_column("affairs", default=None),  # JSON list
    text_column("checked_on", default=None),
    text_column("checked_by", default=None),
    text_column("received_by", default=None),  # user id
    text_column("received_by_name", default=None),
    text_column("received_at", default=None),
    Index("ix_drop_box_person_id", "person_id"),
)

dropped_numbers = Table(
    "dropped_numbers",
    metadata,
    text_column("id", default=None, primary_key=True),
    Column("drop_id", ForeignKey("drop_box.id"), nullable=False),
    Column("file_id", ForeignKey("number_files.id"), nullable=False),
    Column("edition", Integer, nullable=False),
    Column(
        "sealed", LargeBinary, nullable=False
    ),  # as in numbers: no duplicate index, its key is not at hand
    Index("ix_dropped_numbers_drop_id", "drop_id"),
)

appointments = Table(
    "appointments",
    metadata,
    text_column("id", default=None, primary_key=True),
    text_column("user_id", default=None),
    text_column("user_name", default=None),
    text_column("role", default=None),
    text_column("affairs", default=None),  # JSON list; handlers only
    text_column("resolved_on"),
    text_column("starts_on"),
    text_column("ends_on"),
    text_column("announced_on"),
    text_column("announced_where"),
    text_column("pledge_printed_on"),
    text_column("pledge_received_on"),
    text_column("pledge_place"),
    Column("pledge_version", Integer, nullable=False, server_default="0"),
    text_column("trained_on"),
    text_column("training_note"),
    text_column("ended_on"),
    text_column("end_reason"),
    text_column("handover"),  # JSON: open work, papers and media held, keys and cards
    text_column("handed_over_on"),
    text_column("handover_confirmed_by"),
    text_column("created_at", default=None),
    Index("ix_appointments_user_id", "user_id"),
)

superior_views = Table(
    "superior_views",
    metadata,
    text_column("id", default=None, primary_key=True),
    text_column("superior_name", default=None),
    text_column("post"),
    text_column("department"),  # empty: everybody
    text_column("purpose", default=None),
    text_column("approved_on", default=None),
    text_column("approved_by", default=None),
    text_column("until", default=None),
    text_column("ended_on"),
)
