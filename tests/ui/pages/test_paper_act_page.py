"""Acts on paper and corrections on the screen: found by kana, told beside the field, the old line beside the new one."""

from dataclasses import replace
from datetime import date

from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication

from ashibue_desk.domain.handling_log import LogFilter, LogLine
from ashibue_desk.use_cases import log_corrections, paper_acts
from ashibue_desk.use_cases.desk import Desk
from tests.helpers.accessible_names import nameless_controls
from tests.helpers.desks import AUDITOR, RECEIVER, Scene, done
from tests.helpers.sample_numbers import VALID
from tests.ui.pages.showing import Opened, told
from tests.use_cases.test_paper_acts import FILED
from ui.pages.collection.page import CollectionPage
from ui.pages.handling_log.correction_page import CORRECT, REMARK, WITHDRAW, CorrectionPage
from ui.pages.handling_log.paper_act_fields import read_choices
from ui.pages.handling_log.paper_act_page import PaperActPage
from ui.widgets.buttons import OutlineButton
from ui.widgets.fields import TextField


def newest(desk: Desk) -> LogLine:
    return desk.vault.log.read(LogFilter(most=1))[0].line


def problem(page: PaperActPage | CorrectionPage, name: str) -> str:
    return next(row for row in page.form.rows() if row.name == name).problem_text()


def filled(opened: Opened) -> PaperActPage:
    page = opened.show(PaperActPage)
    page.fields.show_act(FILED)
    return page


def type_kana(line: TextField, text: str) -> None:
    """Type with an input method, whose letters come at once."""
    event = QInputMethodEvent()
    event.setCommitString(text)
    QApplication.sendEvent(line, event)


def test_an_act_on_paper_goes_into_the_log(opened: Opened, desk: Desk) -> None:
    page = opened.show(PaperActPage)
    assert nameless_controls(page) == []
    assert page.first_focus() is page.fields.kind
    page.fields.show_act(FILED)
    page.fields.day.line.set_value("R8.6.1")
    page.save_button.click()
    opened.rest()
    assert opened.shell.went_back == 1
    line = newest(desk)
    assert (line.happened_on, line.object_label, line.count) == ("2026-06-01", "退職した3人", 3)
    assert page.draft() == {}


def test_fields_follow_the_kind(opened: Opened) -> None:
    page = opened.show(PaperActPage)
    fields = page.fields
    assert fields.affair_row.isHidden()
    fields.kind.set_value("cabinet")
    assert fields.affair_row.isHidden()
    assert (fields.recipient_row.label(), fields.recipient_row.spoken_name()) == (
        "書庫の場所",
        "書庫の場所、任意",
    )
    fields.kind.set_value("filed")
    assert not fields.affair_row.isHidden()
    assert fields.recipient_row.spoken_name() == "提出先、必須"


def test_somebody_is_found_by_kana_and_is_one_person(opened: Opened, scene: Scene, desk: Desk) -> None:
    person = desk.vault.people.get(scene.person_ids[2])
    page = opened.show(PaperActPage)
    fields = page.fields
    type_kana(fields.whom.line, person.entry.kana)
    assert person.name in fields.whom.offered()
    fields.whom.choose(person.id)
    assert fields.count_row.isHidden()
    assert person.name in fields.whom.reading.text()
    fields.kind.set_value("looked_at")
    fields.affair.set_value(FILED.affair)
    page.save_button.click()
    opened.rest()
    assert (newest(desk).object_id, newest(desk).count) == (person.id, 1)


def test_a_whole_name_that_one_person_has_means_that_person(opened: Opened, scene: Scene, desk: Desk) -> None:
    person = desk.vault.people.get(scene.person_ids[1])
    page = opened.show(PaperActPage)
    whom = page.fields.whom
    whom.line.setText(person.name)
    whom.line.left.emit()
    assert whom.person_id() == person.id
    whom.line.end(False)
    type_kana(whom.line, " ほか")
    assert whom.person_id() == ""
    assert "名簿から選んでいません" in whom.reading.text()


def test_what_is_wrong_is_told_beside_its_field(opened: Opened, desk: Desk) -> None:
    page = filled(opened)
    page.fields.day.set_value(date(2026, 6, 16))
    page.save_button.click()
    assert "先の日付" in problem(page, "happened_on")
    page.fields.day.set_value(desk.today)
    page.fields.remark.set_value(f"番号は{VALID[0]}")
    page.save_button.click()
    opened.rest()
    assert "12桁" in problem(page, "remark")
    assert opened.shell.went_back == 0


def test_a_lock_loses_nothing(opened: Opened) -> None:
    kept = filled(opened).draft()
    page = opened.show(PaperActPage)
    page.restore_draft(dict(kept))
    assert page.fields.act() == FILED
    page.restore_draft({"nonsense": "1"})
    assert page.fields.act() == FILED
    assert opened.show(PaperActPage).draft() == {}


def test_a_lock_does_not_forget_who_was_chosen(opened: Opened, scene: Scene) -> None:
    page = opened.show(PaperActPage)
    page.fields.whom.choose(scene.person_ids[2])
    again = opened.show(PaperActPage)
    again.restore_draft(page.draft())
    assert again.fields.act().person_id == scene.person_ids[2]


def test_a_receiver_is_offered_what_receivers_do(opened: Opened, scene: Scene, desk: Desk) -> None:
    receiver = replace(desk, actor=replace(desk.actor, roles=scene.users[RECEIVER].roles))
    assert {rule.id for rule in read_choices(receiver).rules.acts} == {"received", "handed_over", "cabinet"}


def test_a_receiver_begins_at_the_collection(opened: Opened, scene: Scene) -> None:
    opened.context = replace(opened.context, roles=scene.users[RECEIVER].roles)
    page = opened.show(CollectionPage)
    (button,) = [one for one in page.findChildren(OutlineButton) if one.text() == "紙の取扱いを記録する"]
    button.click()
    assert opened.shell.opened == [("paper_act", None)]


class TestCorrecting:
    def test_the_old_line_stands_beside_the_correction(self, opened: Opened, desk: Desk) -> None:
        seq = int(done(paper_acts.record_paper_act(desk, FILED)).answer)
        page = opened.show(CorrectionPage, seq)
        assert page.old_card.heading.text() == f"いまの記録({seq}番)"
        assert page.modes.value() == CORRECT
        assert page.fields.act() == FILED
        assert nameless_controls(page) == []
        page.fields.count.set_value("4人")
        page.save_button.click()
        assert problem(page, "reason")
        page.reason.set_value("数え直したため")
        page.save_button.click()
        opened.rest()
        assert opened.shell.went_back == 1
        assert (newest(desk).corrects, newest(desk).count) == (seq, 4)

        again = opened.show(CorrectionPage, seq)
        assert not again.course.isHidden()
        assert again.fields.act().count == 4

    def test_taking_back_needs_only_a_reason(self, opened: Opened, desk: Desk) -> None:
        seq = int(done(paper_acts.record_paper_act(desk, FILED)).answer)
        page = opened.show(CorrectionPage, seq)
        page.modes.set_value(WITHDRAW)
        page.modes.changed.emit()
        assert page.fields.kind_row.isHidden()
        assert page.save_button.text() == "取り消す"
        page.reason.set_value("2回入力したため")
        page.save_button.click()
        opened.rest()
        assert log_corrections.correction_view(desk, seq).course.is_withdrawn

    def test_a_lock_loses_neither_the_way_nor_the_reason(self, opened: Opened, desk: Desk) -> None:
        seq = int(done(paper_acts.record_paper_act(desk, FILED)).answer)
        page = opened.show(CorrectionPage, seq)
        assert page.draft() == {}
        page.modes.set_value(WITHDRAW)
        page.reason.set_value("2回入力したため")
        kept = page.draft()
        again = opened.show(CorrectionPage)
        again.restore_draft(kept)
        opened.rest()
        assert again.old_card.heading.text() == f"いまの記録({seq}番)"
        assert (again.modes.value(), again.reason.value()) == (WITHDRAW, "2回入力したため")
        assert again.fields.kind_row.isHidden()

    def test_a_line_of_the_program_gets_a_remark_only(self, opened: Opened, desk: Desk) -> None:
        seq = desk.vault.log.last_seq()
        page = opened.show(CorrectionPage, seq)
        assert [button.card.value for button in page.modes.buttons()] == [REMARK]
        assert "プログラムが自動で書いた" in page.hint.text()
        page.reason.set_value("停電のあとに開き直した")
        page.save_button.click()
        opened.rest()
        assert newest(desk).corrects == seq

    def test_a_line_that_does_not_exist_is_told(self, opened: Opened) -> None:
        page = opened.show(CorrectionPage, 10_000)
        assert "この番号の記録はありません" in told(page)[0][1]
        assert page.card.isHidden()

    def test_an_auditor_may_remark(self, opened: Opened, scene: Scene, desk: Desk) -> None:
        seq = int(done(paper_acts.record_paper_act(desk, FILED)).answer)
        auditor = replace(desk, actor=replace(desk.actor, roles=scene.users[AUDITOR].roles))
        view = log_corrections.correction_view(auditor, seq)
        assert (view.act, view.is_colleagues) == (None, True)
