"""A vault is built beside its place: what lies there already is not touched, and what failed leaves nothing."""

from pathlib import Path

import pytest

from ashibue_desk.domain.errors import Situation
from ashibue_desk.files.situations import DiskTrouble
from ashibue_desk.storage.new_vault import put_in_place, staging_folder
from ashibue_desk.storage.situations import PlaceTaken


def build_and_fail(place: Path, error: type[BaseException]) -> None:
    with staging_folder(place) as staging:
        (staging / "half").write_bytes(b"half a vault")
        raise error


@pytest.mark.parametrize("error", [ZeroDivisionError, KeyboardInterrupt])
def test_what_failed_leaves_nothing_beside_the_place(tmp_path: Path, error: type[BaseException]) -> None:
    place = tmp_path / "new" / "保管庫"
    with pytest.raises(error):
        build_and_fail(place, error)
    assert not list(place.parent.iterdir())


def test_what_a_crash_left_is_not_built_upon(tmp_path: Path) -> None:
    (tmp_path / ".保管庫.new").mkdir()
    (tmp_path / ".保管庫.new" / "half").write_bytes(b"half a vault")
    with staging_folder(tmp_path / "保管庫") as staging:
        assert not list(staging.iterdir())


def test_a_place_with_something_in_it_is_taken(tmp_path: Path) -> None:
    (tmp_path / "保管庫").mkdir()
    (tmp_path / "保管庫" / "letter.txt").write_bytes(b"of somebody else")
    with pytest.raises(PlaceTaken):
        build_and_fail(tmp_path / "保管庫", ZeroDivisionError)
    (tmp_path / "file").write_bytes(b"no folder")
    with pytest.raises(PlaceTaken):
        build_and_fail(tmp_path / "file", ZeroDivisionError)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["file", "保管庫"]


def test_an_empty_folder_is_a_place(tmp_path: Path) -> None:
    place = tmp_path / "保管庫"
    place.mkdir()
    with staging_folder(place) as staging:
        (staging / "whole").write_bytes(b"a vault")
        put_in_place(staging, place)
    assert [path.name for path in place.iterdir()] == ["whole"]


def test_a_place_that_the_disk_cannot_name_has_its_sentence(tmp_path: Path) -> None:
    with pytest.raises(DiskTrouble):
        build_and_fail(tmp_path / ("x" * 300), ZeroDivisionError)


def test_something_put_there_meanwhile_is_kept(tmp_path: Path) -> None:
    """Between the look and the rename somebody saved a file under the name."""
    place = tmp_path / "保管庫"

    def build_too_late() -> None:
        with staging_folder(place) as staging:
            place.mkdir()
            (place / "letter.txt").write_bytes(b"of somebody else")
            put_in_place(staging, place)

    with pytest.raises(Situation):
        build_too_late()
    assert [path.name for path in tmp_path.iterdir()] == ["保管庫"]
    assert (place / "letter.txt").read_bytes() == b"of somebody else"
