"""The list of all forms (様式一覧), each with the version that holds in this office today."""

from collections.abc import Iterable
from dataclasses import replace

from ashibue_desk.domain.form_list_facts import FormListFacts, ListedForm
from ashibue_desk.domain.roles import Role
from ashibue_desk.use_cases.desk import Desk
from ashibue_desk.use_cases.paper_heads import Design, paper_head
from ashibue_desk.use_cases.worded_heads import head_for, worded_name


def form_list_facts(desk: Desk, design: Design, forms: Iterable[ListedForm]) -> FormListFacts:
    """Return the list of ``forms``: those with a wording get the version in force today, the office's own or the original."""
    desk.require(*Role)
    with desk.vault.reading():
        return FormListFacts(
            head=paper_head(desk, design),
            as_of=desk.today,
            forms=tuple(_as_in_force(desk, form) for form in forms),
        )


def _as_in_force(desk: Desk, form: ListedForm) -> ListedForm:
    wording = worded_name(desk, form.code)
    if not wording:
        return form
    head = head_for(desk, wording)
    return replace(form, version=head.version, in_force_from=head.in_force_from)
