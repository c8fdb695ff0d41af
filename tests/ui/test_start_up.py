"""The unlock screen comes before everything heavy: what a start without arguments has loaded when the screen is seen."""

import subprocess
import sys

_START = """
import os
import sys
import PySide6.QtWidgets
import ui.__main__
import ui.app
def seen(app):
    shown = app.unlock_page.isVisible() and app.unlock_page.password.line.isVisible()
    made = set(vars(PySide6.QtGui)) | set(vars(PySide6.QtWidgets))
    heavy = {"sqlalchemy", "sqlcipher3", "cryptography", "pyrage", "openpyxl", "reportlab", "keyring", "PySide6.QtSvg"}
    print(shown, sorted(heavy & set(sys.modules)), sorted({"Qt"} & set(vars(PySide6.QtCore))),
        sorted({"QComboBox", "QPainter", "QStyle", "QTextLayout"} & made), flush=True)
    os._exit(0)
ui.app.App.load = seen
sys.argv = ["ashibue-desk"]
ui.__main__.main()
"""


def test_nothing_heavy_is_loaded_before_the_unlock_screen_is_seen():
    told = subprocess.run([sys.executable, "-c", _START], check=True, capture_output=True, text=True).stdout
    assert told == "True [] [] []\n"
