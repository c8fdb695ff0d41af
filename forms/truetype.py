"""Tables of a TrueType file read at once instead of number by number (OpenType specification 1.9, ``cmap``, ``hmtx``, ``loca``).

reportlab reads each of some 100,000 numbers of a Japanese font with two calls of Python; four such fonts made the first
paper of a day wait for most of a second. It also leaves out variation selectors (``cmap`` format 14).
"""

import struct
from collections.abc import Iterator

Characters = dict[int, int]
"""Glyph id of each character code."""
Variants = dict[tuple[int, int], int]
"""Glyph id of each (base, variation selector); 0 where the base's own glyph is meant."""

_UNICODE_TABLES = ((3, 10), (0, 4), (0, 6), (3, 1), (0, 3))  # the fullest first: (platform, encoding)


def read_characters(cmap: bytes) -> Characters:
    """Read the fullest Unicode subtable of a ``cmap`` table; raise ``ValueError`` when there is none of format 4 or 12."""
    offsets = {(platform, encoding): offset for platform, encoding, offset in _records(cmap)}
    for wanted in _UNICODE_TABLES:
        start = offsets.get(wanted)
        if start is None:
            continue
        (layout,) = struct.unpack_from(">H", cmap, start)
        if layout == 12:
            return _read_format_12(cmap, start)
        if layout == 4:
            return _read_format_4(cmap, start)
    raise ValueError("no Unicode characters in the font")


def read_metrics(hmtx: bytes, pairs: int, glyphs: int) -> list[tuple[int, int]]:
    """Return advance and left side bearing of each glyph, in font units; after ``pairs`` the last advance goes on."""
    found = list(struct.iter_unpack(">HH", hmtx[: 4 * pairs]))
    bearings = struct.unpack_from(f">{glyphs - pairs}H", hmtx, 4 * pairs)
    last = found[-1][0]
    return [*found, *((last, bearing) for bearing in bearings)]


def read_places(loca: bytes, glyphs: int, *, is_long: bool) -> list[int]:
    """Return where each glyph begins in ``glyf``, and where the last ends."""
    if is_long:
        return list(struct.unpack_from(f">{glyphs + 1}L", loca))
    return [place * 2 for place in struct.unpack_from(f">{glyphs + 1}H", loca)]


def read_variants(cmap: bytes) -> Variants:
    """Read the variation selector sequences of a ``cmap`` table."""
    found: Variants = {}
    for _platform, _encoding, offset in _records(cmap):
        if struct.unpack_from(">H", cmap, offset)[0] == 14:
            found.update(_read_format_14(cmap, offset))
    return found


def _records(cmap: bytes) -> Iterator[tuple[int, int, int]]:
    (count,) = struct.unpack_from(">H", cmap, 2)
    yield from struct.iter_unpack(">HHL", cmap[4 : 4 + 8 * count])


def _read_format_12(cmap: bytes, start: int) -> Characters:
    (count,) = struct.unpack_from(">L", cmap, start + 12)
    found: Characters = {}
    for first, last, glyph in struct.iter_unpack(">LLL", cmap[start + 16 : start + 16 + 12 * count]):
        if first == last:
            found[first] = glyph
        else:
            found.update(zip(range(first, last + 1), range(glyph, glyph + last - first + 1), strict=True))
    return found


def _read_format_4(cmap: bytes, start: int) -> Characters:
    count = struct.unpack_from(">H", cmap, start + 6)[0] // 2
    ends, starts, deltas, offsets = (
        struct.unpack_from(f">{count}H", cmap, start + 14 + 2 * count * place + (2 if place else 0))
        for place in range(4)
    )
    table = start + 16 + 6 * count
    found: Characters = {}
    for segment, (first, last, delta, offset) in enumerate(zip(starts, ends, deltas, offsets, strict=True)):
        for code in range(first, last + 1):
            glyph = code
            if offset:
                at = table + 2 * segment + offset + 2 * (code - first)
                glyph = struct.unpack_from(">H", cmap, at)[0] if at + 2 <= len(cmap) else 0
            found[code] = (glyph + delta) & 0xFFFF if glyph or not offset else 0
    return found


def _read_format_14(cmap: bytes, start: int) -> Iterator[tuple[tuple[int, int], int]]:
    for number in range(struct.unpack_from(">I", cmap, start + 6)[0]):
        record = start + 10 + 11 * number
        selector = int.from_bytes(cmap[record : record + 3], "big")
        default, other = struct.unpack_from(">II", cmap, record + 3)
        if default:
            for base in _default_bases(cmap, start + default):
                yield (base, selector), 0
        if other:
            at = start + other
            for entry in range(struct.unpack_from(">I", cmap, at)[0]):
                place = at + 4 + 5 * entry
                base = int.from_bytes(cmap[place : place + 3], "big")
                yield (base, selector), struct.unpack_from(">H", cmap, place + 3)[0]


def _default_bases(cmap: bytes, at: int) -> Iterator[int]:
    for entry in range(struct.unpack_from(">I", cmap, at)[0]):
        place = at + 4 + 4 * entry
        first = int.from_bytes(cmap[place : place + 3], "big")
        yield from range(first, first + cmap[place + 3] + 1)
