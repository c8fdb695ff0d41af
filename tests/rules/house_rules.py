"""What may not stand in the code, and what to do instead. Each rule carries the examples that prove it."""

import re
from collections.abc import Callable, Iterator

from tests.rules.source_tree import Rule, Source, in_packages, in_tests, is_python
from tests.rules.syntax import built_text, calls, imports, imports_any, makes_or_extends, names_any

PLAIN_LABEL = "ui/theme/plain_label.py"
LONGEST_FILE = 400
# The rules speak of these words, so they are not written out here.
_NOT_DONE = ("TO" + "DO", "FIX" + "ME", "X" + "XX", "未" + "実装", "準" + "備中")
_MACHINE_PLACES = ("/" + "work/", "/" + "tmp/", "/" + "root/")
_DIRECTIONS = "\u202a-\u202e\u2066-\u2069\u200e\u200f"
_INVISIBLE = "\u00ad\u200b-\u200d\u2060-\u2064\ufeff\u3164\uffa0"

_NETWORK = (
    "socket", "socketserver", "ssl", "http", "urllib.request", "urllib3", "requests", "httpx", "aiohttp", "ftplib", "smtplib",
    "poplib", "imaplib", "xmlrpc", "wsgiref", "PySide6.QtWebSockets", "PySide6.QtWebEngineCore", "PySide6.QtHttpServer",
)  # fmt: skip
_LOCAL_ONLY = {"QLocalServer", "QLocalSocket"}


def everywhere(_source: Source) -> bool:
    """Hold for every text file."""
    return True


def except_in(*allowed: str) -> Callable[[Source], bool]:
    """Hold for the product's Python files but these files and folders (a folder ends with a slash)."""
    return lambda source: in_packages(source) and not source.path.startswith(allowed)


def lines_with(pattern: str) -> Callable[[Source], Iterator[int]]:
    """Return a finder of lines that match the regular expression."""
    compiled = re.compile(pattern)

    def find(source: Source) -> Iterator[int]:
        # Not splitlines: that would also split at characters a rule looks for.
        return (number for number, line in enumerate(source.text.split("\n"), 1) if compiled.search(line))

    return find


def network(source: Source) -> Iterator[int]:
    """Find everything that could open a connection; the two classes that reach a process on the same PC are allowed."""
    yield from imports_any(*_NETWORK)(source)
    for module, name, line in imports(source):
        if (module == "PySide6.QtNetwork" and name not in _LOCAL_ONLY) or (module, name) == (
            "PySide6",
            "QtNetwork",
        ):
            yield line


def built_pragma(source: Source) -> Iterator[int]:
    """Find SQL of the database's own settings that is put together from anything but a whole number or the quoted key."""
    for text, line, is_safe in built_text(source, safe_call="keyspec_for_sql"):
        if re.search(r"\b(PRAGMA|ATTACH)\b", text) and not is_safe:
            yield line


def too_long(source: Source) -> Iterator[int]:
    """Find the line where a file has become too long."""
    if source.text.count("\n") > LONGEST_FILE:
        yield LONGEST_FILE + 1


RULES = (
    Rule(
        "print() in the product",
        "Log it with a topic's logger, or write to sys.stdout where a command's answer is meant",
        in_packages,
        calls("print"),
        (("ui/a.py", "print('x')"),),
        (("tests/a.py", "print('x')"), ("ui/a.py", "sheet.print()")),
    ),
    Rule(
        "the unencrypted sqlite3",
        "Only sqlcipher3 opens a vault, and only in ashibue_desk/storage",
        in_packages,
        imports_any("sqlite3"),
        (("ashibue_desk/storage/a.py", "import sqlite3"), ("forms/a.py", "from sqlite3 import connect")),
        (("ashibue_desk/storage/a.py", "import sqlcipher3"), ("tests/a.py", "import sqlite3")),
    ),
    Rule(
        "a PRAGMA or ATTACH put together from parts",
        "Write it as one constant; a number goes in with :d, a key through keyspec_for_sql: a quote in a text would become SQL",
        in_packages,
        built_pragma,
        (
            ("ashibue_desk/storage/a.py", "db.execute(f'PRAGMA key = {key}')"),
            ("ashibue_desk/storage/a.py", "db.execute(f'PRAGMA user_version = {number:d}; {key}')"),
            ("ashibue_desk/storage/a.py", "db.execute('PRAGMA key = %s' % key)"),
            ("ashibue_desk/storage/a.py", "db.execute('ATTACH DATABASE {} AS copy'.format(path))"),
            ("ashibue_desk/storage/a.py", "db.execute('PRAGMA key = ' + key)"),
        ),
        (
            ("ashibue_desk/storage/a.py", "db.execute('PRAGMA secure_delete = ON')"),
            ("ashibue_desk/storage/a.py", "db.execute(f'PRAGMA user_version = {number:d}')"),
            ("ashibue_desk/storage/a.py", "db.execute(f'PRAGMA key = {keyspec_for_sql(key)}')"),
        ),
    ),
    Rule(
        "a pop-up window of Qt's own",
        "Use ui/desktop, which tests can answer, or a banner in the page",
        except_in("ui/desktop/"),
        names_any("QMessageBox", "QFileDialog", "QInputDialog", "QErrorMessage"),
        (
            ("ui/pages/a.py", "from PySide6.QtWidgets import QMessageBox"),
            ("ui/pages/a.py", "QtWidgets.QFileDialog.getOpenFileName()"),
        ),
        (
            ("ui/desktop/a.py", "from PySide6.QtWidgets import QMessageBox"),
            ("ui/pages/a.py", "x = QDialog()"),
        ),
    ),
    Rule(
        "a bare QLabel",
        f"Use the label of {PLAIN_LABEL}: a QLabel shows a name with angle brackets as HTML",
        except_in(PLAIN_LABEL),
        makes_or_extends("QLabel"),
        (("ui/pages/a.py", "QLabel('x')"), ("ui/pages/a.py", "class A(QtWidgets.QLabel): pass")),
        (("ui/pages/a.py", "page.findChildren(QLabel)"), (PLAIN_LABEL, "class PlainLabel(QLabel): pass")),
    ),
    Rule(
        "waiting for a time instead of a condition",
        "Use qtbot.waitUntil, waitSignal, an Event or a queue: a sleep is either too short or too long",
        lambda source: in_tests(source) or source.path.startswith("ui/"),
        calls("time.sleep", "sleep", "qtbot.wait", "QTest.qWait", "QThread.msleep", "QThread.sleep"),
        (
            ("tests/a.py", "time.sleep(1)"),
            ("tests/a.py", "qtbot.wait(100)"),
            ("tests/a.py", "QTest.qWait(9)"),
        ),
        (("tests/a.py", "qtbot.waitUntil(ready)"), ("tests/a.py", "process.wait(timeout=3)")),
    ),
    Rule(
        "something that runs data as code",
        "Read data as data: json, tomllib, or a table of functions",
        in_packages,
        lambda source: [
            *imports_any("pickle", "marshal", "shelve", "dill", "cPickle")(source),
            *calls("eval", "exec", "compile", "__import__")(source),
        ],
        (("ui/a.py", "import pickle"), ("ui/a.py", "eval(text)"), ("forms/a.py", "from shelve import open")),
        (("ui/a.py", "dialog.exec()"), ("ui/a.py", "re.compile('x')")),
    ),
    Rule(
        "something that opens a network connection",
        "The program never does; QLocalServer and QLocalSocket reach a second start on the same PC",
        lambda source: in_packages(source) or (is_python(source) and source.is_under("packaging")),
        network,
        (
            ("ashibue_desk/a.py", "import socket"),
            ("ashibue_desk/a.py", "import http.client"),
            ("ashibue_desk/a.py", "from urllib import request"),
            ("ui/a.py", "from PySide6.QtNetwork import QTcpSocket"),
            ("ui/a.py", "from PySide6 import QtNetwork"),
        ),
        (
            ("ui/a.py", "from PySide6.QtNetwork import QLocalServer, QLocalSocket"),
            ("ui/a.py", "from urllib.parse import quote"),
        ),
    ),
    Rule(
        "a word that says the work is not done",
        "Do it, or open an issue",
        everywhere,
        lines_with(rf"\b({'|'.join(_NOT_DONE[:3])})\b|{'|'.join(_NOT_DONE[3:])}"),
        (("ui/a.py", f"# {_NOT_DONE[0]}: later\n"), ("docs/a.md", f"この章は{_NOT_DONE[4]}です\n")),
        (("ui/a.py", "state.todo = 'x'\n"),),
    ),
    Rule(
        "a place of one machine",
        "Ask platformdirs, tempfile or the test's tmp_path",
        lambda source: not source.path.startswith(("docs/", "packaging/locked_requirements/")),
        lines_with(rf"(?<![\w.}}])({'|'.join(_MACHINE_PLACES)})"),
        (("ui/a.py", f"open('{_MACHINE_PLACES[1]}x')\n"), ("HACKING.md", f"see {_MACHINE_PLACES[0]}main\n")),
        (("ui/a.py", "folder / 'tmp' / 'x'\n"), ("tests/a.py", "'src/work/x'\n")),
    ),
    Rule(
        f"a file of more than {LONGEST_FILE} lines",
        "Cut it by what it is about",
        is_python,
        too_long,
        (("ui/a.py", "x = 1\n" * (LONGEST_FILE + 1)), ("tests/a.py", "x = 1\n" * (LONGEST_FILE + 1))),
        (("ui/a.py", "x = 1\n" * LONGEST_FILE), ("tests/a.py", "x = 1\n" * LONGEST_FILE)),
    ),
    Rule(
        "an invisible character, or one that turns the direction of writing",
        "Write it as an escape, so that everybody sees it",
        everywhere,
        lines_with(f"[{_DIRECTIONS}{_INVISIBLE}]"),
        (("ui/a.py", "x = '\u202e'\n"), ("docs/a.md", "a\u200bb\n"), ("ui/a.py", "\ufeffx = 1\n")),
        (("ui/a.py", "x = '\\u202e'\n"), ("ui/a.py", "x = '葛󠄀\u3000'\n")),
    ),
)
