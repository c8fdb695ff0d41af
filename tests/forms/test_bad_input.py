"""What can go wrong between facts and paper is a sentence: a font gone or damaged, no room, no right to write."""

import shutil
from functools import cache
from pathlib import Path

import pytest
from reportlab.pdfbase import pdfmetrics

from ashibue_desk import resource_files
from ashibue_desk.files.private_files import write_private
from ashibue_desk.files.situations import DiskFull, FolderMissing
from forms import font_files, fonts
from forms.consent_form import render_consent_forms
from forms.font_files import EmbeddedFont
from forms.fonts import MINCHO, Typeface
from forms.pledge import render_pledge
from forms.situations import FontUnusable, PrintingStopped
from tests.forms.facts import consent, pledge
from tests.helpers.small_disk import small_disk

MAIN = "BIZUDMincho-Regular.ttf"


@pytest.fixture
def own_registry(monkeypatch: pytest.MonkeyPatch) -> None:
    """Forget afterwards what a test registers: of one font in two files reportlab keeps the first, which is gone by then."""
    for name in ("_fonts", "_dynFaceNames"):
        monkeypatch.setattr(pdfmetrics, name, dict(getattr(pdfmetrics, name)))


@pytest.fixture
def own_fonts(own_registry: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Let the program find its fonts in a folder of this test, none of them opened yet."""
    folder = tmp_path / "resources" / "fonts"
    folder.mkdir(parents=True)
    for file in resource_files.resource("fonts").glob("*.ttf"):
        shutil.copy(file, folder)
    # Under names of their own: what other tests have registered stays as it is.
    monkeypatch.setattr(
        fonts, "_shipped", cache(lambda name, file: EmbeddedFont(f"{name}OfThisTest", folder / file))
    )
    return folder


def _fresh() -> Typeface:
    return Typeface("Mincho", MAIN)


def _without_name(font: bytes) -> bytes:
    """Return a font whose table of names holds none: reportlab then asks for a setting that it does not have."""
    entry = font.index(b"name", 12)
    table = int.from_bytes(font[entry + 8 : entry + 12], "big")
    return font[: table + 2] + b"\0\0" + font[table + 4 :]


@pytest.mark.parametrize("damage", ["gone", "empty", "cut off", "another file", "a folder", "no name"])
def test_a_font_that_cannot_be_used_is_a_sentence_and_mended_by_putting_it_back(
    own_fonts: Path, damage: str
) -> None:
    file, whole = own_fonts / MAIN, (own_fonts / MAIN).read_bytes()
    file.unlink()
    if damage == "a folder":
        file.mkdir()
    elif damage != "gone":
        file.write_bytes(
            {
                "empty": b"",
                "cut off": whole[: len(whole) // 3],
                "another file": b"%PDF-1.4 " * 99,
                "no name": _without_name(whole),
            }[damage]
        )
    with pytest.raises(FontUnusable) as refused:
        _fresh().glyphs("架空の花")
    assert MAIN in refused.value.what
    for part in (refused.value.safe, refused.value.todo):
        assert part.endswith("。")
    file.rmdir() if damage == "a folder" else file.unlink(missing_ok=True)
    file.write_bytes(whole)
    assert len(_fresh().glyphs("架空の花")) == 4


def test_a_damaged_font_of_the_system_counts_as_none(
    own_fonts: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    broken = tmp_path / "ipamjm.ttf"
    broken.write_bytes(b"not a font")
    monkeypatch.setattr(fonts, "system_fonts", lambda: iter((broken,)))
    assert _fresh().missing("架空\ue123") == ("\ue123",)


def test_a_font_is_read_where_the_system_has_it(
    own_registry: None, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(font_files, "_font_folders", lambda: (tmp_path / "gone", tmp_path))
    assert list(font_files.system_fonts()) == []
    shutil.copy(resource_files.resource("fonts", MAIN), tmp_path / "ipamjm.ttf")
    (found,) = font_files.system_fonts()
    assert EmbeddedFont("SystemFontOfThisTest", found).glyph_char("花") == "花"


@pytest.mark.faults
def test_no_room_for_the_paper_leaves_no_part_of_it(tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk", 400_000) as disk:
        paper = render_pledge(pledge())
        target = disk.path / "pledge.pdf"
        disk.leave(4096)
        with pytest.raises(DiskFull):
            write_private(target, paper)
        assert [file.name for file in disk.path.iterdir() if not file.name.startswith(".ballast")] == []
        disk.make_room()
        write_private(target, paper)
        assert target.read_bytes() == paper


def test_a_folder_that_is_gone_is_told(tmp_path: Path) -> None:
    with pytest.raises(FolderMissing):
        write_private(tmp_path / "gone" / "pledge.pdf", render_pledge(pledge()))


def test_a_long_print_can_be_stopped_and_leaves_nothing() -> None:
    told: list[tuple[int, int]] = []

    def go_on(done: int, of: int) -> bool:
        told.append((done, of))
        return done < 3

    with pytest.raises(PrintingStopped):
        render_consent_forms([consent()] * 10, go_on)
    assert told == [(1, 10), (2, 10), (3, 10)]


def test_every_typeface_draws_the_same_characters() -> None:
    faces = (fonts.MINCHO, fonts.GOTHIC, fonts.GOTHIC_BOLD, fonts.MONOSPACED)
    known = [_characters(fonts._shipped(face.name, face.file)) for face in faces]
    assert all(one == known[0] for one in known)
    assert MINCHO.missing("架空の花") == ()


def _characters(font: EmbeddedFont) -> set[int]:
    return {code for code, glyph in font._face.charToGlyph.items() if glyph and code < 0xF0000}
