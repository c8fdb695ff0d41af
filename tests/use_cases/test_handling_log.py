"""Reading the log by period, person, class and text, and taking copies that run nothing."""

import csv
import io
from dataclasses import replace
from datetime import date, timedelta

import openpyxl
import pytest

from ashibue_desk.domain.handling_log import LogClass, LogFilter, LogLine
from ashibue_desk.domain.log_paper import LogBookFacts
from ashibue_desk.storage.situations import WrongPassword
from ashibue_desk.use_cases import find_lines, log_copies, log_papers
from ashibue_desk.use_cases.changes import Done
from ashibue_desk.use_cases.desk import Desk
from ashibue_desk.use_cases.log_situations import BookTooLong
from ashibue_desk.use_cases.progress import Quiet
from ashibue_desk.use_cases.reauthentication import PasswordNeeded
from ashibue_desk.use_cases.situations import StoppedByHand
from tests.helpers.desks import AUDITOR, OFFICER, Scene, made_up_users
from tests.helpers.log_desks import print_book
from tests.helpers.sample_numbers import valid_number

ALL = LogFilter()


def write(desk: Desk, **told: object) -> None:
    line = replace(LogLine(log_class=LogClass.USE, act="印刷"), **told)  # type: ignore[arg-type] # names of fields
    with desk.act():
        desk.log(line)


def acts(desk: Desk, wanted: LogFilter) -> list[str]:
    _search, numbers = find_lines.find_all(desk, wanted)
    return [view.entry.line.act for view in find_lines.read_lines(desk, numbers)]


def export(desk: Desk, wanted: LogFilter, who: str = OFFICER) -> Done[bytes]:
    return log_copies.export_log(desk, wanted, made_up_users()[who].password)


class Stopped(Quiet):
    """Somebody who asked to stop at once."""

    def should_stop(self) -> bool:
        return True


@pytest.fixture
def year(scene: Scene, desk: Desk) -> Desk:
    """One line a day from 2026-06-15, the first late in the evening."""
    scene.clock.advance(timedelta(hours=13, minutes=59, seconds=59))
    for day in range(10):
        write(desk, act=f"{day}日目", object_id=f"p{day % 2}", object_label=f"人{day % 2}")
        scene.clock.advance(timedelta(days=1))
    return desk


def test_newest_first_and_numbered_without_a_gap(year: Desk) -> None:
    entries = year.vault.log.read(ALL)
    assert [entry.seq for entry in entries] == list(range(len(entries), 0, -1))


def test_both_days_of_a_period_are_included_by_the_offices_clock(year: Desk) -> None:
    wanted = LogFilter(since=date(2026, 6, 16), until=date(2026, 6, 18), log_class=LogClass.USE)
    assert acts(year, wanted) == ["3日目", "2日目", "1日目"]
    assert acts(year, replace(wanted, since=date(2026, 6, 30), until=None)) == []
    assert acts(year, LogFilter(until=date(2026, 6, 15), log_class=LogClass.USE)) == ["0日目"]


def test_by_person_class_actor_and_text(year: Desk, scene: Scene) -> None:
    assert len(acts(year, LogFilter(object_id="p1"))) == 5
    assert acts(year, LogFilter(object_id="p1", text="3日")) == ["3日目"]
    assert len(acts(year, LogFilter(text="人0"))) == 5
    assert len(acts(year, LogFilter(log_class=LogClass.USE))) == 10
    assert len(acts(year, LogFilter(actor_id=scene.users["officer"].user_id, log_class=LogClass.USE))) == 10
    assert acts(year, LogFilter(actor_id="nobody")) == []
    assert len(year.vault.log.read(LogFilter(most=4))) == 4


@pytest.mark.parametrize("text", ["%", "\\", "' OR 1=1 --", "日%", "日*"])
def test_what_is_typed_is_searched_as_it_stands(year: Desk, text: str) -> None:
    assert acts(year, LogFilter(text=text)) == []
    write(year, act=f"文{text}字")
    assert acts(year, LogFilter(text=text)) == [f"文{text}字"]


def test_how_many_is_told_whatever_is_shown(year: Desk) -> None:
    wanted = LogFilter(log_class=LogClass.USE, most=3)
    assert year.vault.log.how_many(wanted) == 10


class TestExport:
    """The copy as CSV."""

    @staticmethod
    def rows(data: bytes) -> list[list[str]]:
        assert data.startswith(b"\xef\xbb\xbf")
        return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))

    def test_it_holds_what_fits_oldest_first_and_is_logged_itself(self, year: Desk) -> None:
        done = export(year, LogFilter(log_class=LogClass.USE))
        rows = self.rows(done.answer)
        assert [row[6] for row in rows[1:]] == [f"{day}日目" for day in range(10)]
        assert rows[1][1] == "2026-06-15 23:59:59"
        assert len({len(row) for row in rows}) == 1
        line = year.vault.log.read(LogFilter(most=1))[0].line
        assert (line.act, line.count, line.log_class) == ("取扱記録簿の書き出し", 10, LogClass.USE)

    def test_its_line_says_whose_lines_and_which_left(self, desk: Desk) -> None:
        write(desk, act="試し", object_id="one", object_label="架空 花")
        seq = desk.vault.log.last_seq()
        export(desk, LogFilter(object_id="one"))
        line = desk.vault.log.read(LogFilter(most=1))[0].line
        assert (line.object_id, line.object_label) == ("one", "架空 花")
        assert line.detail == f"CSV、{seq}番から{seq}番までのうち"

    def test_affairs_stand_by_their_names(self, desk: Desk) -> None:
        rows = self.rows(export(desk, LogFilter(log_class=LogClass.COLLECTION)).answer)
        assert len(rows) == 4
        assert all("源泉徴収票" in row[4] for row in rows[1:])

    @pytest.mark.parametrize(
        "start", ["=", "+", "-", "@", "\t=", "\r=", "＝", " =", "　+", "=cmd|' /C calc'!A0"]
    )
    def test_nothing_runs_when_it_is_opened(self, desk: Desk, start: str) -> None:
        write(desk, act="試し", object_label=f'{start}HYPERLINK("x")', detail=f"{start}1+1")
        for row in self.rows(export(desk, ALL).answer):
            for cell in row:
                assert not cell.lstrip(" 　\t\r\n").startswith(("=", "+", "-", "@", "＝", "＋", "－", "＠"))

    def test_quotes_and_line_breaks_stay_inside_their_cell(self, desk: Desk) -> None:
        write(desk, act="試し", object_label='二行\n目 "引用", 終')
        rows = self.rows(export(desk, LogFilter(text="試し")).answer)
        assert rows[1][5] == '二行\n目 "引用", 終'

    def test_an_empty_one_is_a_head_alone(self, desk: Desk) -> None:
        done = export(desk, LogFilter(actor_id="nobody"))
        assert len(self.rows(done.answer)) == 1

    def test_the_password_is_asked_again(self, desk: Desk) -> None:
        with pytest.raises(PasswordNeeded):
            log_copies.export_log(desk, ALL)
        with pytest.raises(WrongPassword):
            log_copies.export_log(desk, ALL, "wrong")
        assert "取扱記録簿の書き出し" not in acts(desk, ALL)

    def test_the_auditor_may_take_one(self, scene: Scene) -> None:
        assert len(self.rows(export(scene.unlock(AUDITOR), ALL, AUDITOR).answer)) > 10

    def test_a_workbook_holds_the_same_as_text(self, desk: Desk) -> None:
        write(
            desk,
            act="試し",
            object_label="=1+1",
            detail="+1",
            recipient="税\x0b務署",
            happened_on="2026-06-01",
        )
        password = made_up_users()[OFFICER].password
        wanted = LogFilter(text="試し")
        data = log_copies.export_log(desk, wanted, password, kind=log_copies.CopyKind.WORKBOOK).answer
        sheet = openpyxl.load_workbook(io.BytesIO(data))["取扱記録簿"]
        head, line = sheet.iter_rows()
        assert tuple(cell.value for cell in head) == log_copies.HEADER
        assert {cell.data_type for cell in (*head, *line)} <= {"s", "inlineStr"}
        assert [cell.value for cell in line][5:11] == ["=1+1", "試し", "1", "+1", "税務署", "2026-06-01"]

    def test_who_stops_it_has_written_nothing(self, desk: Desk) -> None:
        before = desk.vault.log.last_seq()
        with pytest.raises(StoppedByHand):
            log_copies.export_log(desk, ALL, made_up_users()[OFFICER].password, progress=Stopped())
        assert desk.vault.log.last_seq() == before


class TestBook:
    """The log on paper."""

    def test_it_holds_one_person_and_says_so_in_the_log(self, year: Desk) -> None:
        books: list[LogBookFacts] = []
        wanted = LogFilter(object_id="p1", text="日目")

        def render(facts: LogBookFacts) -> bytes:
            books.append(facts)
            return b""

        done = print_book(year, wanted, render, scope="人1さん")
        assert done.answer == len(books[0].entries) == 5
        assert books[0].scope == "人1さん"
        masked = log_papers.read_log_book(year, wanted, scope=f"「{valid_number(3).grouped()}」をふくむ行")
        assert "●" in masked.facts.scope
        assert valid_number(3).grouped() not in masked.facts.scope
        assert [entry.line.act for entry in books[0].entries] == [f"{day}日目" for day in range(1, 10, 2)]
        assert "時間外" in books[0].signs[0]
        line = year.vault.log.read(LogFilter(most=1))[0].line
        assert (line.act, line.object_id, line.object_label) == ("取扱記録簿の印刷", "p1", "人1")

    def test_more_lines_than_a_binder_takes_are_refused(
        self, year: Desk, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(log_papers, "MOST_LINES", 5)
        last = year.vault.log.last_seq()
        with pytest.raises(BookTooLong, match="10行"):
            print_book(year, LogFilter(log_class=LogClass.USE), lambda _facts: b"")
        assert year.vault.log.last_seq() == last

    def test_who_stops_it_has_written_nothing(self, year: Desk) -> None:
        last = year.vault.log.last_seq()
        with pytest.raises(StoppedByHand):
            print_book(year, ALL, lambda _facts: b"", progress=Stopped())
        assert year.vault.log.last_seq() == last


def test_a_number_that_got_into_a_name_does_not_get_into_the_log(desk: Desk) -> None:
    digits = valid_number(44).digits()
    write(desk, object_label=f"一覧 {digits}.xlsx", detail=f"棚{valid_number(44).grouped()}")
    entry = desk.vault.log.read(LogFilter(most=1))[0]
    assert entry.line.object_label.startswith("一覧 ●")
    assert entry.line.detail.startswith("棚●")
    assert digits not in export(desk, ALL).answer.decode("utf-8-sig")


def test_dates_ids_and_file_names_are_no_numbers(desk: Desk) -> None:
    told = "ashibue-2026-0001-20260615.age 2026-06-15 10:00:00 第12世代"
    write(desk, detail=told, object_label="0123456789ab")
    line = desk.vault.log.read(LogFilter(most=1))[0].line
    assert (line.detail, line.object_label) == (told, "0123456789ab")
