"""Where the ink lies: body within 20 mm margins, head and foot within 12 mm, no two lines on each other.

Every line drawn is recorded with its page; long names and a long office are where a form would burst.
"""

import itertools
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest

from ashibue_desk.domain.consent import ConsentRow, ConsentState
from ashibue_desk.domain.form_facts import ConsentStatusFacts, ImportLeftoversFacts
from forms import consent_form, flow, letter, paper, parts, tables, text
from forms.announcement import render_announcement
from forms.consent_form import render_consent_forms
from forms.consent_status import render_consent_status
from forms.contractor_evaluation import render_evaluation_sheet
from forms.handling_annex import render_handling_annex
from forms.handover import render_handover
from forms.import_leftovers import render_import_leftovers
from forms.invitation import render_invitation
from forms.number_file_register import render_number_file_register
from forms.paper import BOTTOM, HEIGHT, LEFT, MM, RIGHT, TOP
from forms.pledge import render_pledge
from forms.recovery_sheet import render_recovery_sheet
from forms.superior_approval import render_superior_approval
from forms.text import Line
from tests.forms.contractor_facts import evaluation_sheet, handling_annex, mixed_answers
from tests.forms.facts import (
    LONG_OFFICE,
    announcement,
    charge,
    consent,
    handover,
    head,
    invitation,
    number_file_line,
    number_file_register,
    pledge,
    recovery_sheet,
    superior_approval,
)

LONG_NAME = "寿限無" * 20
SLACK = 0.5  # points


@dataclass(frozen=True)
class Ink:
    """One drawn line's box on its page."""

    page: int
    left: float
    right: float
    low: float
    high: float
    text: str


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> list[Ink]:
    found: list[Ink] = []
    page = [1]
    draw, turn = text.draw_line, paper.Paper.next_sheet

    def record(canvas: Any, line: Line, x: float, y: float) -> None:
        if line.glyphs:
            size, left = line.style.size, x + line.indent
            found.append(Ink(page[0], left, left + line.width, y - 0.12 * size, y + 0.8 * size, line.text))
        draw(canvas, line, x, y)

    def count(sheet: paper.Paper) -> None:
        page[0] += 1
        turn(sheet)

    for module in (text, flow, tables, consent_form, letter, parts):
        monkeypatch.setattr(module, "draw_line", record)
    monkeypatch.setattr(paper.Paper, "next_sheet", count)
    return found


def _status() -> bytes:
    rows = tuple(
        ConsentRow(str(n), f"A{n}", LONG_NAME, "", LONG_OFFICE, ConsentState.RECEIVED, 1, date(2026, 10, 31),
                   date(2026, 12, 31), "本部書庫2段目左から3番目の箱")
        for n in range(12)
    )  # fmt: skip
    return render_consent_status(
        ConsentStatusFacts(head=head("CS", LONG_OFFICE), as_of=date(2026, 11, 21), rows=rows)
    )


def _leftovers() -> bytes:
    rows = tuple((n, LONG_NAME, "直してください。" * n) for n in range(30))
    return render_import_leftovers(
        ImportLeftoversFacts(head=head("IL", LONG_OFFICE), file_label=LONG_NAME + ".xlsx", rows=rows)
    )


def _long_consent() -> bytes:
    facts = consent(
        LONG_NAME,
        "A" * 40,
        head=head(office_name=LONG_OFFICE),
        representative_title="代表理事兼事務局長",
        representative_name=LONG_NAME,
        officer_name=LONG_NAME,
        contact="電話 0852-00-0000、電子メール nagai-namae-no-madoguchi@mizuumi-gekijo.example.jp " * 2,
    )
    return render_consent_forms([facts])


def _long_pledge() -> bytes:
    facts = pledge(LONG_NAME, head=head("Y3", LONG_OFFICE), representative_name=LONG_NAME)
    return render_pledge(facts)


def _long_announcement() -> bytes:
    charges = [charge(LONG_NAME, ("源泉徴収票の作成", "雇用保険の届出") * 5) for _ in range(15)]
    return render_announcement(announcement(*charges, head=head("AN", LONG_OFFICE)))


FORMS: dict[str, Callable[[], bytes]] = {
    "consent": lambda: render_consent_forms([consent()]),
    "consent, long": _long_consent,
    "recovery sheet": lambda: render_recovery_sheet(recovery_sheet()),
    "recovery sheet, long": lambda: render_recovery_sheet(
        recovery_sheet(head=head("R1", LONG_OFFICE), vault_name=LONG_NAME)
    ),
    "consent status": _status,
    "pledge": lambda: render_pledge(pledge()),
    "pledge, long": _long_pledge,
    "announcement": lambda: render_announcement(announcement()),
    "announcement, long": _long_announcement,
    "handover": lambda: render_handover(handover()),
    "handover, long": lambda: render_handover(
        handover(open_work="途中の仕事です。" * 200, papers="\n".join([LONG_NAME] * 30))
    ),
    "invitation": lambda: render_invitation(invitation()),
    "invitation, long": lambda: render_invitation(
        invitation(
            head=head("IV", LONG_OFFICE),
            person_name=LONG_NAME,
            role_names=("事務取扱担当者",) * 5,
            one_time_password="kawasemi-" * 8,
        )
    ),
    "superior": lambda: render_superior_approval(superior_approval()),
    "superior, long": lambda: render_superior_approval(
        superior_approval(superior_name=LONG_NAME, purpose="配置を考えるため。" * 60)
    ),
    "number files": lambda: render_number_file_register(
        number_file_register(*[number_file_line(LONG_NAME, "令和8年10月1日 統合のため") for _ in range(14)])
    ),
    "import leftovers": _leftovers,
    "contractor evaluation": lambda: render_evaluation_sheet(evaluation_sheet()),
    "contractor evaluation, long": lambda: render_evaluation_sheet(
        evaluation_sheet(
            head=head("CE", LONG_OFFICE),
            contractor_name=LONG_NAME,
            contractor_address=LONG_NAME,
            entrusted="年末調整と法定調書の作成、" * 8,
            answers=mixed_answers(),
        )
    ),
    "handling annex": lambda: render_handling_annex(handling_annex()),
    "handling annex, long": lambda: render_handling_annex(
        handling_annex(
            head=head("HA", LONG_OFFICE),
            contractor_name=LONG_NAME,
            contractor_address=LONG_NAME,
            handlers=("葦原 こずえ",) * 30,
        )
    ),
}


@pytest.mark.parametrize("form", FORMS)
def test_nothing_leaves_the_margins(form: str, drawn: list[Ink]) -> None:
    FORMS[form]()
    assert len(drawn) > 20
    for ink in drawn:
        assert ink.left >= LEFT - SLACK, ink
        assert ink.right <= RIGHT + SLACK, ink
        assert ink.low >= 12 * MM, ink
        assert ink.high <= HEIGHT - 12 * MM, ink
        # A line is either wholly body or wholly head or foot.
        inside = ink.low >= BOTTOM - SLACK and ink.high <= TOP + SLACK
        assert inside or ink.high < BOTTOM or ink.low > TOP, ink


@pytest.mark.parametrize("form", FORMS)
def test_no_two_lines_lie_on_each_other(form: str, drawn: list[Ink]) -> None:
    FORMS[form]()
    for one, other in _pairs_on_a_page(drawn):
        apart = (
            one.right <= other.left + SLACK
            or other.right <= one.left + SLACK
            or one.high <= other.low + SLACK
            or other.high <= one.low + SLACK
        )
        assert apart, (one, other)


def _pairs_on_a_page(drawn: list[Ink]) -> Iterator[tuple[Ink, Ink]]:
    for _, inks in itertools.groupby(sorted(drawn, key=lambda ink: ink.page), key=lambda ink: ink.page):
        yield from itertools.combinations(inks, 2)
