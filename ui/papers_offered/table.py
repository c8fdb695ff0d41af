"""Every form the page 規程と様式 offers. A new form is one ``Offer`` in the module of its scene."""

from functools import cache

from forms.catalogue import catalogue
from ui.papers_offered import (
    by_hand,
    charge,
    collecting,
    contracting,
    explanations,
    joining,
    keys,
    overview,
    policy,
    using,
)
from ui.papers_offered.offer import Offer

_MODULES = (policy, joining, explanations, charge, collecting, using, contracting, keys, overview, by_hand)


@cache
def offers() -> dict[str, Offer]:
    """Return every offer by the id of its form, in the order of the catalogue.

    Raises ``ValueError`` for an offer that says something else than the catalogue: a form that is not in it, or blank where
    the catalogue says it never is.
    """
    made = {each.form_id: each for module in _MODULES for each in module.OFFERS}
    for offer in made.values():
        _refuse_contradictions(offer)
    return {form_id: made[form_id] for form_id in catalogue() if form_id in made}


def _refuse_contradictions(offer: Offer) -> None:
    design = catalogue().get(offer.form_id)
    if design is None:
        raise ValueError(f"{offer.form_id} is offered but not in the catalogue")
    if (offer.blank and not design.blank) or (offer.filled and not design.filled):
        raise ValueError(f"{offer.form_id} is offered in a way the catalogue does not know")
    if design.secret and offer.render:
        raise ValueError(f"{offer.form_id} holds a secret and is made only on its own page")
