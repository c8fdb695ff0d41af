"""What holds for every test: a home of its own, no keychain of the machine, no unexpected log line, no window left open."""

import gc
import os
import sys
import tempfile
from collections.abc import Generator, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from tests.helpers.fail_on_log import ExpectLog, LogWatch
from tests.helpers.memory_locks import have_no_memory_locked

os.umask(0o077)
# The tests need no display unless somebody asks for one by name.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

_HOMES = {
    "HOME": "",
    "USERPROFILE": "",
    "XDG_DATA_HOME": ".local/share",
    "XDG_STATE_HOME": ".local/state",
    "XDG_CONFIG_HOME": ".config",
    "XDG_CACHE_HOME": ".cache",
    "XDG_RUNTIME_DIR": "run",
    "APPDATA": "AppData/Roaming",
    "LOCALAPPDATA": "AppData/Local",
}
# Ways to a keychain, a session or settings of the person who runs the tests.
_AWAY = ("DBUS_SESSION_BUS_ADDRESS", "GNOME_KEYRING_CONTROL", "SSH_AUTH_SOCK", "PYTHON_KEYRING_BACKEND")

# Examples are written down in the test when they matter; nothing is remembered between runs, and a slow machine is no failure.
settings.register_profile(
    "default", deadline=None, database=None, suppress_health_check=[HealthCheck.too_slow], print_blob=True
)
settings.register_profile("ci", settings.get_profile("default"), derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "default")


class _Home:
    """The folder that stands for the user's home while this test process runs."""

    def __init__(self) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="ashibue-home-", ignore_cleanup_errors=True)
        self._before = {name: os.environ.get(name) for name in (*_HOMES, *_AWAY)}
        for name, part in _HOMES.items():
            place = Path(self._folder.name) / part
            place.mkdir(parents=True, exist_ok=True)
            os.environ[name] = str(place)
        for name in _AWAY:
            os.environ.pop(name, None)

    def leave(self) -> None:
        for name, value in self._before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value
        self._folder.cleanup()


def pytest_configure(config: pytest.Config) -> None:
    """Move into the home before any test module is imported: some libraries read these places at import."""
    config.add_cleanup(_Home().leave)
    have_no_memory_locked()


def pytest_collection_finish() -> None:
    """Spare the collector of rubbish what stays to the end: the modules and three thousand tests, gone through every moment."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Generator[None, object, object]:
    """Let the tracer of the branches rest in a test of many examples: it costs three times the test, and sees nothing new."""
    tracer = sys.gettrace() if item.get_closest_marker("many") else None
    if tracer is None:
        return (yield)
    sys.settrace(None)
    try:
        return (yield)
    finally:
        sys.settrace(tracer)


@pytest.fixture(autouse=True)
def log_watch() -> Iterator[LogWatch]:
    """Fail the test when something is logged at WARNING or above that it did not expect."""
    watch = LogWatch()
    watch.start()
    yield watch
    watch.stop()
    if failure := watch.failure():
        pytest.fail(failure, pytrace=False)


@pytest.fixture
def expect_log(log_watch: LogWatch) -> ExpectLog:
    """Return a function that takes a regular expression: such a log line must come, and does not fail the test."""
    return log_watch.expect


@pytest.fixture(autouse=True)
def no_window_left() -> Iterator[None]:
    """Fail the test that leaves a window open: the next test would get its keys and its focus."""
    yield
    widgets = sys.modules.get("PySide6.QtWidgets")
    if widgets is None or widgets.QApplication.instance() is None:
        return
    left = [widget for widget in widgets.QApplication.topLevelWidgets() if widget.isVisible()]
    names = ", ".join(f"{type(widget).__name__} {widget.windowTitle()!r}".strip() for widget in left)
    for widget in left:
        widget.hide()
        widget.deleteLater()
    assert not left, f"left open at the end of the test: {names}. Give it to qtbot.addWidget, or close it."
