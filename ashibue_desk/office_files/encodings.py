"""Which character set a text file is written in, by trial: nothing in a CSV file says so."""

import codecs
import unicodedata
from dataclasses import dataclass
from typing import Final

from ashibue_desk.office_files.situations import FileUnreadable, NotATable

ENCODING_NAMES: Final = {
    "utf-8": "UTF-8",
    "cp932": "Shift_JIS(Windowsの日本語)",
    "utf-16-le": "UTF-16",
    "utf-16-be": "UTF-16(ビッグエンディアン)",
    "euc_jp": "EUC-JP",
    "iso2022_jp": "JIS(ISO-2022-JP)",
}
"""The character sets a person may choose, and what the screen calls them."""

_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_OTHER_FILES: Final = (
    b"%PDF",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"{\\rtf",
    b"\x1f\x8b",
    b"MZ",
    b"\x7fELF",
    b"7z\xbc\xaf",
)
_TRIED: Final = ("utf-8", "cp932", "euc_jp")
_JUDGED_CHARACTERS: Final = 20_000
_CLEAR_LEAD: Final = 0.15
_CONTROLS_ALLOWED: Final = 0.02
_ZEROS_OF_UTF16: Final = 0.03
_MOSTLY_ASCII: Final = 0.3


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text of a file, the character set it was read in, and whether no other one could be meant."""

    text: str
    encoding: str
    is_sure: bool


def decode(data: bytes, wanted: str = "") -> Decoded:
    """Return the text of ``data``, in the character set ``wanted`` if a person chose one, else in the likeliest.

    Raises :class:`NotATable` for bytes that are no text, :class:`FileUnreadable` naming the row where a
    character cannot be read.
    """
    if data.startswith(_OTHER_FILES):
        raise NotATable
    decoded = Decoded(_strictly(data, wanted), wanted, is_sure=True) if wanted else _likeliest(data)
    text = decoded.text.removeprefix("\ufeff").replace("\0", "")
    if _control_share(text) > _CONTROLS_ALLOWED:
        raise NotATable
    return Decoded(text, decoded.encoding, decoded.is_sure)


def _likeliest(data: bytes) -> Decoded:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return Decoded(_strictly(data, encoding), encoding, is_sure=True)
    if data.isascii() and b"\0" not in data:
        encoding = "iso2022_jp" if b"\x1b$" in data else "utf-8"
        return Decoded(_strictly(data, encoding), encoding, is_sure=True)
    if encoding := _wide(data):
        return Decoded(_strictly(data, encoding), encoding, is_sure=False)
    possible = [
        Decoded(text, name, is_sure=False) for name in _TRIED if (text := _tried(data, name)) is not None
    ]
    if not possible:
        raise _unreadable(data)
    return _best(possible)


def _best(possible: list[Decoded]) -> Decoded:
    scores = [_japanese_share(decoded.text) for decoded in possible]
    best = max(scores)
    chosen = possible[scores.index(best)]
    runner_up = max((score for score in scores if score != best), default=0.0)
    tied = scores.count(best) > 1
    return Decoded(chosen.text, chosen.encoding, is_sure=not tied and best - runner_up >= _CLEAR_LEAD)


def _tried(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _strictly(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as failure:
        raise _at_row(data, failure, encoding) from None


def _at_row(data: bytes, failure: UnicodeDecodeError, encoding: str) -> FileUnreadable:
    row = data[: failure.start].decode(encoding, "replace").count("\n") + 1
    name = ENCODING_NAMES.get(encoding, encoding)
    return FileUnreadable(
        what=f"{row}行目に、文字コード「{name}」では読めない文字があります。",
        todo="文字コードを選び直すか、元のファイルを表計算ソフトで開き、「CSV UTF-8」で保存し直して選んでください。",
    )


def _unreadable(data: bytes) -> FileUnreadable | NotATable:
    """Return the situation of bytes no character set fits: the row of the first bad one in the set that gets furthest."""
    furthest: tuple[UnicodeDecodeError, str] | None = None
    for encoding in _TRIED:
        try:
            data.decode(encoding)
        except UnicodeDecodeError as failure:
            if furthest is None or failure.start > furthest[0].start:
                furthest = (failure, encoding)
    if furthest is None or _control_share(data[:_JUDGED_CHARACTERS].decode("latin-1")) > _CONTROLS_ALLOWED:
        return NotATable()
    return _at_row(data, *furthest)


def _wide(data: bytes) -> str:
    """Return which UTF-16 the zero bytes of ASCII characters betray, or nothing: a few may be strays in another set."""
    head = data[:8192]
    odd, even = head[1::2].count(0), head[::2].count(0)
    share = (odd + even) / len(head)
    if len(data) % 2 or share < _ZEROS_OF_UTF16:
        return ""
    if share < _MOSTLY_ASCII and _tried(data.replace(b"\0", b""), "utf-8") is not None:
        return ""
    if odd > 9 * even:
        return "utf-16-le"
    return "utf-16-be" if even > 9 * odd else ""


def _control_share(text: str) -> float:
    sample = text[:_JUDGED_CHARACTERS]
    controls = sum(character < " " and character not in "\t\r\n\f\x1a\x1b" for character in sample)
    return controls / len(sample) if sample else 0.0


def _weight(character: str) -> float:
    """Return how much a character looks like what a Japanese list holds."""
    if "\u3000" <= character <= "\u30ff" or "\uff01" <= character <= "\uff5e":
        return 1.0
    if "\u4e00" <= character <= "\u9fff" or character in "①②③④⑤⑥⑦⑧⑨⑩㈱㈲№〒":
        return 0.9
    if "\uff61" <= character <= "\uff9f":
        return 0.6
    if unicodedata.category(character) in {"Cc", "Co", "Cn"}:
        return 0.0
    return 0.9 if ord(character) > 0xFFFF else 0.3


def _japanese_share(text: str) -> float:
    judged = [_weight(character) for character in text[:_JUDGED_CHARACTERS] if not character.isascii()]
    return sum(judged) / len(judged) if judged else 0.0
