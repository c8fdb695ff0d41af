"""What is rehearsed while the password is typed need not be worked out once the vault is open."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, event
from sqlalchemy.engine.interfaces import CacheStats

from ashibue_desk.use_cases.drafts import drafts
from ashibue_desk.use_cases.home import home
from ashibue_desk.use_cases.rehearsal import rehearsal
from tests.helpers.desks import Scene


@contextmanager
def compiled(connection: Connection) -> Iterator[list[str]]:
    """Note every statement that has to be compiled, on whichever connection: there is one engine."""
    noted: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, _values: Any, context: Any, _many: bool) -> None:
        if context is not None and context.compiled and context.cache_hit is not CacheStats.CACHE_HIT:
            noted.append(statement)

    event.listen(connection.engine, "before_cursor_execute", note)
    try:
        yield noted
    finally:
        event.remove(connection.engine, "before_cursor_execute", note)


def test_home_compiles_nothing_that_was_rehearsed(scene: Scene) -> None:
    with rehearsal(scene.surroundings) as empty:
        empty.vault.log.connection.engine.clear_compiled_cache()
        with compiled(empty.vault.log.connection) as first:
            home(empty)
            drafts(empty)
        assert len(first) > 20
    desk = scene.unlock()
    with compiled(desk.vault.log.connection) as later:
        assert home(desk).due
        drafts(desk)
    assert later == []


def test_a_rehearsal_leaves_no_file_and_opens_nothing(
    scene: Scene, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    nowhere = tmp_path / "nowhere"
    nowhere.mkdir()
    monkeypatch.chdir(nowhere)
    before = sorted(scene.place.rglob("*"))
    with rehearsal(scene.surroundings) as desk:
        assert home(desk).due
        assert desk.file_keys == {}
        assert not desk.lock.held
    assert list(nowhere.iterdir()) == []
    assert sorted(scene.place.rglob("*")) == before
