"""How the window knows everything about collecting: the list, its record form, the wizard, and showing a number."""

from ashibue_desk.domain.roles import READS_NUMBERS
from ashibue_desk.use_cases.changes import Changed
from ashibue_desk.use_cases.people import MAY_WRITE
from ui.pages.collection.event_page import CollectionEventPage
from ui.pages.collection.lines import count_missing
from ui.pages.collection.page import CollectionPage
from ui.pages.reveal.page import RevealPage
from ui.widgets.page import PageSpec
from ui.wizards.collect_number.page import CollectPage

_WRITES = frozenset(MAY_WRITE)


def collection_specs() -> tuple[PageSpec, ...]:
    """Return the page of the rail and those that open from it."""
    return (
        PageSpec(
            "collection",
            "収集",
            CollectionPage,
            badge=count_missing,
            badge_on=Changed.PEOPLE | Changed.NUMBERS,
            words=("個人番号", "マイナンバー", "依頼", "提供拒否", "未取得"),
        ),
        PageSpec(
            "collection_event",
            "収集の経過を記録する",
            CollectionEventPage,
            roles=_WRITES,
            in_rail=False,
            under="collection",
            fresh=True,
        ),
        PageSpec(
            "collect",
            "個人番号を受け取る",
            CollectPage,
            roles=_WRITES,
            in_rail=False,
            under="collection",
            fresh=True,
            words=("番号の登録", "本人確認"),
        ),
        PageSpec(
            "reveal",
            "個人番号を見る",
            RevealPage,
            roles=READS_NUMBERS,
            in_rail=False,
            under="collection",
            fresh=True,
        ),
    )
