"""What is typed into a field for secrets stays there, with the keys of a real Linux desktop and its two clipboards."""

import subprocess
import sys

from tests.rules.source_tree import ROOT

_PROGRAM = """
import sys
from PySide6.QtCore import Qt
from PySide6.QtGui import QClipboard, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from ui.theme.theme import Brightness, theme
from ui.widgets.number_field import NumberField
from ui.widgets.traceless_text import TracelessText

application = QApplication([])
theme().start(Brightness("light"), 100)
board, modes = QApplication.clipboard(), QClipboard.Mode
assert board.supportsSelection()
assert QKeySequence.keyBindings(QKeySequence.StandardKey.DeleteEndOfLine), "not the keys of Linux"
none, ctrl, shift = (getattr(Qt.KeyboardModifier, f"{name}Modifier") for name in ("No", "Control", "Shift"))
names = [*map(chr, range(ord("A"), ord("Z") + 1)), "Left", "Right", "Up", "Down", "Home", "End", "Insert", "Delete", "Direction_L"]
keys = [getattr(Qt.Key, f"Key_{name}") for name in names]
for field in (NumberField(), TracelessText()):
    field.show()
    for key in keys:
        for modifiers in (none, ctrl, shift, ctrl | shift):
            for begin in (field.selectAll, lambda: QTest.keyClick(field, Qt.Key.Key_Home), lambda: QTest.keyClick(field, Qt.Key.Key_End)):
                (field.setText if isinstance(field, NumberField) else field.setPlainText)("AAAQ EAYE")
                begin()
                for mode in (modes.Clipboard, modes.Selection):
                    board.setText("before", mode)
                QTest.keyClick(field, key, modifiers)
                carried = {board.text(mode) for mode in (modes.Clipboard, modes.Selection)} - {"before", ""}
                assert not carried, (type(field).__name__, key, modifiers, carried)
field = NumberField()
field.show()
field.setText("AAAQ EAYE")
QTest.keyClick(field, Qt.Key.Key_A, ctrl)
assert field.selectedText() == "AAAQ EAYE"
QTest.keyClick(field, Qt.Key.Key_Home)
QTest.keyClick(field, Qt.Key.Key_End, shift)
assert field.selectedText() == "AAAQ EAYE"
QTest.keyClick(field, Qt.Key.Key_Left, shift)
assert field.selectedText() == "AAAQ EAY"
"""

_HEARD = """
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from ui.widgets.traceless import TracelessLine

application = QApplication([])
QAccessible.setActive(True)
field = TracelessLine()
field.setAccessibleName("パスワード")
field.show()
before = QAccessible.queryAccessibleInterface(field)
assert before.textInterface() is not None, "made by Qt before anything was typed"
QTest.keyClicks(field, "AAAQ")
heard = QAccessible.queryAccessibleInterface(field)
assert field.text() == "AAAQ"
assert heard.textInterface() is None
assert (heard.text(QAccessible.Text.Name), heard.text(QAccessible.Text.Value)) == ("パスワード", "")
assert heard.state().passwordEdit
"""


def test_what_is_typed_into_a_field_that_a_screen_reader_knew_before_is_not_heard(
    environment: dict[str, str],
):
    run = _run(_HEARD, environment)
    assert run.returncode == 0, run.stderr


def test_no_key_carries_a_secret_to_a_clipboard(environment: dict[str, str]):
    run = _run(_PROGRAM, environment)
    assert run.returncode == 0, run.stderr


def _run(program: str, environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", program],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        encoding="utf-8",
        timeout=300,
        check=False,
    )
