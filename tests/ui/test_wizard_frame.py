"""The frame of wizards, the cards of choices, charts and small parts."""

from dataclasses import dataclass, field
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from ashibue_desk.domain.problems import Problem
from tests.helpers.accessible_names import nameless_controls
from ui.background.progress import Progress
from ui.widgets.banner import BannerPlace
from ui.widgets.buttons import SmallButton
from ui.widgets.card import column
from ui.widgets.charts import Bar, BarList, Span, YearBand, YearLine
from ui.widgets.choice_cards import ChoiceCard, ChoiceCards
from ui.widgets.field_row import FieldRow, Form
from ui.widgets.fields import TextField
from ui.widgets.labels import PlainLabel
from ui.widgets.small_parts import Countdown, ProgressPanel, StepList
from ui.widgets.wizard_frame import Reason, Step, StepWidget, WizardFrame


@dataclass
class TwoSteps:
    """A flow without Qt: a name, and whether to go on."""

    values: dict[str, str] = field(default_factory=dict)
    current: int = 0
    steps: tuple[Step, ...] = (
        Step(
            "who",
            "だれの番号か",
            "だれの番号か",
            next_act="確認へ進む",
            reason=Reason("なぜ", "規程第16条", True, "規程"),
        ),
        Step("done", "確認", "確認して登録", next_act="登録する"),
    )

    def problems(self) -> tuple[Problem, ...]:
        wrong = self.current == 0 and not self.values.get("who")
        return (
            (Problem("who", "名前を入力してください。"), Problem("else", "日付がありません。"))
            if wrong
            else ()
        )

    def go_next(self) -> bool:
        if self.current == 1:
            return False
        self.current = 1
        return True

    def go_back(self) -> bool:
        if self.current == 0:
            return False
        self.current = 0
        return True

    def go_to(self, at: int) -> None:
        self.current = at


class WhoStep(StepWidget):
    def __init__(self, flow: TwoSteps) -> None:
        super().__init__()
        self.flow = flow
        layout = column()
        self.setLayout(layout)
        self.form = Form(self)
        self.line = TextField()
        self.form.add(FieldRow("名前", self.line, name="who"))
        layout.addWidget(self.form)

    def load(self) -> None:
        self.line.set_value(self.flow.values.get("who", ""))

    def store(self) -> None:
        self.flow.values["who"] = self.line.value()

    def show_problems(self, problems: tuple[Problem, ...]) -> tuple[Problem, ...]:
        return self.form.show_problems(problems)


@pytest.fixture
def flow() -> TwoSteps:
    return TwoSteps()


@pytest.fixture
def frame(qtbot, flow: TwoSteps) -> WizardFrame:
    made = WizardFrame(flow, {"who": WhoStep(flow), "done": StepWidget()})
    qtbot.addWidget(made)
    made.resize(1080, 500)
    made.show()
    yield made
    made.hide()


def test_a_step_without_fields_gives_the_keyboard_to_going_on(frame, flow):
    flow.values["who"] = "山本"
    flow.go_next()
    frame.show_step()
    assert frame.focusWidget() is frame.next_button


def test_a_step_with_problems_is_not_left(frame, flow):
    frame.next_button.click()
    assert flow.current == 0
    step = frame.current_widget()
    assert step.form.rows()[0].problem_text() == "名前を入力してください。"
    assert frame._problem.text() == "日付がありません。"


def test_back_loses_nothing_and_the_last_step_finishes(frame, flow, qtbot):
    frame.current_widget().line.set_value("青葉 光")
    frame.next_button.click()
    assert (flow.current, frame.next_button.text()) == (1, "登録する")
    assert not frame.reason.isVisible()
    frame.back_button.click()
    assert frame.current_widget().line.value() == "青葉 光"
    assert not frame.back_button.isVisible()
    frame.next_button.click()
    with qtbot.waitSignal(frame.finished):
        frame.next_button.click()
    frame.go_to(0)
    assert flow.current == 0


def test_enter_goes_on_and_tab_reaches_going_on_before_giving_up(frame, flow, qtbot):
    line = frame.current_widget().line
    line.setFocus()
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert flow.current == 0  # nothing was typed yet: the problem is shown instead
    line.set_value("青葉 光")
    qtbot.keyClick(line, Qt.Key.Key_Tab)
    assert frame.next_button.hasFocus()
    line.setFocus()
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert flow.current == 1


def test_a_double_click_goes_on_by_one_step(frame, flow, qtbot):
    frame.current_widget().line.set_value("青葉 こずえ")
    with qtbot.assertNotEmitted(frame.finished):
        double_click(frame.next_button, qtbot)
    assert (flow.current, frame.next_button.text()) == (1, "登録する")


def double_click(button, qtbot):
    for press in (qtbot.mouseClick, qtbot.mouseDClick, qtbot.mouseRelease):
        press(button, Qt.MouseButton.LeftButton)


def test_a_wizard_is_given_up_and_held_while_busy(frame, qtbot):
    with qtbot.waitSignal(frame.given_up):
        frame.give_up_button.click()
    frame.set_busy(True)
    assert not frame.next_button.isEnabled()
    assert nameless_controls(frame) == []


def test_a_narrow_wizard_puts_its_parts_below_one_another(frame, qtbot):
    wide = frame.step_list.geometry().right() < frame._card.geometry().left()
    frame.resize(500, 900)
    assert wide
    qtbot.waitUntil(lambda: frame.step_list.geometry().bottom() < frame._card.geometry().top())


def test_one_card_is_chosen_by_keyboard(qtbot):
    cards = ChoiceCards((ChoiceCard("a", "対面"), ChoiceCard("b", "郵送", "書留で", "期限あり")))
    qtbot.addWidget(cards)
    cards.show()
    assert cards.is_empty()
    first, second = cards.buttons()
    with qtbot.waitSignal(cards.changed):
        qtbot.keyClick(first, Qt.Key.Key_Return)
    assert cards.value() == "a"
    second.setFocus()
    qtbot.keyClick(second, Qt.Key.Key_Space)
    assert cards.value() == "b"
    cards.set_cards((ChoiceCard("b", "郵送"),))
    assert cards.value() == "b"
    assert second.accessibleName() == "郵送、期限あり"
    cards.hide()


def test_steps_behind_can_be_gone_back_to(qtbot):
    steps = StepList(("一", "二", "三"))
    qtbot.addWidget(steps)
    steps.show_steps(("一", "二", "三"), 2)
    steps.resize(steps.sizeHint())
    assert steps.accessibleName() == "手順 3 / 3: 三"
    with qtbot.waitSignal(steps.chosen) as told:
        qtbot.mouseClick(steps, Qt.MouseButton.LeftButton, pos=steps.rect().center())
    assert told.args == [1]
    with qtbot.assertNotEmitted(steps.chosen):
        qtbot.mouseClick(steps, Qt.MouseButton.LeftButton, pos=steps.rect().bottomLeft())


def test_a_single_step_does_not_promise_to_be_the_only_one(qtbot):
    steps = StepList(("だれの番号か",))
    qtbot.addWidget(steps)
    steps.show_steps(("だれの番号か",), 0)
    assert steps.accessibleName() == "手順 1: だれの番号か"


def test_a_countdown_ends_once(qtbot):
    clock = Countdown()
    qtbot.addWidget(clock)
    with qtbot.waitSignal(clock.over, timeout=5000):
        clock.start(0.2)
    assert clock.remaining() == 0
    assert clock.accessibleName() == "あと 0秒"


def test_progress_shows_and_stops(qtbot):
    panel = ProgressPanel()
    qtbot.addWidget(panel)
    progress = Progress("取り込んでいます")
    panel.follow(progress)
    progress.report(3, 3, "書いています")
    assert panel._count.text() == "3 / 3"
    panel.stop_button.click()
    assert progress.should_stop()
    progress.finish()
    assert not panel.isVisible()


def test_banners_show_the_newest_on_top_and_at_most_three(qtbot):
    place = BannerPlace()
    qtbot.addWidget(place)
    for number in range(5):
        place.say("info", f"{number}")
    assert [banner.text for banner in place.banners()] == ["4", "3", "2"]
    place.banners()[0].close_banner()
    assert [banner.text for banner in place.banners()] == ["3", "2"]
    place.clear()
    assert place.isHidden()


def test_the_acts_of_a_banner_stand_below_its_words_where_there_is_little_room(qtbot):
    place = BannerPlace()
    qtbot.addWidget(place)
    banner = place.say("info", "ロックする前に入力していたもの", actions=(("続きを入力する", place.clear),))
    words = next(each for each in banner.findChildren(PlainLabel) if each.text() == banner.text)
    (act,) = banner.findChildren(SmallButton)
    place.show()
    for width, below in ((400, True), (900, False)):
        place.resize(width, 200)
        QApplication.processEvents()
        assert (act.y() >= words.geometry().bottom()) is below


def test_charts_tell_screen_readers_what_they_show(qtbot):
    band, bars = YearBand(), BarList()
    qtbot.addWidget(band)
    qtbot.addWidget(bars)
    late = Span(date(2026, 12, 1), date(2026, 12, 31), "error", "期限を過ぎています")
    band.show_year(date(2026, 4, 1), date(2026, 12, 10), (YearLine("年次評価", (late,)),))
    bars.show_bars((Bar("組織・体制", 8, 8, "success"), Bar("入退室", 0, 2)))
    assert band.accessibleDescription() == "年次評価: 期限を過ぎています"
    assert bars.accessibleDescription() == "組織・体制 8 / 8、入退室 0 / 2"
    band.resize(900, 100)
    assert not band.grab().toImage().isNull()


def test_days_outside_the_year_stop_at_its_edges(qtbot):
    band = YearBand()
    qtbot.addWidget(band)
    band.show_year(date(2026, 4, 1), date(2026, 4, 1), ())
    assert band._x(date(2026, 4, 1), 100, 10) == 100
    assert band._x(date(2025, 1, 1), 100, 10) == 100
    assert band._x(date(2027, 3, 31), 100, 10, after=True) == 220
    assert band._x(date(2030, 1, 1), 100, 10) == 220
