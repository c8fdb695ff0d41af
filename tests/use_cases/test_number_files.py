"""The register of number files: by order of the officer, with the reason, and the numbers move with their affairs."""

from dataclasses import replace

import pytest

from ashibue_desk.domain.handling_log import LogFilter
from ashibue_desk.domain.number_files import FileKind, NumberFile, NumberFilePlan
from ashibue_desk.domain.problems import Problem
from ashibue_desk.use_cases import collect_number, drop_box, number_files, reveal_number
from ashibue_desk.use_cases.desk import Desk
from ashibue_desk.use_cases.situations import AffairWithoutFile, NotYourDuty, NumberFileGone, NumberTampered
from tests.helpers.desks import (
    AUDITOR,
    HANDLER,
    OFFICER,
    RECEIVER,
    WITH_NUMBERS,
    Scene,
    done,
    receipt_for,
)
from tests.helpers.sample_numbers import valid_number

PAYROLL, INSURANCE, PAYEES = "payroll", "insurance", "payees"
INCOME, ENROLMENT, EMPLOYMENT = (
    "income_withholding_slip",
    "health_pension_enrolment",
    "employment_insurance_enrolment",
)
PLAN = NumberFilePlan(
    kind=FileKind.VAULT,
    name="健康保険",
    purpose="健康保険の届出のため",
    place="このPCの保管庫",
    department="総務",
    disposal="保存期間が終わったら消す",
    affairs=(ENROLMENT,),
    reason="健康保険だけを別の担当者に任せるため",
)


def made(desk: Desk, plan: NumberFilePlan = PLAN) -> str:
    return done(number_files.create_number_file(desk, plan)).answer


def file_of(desk: Desk, file_id: str) -> NumberFile:
    return next(file for file in number_files.list_number_files(desk) if file.id == file_id)


def problems(answer: object) -> set[str]:
    assert isinstance(answer, tuple), answer
    return {problem.field for problem in answer if isinstance(problem, Problem)}


def both(desk: Desk, person_id: str, seed: int) -> None:
    receipt = receipt_for(desk, person_id, valid_number(seed))
    done(collect_number.collect_number(desk, replace(receipt, affairs=(EMPLOYMENT, ENROLMENT))))


def test_a_new_vault_has_those_of_the_pack(desk: Desk, scene: Scene) -> None:
    files = number_files.list_number_files(desk)
    assert [file.id for file in files] == [rule.id for rule in desk.regulation.number_files]
    assert [file.name for file in files] == ["給与・税務", "社会保険・雇用保険", "支払先"]
    names = {scene.users[who].name for who in (OFFICER, HANDLER)}
    assert all(set(file.holders) == names and file.edition == 1 and file.is_open for file in files)
    assert {affair for file in files for affair in file.affairs} == {
        affair.id for affair in desk.law.affairs(desk.today)
    }


class TestMaking:
    """A new compartment takes its affairs and their numbers from where they were."""

    def test_numbers_move_and_are_found_again(self, desk: Desk, scene: Scene) -> None:
        only, also = scene.person_ids[WITH_NUMBERS], scene.person_ids[WITH_NUMBERS + 1]
        receipt = receipt_for(desk, only, valid_number(40))
        done(collect_number.collect_number(desk, replace(receipt, affairs=(ENROLMENT,))))
        both(desk, also, 41)
        file_id = made(desk)
        assert desk.vault.numbers.files_of(only) == {file_id}
        assert desk.vault.numbers.files_of(also) == {INSURANCE, file_id}
        assert desk.key_for(ENROLMENT).file_id == file_id
        assert desk.key_for(EMPLOYMENT).file_id == INSURANCE
        for person_id, seed in ((only, 40), (also, 41)):
            shown = reveal_number.reveal_number(desk, person_id, ENROLMENT, scene.users[OFFICER].password)
            assert shown.answer.number == valid_number(seed)
            assert collect_number.find_duplicate(desk, scene.person_ids[0], valid_number(seed)) is not None
        assert ENROLMENT not in file_of(desk, INSURANCE).affairs

    def test_who_has_the_affair_holds_the_key(self, desk: Desk, scene: Scene) -> None:
        file_id = made(desk)
        assert set(file_of(desk, file_id).holders) == {scene.users[who].name for who in (OFFICER, HANDLER)}
        scene.close()
        assert file_id in scene.unlock(HANDLER).file_keys
        scene.close()
        assert not scene.unlock(AUDITOR).file_keys

    def test_what_waits_in_the_drop_box_moves_too(self, scene: Scene) -> None:
        receiver = scene.unlock(RECEIVER)
        person_id = scene.person_ids[WITH_NUMBERS]
        receipt = receipt_for(receiver, person_id, valid_number(42))
        done(collect_number.collect_number(receiver, replace(receipt, affairs=(ENROLMENT,))))
        scene.close()
        desk = scene.unlock()
        file_id = made(desk)
        (waiting,) = drop_box.list_drops(desk)
        assert desk.vault.drops.files_of(waiting.id) == {file_id}
        drop_box.take_over(desk, [waiting.id])
        assert desk.vault.numbers.read(person_id, desk.file_keys[file_id]) == valid_number(42)

    def test_it_survives_the_sheet_and_the_next_arrival(self, desk: Desk, scene: Scene) -> None:
        both(desk, scene.person_ids[WITH_NUMBERS], 43)
        file_id = made(desk)
        scene.close()
        again = scene.unlock()
        number = again.vault.numbers.read(scene.person_ids[WITH_NUMBERS], again.file_keys[file_id])
        assert number == valid_number(43)
        sheets = {copy.file_id: copy.sheets for copy in again.vault.number_files.sheet_copies()}
        assert sheets[file_id] == (scene.identity.public,)

    @pytest.mark.parametrize("kind", [FileKind.PAPER, FileKind.MEDIA])
    def test_paper_and_media_are_registered_without_a_key(self, desk: Desk, kind: FileKind) -> None:
        file_id = made(desk, replace(PLAN, kind=kind, name="扶養控除等申告書", place="書庫"))
        found = file_of(desk, file_id)
        assert (found.kind, found.edition, found.holders, found.ordered_by) == (kind, 0, (), desk.actor.name)
        assert desk.key_for(ENROLMENT).file_id == INSURANCE
        line = desk.vault.log.read(LogFilter(most=1))[0].line
        assert PLAN.reason in line.detail

    def test_a_number_that_does_not_open_stops_it(self, desk: Desk, scene: Scene) -> None:
        both(desk, scene.person_ids[WITH_NUMBERS], 44)
        swap = "UPDATE numbers SET sealed = (SELECT sealed FROM numbers WHERE file_id = 'payroll' LIMIT 1) WHERE file_id = 'insurance'"
        desk.vault.with_raw(lambda raw: raw.execute(swap))
        before = [(file.id, file.affairs) for file in number_files.list_number_files(desk)]
        with pytest.raises(NumberTampered):
            made(desk)
        assert [(file.id, file.affairs) for file in number_files.list_number_files(desk)] == before
        assert desk.key_for(ENROLMENT).file_id == INSURANCE


class TestRefused:
    """Without order, reason or sense nothing is entered."""

    @pytest.mark.parametrize(
        ("changed", "field"),
        [
            ({"name": " "}, "name"),
            ({"name": "給与・税務"}, "name"),
            ({"purpose": ""}, "purpose"),
            ({"place": ""}, "place"),
            ({"disposal": ""}, "disposal"),
            ({"reason": "  "}, "reason"),
            ({"affairs": ()}, "affairs"),
            ({"affairs": ("workers_compensation",)}, "affairs"),
            ({"reason": valid_number(1).grouped()}, "reason"),
        ],
    )
    def test_what_is_missing_is_told_beside_its_field(
        self, desk: Desk, changed: dict[str, object], field: str
    ) -> None:
        lines = desk.vault.log.last_seq()
        assert problems(number_files.create_number_file(desk, replace(PLAN, **changed))) == {field}  # type: ignore[arg-type] # names of fields
        assert desk.vault.log.last_seq() == lines

    @pytest.mark.parametrize("who", [HANDLER, RECEIVER, AUDITOR])
    def test_only_the_officer_orders_it(self, scene: Scene, who: str) -> None:
        desk = scene.unlock(who)
        with pytest.raises(NotYourDuty):
            number_files.create_number_file(desk, PLAN)
        with pytest.raises(NotYourDuty):
            number_files.close_number_file(desk, PAYEES, "理由")


class TestClosing:
    """Only what is empty is closed, with the reason."""

    def test_an_empty_compartment_and_a_paper_file(self, desk: Desk) -> None:
        both_affairs = replace(PLAN, name="支払先2", affairs=file_of(desk, PAYEES).affairs)
        new = made(desk, both_affairs)
        done(number_files.close_number_file(desk, PAYEES, "支払先2に移した"))
        assert not file_of(desk, PAYEES).is_open
        assert file_of(desk, PAYEES).holders == ()
        assert set(desk.file_keys) == {PAYROLL, INSURANCE, new}
        paper = made(desk, replace(PLAN, kind=FileKind.PAPER, name="紙"))
        done(number_files.close_number_file(desk, paper, "細断した"))
        assert file_of(desk, paper).closed_reason == "細断した"
        with pytest.raises(NumberFileGone):
            number_files.close_number_file(desk, paper, "もう一度")
        with pytest.raises(NumberFileGone):
            number_files.close_number_file(desk, "0" * 32, "ない")

    def test_with_numbers_affairs_or_no_reason_it_stays(self, desk: Desk) -> None:
        assert problems(number_files.close_number_file(desk, PAYROLL, "いらない")) == {"reason"}
        assert problems(number_files.close_number_file(desk, PAYEES, "いらない")) == {"reason"}
        assert problems(number_files.close_number_file(desk, PAYEES, " ")) == {"reason"}
        assert all(file.is_open for file in number_files.list_number_files(desk))


def test_an_affair_that_no_file_is_kept_for_has_its_sentence(desk: Desk, scene: Scene) -> None:
    """As after the regulation dropped an affair: nothing is lost, and the officer can give it a file again."""
    both(desk, scene.person_ids[WITH_NUMBERS], 45)
    with desk.act():
        desk.vault.number_files.set_affairs(INSURANCE, (EMPLOYMENT,))
    with pytest.raises(AffairWithoutFile) as raised:
        reveal_number.reveal_number(
            desk, scene.person_ids[WITH_NUMBERS], ENROLMENT, scene.users[OFFICER].password
        )
    assert raised.value.sentence().count("\n") == 2
    made(desk)
    for affair in (EMPLOYMENT, ENROLMENT):
        shown = reveal_number.reveal_number(
            desk, scene.person_ids[WITH_NUMBERS], affair, scene.users[OFFICER].password
        )
        assert shown.answer.number == valid_number(45)
