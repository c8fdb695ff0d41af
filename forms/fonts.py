"""Typefaces: a first font and the fonts that stand in for it, character by character.

Every text goes through ``Typeface.glyphs`` before it is drawn; a character none of the fonts holds stops the
paper (``CannotDrawCharacter``) instead of leaving a box or a gap in somebody's name. Names are drawn in the
shapes typed: a variation selector chooses its own glyph, in the first font that has that very variant.
"""

import unicodedata
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from ashibue_desk.resource_files import resource
from forms.font_files import EmbeddedFont, system_fonts
from forms.situations import CannotDrawCharacter, FontUnusable

_ZERO_WIDTH = frozenset("\u200b\u200c\u200d\u2060\ufeff\u00ad")
_BLANKS = frozenset("\t\r\n\v\f\u00a0\u2028\u2029")


@dataclass(frozen=True, slots=True, eq=False)
class Glyph:
    """One thing to draw: what was typed, the font that has it, the character that font draws, its width in ems.

    A typeface makes each glyph once, so that what lies between two of them is worked out once (``kinsoku.between``).
    """

    typed: str
    font: str
    drawn: str
    width: float


class MissingGlyph(LookupError):
    """No font of the typeface has the character; the forms turn it into ``CannotDrawCharacter``."""

    def __init__(self, character: str) -> None:
        self.character = character
        super().__init__("no glyph")


@dataclass(frozen=True, slots=True, eq=False)
class Typeface:
    """A named chain of fonts; ``file`` is the first of them, in ``resources/fonts``."""

    name: str
    file: str
    _known: dict[str, Glyph | None] = field(default_factory=dict, repr=False)

    def glyphs(self, text: str) -> tuple[Glyph, ...]:
        """Return what to draw for ``text``; raise ``MissingGlyph`` for a character no font has."""
        found = []
        for cluster in clusters(text):
            glyph = self._find(cluster)
            if glyph is None:
                raise MissingGlyph(cluster)
            found.append(glyph)
        return tuple(found)

    def width(self, text: str, size: float) -> float:
        """Return the natural width of ``text`` in points."""
        return sum(glyph.width for glyph in self.glyphs(text)) * size

    def missing(self, text: str) -> tuple[str, ...]:
        """Return the characters of ``text`` no font has, each once, with their selectors."""
        return tuple(dict.fromkeys(each for each in clusters(text) if self._find(each) is None))

    def _find(self, cluster: str) -> Glyph | None:
        if cluster not in self._known:
            self._known[cluster] = self._look_up(cluster)
        return self._known[cluster]

    def _look_up(self, cluster: str) -> Glyph | None:
        for font in self._chain():
            drawn = font.glyph_char(cluster)
            if drawn is not None:
                return Glyph(cluster, font.name, drawn, font.advance(drawn))
        return None

    def _chain(self) -> Iterator[EmbeddedFont]:
        yield _shipped(self.name, self.file)
        yield _shipped("Supplement", "AshibueKanjiSupplement-Regular.ttf")
        for path in system_fonts():
            with suppress(FontUnusable):  # as good as not installed: the character is then told as missing
                yield _font(path.stem, path)


MINCHO = Typeface("Mincho", "BIZUDMincho-Regular.ttf")
GOTHIC = Typeface("Gothic", "BIZUDPGothic-Regular.ttf")
GOTHIC_BOLD = Typeface("GothicBold", "BIZUDPGothic-Bold.ttf")
MONOSPACED = Typeface("Monospaced", "BIZUDGothic-Regular.ttf")


@cache
def _shipped(name: str, file: str) -> EmbeddedFont:
    return EmbeddedFont(name, resource("fonts", file))


@cache
def _font(name: str, path: Path) -> EmbeddedFont:
    return EmbeddedFont(name, path)


def require_drawable(person: str, fields: dict[str, str], typeface: Typeface = MINCHO) -> None:
    """Raise ``CannotDrawCharacter`` for the first character of ``fields`` (label to text) no font has."""
    for label, text in fields.items():
        for character in typeface.missing(text):
            raise CannotDrawCharacter(person, label, character)


def clusters(text: str) -> Iterator[str]:
    """Split ``text`` into what is drawn as one: a character, or a character with its variation selector.

    A mark that combines with the letter before it is joined to it where Unicode has the joined letter (が typed
    as か and ゛, ễ typed as e with two marks). Nothing else is normalised: 神 and 﨑 stay what they are.
    """
    waiting = ""
    for char in text:
        if waiting and is_selector(char):
            yield waiting + char
            waiting = ""
        elif waiting and unicodedata.combining(char) and len(_joined(waiting, char)) == 1:
            waiting = _joined(waiting, char)
        elif char not in _ZERO_WIDTH:
            if waiting:
                yield waiting
            waiting = " " if char in _BLANKS else char
    if waiting:
        yield waiting


def is_selector(char: str) -> bool:
    """Whether ``char`` is a variation selector (VS1 to VS16, or VS17 to VS256)."""
    return "\ufe00" <= char <= "\ufe0f" or "\U000e0100" <= char <= "\U000e01ef"


def _joined(letter: str, mark: str) -> str:
    return unicodedata.normalize("NFC", letter + mark)
