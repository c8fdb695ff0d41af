"""The list of people: as typed, with its history, every act in the log."""

from dataclasses import fields, replace
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ashibue_desk.domain.handling_log import LogEntry, LogFilter
from ashibue_desk.domain.people import PersonCategory, PersonEntry
from ashibue_desk.domain.problems import Problem
from ashibue_desk.domain.search_key import search_key
from ashibue_desk.domain.unseen import UNSEEN, visible
from ashibue_desk.use_cases import people
from ashibue_desk.use_cases.changes import Changed, Done
from ashibue_desk.use_cases.desk import Desk
from ashibue_desk.use_cases.situations import NotYourDuty, PersonGone
from tests.helpers.desks import AUDITOR, RECEIVER, WITH_NUMBERS, Scene, done, entries
from tests.helpers.made_up_people import made_up_person
from tests.helpers.sample_numbers import valid_number

PLAIN = PersonEntry(category=PersonCategory.EMPLOYEE, name="小夜川 澪", kana="サヨカワ ミオ", code="N001")


def last_line(desk: Desk) -> LogEntry:
    return desk.vault.log.read(LogFilter(most=1))[0]


def wrong_fields(answer: object) -> list[str]:
    assert isinstance(answer, tuple), answer
    assert all(isinstance(problem, Problem) and problem.sentence.endswith("。") for problem in answer)
    return [problem.field for problem in answer]


def test_everybody_is_listed_by_code_with_what_the_list_shows(desk: Desk) -> None:
    rows = people.list_people(desk)
    assert [row.code for row in rows] == sorted(entry.code for entry in entries())
    assert sum(row.has_number for row in rows) == WITH_NUMBERS
    assert [row.name for row in rows] == [entry.name for entry in entries()]


def test_somebody_new_is_there_with_a_line_in_the_log(desk: Desk) -> None:
    answer = done(people.add_person(desk, PLAIN))
    assert answer.changed == Changed.PEOPLE | Changed.LOG
    assert people.person_details(desk, answer.answer).person.entry == PLAIN
    line = last_line(desk)
    assert (line.line.act, line.line.object_id, line.line.object_label) == (
        "名簿への登録",
        answer.answer,
        PLAIN.name,
    )
    assert (line.actor_id, line.actor_name) == (desk.actor.user_id, desk.actor.name)


_TEXTS = st.text(
    st.characters(exclude_categories=("Cs",), exclude_characters="\0"), min_size=1, max_size=30
).filter(
    lambda text: bool(visible(text).strip()) and not UNSEEN.search(text) and not any(map(str.isdigit, text))
)


@given(_TEXTS, _TEXTS)
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_name_is_kept_byte_for_byte(desk: Desk, name: str, kana: str) -> None:
    answer = done(people.add_person(desk, replace(PLAIN, name=name, kana=kana, code="")))
    kept = people.get_person(desk, answer.answer).entry
    assert (kept.name, kept.kana) == (name, kana)


@pytest.mark.parametrize(
    "name", ["髙﨑 德", "葛󠄀城 一", "𠮷野 𩸽", "神\ufa19 塚\ufa10", "か\u3099ぎ", "ﾊﾟｰﾄ ｶﾅ", "O'Neil %_\\ 100%"]
)
def test_rare_characters_are_kept_and_found(desk: Desk, name: str) -> None:
    person_id = done(people.add_person(desk, replace(PLAIN, name=name))).answer
    (row,) = [row for row in people.list_people(desk) if row.id == person_id]
    assert row.name == name
    assert search_key(name) in row.search_key


def test_the_search_key_is_folded_from_name_kana_code_and_department(desk: Desk) -> None:
    entry = replace(PLAIN, department="ｿｳﾑ課")
    person_id = done(people.add_person(desk, entry)).answer
    changed = replace(entry, name="高峰 澪", code="Z9")
    done(people.change_person(desk, person_id, changed))
    (row,) = [row for row in people.list_people(desk) if row.id == person_id]
    for typed in ("髙峰", "みお", "z9", "そうむ"):
        assert search_key(typed) in row.search_key
    assert search_key("N001") not in row.search_key


class TestHistory:
    """Each field that changed has its line, old and new."""

    def test_only_what_differs_is_noted(self, desk: Desk, scene: Scene) -> None:
        person_id = scene.person_ids[0]
        before = people.get_person(desk, person_id).entry
        scene.clock.advance(timedelta(minutes=3))
        done(people.change_person(desk, person_id, replace(before, name="青葉 改", department="制作")))
        found = people.person_details(desk, person_id).history
        assert {(change.field, change.old, change.new) for change in found} == {
            ("name", before.name, "青葉 改"),
            ("department", before.department, "制作"),
        }
        assert {change.actor for change in found} == {desk.actor.name}
        assert {change.at for change in found} == {desk.now()}
        assert last_line(desk).line.detail == "2項目"

    def test_every_field_has_a_history(self, desk: Desk, scene: Scene) -> None:
        person_id = scene.person_ids[0]
        before = people.get_person(desk, person_id).entry
        other = PersonEntry(
            category=PersonCategory.OFFICER,
            name="n",
            kana="k",
            code="c",
            birth_date=date(1970, 1, 1),
            department="d",
            employment="e",
            joined_on=date(2001, 1, 1),
            left_on=date(2026, 1, 1),
            postal_code="1112222",
            address="a",
            address2="a2",
            note="o",
            worker_id=scene.person_ids[1],
            relation="r",
            payment_kind="p",
            corporate_number="7123456789012",
        )
        done(people.change_person(desk, person_id, other))
        found = people.person_details(desk, person_id)
        assert found.person.entry == other
        differing = {
            field.name
            for field in fields(PersonEntry)
            if getattr(before, field.name) != getattr(other, field.name)
        }
        assert (
            {change.field for change in found.history}
            == differing
            == {field.name for field in fields(PersonEntry)}
        )

    def test_the_newest_change_stands_first(self, desk: Desk, scene: Scene) -> None:
        person_id = scene.person_ids[0]
        for note in ("一", "二", "三"):
            entry = people.get_person(desk, person_id).entry
            done(people.change_person(desk, person_id, replace(entry, note=note)))
        assert [change.new for change in people.person_details(desk, person_id).history] == ["三", "二", "一"]

    def test_the_same_again_is_no_change_and_no_line(self, desk: Desk, scene: Scene) -> None:
        person_id, lines = scene.person_ids[0], desk.vault.log.last_seq()
        answer = people.change_person(desk, person_id, people.get_person(desk, person_id).entry)
        assert done(answer).changed is Changed.NOTHING
        assert desk.vault.log.last_seq() == lines


class TestProblems:
    """What keeps an entry from being stored, beside its field; then nothing is stored and nothing logged."""

    @pytest.fixture(autouse=True)
    def nothing_happens(self, desk: Desk) -> object:
        before = (people.list_people(desk), desk.vault.log.last_seq())
        yield
        assert (people.list_people(desk), desk.vault.log.last_seq()) == before

    @pytest.mark.parametrize(
        ("changed", "field"),
        [
            ({"name": ""}, "name"),
            ({"name": " 　"}, "name"),
            ({"code": "S00001"}, "code"),
            ({"birth_date": date(2026, 6, 16)}, "birth_date"),
            ({"joined_on": date(2026, 4, 2), "left_on": date(2026, 4, 1)}, "left_on"),
            ({"corporate_number": "1"}, "corporate_number"),
            ({"corporate_number": "7123456789013"}, "corporate_number"),
            ({"name": "\u200b\ufeff"}, "name"),
            ({"name": "小夜川\u202e 澪"}, "name"),
            ({"name": "澪" * 101}, "name"),
            ({"department": "総務\x07"}, "department"),
            ({"note": "半分の字 \ud867"}, "note"),
            ({"category": PersonCategory.DEPENDANT}, "worker_id"),
            ({"category": PersonCategory.SPOUSE3}, "worker_id"),
        ],
    )
    def test_each_has_its_field(self, desk: Desk, changed: dict[str, object], field: str) -> None:
        assert wrong_fields(people.add_person(desk, replace(PLAIN, **changed))) == [field]

    @pytest.mark.parametrize(
        "field", ["name", "kana", "department", "address", "address2", "note", "relation", "code"]
    )
    @pytest.mark.parametrize("between", ["", " ", "-", "\u3000"])
    def test_a_number_in_any_text_is_refused(self, desk: Desk, field: str, between: str) -> None:
        typed = valid_number(900).grouped().replace(" ", between)
        for text in (
            typed,
            f"番号 {typed} です",
            typed.translate({c: c + 0xFEE0 for c in range(0x30, 0x3A)}),
        ):
            answer = people.add_person(desk, replace(PLAIN, **{field: text}))
            assert field in wrong_fields(answer)
            assert typed not in str(answer)

    @pytest.mark.parametrize("field", ["joined_on", "left_on"])
    def test_nobody_works_before_birth(self, desk: Desk, field: str) -> None:
        born = date(1990, 1, 1)
        early = replace(PLAIN, birth_date=born, **{field: born - timedelta(days=1)})
        assert wrong_fields(people.add_person(desk, early)) == [field]

    def test_family_belongs_to_somebody_who_works_here(self, desk: Desk, scene: Scene) -> None:
        payee, worker = scene.person_ids[8], scene.person_ids[0]
        child = replace(PLAIN, category=PersonCategory.DEPENDANT, code="")
        for nobody in (payee, "0" * 32):
            assert wrong_fields(people.add_person(desk, replace(child, worker_id=nobody))) == ["worker_id"]
        itself = people.change_person(desk, worker, replace(child, worker_id=worker))
        assert wrong_fields(itself) == ["worker_id"]

    @pytest.mark.parametrize(("field", "longest"), [("address", 500), ("kana", 500), ("note", 2000)])
    def test_a_text_of_pages_is_refused(self, desk: Desk, field: str, longest: int) -> None:
        assert wrong_fields(people.add_person(desk, replace(PLAIN, **{field: "字" * (longest + 1)}))) == [
            field
        ]
        assert people.check_entry(desk, replace(PLAIN, **{field: "字" * longest})) == ()

    def test_somebody_already_there_is_judged_the_same(self, desk: Desk, scene: Scene) -> None:
        entry = people.get_person(desk, scene.person_ids[0]).entry
        answer = people.change_person(desk, scene.person_ids[0], replace(entry, code="S00002"))
        assert wrong_fields(answer) == ["code"]
        assert entries()[1].name in answer[0].sentence  # type: ignore[index] # it is a tuple, as just asserted

    def test_one_who_is_gone_has_a_sentence(self, desk: Desk) -> None:
        for act in (
            lambda: people.change_person(desk, "0" * 32, PLAIN),
            lambda: people.record_leaving(desk, "0" * 32, date(2026, 3, 31)),
            lambda: people.person_details(desk, "0" * 32),
        ):
            with pytest.raises(PersonGone):
                act()


def test_the_own_code_is_no_duplicate(desk: Desk, scene: Scene) -> None:
    entry = people.get_person(desk, scene.person_ids[0]).entry
    done(people.change_person(desk, scene.person_ids[0], replace(entry, note="x")))


def test_the_code_of_somebody_who_left_is_free_again(desk: Desk, scene: Scene) -> None:
    done(people.record_leaving(desk, scene.person_ids[0], date(2026, 3, 31)))
    assert people.get_person(desk, scene.person_ids[0]).entry.left_on == date(2026, 3, 31)
    done(people.add_person(desk, replace(PLAIN, code="S00001")))


def test_the_code_of_somebody_who_is_going_to_leave_is_not_free_yet(desk: Desk, scene: Scene) -> None:
    done(people.record_leaving(desk, scene.person_ids[0], desk.today))
    assert wrong_fields(people.add_person(desk, replace(PLAIN, code="S00001"))) == ["code"]


def test_a_payee_may_have_the_code_of_a_worker(desk: Desk) -> None:
    payee = replace(PLAIN, category=PersonCategory.PAYEE, code="S00001")
    done(people.add_person(desk, payee))
    assert wrong_fields(people.add_person(desk, payee)) == ["code"]


def test_family_has_no_family(desk: Desk, scene: Scene) -> None:
    worker, other = scene.person_ids[:2]
    child = replace(PLAIN, category=PersonCategory.DEPENDANT, code="", worker_id=worker)
    child_id = done(people.add_person(desk, child)).answer
    assert wrong_fields(people.add_person(desk, replace(child, worker_id=child_id))) == ["worker_id"]
    assert wrong_fields(people.change_person(desk, worker, replace(child, worker_id=other))) == ["category"]


def test_telephone_and_account_numbers_are_no_individual_numbers(desk: Desk) -> None:
    wrong = f"{int(valid_number(900).digits()) + 1:012d}"
    note = f"電話 0852-00-0000、口座 1234567、番号でない12桁 {wrong}"
    done(people.add_person(desk, replace(PLAIN, note=note)))


def test_a_code_of_twelve_digits_that_came_with_its_column_keeps_nobody_from_editing(desk: Desk) -> None:
    coded = replace(PLAIN, code=valid_number(7).digits())
    assert wrong_fields(people.add_person(desk, coded)) == ["code"]
    (person_id,) = done(people.add_people(desk, [coded])).answer
    done(people.change_person(desk, person_id, replace(coded, note="席を移った")))
    other = replace(coded, code=valid_number(8).digits())
    assert wrong_fields(people.change_person(desk, person_id, other)) == ["code"]


def test_family_belongs_to_a_worker_and_is_shown_with_them(desk: Desk, scene: Scene) -> None:
    worker = scene.person_ids[0]
    child = made_up_person(50, PersonCategory.DEPENDANT)
    person_id = done(people.add_person(desk, replace(child, worker_id=worker, relation="子"))).answer
    assert [person.id for person in people.person_details(desk, worker).family] == [person_id]
    found = people.person_details(desk, person_id)
    assert found.worker is not None
    assert found.worker.id == worker
    (row,) = [row for row in people.list_people(desk) if row.id == person_id]
    assert row.worker_name == entries()[0].name


def test_who_may_have_family_is_a_matter_of_the_law(desk: Desk) -> None:
    categories = {row.category for row in people.workers(desk)}
    assert PersonCategory.EMPLOYEE in categories
    assert not categories & {PersonCategory.DISPATCHED, PersonCategory.APPLICANT, PersonCategory.PAYEE}


def test_who_must_give_no_number_is_told_with_the_reason(desk: Desk, scene: Scene) -> None:
    refusals = {row.category: people.person_details(desk, row.id).refusal for row in people.list_people(desk)}
    assert refusals[PersonCategory.EMPLOYEE] == ""
    assert "派遣元" in refusals[PersonCategory.DISPATCHED]
    assert "採用" in refusals[PersonCategory.APPLICANT]


@pytest.mark.parametrize("who", [RECEIVER, AUDITOR])
def test_others_may_read_and_not_write(scene: Scene, who: str) -> None:
    desk = scene.unlock(who)
    assert people.list_people(desk)
    entry, lines = people.get_person(desk, scene.person_ids[0]).entry, desk.vault.log.last_seq()
    for act in (
        lambda: people.add_person(desk, PLAIN),
        lambda: people.change_person(desk, scene.person_ids[0], replace(entry, note="x")),
        lambda: people.record_leaving(desk, scene.person_ids[0], date(2026, 3, 31)),
    ):
        with pytest.raises(NotYourDuty):
            act()
    assert desk.vault.log.last_seq() == lines
    assert people.get_person(desk, scene.person_ids[0]).entry == entry


def test_what_was_done_is_there_after_closing(scene: Scene) -> None:
    person_id = done(people.add_person(scene.unlock(), PLAIN)).answer
    scene.close()
    assert people.get_person(scene.unlock(), person_id).entry == PLAIN


def test_an_answer_says_what_changed(desk: Desk) -> None:
    answer = people.add_person(desk, PLAIN)
    assert isinstance(answer, Done)
