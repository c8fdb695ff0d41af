"""The picture of each form as a digest of its marks, kept in ``pictures.txt``; ``./desk pictures`` looks anew and writes it.

A digest says that a paper has changed, page by page, whatever program draws it; it does not say how. ``./desk pictures OUT``
lays the papers themselves beside, to be looked at.
"""

import hashlib
import sys
from dataclasses import fields
from pathlib import Path

from forms.catalogue import catalogue
from forms.sheets import Mark, Sheet, sheets_of
from tests.forms.examples import examples

_KEPT = Path(__file__).with_name("pictures.txt")
_EVERYDAY = 0


def of(form_id: str) -> str:
    """Return the digests of the pages of the everyday example."""
    sheets = sheets_of(lambda: examples()[form_id].paper(form_id, _EVERYDAY))
    return " ".join(_digest(sheet) for sheet in sheets)


def kept() -> dict[str, str]:
    """Return what was last looked at, by form id."""
    lines = _KEPT.read_text(encoding="utf-8").splitlines()
    return dict(line.split(": ", 1) for line in lines if not line.startswith("#"))


def bytes_of_all() -> dict[str, str]:
    """Return a digest of the file of each form's everyday example."""
    return {
        form_id: hashlib.sha256(example.paper(form_id, _EVERYDAY)).hexdigest()[:16]
        for form_id, example in sorted(examples().items())
    }


def _digest(sheet: Sheet) -> str:
    told = [(round(sheet.width), round(sheet.height)), *(_told(mark) for mark in sheet.marks)]
    return hashlib.sha256(repr(told).encode()).hexdigest()[:12]


def _told(mark: Mark) -> tuple[object, ...]:
    return (type(mark).__name__, *(_rounded(getattr(mark, field.name)) for field in fields(mark)))


def _rounded(value: object) -> object:
    if isinstance(value, Path):
        return value.name
    if isinstance(value, float):
        return round(value, 2) + 0.0  # -0.0 is 0.0
    if isinstance(value, tuple):
        return tuple(_rounded(each) for each in value)
    return value


def main() -> int:
    """Write the digests of today; with a folder, the papers themselves into it."""
    known = kept() if _KEPT.exists() else {}
    lines = [
        "# The pages of each form's everyday example, as they were last looked at; written by ./desk pictures"
    ]
    for form_id in sorted(examples()):
        told = of(form_id)
        lines.append(f"{form_id}: {told}")
        if told != known.get(form_id):
            sys.stdout.write(f"{form_id} {catalogue()[form_id].name}\n")
    _KEPT.write_text("\n".join(lines) + "\n", encoding="utf-8")
    for folder in map(Path, sys.argv[1:2]):
        folder.mkdir(parents=True, exist_ok=True)
        for form_id, example in examples().items():
            (folder / f"{form_id}.pdf").write_bytes(example.paper(form_id, _EVERYDAY))
    return 0


if __name__ == "__main__":
    sys.exit(main())
