"""Names on paper: every shape typed is drawn and can be copied out again; what cannot be drawn is named."""

import shutil
import subprocess
from pathlib import Path

import pytest

from ashibue_desk.resource_files import resource
from forms.font_files import EmbeddedFont, system_fonts, to_unicode_map
from forms.fonts import (
    GOTHIC,
    GOTHIC_BOLD,
    MINCHO,
    MONOSPACED,
    Typeface,
    clusters,
    require_drawable,
)
from forms.paper import Paper
from forms.situations import CannotDrawCharacter
from forms.text import Style, draw_text
from tests.forms.facts import pledge
from tests.helpers import pdf_text

VS17, VS18, VS19 = "\U000e0100", "\U000e0101", "\U000e0102"
NAMES = ("髙﨑 𠮷", f"葛{VS17}城", "葛城", f"辻{VS18}", f"邉{VS19}", "Nguyễn Văn", "张 丽", "神\ufa19", "祐")
TYPEFACES = (MINCHO, GOTHIC, GOTHIC_BOLD, MONOSPACED)
# The private use area: no font may claim these, whatever it draws there.
UNDRAWABLE = ("\ue000", "\U000f0000", "\U0010fffd", "\x07", "a" + VS17)

each_typeface = pytest.mark.parametrize("typeface", TYPEFACES, ids=lambda face: face.name)


def _paper_with(texts: tuple[str, ...], typeface: Typeface = MINCHO) -> bytes:
    paper = Paper(pledge())
    for number, text in enumerate(texts):
        draw_text(paper.canvas, text, Style(typeface, 12, 18), 80, 700 - 20 * number)
    paper.next_sheet()
    return paper.finish()


def _picture(text: str) -> bytes:
    command = ["pdftoppm", "-gray", "-r", "150", "-x", "160", "-y", "260", "-W", "60", "-H", "60", "-"]
    return subprocess.run(command, input=_paper_with((text,)), capture_output=True, check=True).stdout


@each_typeface
def test_names_come_back_from_both_readers_as_typed(typeface: Typeface) -> None:
    pdf = _paper_with(NAMES, typeface)
    for read in (pdf_text.pages(pdf)[0], pdf_text.poppler_text(pdf)):
        together = pdf_text.run_together(read)
        for name in NAMES:
            assert pdf_text.run_together(name) in together


@pytest.mark.parametrize(
    ("one", "other"), [("葛", f"葛{VS17}"), ("邉", f"邉{VS19}"), ("𠮷", "吉"), ("神", "\ufa19"), ("﨑", "崎")]
)
def test_variants_look_different_on_paper(one: str, other: str) -> None:
    blank = _picture(" ")
    assert _picture(one) not in (blank, _picture(other))
    assert _picture(other) != blank


@each_typeface
def test_every_kanji_of_jis_x_0208_and_0213_can_be_drawn(typeface: Typeface) -> None:
    kanji = set()
    for plane in (b"", b"\x8f"):
        for row in range(0xA1, 0xFF):
            for cell in range(0xA1, 0xFF):
                decoded = (plane + bytes((row, cell))).decode("euc_jis_2004", errors="ignore")
                if len(decoded) == 1 and decoded >= "\u4e00":
                    kanji.add(decoded)
    assert len(kanji) > 10_000
    assert typeface.missing("".join(sorted(kanji))) == ()


@pytest.mark.parametrize("character", UNDRAWABLE)
def test_what_cannot_be_drawn_is_told_with_person_field_and_character(character: str) -> None:
    assert MINCHO.missing(f"葦原{character}こずえ{character}") == (character,)
    with pytest.raises(CannotDrawCharacter) as raised:
        require_drawable("葦原 こずえ", {"所属": "総務", "氏名": f"葦原{character}"})
    situation = raised.value
    assert (situation.person, situation.field, situation.character) == ("葦原 こずえ", "氏名", character)
    for part in ("葦原 こずえ", "氏名", f"U+{ord(character[0]):04X}"):
        assert part in situation.what
    assert situation.safe
    assert situation.todo


def test_drawing_never_leaves_a_gap_for_a_missing_character() -> None:
    with pytest.raises(CannotDrawCharacter):
        _paper_with(("葦原\ue000",))


def test_marks_join_their_letter_and_nothing_else_changes() -> None:
    assert list(clusters("が")) == ["が"]
    assert list(clusters("e\u0302\u0303")) == ["ễ"]
    assert list(clusters("神﨑𠮷")) == ["神", "﨑", "𠮷"]
    assert list(clusters(f"葛{VS17}\u200b城\n")) == [f"葛{VS17}", "城", " "]


def test_ipamj_is_used_where_somebody_installed_it() -> None:
    assert list(system_fonts()) == []
    folder = Path.home() / ".local" / "share" / "fonts"
    folder.mkdir(parents=True)
    shutil.copy(resource("fonts", "AshibueKanjiSupplement-Regular.ttf"), folder / "ipamjm.ttf")
    assert list(system_fonts()) == [folder / "ipamjm.ttf"]


def test_a_sequence_without_a_glyph_of_its_own_is_not_drawn_as_its_base() -> None:
    font = EmbeddedFont("SequenceTest", resource("fonts", "BIZUDMincho-Regular.ttf"))
    assert font.glyph_char("葛") == "葛"
    assert font.glyph_char(f"葛{VS17}") not in (None, "葛")
    assert font.glyph_char("葛\U000e01ef") is None


def test_to_unicode_maps_hold_at_most_a_hundred_entries_a_block() -> None:
    text = to_unicode_map("Test", [0, *range(0x4E00, 0x4E00 + 255)], {0x4E00: "𠮷"})
    assert [line for line in text.split("\n") if line.endswith("beginbfchar")] == [
        "100 beginbfchar",
        "100 beginbfchar",
        "55 beginbfchar",
    ]
    assert "<01> <D842DFB7>" in text
