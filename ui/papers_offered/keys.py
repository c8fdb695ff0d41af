"""鍵と復旧, and what belongs to one act: made on their own pages, where the act that needs them is done."""

from ashibue_desk.domain.roles import Role
from ui.papers_offered.offer import Offer

OFFERS = (
    Offer(
        form_id="R1",
        roles=frozenset({Role.OFFICER, Role.HANDLER}),
        page="backup",
    ),
    Offer(form_id="PW", roles=frozenset(Role), page="papers"),
    Offer(form_id="LC", roles=frozenset({Role.OFFICER}), page="log_check"),
    Offer(form_id="IL", roles=frozenset({Role.OFFICER, Role.HANDLER}), page="import_people"),
)
