"""一覧とまとめ: lists over everybody."""

from ashibue_desk.domain.form_list_facts import FormListFacts, ListedForm
from ashibue_desk.domain.roles import Role
from ashibue_desk.use_cases.desk import Desk
from ashibue_desk.use_cases.form_list import form_list_facts
from ashibue_desk.use_cases.missing_papers import missing_papers_facts
from forms.catalogue import FormDesign, catalogue
from forms.form_list import render_form_list
from forms.missing_papers import render_missing_papers
from ui.papers_offered.offer import Offer, for_office


def _all_forms(desk: Desk, design: FormDesign) -> FormListFacts:
    return form_list_facts(desk, design, map(_listed, catalogue(desk.regulation.id).values()))


def _listed(design: FormDesign) -> ListedForm:
    return ListedForm(
        code=design.form_id,
        name=design.name,
        scene=design.scene.value,
        articles=design.articles,
        version=design.version,
        in_force_from=design.in_force_from,
        blank=design.blank,
        filled=design.filled,
        kept=design.kept,
    )


OFFERS = (
    Offer(form_id="MP", render=render_missing_papers, filled=for_office(missing_papers_facts), counter="通"),
    Offer(
        form_id="FL",
        render=render_form_list,
        filled=for_office(_all_forms),
        roles=frozenset(Role),
        counter="通",
    ),
)
