"""Bringing in a list: seen before it is stored, good rows in, bad rows kept, taken back as a whole."""

import io
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

from ashibue_desk.domain.errors import Situation
from ashibue_desk.domain.handling_log import LogEntry, LogFilter
from ashibue_desk.domain.staff_list import Column
from ashibue_desk.use_cases import collect_number, consent_forms, import_people, people
from ashibue_desk.use_cases.desk import Desk
from ashibue_desk.use_cases.import_people import ImportPreview
from ashibue_desk.use_cases.papers import PrintedForm, Subject, issue_papers
from ashibue_desk.use_cases.progress import Quiet
from ashibue_desk.use_cases.situations import AlreadyUsed, NotYourDuty, StoppedByHand
from tests.helpers.desks import AUDITOR, RECEIVER, Scene, collect, done
from tests.helpers.sample_numbers import valid_number

HEAD = "社員番号,氏名,フリガナ,生年月日,所属"
GOOD = ("T001,若草 ほたる,ワカクサ ホタル,S60.4.1,総務", "T002,八重桜 凪,ﾔｴｻﾞｸﾗ ﾅｷﾞ,1990/5/6,制作")
BAD = "T003,,ナナシ,1990/1/1,制作"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return listed(tmp_path, *GOOD, BAD)


def listed(folder: Path, *rows: str, head: str = HEAD, name: str = "名簿.csv") -> Path:
    path = folder / name
    path.write_text("\r\n".join([head, *rows]) + "\r\n", encoding="cp932")
    return path


def preview(desk: Desk, file: Path) -> ImportPreview:
    return import_people.preview_import(desk, file, Quiet())


def take_in(desk: Desk, file: Path) -> str:
    return import_people.take_in(desk, preview(desk, file), Quiet()).answer.id


def last(desk: Desk) -> LogEntry:
    return desk.vault.log.read(LogFilter(most=1))[0]


def names(desk: Desk) -> set[str]:
    return {row.name for row in people.list_people(desk)}


def test_looking_stores_nothing(desk: Desk, file: Path) -> None:
    before = (people.list_people(desk), desk.vault.log.last_seq())
    seen = preview(desk, file)
    assert [row.entry.name for row in seen.good if row.entry] == ["若草 ほたる", "八重桜 凪"]
    assert len(seen.bad) == 1
    assert all(problem.sentence for row in seen.bad for problem in row.problems)
    assert (people.list_people(desk), desk.vault.log.last_seq()) == before


def test_good_rows_go_in_and_bad_ones_stay_as_a_list(desk: Desk, file: Path) -> None:
    answer = import_people.take_in(desk, preview(desk, file), Quiet()).answer
    assert answer.taken == 2
    assert {"若草 ほたる", "八重桜 凪"} <= names(desk)
    assert [row_number for row_number, _, _ in answer.leftovers] == [4]
    (kept,) = import_people.list_imports(desk)
    assert kept == answer
    assert import_people.leftovers_facts(desk, kept).rows == answer.leftovers
    line = last(desk).line
    assert (line.act, line.count, line.object_label, line.object_id) == (
        "名簿の取込み",
        2,
        "名簿.csv",
        answer.id,
    )


def test_what_was_read_is_what_is_kept(desk: Desk, file: Path) -> None:
    take_in(desk, file)
    rows = {row.name: row for row in people.list_people(desk)}
    entry = people.get_person(desk, rows["若草 ほたる"].id).entry
    assert (entry.code, entry.kana, entry.department) == ("T001", "ワカクサ ホタル", "総務")
    assert entry.birth_date is not None
    assert entry.birth_date.isoformat() == "1985-04-01"


def test_the_meaning_of_columns_is_remembered_for_the_same_head(desk: Desk, tmp_path: Path) -> None:
    file = listed(tmp_path, "甲斐,若草 ほたる", head="備考欄,名前らしきもの")
    seen = preview(desk, file)
    assert not seen.remembered
    told = import_people.change_columns(
        desk, seen, {0: Column.NOTE, 1: Column.NAME}, seen.default_category, Quiet()
    )
    import_people.take_in(desk, told, Quiet())
    again = preview(desk, listed(tmp_path, "乙,八重桜 凪", head="備考欄,名前らしきもの", name="もう一度.csv"))
    assert again.remembered
    assert again.mapping == {0: Column.NOTE, 1: Column.NAME}


@pytest.mark.parametrize("sign", ["\x01", "\ufffe", "\uffff"])
def test_what_no_workbook_holds_is_left_out_of_the_rows_to_fix(desk: Desk, tmp_path: Path, sign: str) -> None:
    file = tmp_path / "名簿.csv"
    file.write_text(f"{HEAD}\nT009,若草{sign} _x000D_,ワカクサ,1990/1/1,総務\n", encoding="utf-8")
    told = import_people.leftovers_table(preview(desk, file))
    sheet = openpyxl.load_workbook(io.BytesIO(told)).worksheets[0]
    assert sheet["B2"].value == "若草 _x005F_x000D_"


def test_what_a_joined_cell_says_stands_in_each_row_to_fix(desk: Desk, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for row in (
        ("所属", "氏名", "生年月日"),
        ("総務", "若草 ほたる", "S60.4.1"),
        (None, "八重桜 凪", "S70.4.1"),
    ):
        sheet.append(row)
    sheet.append(("制作", "白樺 岬", "S70.4.1"))
    for area in ("A2:A3", "D2:E2"):
        sheet.merge_cells(area)
    file = tmp_path / "名簿.xlsx"
    book.save(file)
    told = import_people.leftovers_table(preview(desk, file))
    rows = openpyxl.load_workbook(io.BytesIO(told)).worksheets[0].iter_rows(values_only=True)
    assert [row[:2] for row in rows] == [("所属", "氏名"), ("総務", "八重桜 凪"), ("制作", "白樺 岬")]


def test_lists_without_a_header_are_not_taken_for_one_list(desk: Desk, tmp_path: Path) -> None:
    first = listed(tmp_path, "八重桜 凪,ヤエザクラ ナギ", head="若草 ほたる,ワカクサ ホタル")
    take_in(desk, first)
    turned = listed(tmp_path, "ヨイマチ カイ,宵町 櫂", head="シラカバ ミサキ,白樺 岬")
    seen = preview(desk, turned)
    assert not seen.remembered
    assert [row.entry.name for row in seen.good if row.entry] == ["白樺 岬", "宵町 櫂"]


def test_of_a_list_of_numbers_alone_nothing_is_left(desk: Desk, tmp_path: Path) -> None:
    digits = valid_number(61).digits(), valid_number(62).digits()
    seen = preview(desk, listed(tmp_path, digits[1], head=digits[0]))
    assert (seen.good, seen.remembered) == ((), False)
    assert import_people.take_in(desk, seen, Quiet()).answer.taken == 0


def test_a_list_with_somebody_who_has_left_comes_in_once(desk: Desk, tmp_path: Path) -> None:
    rows = ("T001,若草 ほたる,1999/10/1,2026/03/31", "T002,八重桜 凪,2001/4/1,")
    file = listed(tmp_path, *rows, head="社員番号,氏名,入社日,退社日")
    assert len(preview(desk, file).good) == 2
    take_in(desk, file)
    assert [len(preview(desk, file).good), len(preview(desk, file).bad)] == [0, 2]


def test_a_number_in_the_list_is_withheld_and_told(desk: Desk, tmp_path: Path) -> None:
    digits = valid_number(61).digits()
    rows = [f"{row},{valid_number(61 + n).digits()}" for n, row in enumerate(GOOD)]
    seen = preview(desk, listed(tmp_path, *rows, head=f"{HEAD},個人番号", name=f"名簿_{digits}.csv"))
    assert any("個人番号" in warning for warning in seen.warnings)
    assert digits not in repr(seen)
    import_people.take_in(desk, seen, Quiet())
    for table in ("people", "imports", "log"):
        values = desk.vault.with_raw(
            lambda raw, table=table: str(raw.execute(f"SELECT * FROM {table}").fetchall())
        )
        assert digits not in values
    assert not any(row.has_number for row in people.list_people(desk) if row.code.startswith("T"))


def test_a_number_in_the_name_of_the_file_stays_out_of_the_log(desk: Desk, tmp_path: Path) -> None:
    digits = valid_number(61).digits()
    take_in(desk, listed(tmp_path, *GOOD, name=f"{digits}.csv"))
    assert digits not in str(desk.vault.log.read(LogFilter()))


def test_the_bad_rows_go_into_a_table_are_fixed_there_and_come_in(
    desk: Desk, file: Path, tmp_path: Path
) -> None:
    shown = preview(desk, file)
    import_people.take_in(desk, shown, Quiet())
    fixed = tmp_path / "直す行.xlsx"
    fixed.write_bytes(import_people.leftovers_table(shown))
    again = preview(desk, fixed)
    assert again.good == ()
    assert [cell.text for cell in again.table.body[0]][:5] == ["T003", "", "ナナシ", "1990/1/1", "制作"]
    assert "氏名がありません" in again.table.body[0][5].text

    book = openpyxl.load_workbook(fixed)
    book.active["B2"] = "名無草 なな"
    book.save(fixed)
    assert import_people.take_in(desk, preview(desk, fixed), Quiet()).answer.taken == 1
    assert "名無草 なな" in names(desk)


def test_stopped_half_way_nothing_is_stored(desk: Desk, tmp_path: Path) -> None:
    class Impatient(Quiet):
        asked = 0

        def should_stop(self) -> bool:
            self.asked += 1
            return self.asked > 2

    rows = [f"Z{n:05},架空 {'あいうえおかきくけこ'[n % 10]}{n},カクウ,,制作" for n in range(3500)]
    seen = preview(desk, listed(tmp_path, *rows))
    assert len(seen.good) > 3000
    before = (names(desk), desk.vault.log.last_seq(), import_people.list_imports(desk))
    with pytest.raises(StoppedByHand):
        import_people.take_in(desk, seen, Impatient())
    assert (names(desk), desk.vault.log.last_seq(), import_people.list_imports(desk)) == before
    with pytest.raises(StoppedByHand):
        import_people.preview_import(desk, tmp_path / "名簿.csv", Impatient())


class TestTakingBack:
    """As a whole, while nobody of them was worked with."""

    def test_everybody_goes_and_the_line_stays(self, desk: Desk, file: Path) -> None:
        before = names(desk)
        import_id = take_in(desk, file)
        assert import_people.take_back(desk, import_id).answer == 2
        assert names(desk) == before
        assert import_people.list_imports(desk)[0].taken_back_at
        assert (last(desk).line.act, last(desk).line.count) == ("名簿の取込みの取消し", 2)
        take_in(desk, file)
        assert names(desk) > before

    @pytest.mark.parametrize("work", ["number", "event", "consent", "change", "paper", "family"])
    def test_nobody_goes_once_anybody_was_worked_with(
        self, desk: Desk, scene: Scene, file: Path, work: str
    ) -> None:
        import_id = take_in(desk, file)
        person = next(row for row in people.list_people(desk) if row.code == "T001")
        entry = people.get_person(desk, person.id).entry
        if work == "number":
            collect(desk, person.id, 62)
        elif work == "event":
            from ashibue_desk.domain.collection import CollectionEvent, EventKind

            collect_number.record_event(desk, person.id, CollectionEvent(EventKind.REQUESTED, desk.today, ""))
        elif work == "consent":
            consent_forms.issue_consents(desk, [person.id], lambda _facts: b"")
        elif work == "paper":
            form = PrintedForm("X1", "試しの様式", 1, kept=True)
            issue_papers(desk, form, [Subject(person.id, person.name)], lambda: b"")
        elif work == "change":
            done(people.change_person(desk, person.id, replace(entry, note="x")))
        else:
            from ashibue_desk.domain.people import PersonCategory
            from tests.helpers.made_up_people import made_up_person

            child = replace(made_up_person(63, PersonCategory.DEPENDANT), worker_id=person.id)
            done(people.add_person(desk, child))
        before = (names(desk), desk.vault.log.last_seq())
        with pytest.raises(AlreadyUsed) as raised:
            import_people.take_back(desk, import_id)
        assert "若草 ほたる" in raised.value.what
        assert (names(desk), desk.vault.log.last_seq()) == before

    def test_it_is_taken_back_once(self, desk: Desk, file: Path) -> None:
        import_id = take_in(desk, file)
        import_people.take_back(desk, import_id)
        lines = desk.vault.log.last_seq()
        for known in (import_id, "0" * 32):
            with pytest.raises(AlreadyUsed):
                import_people.take_back(desk, known)
        assert desk.vault.log.last_seq() == lines

    def test_only_its_own_people_go(self, desk: Desk, tmp_path: Path) -> None:
        first = take_in(desk, listed(tmp_path, GOOD[0], name="一.csv"))
        take_in(desk, listed(tmp_path, GOOD[1], name="二.csv"))
        import_people.take_back(desk, first)
        assert "八重桜 凪" in names(desk)
        assert "若草 ほたる" not in names(desk)


@pytest.mark.parametrize("who", [RECEIVER, AUDITOR])
def test_others_bring_in_nothing(scene: Scene, file: Path, who: str) -> None:
    officer = scene.unlock()
    seen = preview(officer, file)
    import_id = take_in(officer, file)
    scene.close()
    desk = scene.unlock(who)
    for act in (
        lambda: preview(desk, file),
        lambda: import_people.take_in(desk, seen, Quiet()),
        lambda: import_people.take_back(desk, import_id),
    ):
        with pytest.raises(NotYourDuty):
            act()


@pytest.mark.parametrize("data", [b"", b"\x00" * 100, b"PK\x03\x04broken", b"\xff\xfe"])
def test_a_file_that_is_no_list_has_its_sentence(desk: Desk, tmp_path: Path, data: bytes) -> None:
    for name in ("x.csv", "x.xlsx"):
        path = tmp_path / name
        path.write_bytes(data)
        with pytest.raises(Situation) as raised:
            preview(desk, path)
        assert raised.value.sentence().count("\n") == 2
