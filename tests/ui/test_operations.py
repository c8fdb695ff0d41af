"""The way to the vault: answers in the window's thread, only to the living; situations and bugs part ways."""

import threading
from functools import partial

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject
from PySide6.QtWidgets import QWidget

from ashibue_desk.domain.errors import Situation
from ashibue_desk.domain.problems import Problem
from ashibue_desk.use_cases.changes import Changed, Done
from ui.background.crash_report import CrashReport, outline
from ui.background.progress import Progress


class DiskGone(Situation):
    what = "保存できませんでした。"
    safe = "前の内容は残っています。"
    todo = "もう一度お試しください。"


class Asker(QWidget):
    """A page in small: keeps what it was told, and in which thread."""

    def __init__(self) -> None:
        super().__init__()
        self.answers: list[object] = []
        self.situations: list[Situation] = []
        self.threads: list[int] = []
        self.followed: list[Progress] = []

    def take(self, answer: object) -> None:
        self.answers.append(answer)
        self.threads.append(threading.get_ident())

    def show_situation(self, situation: Situation) -> None:
        self.situations.append(situation)

    def show_progress(self, progress: Progress) -> None:
        self.followed.append(progress)


@pytest.fixture
def asker(qtbot) -> Asker:
    made = Asker()
    qtbot.addWidget(made)
    return made


def raising(error: Exception) -> object:
    raise error


def test_work_is_done_in_the_vault_thread_and_answered_in_ours(operations, asker, at_rest):
    operations.run(asker, threading.get_ident, asker.take)
    at_rest()
    assert asker.threads == [threading.get_ident()]
    assert asker.answers != asker.threads


def test_work_is_done_one_after_another(operations, asker, at_rest):
    for number in range(20):
        operations.run(asker, partial(int, number), asker.take)
    at_rest()
    assert asker.answers == list(range(20))


def test_what_is_done_beside_the_vault_holds_nobody_up(operations, asker, at_rest, qtbot):
    """A book of three thousand sheets is drawn while the vault goes on answering."""
    answered, threads = threading.Event(), set()

    def draw() -> str:
        threads.add(threading.get_ident())
        assert answered.wait(20), "the vault answered nobody while something was drawn"
        return "drawn"

    def take_vaults(answer: object) -> None:
        asker.take(answer)
        answered.set()

    operations.beside(asker, draw, asker.take)
    operations.run(asker, lambda: threads.add(threading.get_ident()), take_vaults)
    at_rest()
    assert asker.answers == [None, "drawn"]
    assert len(threads | {threading.get_ident()}) == 3
    operations.beside(asker, partial(raising, DiskGone()), asker.take)
    at_rest()
    assert [type(one) for one in asker.situations] == [DiskGone]


def test_nothing_is_asked_of_a_closed_vault(operations, asker, at_rest):
    operations.query(asker, lambda desk: desk.today, asker.take)
    at_rest()
    assert asker.answers == []


def test_a_query_gets_the_open_desk(open_operations, asker, at_rest, desk):
    open_operations.query(asker, lambda at: at.today, asker.take)
    at_rest()
    assert asker.answers == [desk.today]
    assert open_operations.forget_desk() is desk
    assert open_operations.desk is None


def test_an_act_answers_and_announces_what_changed(open_operations, announcements, asker, at_rest):
    news: list[tuple[object, object]] = []
    announcements.changed.connect(lambda what, who: news.append((what, who)))
    open_operations.act(asker, lambda _desk: Done(31, Changed.CONSENTS | Changed.LOG), asker.take)
    open_operations.act(asker, lambda _desk: Done(None, Changed.NOTHING), asker.take)
    at_rest()
    assert asker.answers == [31, None]
    assert news == [(Changed.CONSENTS | Changed.LOG, asker)]


def test_problems_found_by_a_use_case_reach_the_form(open_operations, announcements, asker, at_rest):
    news: list[object] = []
    announcements.changed.connect(lambda what, _who: news.append(what))
    wrong = (Problem("name", "氏名を入力してください。"),)
    open_operations.act(asker, lambda _desk: wrong, asker.take)
    at_rest()
    assert asker.answers == [wrong]
    assert news == []


def test_a_situation_shows_itself_on_the_nearest_page(operations, asker, at_rest):
    inner = QObject(asker)
    operations.run(inner, partial(raising, DiskGone()), asker.take)
    at_rest()
    assert [type(each) for each in asker.situations] == [DiskGone]
    assert asker.answers == []


def test_whoever_asks_may_take_the_situation(operations, asker, at_rest):
    taken: list[Situation] = []
    operations.run(asker, partial(raising, DiskGone()), asker.take, taken.append)
    at_rest()
    assert len(taken) == 1
    assert asker.situations == []


def test_a_bug_is_told_without_what_it_carried(thread, announcements, asker, qtbot, expect_log, caplog):
    from ui.background.operations import Operations

    report = CrashReport()
    operations = Operations(thread, announcements, report)
    expect_log(r"bug: ValueError < test_operations\.py:\d+ raising < ")
    with qtbot.waitSignal(report.happened) as told:
        operations.run(asker, partial(raising, ValueError("青葉 光 の入力")), asker.take)
    assert "不具合" in told.args[0]
    assert "青葉" not in told.args[0] + caplog.text
    assert asker.answers == []


class Going:
    def __del__(self):
        raise ValueError("青葉 光 の入力")


def test_what_can_be_raised_nowhere_is_recorded_without_a_word_of_it(expect_log, capsys):
    put_back = CrashReport().install()
    try:
        expect_log(r"bug: ValueError < test_operations\.py:\d+ __del__")
        Going()
    finally:
        put_back()
    assert "青葉" not in capsys.readouterr().err


def test_the_outline_of_a_bug_has_no_values():
    try:
        raising(KeyError("みずうみ"))
    except KeyError as error:
        told = outline(KeyError, error.__traceback__)
    assert told.startswith("KeyError < test_operations.py:")
    assert "みずうみ" not in told


def test_who_is_gone_is_not_answered(operations, qtbot, at_rest):
    gate = threading.Event()
    gone = Asker()
    answers = gone.answers
    operations.run(gone, lambda: gate.wait(10), gone.take)
    gone.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    gate.set()
    at_rest()
    assert answers == []


def test_waiting_work_keeps_nobody_alive(operations, at_rest, qapp):
    import gc
    import weakref

    gate = threading.Event()
    gone = Asker()
    watch = weakref.ref(gone)
    operations.run(gone, lambda: gate.wait(10), gone.take)
    del gone
    gc.collect()
    assert watch() is None
    gate.set()
    at_rest()


def test_long_work_reports_and_is_stopped(operations, asker, at_rest, qtbot):
    progress = Progress("取り込んでいます", asker)
    begun = threading.Event()

    def work() -> int:
        done = 0
        while not progress.should_stop():
            done += 1
            progress.report(done, 1_000_000, "行を読んでいます")
            begun.set()
        return done

    with qtbot.waitSignal(progress.reported):
        operations.run(asker, work, asker.take, progress=progress)
    assert asker.followed == [progress]
    with qtbot.waitSignal(progress.finished):
        operations.stop_all()
    at_rest()
    assert asker.answers[0] > 0


def test_the_thread_ends_when_told_and_takes_nothing_more(thread):
    done: list[int] = []
    thread.submit(lambda: done.append(1))
    assert thread.stop()
    thread.submit(lambda: done.append(2))
    assert done == [1]
