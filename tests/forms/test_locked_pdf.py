"""PDF under a password: the newest handler, no file on the disk, nothing readable without the password; its slip."""

import io
import subprocess
from datetime import date
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader

from ashibue_desk.domain.file_passwords import (
    ALPHABET,
    ROUTE_NAMES,
    FilePasswordFacts,
    Route,
    new_file_password,
)
from forms.consent_form import render_consent_forms
from forms.file_password import render_file_password
from forms.locked_pdf import join_pdfs, lock_pdf
from tests.forms.facts import consent, head
from tests.helpers.pdf_text import page_count, pages, properties, run_together

PASSWORD = "ABCD-EFGH-JKLM-NPQR-STUV"


@pytest.fixture(scope="module")
def plain() -> bytes:
    """Return a consent form as it comes from the design."""
    return render_consent_forms([consent("葦原 こずえ")])


def slip(recipient: str = "みなも税理士事務所", route: Route = Route.BY_HAND) -> FilePasswordFacts:
    """Return the facts of a slip."""
    return FilePasswordFacts(
        head=head("PW"),
        contents="特定個人情報等の取扱いに関する同意書　3件",
        recipient=recipient,
        route=route,
        made_on=date(2026, 11, 21),
        made_by="星川 楓",
        password=PASSWORD,
    )


def test_it_opens_with_the_password_and_with_no_other(plain: bytes) -> None:
    locked = lock_pdf(plain, PASSWORD)
    reader = PdfReader(io.BytesIO(locked))
    assert reader.is_encrypted
    assert not reader.decrypt("")
    assert not reader.decrypt(PASSWORD.lower())
    assert reader.decrypt(PASSWORD)
    opened = [page.extract_text() for page in reader.pages]
    assert opened == pages(plain)


def test_it_is_aes_256_of_revision_6_with_its_properties_encrypted(plain: bytes, tmp_path: Path) -> None:
    file = tmp_path / "locked.pdf"
    file.write_bytes(lock_pdf(plain, PASSWORD))
    command = ["qpdf", f"--password={PASSWORD}", "--show-encryption", str(file)]
    told = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    assert "R = 6" in told
    assert told.count("AESv3") == 3
    check = ["qpdf", f"--password={PASSWORD}", "--check", str(file)]
    assert subprocess.run(check, capture_output=True, check=False).returncode == 0
    raw = file.read_bytes()
    for word in ("同意書", "あしぶえデスク"):
        assert word.encode("utf-16-be") not in raw
        assert word.encode() not in raw


def test_every_file_has_keys_of_its_own(plain: bytes) -> None:
    assert lock_pdf(plain, PASSWORD) != lock_pdf(plain, PASSWORD)
    with pytest.raises(ValueError, match="password"):
        lock_pdf(plain, "")


def test_nothing_is_written_to_the_disk_on_the_way(
    plain: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    join_pdfs([lock_pdf(plain, PASSWORD)])
    join_pdfs([plain, plain])
    assert list(tmp_path.iterdir()) == []


def test_joined_papers_keep_their_order_and_are_the_same_every_time() -> None:
    parts = [render_consent_forms([consent(name)]) for name in ("葦原 こずえ", "髙﨑 澪", "𠮷野 汐")]
    joined = join_pdfs(parts)
    assert page_count(joined) == sum(page_count(part) for part in parts)
    text = run_together("".join(pages(joined)))
    assert text.index("葦原") < text.index("髙﨑") < text.rindex("汐")
    assert joined == join_pdfs(parts)
    assert join_pdfs(parts[:1]) == parts[0]
    assert properties(joined)["/Title"] == "特定個人情報等の取扱いに関する同意書"
    with pytest.raises(ValueError, match="nothing"):
        join_pdfs([])


@given(st.integers())
def test_a_password_is_long_and_free_of_what_looks_alike(seed: int) -> None:
    password = new_file_password(Random(seed))
    groups = password.split("-")
    assert [len(group) for group in groups] == [4] * 5
    assert set("".join(groups)) <= set(ALPHABET)
    assert not set(password) & set("IO01")


def test_passwords_differ() -> None:
    random = Random(7)
    assert len({new_file_password(random) for _ in range(500)}) == 500


@pytest.mark.parametrize("route", list(Route))
def test_the_slip_tells_the_password_and_its_properties_do_not(route: Route) -> None:
    pdf = render_file_password(slip(route=route))
    text = run_together("".join(pages(pdf)))
    assert PASSWORD in text
    assert run_together(ROUTE_NAMES[route]) in text
    assert page_count(pdf) == 1
    assert not any(PASSWORD in value or "みなも" in value for value in properties(pdf).values())
    assert PASSWORD not in repr(slip())


def test_a_slip_without_a_recipient_leaves_room_to_write_and_a_long_name_fits() -> None:
    assert "＿＿＿" in run_together("".join(pages(render_file_password(slip("")))))
    long = "特定非営利活動法人" + "みずうみ" * 12
    assert run_together(long) in run_together("".join(pages(render_file_password(slip(long)))))
