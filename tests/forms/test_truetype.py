"""Our reading of font tables finds what reportlab's slow one finds, and what the specification says."""

import struct

import pytest

from ashibue_desk.resource_files import resource
from forms.truetype import read_characters, read_metrics, read_places, read_variants

SHIPPED = sorted(file.name for file in resource("fonts").glob("*.ttf"))


@pytest.mark.parametrize("file", SHIPPED)
def test_each_shipped_font_is_read_as_reportlab_reads_it(file: str) -> None:
    from reportlab.pdfbase.ttfonts import TTFontFace

    slow = TTFontFace(str(resource("fonts", file)))
    characters = read_characters(slow.get_table("cmap"))
    slow.charToGlyph.pop(0xA0, None)  # reportlab gives the space's glyph to it
    characters.pop(0xA0, None)
    assert characters == slow.charToGlyph
    (pairs,) = struct.unpack_from(">H", slow.get_table("hhea"), 34)
    metrics = read_metrics(slow.get_table("hmtx"), pairs, slow.numGlyphs)
    assert [bearing for _advance, bearing in metrics] == [bearing for _advance, bearing in slow.hmetrics]
    units = struct.unpack_from(">H", slow.get_table("head"), 18)[0]
    for code, glyph in characters.items():
        assert metrics[glyph][0] * 1000 / units == slow.charWidths[code]
    is_long = struct.unpack_from(">H", slow.get_table("head"), 50)[0] == 1
    assert read_places(slow.get_table("loca"), slow.numGlyphs, is_long=is_long) == slow.glyphPos


def cmap(*subtables: tuple[int, int, bytes]) -> bytes:
    """Return a ``cmap`` table of subtables, each with its platform and encoding."""
    head, body = struct.pack(">HH", 0, len(subtables)), b""
    for platform, encoding, data in subtables:
        head += struct.pack(">HHL", platform, encoding, 4 + 8 * len(subtables) + len(body))
        body += data
    return head + body


def format_4(*segments: tuple[int, int, int, int], glyphs: tuple[int, ...] = ()) -> bytes:
    """Return a subtable of (start, end, delta, offset)."""
    segments = (*segments, (0xFFFF, 0xFFFF, 1, 0))
    starts, ends, deltas, offsets = (
        struct.pack(f">{len(part)}H", *part) for part in zip(*segments, strict=True)
    )
    body = ends + b"\0\0" + starts + deltas + offsets + struct.pack(f">{len(glyphs)}H", *glyphs)
    return struct.pack(">HHHHHHH", 4, 14 + len(body), 0, 2 * len(segments), 0, 0, 0) + body


FORMAT_12 = struct.pack(">HHLLL", 12, 0, 40, 0, 2) + struct.pack(
    ">LLLLLL", 0x41, 0x43, 7, 0x20BB7, 0x20BB7, 99
)


def test_segments_with_a_delta_and_with_a_list_of_glyphs() -> None:
    # The list of the second segment begins behind its own offset and the last segment's: four bytes on.
    table = format_4((0x41, 0x43, 0x10000 - 0x41 + 10, 0), (0x61, 0x63, 2, 4), glyphs=(20, 0, 30))
    found = read_characters(cmap((3, 1, table)))
    assert [found[code] for code in (0x41, 0x42, 0x43)] == [10, 11, 12]
    assert [found[code] for code in (0x61, 0x62, 0x63)] == [22, 0, 32]


def test_the_fullest_subtable_is_taken_and_none_is_told() -> None:
    table = cmap((3, 1, format_4((0x41, 0x41, 1, 0))), (3, 10, FORMAT_12))
    assert read_characters(table) == {0x41: 7, 0x42: 8, 0x43: 9, 0x20BB7: 99}
    with pytest.raises(ValueError, match="no Unicode"):
        read_characters(cmap((1, 0, format_4((0x41, 0x41, 1, 0)))))


def test_a_font_without_selectors_has_no_variants() -> None:
    assert read_variants(cmap((3, 10, FORMAT_12))) == {}


def test_places_of_short_fonts_are_doubled() -> None:
    assert read_places(struct.pack(">3H", 0, 5, 9), 2, is_long=False) == [0, 10, 18]
    assert read_places(struct.pack(">3L", 0, 5, 9), 2, is_long=True) == [0, 5, 9]
