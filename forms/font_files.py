"""Font files: where they lie, and the two things of TrueType that reportlab leaves out.

reportlab ignores variation selectors (cmap format 14, OpenType specification, table ``cmap``) and writes wrong
ToUnicode entries above U+FFFF, so that 𠮷 would print right and be copied out of the PDF as ₻. Here a selector
sequence becomes one private character of plane 15 that is drawn as that glyph, and the
ToUnicode map gives the typed characters back, selector included, as UTF-16 (PDF 32000-1, 9.10.3).
"""

import os
import struct
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from forms.situations import FontUnusable

_PRIVATE_PLANE = 0xF0000
_SYSTEM_FONT_NAMES = ("ipamjm.ttf", "IPAmjm.ttf", "IPAMJM.TTF")
_ENTRIES_PER_BLOCK = 100  # the most a CMap block may hold


def system_fonts() -> Iterator[Path]:
    """Yield the fonts with rare name characters that are installed on this PC: IPAmj Mincho."""
    for folder in _font_folders():
        for name in _SYSTEM_FONT_NAMES:
            if (path := folder / name).is_file():
                yield path
                return


def _font_folders() -> tuple[Path, ...]:
    home = Path.home()
    if sys.platform == "win32":
        windows = Path(os.environ.get("WINDIR", r"C:\Windows"))
        local = Path(os.environ.get("LOCALAPPDATA", home / "AppData" / "Local"))
        return windows / "Fonts", local / "Microsoft" / "Windows" / "Fonts"
    if sys.platform == "darwin":
        return home / "Library" / "Fonts", Path("/Library/Fonts"), Path("/System/Library/Fonts")
    own = (home / ".local" / "share" / "fonts", home / ".fonts")
    shared = Path("/usr/share/fonts")
    packages = (
        "truetype/ipamj",
        "truetype/fonts-ipamj-mincho",
        "opentype/ipamj",
        "ipa-mj-mincho-fonts",
        "OTF",
        "TTF",
    )
    return (*own, *(shared / name for name in packages), Path("/usr/local/share/fonts"))


class EmbeddedFont:
    """A TrueType file registered with reportlab under ``name``; only the glyphs used go into a PDF.

    Raises ``FontUnusable`` when the file is gone, unreadable, or no TrueType font.
    """

    def __init__(self, name: str, path: Path) -> None:
        from reportlab.pdfbase import pdfmetrics
        from reportlab.pdfbase.ttfonts import TTFError

        self.name = name
        try:
            font = _copyable_font_class()(name, str(path))
            self._variants = read_variants(font.face.get_table("cmap"))
        except (OSError, TTFError, struct.error, LookupError, ValueError):
            raise FontUnusable(path.name) from None
        pdfmetrics.registerFont(font)
        # Of a file registered twice reportlab keeps the first font, under both names.
        registered = pdfmetrics.getFont(name)
        self._face: Any = registered.face
        self._typed: dict[int, str] = registered.typed

    def glyph_char(self, cluster: str) -> str | None:
        """Return the one character to draw for ``cluster`` (a character, or one with a selector), or ``None``.

        Ask once for a cluster and keep the answer: each asking for a selector sequence takes a new private character.
        """
        known = self._face.charToGlyph
        if len(cluster) == 1:
            return cluster if ord(cluster) < _PRIVATE_PLANE and known.get(ord(cluster)) else None
        base, selector = ord(cluster[0]), ord(cluster[1])
        glyph = self._variants.get((base, selector))
        if glyph is None or not known.get(base):
            return None
        glyph = glyph or known[base]
        code = _PRIVATE_PLANE + len(self._typed)
        known[code] = glyph
        self._face.charWidths[code] = self._face.charWidths[base]
        self._typed[code] = cluster
        return chr(code)

    def advance(self, char: str) -> float:
        """Return the width in ems of a character ``glyph_char`` gave."""
        return float(self._face.getCharWidth(ord(char))) / 1000


@cache
def _copyable_font_class() -> Any:
    from reportlab.pdfbase.ttfonts import SUBSETN, TTFont

    class CopyableFont(TTFont):  # type: ignore[misc]
        """reportlab's font with a ToUnicode map from which every name can be copied and searched."""

        def __init__(self, name: str, filename: str) -> None:
            super().__init__(name, filename, validate=0, asciiReadable=False, shapable=False)
            self.typed: dict[int, str] = {}  # what stands for a private character

        def addObjects(self, doc: Any) -> None:
            subsets = [list(subset) for subset in self.state[doc].subsets]
            super().addObjects(doc)
            for number, subset in enumerate(subsets):
                base = b"".join((SUBSETN(number), b"+", self.face.name, self.face.subfontNameX)).decode(
                    "pdfdoc"
                )
                doc.idToObject[f"toUnicodeCMap:{base}"].content = to_unicode_map(base, subset, self.typed)

    return CopyableFont


def read_variants(cmap: bytes) -> dict[tuple[int, int], int]:
    """Read the selector sequences of a ``cmap`` table: (base, selector) to glyph id, 0 for the default glyph."""
    found: dict[tuple[int, int], int] = {}
    for number in range(struct.unpack_from(">H", cmap, 2)[0]):
        offset = struct.unpack_from(">I", cmap, 4 + 8 * number + 4)[0]
        if struct.unpack_from(">H", cmap, offset)[0] == 14:
            found.update(_read_format_14(cmap, offset))
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


def to_unicode_map(font_name: str, subset: list[int], typed: dict[int, str]) -> str:
    """Return a ToUnicode CMap for one subset; ``typed`` gives what stands for a private character."""
    lines = [
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap",
        f"/CIDSystemInfo << /Registry ({font_name}) /Ordering ({font_name}) /Supplement 0 >> def",
        f"/CMapName /{font_name} def\n/CMapType 2 def",
        f"1 begincodespacerange\n<00> <{len(subset) - 1:02X}>\nendcodespacerange",
    ]
    entries = [f"<{index:02X}> <{_utf16(code, typed)}>" for index, code in enumerate(subset) if code]
    for first in range(0, len(entries), _ENTRIES_PER_BLOCK):
        block = entries[first : first + _ENTRIES_PER_BLOCK]
        lines.append("\n".join((f"{len(block)} beginbfchar", *block, "endbfchar")))
    lines.append("endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend")
    return "\n".join(lines)


def _utf16(code: int, typed: dict[int, str]) -> str:
    return typed.get(code, chr(code)).encode("utf-16-be").hex().upper()
