"""What leads to the lock: idle time, sleep and the session; the warning before it and the reason told after it."""

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QGuiApplication, QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QMenu, QWidget

from ui.desktop import message_box
from ui.desktop.idle_notice import IdleNotice
from ui.desktop.idle_watch import IdleWatch, Moment
from ui.desktop.session_watch import SessionWatch, windows_reason
from ui.wording import lock_reasons


class Clock:
    """Two clocks a test turns."""

    def __init__(self) -> None:
        self.wall = 1_000_000.0
        self.steady = 500.0

    def __call__(self) -> Moment:
        return Moment(self.wall, self.steady)

    def go(self, seconds: float, *, asleep: float = 0.0) -> None:
        self.steady += seconds
        self.wall += seconds + asleep


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def idle(clock, qapp) -> IdleWatch:
    watch = IdleWatch(clock=clock)
    watch.start()
    yield watch
    watch.stop()


@pytest.fixture
def heard(idle) -> list[str]:
    told: list[str] = []
    idle.expired.connect(lambda: told.append("expired"))
    idle.warned.connect(lambda seconds: told.append(f"warned {seconds}"))
    idle.continued.connect(lambda: told.append("continued"))
    return told


def test_the_vault_locks_after_ten_minutes_with_a_warning_before(idle, clock, heard):
    clock.go(569)
    idle.look()
    assert heard == []
    clock.go(2)
    idle.look()
    assert heard == ["warned 29"]
    clock.go(29)
    idle.look()
    assert heard == ["warned 29", "expired"]


@pytest.fixture
def shown(qtbot, idle) -> QWidget:
    """A window with a field, opened after the watch began."""
    window = QWidget()
    QLineEdit(window)
    qtbot.addWidget(window)
    window.show()
    qtbot.waitUntil(lambda: QGuiApplication.focusWindow() is window.windowHandle())
    return window


def test_hands_on_any_window_count(idle, clock, heard, qtbot, shown):
    clock.go(580)
    idle.look()
    qtbot.keyClick(shown.windowHandle(), Qt.Key.Key_A)
    assert heard == ["warned 20", "continued"]
    assert idle.seconds_left() == 600


def test_the_pointer_over_a_window_counts(idle, clock, qtbot, shown):
    clock.go(300)
    QTest.mouseMove(shown.windowHandle(), QPoint(20, 20))
    qtbot.waitUntil(lambda: idle.seconds_left() == 600)


def test_hands_on_a_menu_count(idle, clock, qtbot, shown):
    menu = QMenu(shown)
    menu.addAction("写す")
    menu.popup(shown.mapToGlobal(QPoint(0, 0)))
    idle._find_windows()  # as each second
    clock.go(300)
    qtbot.mousePress(menu.windowHandle(), Qt.MouseButton.LeftButton, pos=QPoint(5, 5))
    assert idle.seconds_left() == 600
    menu.close()


def test_words_from_an_input_method_count_though_no_key_arrives(idle, clock, shown):
    line = shown.findChild(QLineEdit)
    line.setFocus()
    clock.go(300)
    QApplication.sendEvent(QGuiApplication.focusObject(), QInputMethodEvent("かざみ", []))
    assert idle.seconds_left() == 600


def test_after_the_watch_ended_nothing_counts(idle, clock, qtbot, shown):
    idle.stop()
    clock.go(300)
    idle._timer.start()  # so that only the missing filters speak
    qtbot.keyClick(shown.windowHandle(), Qt.Key.Key_A)
    assert idle.seconds_left() == 300
    idle.start()


def test_sleep_counts_even_if_the_steady_clock_stood_still(clock, heard, qtbot, shown):
    clock.go(5, asleep=3600)
    qtbot.mousePress(shown.windowHandle(), Qt.MouseButton.LeftButton, pos=QPoint(5, 5))
    assert heard == ["expired"]


def test_a_clock_set_back_buys_no_time(idle, clock, heard):
    clock.wall -= 7200
    clock.go(601)
    idle.look()
    assert heard == ["expired"]


@pytest.mark.parametrize(("wanted", "kept"), [(0, 1), (1, 1), (25, 25), (60, 60), (600, 60)])
def test_the_minutes_stay_between_one_and_sixty(idle, wanted, kept):
    idle.set_minutes(wanted)
    assert idle.minutes == kept
    assert idle.seconds_left() == kept * 60


def test_the_button_carries_on(idle, clock, heard):
    clock.go(590)
    idle.look()
    idle.carry_on()
    clock.go(500)
    idle.look()
    assert heard == ["warned 10", "continued"]


def test_the_watch_ignores_what_no_hand_does(idle, clock):
    clock.go(100)
    idle.eventFilter(idle, QEvent(QEvent.Type.Timer))
    assert idle.seconds_left() == 500


def test_messages_of_windows_are_read():
    assert windows_reason(0x0218, 0x4) == "sleep"
    assert windows_reason(0x0218, 0x7) == ""
    assert windows_reason(0x02B1, 0x7) == "session"
    assert windows_reason(0x02B1, 0x8) == ""
    assert windows_reason(0x0100, 0x7) == ""


def test_signals_of_linux_lead_to_the_lock_only_when_leaving(qapp):
    watch = SessionWatch(platform="linux")
    told: list[str] = []
    watch.left.connect(told.append)
    watch.screenSaverChanged(False)
    watch.prepareForSleep(False)
    assert told == []
    watch.screenSaverChanged(True)
    watch.prepareForSleep(True)
    watch.sessionLocked()
    assert told == ["session", "sleep", "session"]


def test_a_system_that_cannot_be_heard_is_told_honestly(qtbot):
    watch = SessionWatch(platform="darwin")
    window = QWidget()
    qtbot.addWidget(window)
    watch.start(window)
    assert watch.sources() == ()
    assert "Ctrl+L" in watch.state()


def test_the_warning_before_the_lock_is_told_in_the_box_in_front(qtbot):
    notice = IdleNotice()
    notice.warn("あと20秒でロックします")  # nothing stands before the window: its banner tells it
    box = message_box.MessageBox(
        None, "消しますか", "戻せません。", act="消す", instead="やめる", danger=True
    )
    qtbot.addWidget(box)
    box.open()
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is box)
    notice.warn("あと19秒でロックします")
    assert box.notice.startswith("あと19秒でロックします。")
    notice.clear()
    assert box.notice == ""
    box.reject()


def test_the_warning_before_the_lock_stands_in_the_title_of_a_box_of_the_system(qtbot):
    notice = IdleNotice()
    box = QFileDialog(None, "保存先")
    qtbot.addWidget(box)
    box.open()
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is box)
    notice.warn("あと19秒でロックします")
    assert box.windowTitle() == "あと19秒でロックします"
    notice.clear()
    assert box.windowTitle() == "保存先"
    box.reject()


@pytest.mark.parametrize("reason", ["key", "idle", "session", "sleep"])
def test_the_reason_of_a_lock_is_told(reason):
    assert "ロックしました" in lock_reasons.sentence(lock_reasons.coded(reason, minutes=10))


def test_the_reason_tells_what_became_of_drafts():
    assert "10分間" in lock_reasons.sentence("idle:10:")
    assert "残してあります" in lock_reasons.sentence("key:0:kept")
    assert "残せませんでした" in lock_reasons.sentence("key:0:lost")
    assert lock_reasons.sentence("<b>:x:y") == ""
