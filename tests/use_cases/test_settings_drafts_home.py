"""The office's facts, the few settings, drafts that survive a lock, and what is due today."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

import pytest

from ashibue_desk.domain.appointments import Handover
from ashibue_desk.domain.form_facts import ConsentFacts
from ashibue_desk.domain.handling_log import LogFilter
from ashibue_desk.domain.individual_number import MASKED
from ashibue_desk.domain.log_paper import LogCardFacts
from ashibue_desk.domain.log_seal import LogCard, read_card
from ashibue_desk.domain.roles import Role
from ashibue_desk.storage.log_side_file import FILE_NAME
from ashibue_desk.use_cases import (
    appointments,
    consent_forms,
    drafts,
    handovers,
    home,
    log_papers,
    settings,
    users,
    vault_gate,
    verify_log,
)
from ashibue_desk.use_cases.back_up_vault import back_up_vault
from ashibue_desk.use_cases.create_vault import create_vault
from ashibue_desk.use_cases.desk import Desk
from ashibue_desk.use_cases.home import Todo, Urgency
from ashibue_desk.use_cases.master_key import mark_renewal_due
from ashibue_desk.use_cases.progress import Quiet
from ashibue_desk.use_cases.reauthentication import PasswordNeeded
from ashibue_desk.use_cases.situations import NotYourDuty
from tests.helpers.desks import AUDITOR, HANDLER, OFFICER, RECEIVER, Scene, collect, done, plan_for
from tests.helpers.made_up_people import made_up_office
from tests.helpers.sample_numbers import valid_number
from tests.helpers.wordings import new_version

OFFICE = made_up_office()
OF_CHARGES = {
    Todo.COMPLETE_CHARGES,
    Todo.OWN_CHARGE,
    Todo.TRAIN,
    Todo.RENEW_TERMS,
    Todo.RENEW_PLEDGES,
    Todo.CONFIRM_HANDOVERS,
    Todo.TAKE_OVER_DROPS,
    Todo.CHANGE_PASSWORD,
    Todo.RENEW_MASTER_KEY,
}


def due(desk: Desk) -> dict[Todo, home.DueItem]:
    return {item.todo: item for item in home.home(desk).due}


class TestOffice:
    """What is printed at the head of every form."""

    def test_a_change_is_kept_and_logged(self, desk: Desk, scene: Scene) -> None:
        other = replace(OFFICE, name="みなもの笛の会", representative_name="宵町 律", first_month=1)
        assert done(settings.change_office(desk, other)).answer == other  # type: ignore[comparison-overlap]
        assert desk.vault.log.read(LogFilter(most=1))[0].line.object_label == "みなもの笛の会"
        scene.close()
        assert settings.read_settings(scene.unlock(AUDITOR)).office == other

    @pytest.mark.parametrize(
        ("changed", "field"),
        [
            ({"name": " "}, "name"),
            ({"representative_name": ""}, "representative_name"),
            ({"address": ""}, "address"),
            ({"corporate_number": "7123456789013"}, "corporate_number"),
            ({"first_month": 0}, "first_month"),
            ({"first_month": 13}, "first_month"),
            ({"contact": f"事務局 {valid_number(1).grouped()}"}, "contact"),
            ({"representative_title": valid_number(1).digits()}, "representative_title"),
        ],
    )
    def test_what_is_wrong_stands_beside_its_field(
        self, desk: Desk, changed: dict[str, object], field: str
    ) -> None:
        lines = desk.vault.log.last_seq()
        answer = settings.change_office(desk, replace(OFFICE, **changed))  # type: ignore[arg-type] # names of fields
        assert isinstance(answer, tuple)
        assert [problem.field for problem in answer] == [field]
        assert settings.read_settings(desk).office == OFFICE
        assert desk.vault.log.last_seq() == lines

    def test_others_change_nothing(self, scene: Scene) -> None:
        desk = scene.unlock(AUDITOR)
        with pytest.raises(NotYourDuty):
            settings.change_office(desk, OFFICE)
        with pytest.raises(NotYourDuty):
            settings.change_auto_lock(desk, 5)


@pytest.mark.parametrize(
    ("asked", "kept"), [(1, 1), (10, 10), (60, 60), (0, 1), (-5, 1), (61, 60), (10**6, 60)]
)
def test_auto_lock_stays_within_the_regulations_bounds(
    desk: Desk, scene: Scene, asked: int, kept: int
) -> None:
    assert settings.read_settings(desk).auto_lock_minutes == 10
    assert settings.change_auto_lock(desk, asked, scene.users[OFFICER].password).answer == kept
    assert settings.read_settings(desk).auto_lock_minutes == kept
    assert desk.vault.log.read(LogFilter(most=1))[0].line.detail == f"{kept}分"


def test_only_a_longer_time_needs_the_password_again(desk: Desk) -> None:
    assert settings.change_auto_lock(desk, 5).answer == 5
    with pytest.raises(PasswordNeeded):
        settings.change_auto_lock(desk, 6)
    assert settings.read_settings(desk).auto_lock_minutes == 5


def test_the_folder_of_the_last_backup_is_offered_again(desk: Desk, scene: Scene) -> None:
    settings.remember_backup_folder(desk, "/media/disc")
    scene.close()
    assert settings.read_settings(scene.unlock()).backup_folder == "/media/disc"


class TestDrafts:
    """What stood in an open form lives inside the vault, for its own user."""

    def test_one_survives_the_lock(self, scene: Scene) -> None:
        desk = scene.unlock()
        drafts.keep_draft(desk, "person", {"name": "書きかけ"})
        drafts.keep_draft(desk, "person", {"name": "書きかけ 二"})
        drafts.keep_draft(desk, "other", {"a": [1, None, True]})
        vault_gate.close(desk, "自動ロック")
        desk = scene.unlock()
        assert drafts.drafts(desk) == {"person": {"name": "書きかけ 二"}, "other": {"a": [1, None, True]}}
        assert due(desk)[Todo.FINISH_DRAFT].count == 2
        drafts.keep_draft(desk, "other", {"note": [f"番号は{valid_number(1).grouped()}"], "id": "0f" * 16})
        assert drafts.drafts(desk)["other"] == {"note": [f"番号は{MASKED}"], "id": "0f" * 16}

        drafts.drop_draft(desk, "person")
        assert list(drafts.drafts(desk)) == ["other"]

    def test_nobody_elses_is_shown(self, scene: Scene) -> None:
        drafts.keep_draft(scene.unlock(), "person", {"name": "書きかけ"})
        scene.close()
        assert drafts.drafts(scene.unlock(HANDLER)) == {}


class TestHome:
    """What is due comes first, the most pressing at the top."""

    def test_an_empty_vault_asks_for_the_list(self, empty_scene: Scene) -> None:
        create_vault(
            empty_scene.surroundings, replace(plan_for(empty_scene), users=(empty_scene.users[OFFICER],))
        )
        items = due(empty_scene.unlock())
        assert Todo.IMPORT_PEOPLE in items
        assert Todo.BACK_UP in items

    def test_counts_follow_what_is_done(self, desk: Desk, scene: Scene) -> None:
        def render(facts: Sequence[ConsentFacts]) -> bytes:
            return b""

        items = due(desk)
        assert (items[Todo.ISSUE_CONSENTS].count, items[Todo.COLLECT_NUMBERS].count) == (7, 3)
        consent_forms.issue_consents(desk, scene.person_ids[:2], render)
        collect(desk, scene.person_ids[4], 900)
        items = due(desk)
        assert items[Todo.ISSUE_CONSENTS].count == 5
        assert items[Todo.RECEIVE_CONSENTS].count == 2
        assert items[Todo.COLLECT_NUMBERS].count == 2

    def test_a_backup_is_due_at_once_and_again_after_a_month(self, desk: Desk, scene: Scene) -> None:
        assert due(desk)[Todo.BACK_UP].urgency is Urgency.DUE
        folder = scene.root / "place"
        folder.mkdir()
        back_up_vault(desk, folder, Quiet())
        assert Todo.BACK_UP not in due(desk)
        scene.clock.advance(timedelta(days=31))
        assert Todo.BACK_UP not in due(desk)
        scene.clock.advance(timedelta(days=1))
        assert due(desk)[Todo.BACK_UP].urgency is Urgency.OVERDUE

    def test_a_vault_that_never_had_a_backup_is_late_after_two_months(self, desk: Desk, scene: Scene) -> None:
        scene.clock.advance(timedelta(days=20))
        assert due(desk)[Todo.BACK_UP].urgency is Urgency.DUE
        scene.clock.advance(timedelta(days=50))
        assert due(desk)[Todo.BACK_UP].urgency is Urgency.OVERDUE

    @pytest.mark.parametrize(
        ("month", "urgency"),
        [(10, Urgency.LATER), (11, Urgency.DUE), (12, Urgency.DUE), (1, Urgency.DUE), (2, Urgency.LATER)],
    )
    def test_missing_numbers_press_while_the_slips_are_prepared(
        self, desk: Desk, scene: Scene, month: int, urgency: Urgency
    ) -> None:
        scene.clock.set_to(scene.clock.local_now().replace(year=2028, month=month, day=8))
        assert due(desk)[Todo.COLLECT_NUMBERS].urgency is urgency

    def test_the_most_pressing_stands_first(self, desk: Desk, scene: Scene) -> None:
        scene.clock.set_to(scene.clock.local_now().replace(year=2027, month=5))
        order = [list(Urgency).index(item.urgency) for item in home.home(desk).due]
        assert order == sorted(order)
        assert home.home(desk).due[0].todo is Todo.NAME_SUPERIOR, "it has waited since July"

    def test_every_item_names_its_article_and_the_last_lines_are_shown(self, desk: Desk) -> None:
        view = home.home(desk)
        assert all(item.article for item in view.due)
        assert 1 <= len(view.recent) <= 6
        assert view.recent[0].line.act == "保管庫を開いた"
        assert view.year_starts.isoformat() == "2026-04-01"
        assert view.months == (desk.today.replace(day=1),)

    def test_the_year_is_marked_where_anything_was_logged(self, scene: Scene) -> None:
        scene.close()
        scene.clock.advance(timedelta(days=62))
        months = home.home(scene.unlock()).months
        assert len(months) == 2
        assert months[0] < scene.clock.today().replace(day=1) == months[1]


class TestTheSealedLog:
    """The officer's card, and what an arrival found."""

    def issue(self, scene: Scene, desk: Desk) -> LogCard:
        papers: list[LogCardFacts] = []
        log_papers.print_log_card(
            desk, scene.users[OFFICER].password, lambda facts: papers.append(facts) or b""
        )
        card = read_card(papers[0].qr_text)
        assert isinstance(card, LogCard)
        return card

    def test_the_officer_alone_is_asked_for_the_card_until_there_is_one(self, scene: Scene) -> None:
        assert Todo.ISSUE_LOG_CARD not in due(scene.unlock(AUDITOR))
        scene.close()
        desk = scene.unlock()
        assert due(desk)[Todo.ISSUE_LOG_CARD].urgency is Urgency.DUE
        self.issue(scene, desk)
        assert not {Todo.ISSUE_LOG_CARD, Todo.CHECK_LOG} & set(due(desk))
        vault_gate.close(desk, "test")
        assert Todo.ISSUE_LOG_CARD not in due(scene.unlock())

    def test_a_flaw_found_at_arrival_stays_until_the_holder_of_the_card_confirms_it(
        self, scene: Scene
    ) -> None:
        desk = scene.unlock()
        card = self.issue(scene, desk)
        vault_gate.close(desk, "test")
        (scene.place / FILE_NAME).unlink()
        desk = scene.unlock(AUDITOR)
        assert due(desk)[Todo.CHECK_LOG].urgency is Urgency.OVERDUE
        vault_gate.close(desk, "test")
        desk = scene.unlock(HANDLER)
        assert Todo.CHECK_LOG not in due(desk)
        vault_gate.close(desk, "test")
        desk = scene.unlock()
        assert home.home(desk).due[0].todo is Todo.CHECK_LOG
        report = verify_log.verify_log(desk, (card,)).answer.report
        assert due(desk)[Todo.CHECK_LOG].urgency is Urgency.OVERDUE
        assert verify_log.confirm_openings(desk, (card,), report).answer >= 1
        assert Todo.CHECK_LOG not in due(desk)


class TestPeopleInCharge:
    """Missing steps, trainings, terms, handovers, the drop box and one's own password."""

    def test_a_complete_office_has_nothing_to_do_about_them(self, desk: Desk) -> None:
        assert not set(due(desk)) & OF_CHARGES

    def test_an_invited_handler_is_to_be_completed(self, desk: Desk, scene: Scene) -> None:
        users.invite_user(desk, "月見里 弦", frozenset({Role.HANDLER}), scene.users[OFFICER].password)
        assert due(desk)[Todo.COMPLETE_CHARGES].count == 1

    def test_a_new_version_of_the_pledge_is_to_be_signed(self, desk: Desk, scene: Scene) -> None:
        new_version(desk, "pledge", signs_again=False)
        assert Todo.RENEW_PLEDGES not in due(desk)
        new_version(desk, "pledge")
        assert due(desk)[Todo.RENEW_PLEDGES].count == 2
        handler = scene.users[HANDLER].user_id
        one = desk.vault.appointments.of_user(handler)[0].id
        done(appointments.record_pledge_received(desk, one, desk.today, "書庫"))
        assert due(desk)[Todo.RENEW_PLEDGES].count == 1

    def test_trainings_terms_and_handovers(self, desk: Desk, scene: Scene) -> None:
        handler = scene.users[HANDLER].user_id
        one = desk.vault.appointments.of_user(handler)[0].id
        appointments.change_term(desk, one, desk.today + timedelta(days=30))
        assert due(desk)[Todo.RENEW_TERMS].urgency is Urgency.DUE
        sheet = Handover("なし", "なし", "なし", "なし")
        handovers.begin_handover(desk, one, sheet, desk.today)
        assert due(desk)[Todo.CONFIRM_HANDOVERS].count == 1
        scene.clock.set_to(scene.clock.local_now().replace(year=2027, month=4, day=1))
        assert due(desk)[Todo.TRAIN].urgency is Urgency.DUE
        assert due(desk)[Todo.RENEW_TERMS].urgency is Urgency.OVERDUE
        scene.clock.advance(timedelta(days=1))
        assert due(desk)[Todo.TRAIN].urgency is Urgency.OVERDUE
        late = [item for item in home.home(desk).due if item.urgency is Urgency.OVERDUE]
        days = [item.since or date.min for item in late]
        assert days == sorted(days), "the longest waiting comes first"
        assert len(set(days)) > 2
        assert all(day < desk.today for day in days)

    def test_a_handler_is_told_of_the_own_duty_alone(self, scene: Scene) -> None:
        scene.clock.set_to(scene.clock.local_now().replace(year=2027, month=3, day=20))
        items = due(scene.unlock(HANDLER))
        assert items[Todo.OWN_CHARGE].count == 1
        assert not {Todo.TRAIN, Todo.COMPLETE_CHARGES} & set(items)

    def test_the_password_from_thirty_days_before(self, scene: Scene) -> None:
        scene.clock.advance(timedelta(days=334))
        desk = scene.unlock()
        assert Todo.CHANGE_PASSWORD not in due(desk)
        scene.clock.advance(timedelta(days=1))
        assert due(desk)[Todo.CHANGE_PASSWORD].urgency is Urgency.DUE
        scene.clock.advance(timedelta(days=31))
        assert due(desk)[Todo.CHANGE_PASSWORD].urgency is Urgency.OVERDUE

    def test_a_renewal_that_is_not_finished(self, desk: Desk) -> None:
        with desk.act():
            mark_renewal_due(desk)
        assert due(desk)[Todo.RENEW_MASTER_KEY].urgency is Urgency.OVERDUE

    def test_what_waits_in_the_drop_box(self, scene: Scene) -> None:
        collect(scene.unlock(RECEIVER), scene.person_ids[4], 900)
        scene.close()
        assert due(scene.unlock(HANDLER))[Todo.TAKE_OVER_DROPS].count == 1
