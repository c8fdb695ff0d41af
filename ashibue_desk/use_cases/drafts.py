"""Drafts of open forms: kept inside the vault when it locks, offered again afterwards."""

from typing import Any

from ashibue_desk.domain.number_shield import mask_numbers
from ashibue_desk.use_cases.changes import Changed, Done
from ashibue_desk.use_cases.desk import Desk


def keep_draft(desk: Desk, key: str, content: dict[str, Any]) -> Done[None]:
    """Keep the content of a form. It is JSON; a number that was typed into a field it does not belong in is masked."""
    with desk.act():
        desk.vault.drafts.keep(desk.actor.user_id, key, _masked(content), desk.now())
    return Done(None, Changed.DRAFTS)


def _masked(content: Any) -> Any:
    if isinstance(content, dict):
        return {name: _masked(value) for name, value in content.items()}
    if isinstance(content, list | tuple):
        return [_masked(value) for value in content]
    return mask_numbers(content) if isinstance(content, str) else content


def drafts(desk: Desk) -> dict[str, dict[str, Any]]:
    """Return the actor's drafts by form."""
    with desk.vault.reading():
        return desk.vault.drafts.of_user(desk.actor.user_id)


def drop_draft(desk: Desk, key: str) -> Done[None]:
    """Drop a draft that was finished or given up."""
    with desk.act():
        desk.vault.drafts.drop(desk.actor.user_id, key)
    return Done(None, Changed.DRAFTS)
