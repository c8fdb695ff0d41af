"""The list of all forms tells the version that holds in this office today."""

from dataclasses import dataclass
from datetime import date

from ashibue_desk.domain.form_list_facts import ListedForm
from ashibue_desk.use_cases.desk import Desk
from ashibue_desk.use_cases.form_list import form_list_facts


@dataclass(frozen=True)
class Design:
    """The list itself."""

    form_id: str = "FL"
    name: str = "様式一覧"
    version: int = 1
    in_force_from: date | None = None


def form(code: str, version: int) -> ListedForm:
    return ListedForm(
        code=code,
        name="様式",
        scene="方針とお知らせ",
        articles=("4条",),
        version=version,
        in_force_from=None,
        blank=False,
        filled=True,
        kept=False,
    )


def test_a_worded_form_has_the_version_in_force_and_another_keeps_its_own(desk: Desk) -> None:
    facts = form_list_facts(desk, Design(), [form("Y1", 99), form("CS", 7)])
    policy, status = facts.forms
    assert (policy.version, policy.in_force_from) == (1, date(2026, 4, 1))
    assert (status.version, status.in_force_from) == (7, None)
    assert facts.as_of == desk.today
