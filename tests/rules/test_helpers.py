"""The helpers of the tests do what the tests believe of them."""

import errno
import io
import logging
import os
import textwrap
from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from tests.helpers import pdf_text
from tests.helpers.fail_on_log import ExpectLog, LogWatch
from tests.helpers.kill import run_and_kill, run_to_the_end
from tests.helpers.small_disk import SmallDisk, small_disk

COUNTING = textwrap.dedent(
    """
    import itertools
    from tests.helpers.kill import mark
    for number in itertools.count():
        mark(f"step {number}")
    """
)


def test_a_script_is_killed_at_its_mark_and_every_mark_arrives():
    ended = run_and_kill(COUNTING, at_mark="step 100")
    assert ended.killed
    assert ended.exit_code == -9
    assert ended.marks[:101] == tuple(f"step {number}" for number in range(101))


def test_a_script_that_ends_first_is_not_killed():
    ended = run_to_the_end("from tests.helpers.kill import mark; mark('a'); mark('b')")
    assert ended.marks == ("a", "b")
    assert (ended.killed, ended.exit_code, ended.errors) == (False, 0, "")


def test_a_script_that_fails_tells_why():
    ended = run_to_the_end("import tests.helpers.kill\nraise SystemExit('no such thing')")
    assert ended.exit_code == 1
    assert "no such thing" in ended.errors


def test_a_mark_that_never_comes_is_not_waited_for_forever():
    with pytest.raises(TimeoutError, match="no mark 'never'"):
        run_and_kill("import signal; signal.pause()", at_mark="never", limit_seconds=0.5)


def _fill(disk: SmallDisk) -> int | None:
    with pytest.raises(OSError, match=r"No space|too large") as caught:
        (disk.path / "file").write_bytes(b"x" * 1024 * 1024)
    return caught.value.errno


def test_a_small_disk_is_full_soon_and_has_room_again(tmp_path: Path):
    with small_disk(tmp_path / "disk", 256 * 1024) as disk:
        assert _fill(disk) == (errno.ENOSPC if disk.is_real else errno.EFBIG)
        (disk.path / "file").unlink()
        disk.leave(0)
        with pytest.raises(OSError, match=r"No space|too large"):
            (disk.path / "more").write_bytes(b"x" * 8192)
        disk.make_room()
        (disk.path / "more").write_bytes(b"x" * 8192)
    (tmp_path / "afterwards").write_bytes(b"x" * 512 * 1024)
    assert not (tmp_path / "disk" / "more").exists() or not disk.is_real


def test_files_are_limited_where_nothing_can_be_mounted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    with small_disk(tmp_path, 64 * 1024) as disk:
        assert not disk.is_real
        assert _fill(disk) == errno.EFBIG


def test_what_is_logged_without_being_expected_is_told():
    watch = LogWatch()
    watch.start()
    watch.expect("the disk is slow")
    watch.expect("never said")
    logging.getLogger("tests.here").info("nothing grave")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(logging.getLogger(), "handlers", [watch._handler])
        logging.getLogger("tests.here").warning("the disk is slow")
        logging.getLogger("tests.here").warning("a surprise")
    watch.stop()
    assert watch.failure() == (
        "unexpected log line: WARNING tests.here: a surprise\nno log line matches 'never said'"
    )


def test_an_expected_line_passes(expect_log: ExpectLog):
    expect_log("was slow")
    logging.getLogger("tests.here").warning("the disk was slow")


def test_a_pdf_is_read_by_both_programs():
    paper = io.BytesIO()
    canvas = Canvas(paper)
    for words in ("first page", "second page"):
        canvas.drawString(72, 720, words)
        canvas.showPage()
    canvas.setTitle("a title")
    canvas.save()
    pdf = paper.getvalue()
    assert pdf_text.page_count(pdf) == 2
    assert [pdf_text.run_together(text) for text in pdf_text.pages(pdf)] == ["firstpage", "secondpage"]
    assert "second page" in pdf_text.poppler_text(pdf)
    assert pdf_text.properties(pdf)["/Title"] == "a title"
    assert pdf_text.fonts(pdf) == {"/Helvetica": False}


def test_the_home_of_a_test_is_not_the_home_of_a_person():
    assert "ashibue-home-" in os.environ["HOME"]
    assert "ashibue-home-" in os.environ["XDG_DATA_HOME"]
    assert "DBUS_SESSION_BUS_ADDRESS" not in os.environ
