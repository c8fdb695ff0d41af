"""What was written is kept over a lock, decided with the officer's password, and stopped where another version came first."""

from ashibue_desk.use_cases.desk import Desk
from ashibue_desk.use_cases.wordings import open_wording
from tests.helpers.wordings import new_version
from tests.ui.pages.showing import Opened, told
from tests.ui.pages.wording_writer import PASSWORD, decided, write
from ui.desktop import message_box
from ui.pages.wordings.decide_card import AGAIN
from ui.pages.wordings.edit_page import WordingEditPage


class TestPassword:
    def test_no_version_without_the_password_of_the_officer(self, opened: Opened, desk: Desk) -> None:
        page = opened.show(WordingEditPage, "handover")
        write(page, "lead", "次のとおり引き継ぎます。")
        page.decide()
        opened.rest()
        page.deciding.reason.set_value("短くするため")
        assert not page.deciding.password_row.isHidden()
        page.deciding.act_button.click()
        opened.rest()
        assert open_wording(desk, "handover").holds == 1, "an empty field goes nowhere"
        page.deciding.password.line.setText("まちがい")
        page.deciding.act_button.click()
        opened.rest()
        assert open_wording(desk, "handover").holds == 1
        assert "パスワード" in told(page)[0][1]
        assert page.deciding.password.is_empty(), "what was typed is forgotten"
        assert page.deciding.reason.value() == "短くするため"
        page.deciding.password.line.setText(PASSWORD)
        page.deciding.act_button.click()
        opened.rest()
        assert open_wording(desk, "handover").holds == 2

    def test_it_is_asked_once_in_a_few_minutes_and_never_in_a_draft(self, opened: Opened, desk: Desk) -> None:
        new_version(desk, "pledge")
        page = opened.show(WordingEditPage, "handover")
        write(page, "lead", "次のとおり引き継ぎます。")
        page.decide()
        opened.rest()
        assert page.deciding.password_row.isHidden()
        page.deciding.password.line.setText(PASSWORD)
        assert PASSWORD not in "".join(page.draft().values())
        page.write_on()
        assert page.deciding.password.is_empty()


class TestDrafts:
    def test_what_was_written_survives_a_lock(self, opened: Opened) -> None:
        page = opened.show(WordingEditPage, "consent")
        assert page.draft() == {}
        write(page, "lead", "私は、〔電話番号〕")  # not even finished
        page.decide()
        page.deciding.reason.set_value("途中")
        kept = page.draft()
        other = opened.show(WordingEditPage)
        other.restore_draft(kept)
        opened.rest()
        assert other.working is not None
        assert other.working.shown.lead == "私は、〔電話番号〕"
        assert other.deciding.reason.value() == "途中"
        assert other.draft() == kept
        assert not other.decide_button.isEnabled()

    def test_a_version_made_meanwhile_is_told(self, opened: Opened, desk: Desk) -> None:
        page = opened.show(WordingEditPage, "consent")
        write(page, "closing", "おわり")
        kept = page.draft()
        new_version(desk, "consent")
        other = opened.show(WordingEditPage)
        other.restore_draft(kept)
        opened.rest()
        assert told(other)[0][0] == "warning"

    def test_a_broken_draft_begins_anew(self, opened: Opened) -> None:
        page = opened.show(WordingEditPage)
        page.restore_draft({"form": "consent", "text": "様式", "newest": "1"})
        opened.rest()
        assert page.working is not None
        assert not page.working.is_changed

    def test_leaving_asks(self, opened: Opened) -> None:
        page = opened.show(WordingEditPage, "consent")
        assert page.may_leave()
        write(page, "closing", "おわり")
        message_box.answer_next(False)
        assert not page.may_leave()
        assert len(message_box.take_asked()) == 1


class TestOvertaken:
    def test_another_version_made_meanwhile_stops_it(self, opened: Opened, desk: Desk) -> None:
        page = opened.show(WordingEditPage, "consent")
        write(page, "closing", "おわり")
        new_version(desk, "consent")
        decided(page, opened, AGAIN)
        assert "新しい版ができました" in told(page)[0][1]
        assert page.working is not None
        assert page.working.shown.closing == "おわり"
        assert open_wording(desk, "consent").newest.version == 2
