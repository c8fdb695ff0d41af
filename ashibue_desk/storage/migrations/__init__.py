"""Alembic migrations. Each is self-contained and never edited after release; new ones are added to ``versions``."""
