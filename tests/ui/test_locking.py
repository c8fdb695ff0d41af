"""The window locks, by hand and by itself, and what was typed is kept and offered again."""

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QPushButton

from ashibue_desk.use_cases.drafts import drafts
from tests.ui.running import start
from tests.ui.small_pages import NotePage
from ui.app import Options
from ui.widgets.page import DRAFTS

__all__ = ["start"]


def test_ctrl_l_keeps_the_draft_closes_the_vault_and_starts_afresh(start, qtbot, scene):
    running = start()
    window = running.unlock()
    window.open("note")
    window.page().line.set_value("途中まで")
    with qtbot.waitSignal(running.app.locker.locked, timeout=20_000) as told:
        qtbot.keyClick(window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert told.args == ["key:10:kept"]
    assert not window.isVisible()
    assert running.app.operations.desk is None
    assert running.restarts == [Options(vault=scene.place, after_lock="key:10:kept")]
    assert drafts(scene.unlock()) == {"note": {"note": "途中まで"}}


def test_a_kept_draft_is_offered_once(start, scene, qtbot):
    from ashibue_desk.use_cases.drafts import keep_draft

    keep_draft(scene.unlock(), "note", {"note": "途中まで"})
    scene.close()
    running = start()
    window = running.unlock()
    (banner,) = window.page().banners.banners()
    assert "覚え書き" in banner.text
    next(each for each in banner.findChildren(QPushButton) if each.text() == "続きを入力する").click()
    page = window.page()
    assert isinstance(page, NotePage)
    assert page.line.value() == "途中まで"
    (back,) = page.banners.banners()
    assert (back.title, back.text) == ("ロックする前の入力を戻しました", ""), (
        "it asks for no number and no password"
    )
    running.rest()
    window.open(DRAFTS)
    running.rest()
    assert "開ける書きかけがありません" in window.page().banners.banners()[0].title


def test_home_leads_to_a_draft_also_after_its_banner_is_gone(start, scene):
    from ashibue_desk.use_cases.drafts import keep_draft

    keep_draft(scene.unlock(), "note", {"note": "途中まで"})
    scene.close()
    running = start()
    window = running.unlock()
    window.page().banners.clear()
    window.open(DRAFTS)
    running.rest()
    assert window.key() == "note"
    assert window.page().line.value() == "途中まで"
    window.open("home")
    window.open(DRAFTS)
    running.rest()
    assert "開ける書きかけがありません" in window.page().banners.banners()[0].title


def test_the_idle_watch_warns_and_locks(start, qtbot):
    running = start()
    window = running.unlock()
    running.app.idle.warned.emit(24)
    assert "あと24秒" in window._idle_banner.title
    window.carry_on_asked.emit()
    window.unwarn_idle()
    assert window._idle_banner is None
    with qtbot.waitSignal(running.app.locker.locked, timeout=20_000):
        running.app.idle.expired.emit()
    assert running.restarts[0].after_lock == "idle:10:"


def test_a_sleeping_pc_locks(start, qtbot):
    running = start()
    running.unlock()
    with qtbot.waitSignal(running.app.locker.locked, timeout=20_000):
        running.app.session.prepareForSleep(True)
    assert running.restarts[0].after_lock == "sleep:10:"


def test_closing_the_window_locks_and_does_not_start_again(start, qtbot):
    running = start()
    window = running.unlock()
    with qtbot.waitSignal(running.app.locker.locked, timeout=20_000):
        window.close()
    assert running.restarts == []


def test_the_lock_does_not_wait_for_work_that_will_not_stop(start, qtbot):
    import threading

    running = start()
    window = running.unlock()
    window.open("note")
    window.page().line.set_value("途中まで")
    gate = threading.Event()
    asker = QObject()
    running.app.operations.query(asker, lambda _desk: gate.wait(60), print)
    running.app.locker._patience.setInterval(50)
    with qtbot.waitSignal(running.app.locker.locked, timeout=5000) as told:
        running.app.locker.lock("key")
    assert told.args == ["key:10:lost"]
    gate.set()
    running.rest()
