"""The session watch on a real message bus of its own: the only way to know that its slots are found by name."""

import subprocess
import sys

from tests.rules.source_tree import ROOT

PROGRAM = """
from PySide6.QtCore import QTimer
from PySide6.QtDBus import QDBusConnection, QDBusMessage
from PySide6.QtWidgets import QApplication, QWidget
from ui.desktop.session_watch import SessionWatch

application = QApplication([])
bus = QDBusConnection.sessionBus()
assert bus.registerService("org.freedesktop.ScreenSaver")
window, watch, told = QWidget(), SessionWatch(platform="linux"), []
watch.left.connect(told.append)
watch.left.connect(application.quit)
watch.start(window)
assert watch.sources() == ("org.freedesktop.ScreenSaver",), watch.sources()
assert "合わせて" in watch.state()
for active in (False, True):
    news = QDBusMessage.createSignal(
        "/org/freedesktop/ScreenSaver", "org.freedesktop.ScreenSaver", "ActiveChanged"
    )
    news.setArguments([active])
    assert bus.send(news)
limit = QTimer(application)
limit.setSingleShot(True)
limit.timeout.connect(application.quit)
limit.start(20_000)
application.exec()
assert told == ["session"], told
"""


def test_a_locked_screen_is_heard_on_the_bus():
    run = subprocess.run(
        ["dbus-run-session", "--", sys.executable, "-c", PROGRAM],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )
    assert run.returncode == 0, run.stderr
