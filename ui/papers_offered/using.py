"""使う・記録する: the register of number files; the papers of the log are made on its own pages, where the period is chosen."""

from ashibue_desk.domain.roles import Role
from ashibue_desk.use_cases.number_file_papers import register_facts
from forms.number_file_register import render_number_file_register
from ui.papers_offered.offer import Offer, for_office

OFFERS = (
    Offer(form_id="LB", page="handling_log"),
    Offer(form_id="LM", roles=frozenset({Role.OFFICER, Role.AUDITOR}), page="log_checks"),
    Offer(form_id="AA", roles=frozenset({Role.OFFICER, Role.AUDITOR}), page="access_analysis"),
    Offer(
        form_id="NF",
        render=render_number_file_register,
        filled=for_office(register_facts),
        roles=frozenset({Role.OFFICER, Role.HANDLER, Role.AUDITOR, Role.SYSTEM_KEEPER}),
        page="number_files",
    ),
)
