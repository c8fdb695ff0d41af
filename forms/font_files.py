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
from functools import cache, cached_property
from pathlib import Path
from typing import Any
from weakref import WeakKeyDictionary

from forms.situations import FontUnusable
from forms.truetype import Variants, read_characters, read_metrics, read_places, read_variants

_PRIVATE_PLANE = 0xF0000
_SYSTEM_FONT_NAMES = ("ipamjm.ttf", "IPAmjm.ttf", "IPAMJM.TTF")
_SPACE, _NO_BREAK_SPACE = 0x20, 0xA0
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
        except (OSError, TTFError, struct.error, LookupError, ValueError, AttributeError):
            raise FontUnusable(path.name) from None
        pdfmetrics.registerFont(font)
        # Of a file registered twice reportlab keeps the first font, under both names.
        registered = pdfmetrics.getFont(name)
        self._face: Any = registered.face
        self._typed: dict[int, str] = registered.typed

    @cached_property
    def _variants(self) -> Variants:
        return read_variants(self._face.get_table("cmap"))

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
    from reportlab.pdfbase.ttfonts import SUBSETN, TTEncoding, TTFont, TTFontFace

    class QuickFace(TTFontFace):  # type: ignore[misc]
        """reportlab's face with its large tables read at once."""

        def extractInfo(self, charInfo: int = 1) -> None:  # noqa: ARG002, N803 - reportlab's signature
            super().extractInfo(0)
            head, hhea = self.get_table("head"), self.get_table("hhea")
            units, pairs = struct.unpack_from(">H", head, 18)[0], struct.unpack_from(">H", hhea, 34)[0]
            self.charToGlyph = read_characters(self.get_table("cmap"))
            if _SPACE in self.charToGlyph:
                self.charToGlyph[_NO_BREAK_SPACE] = self.charToGlyph[_SPACE]
            self.hmetrics = read_metrics(self.get_table("hmtx"), pairs, self.numGlyphs)
            widths = [advance * 1000.0 / units for advance, _bearing in self.hmetrics]
            self.charWidths = {code: widths[glyph] for code, glyph in self.charToGlyph.items()}
            self.defaultWidth = widths[0]
            is_long = struct.unpack_from(">H", head, 50)[0] == 1
            self.glyphPos = read_places(self.get_table("loca"), self.numGlyphs, is_long=is_long)

    class CopyableFont(TTFont):  # type: ignore[misc]
        """reportlab's font with a ToUnicode map from which every name can be copied and searched."""

        def __init__(self, name: str, filename: str) -> None:
            # What TTFont does, with a face of our own.
            self.fontName, self.face, self.encoding = name, QuickFace(filename), TTEncoding()
            self.state: WeakKeyDictionary[Any, Any] = WeakKeyDictionary()
            self._asciiReadable = self.shapable = False
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
