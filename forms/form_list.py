"""様式一覧: every form the program makes, by scene, with its articles and the version in force."""

from ashibue_desk.domain.form_list_facts import FormListFacts, ListedForm
from ashibue_desk.domain.japanese_calendar import era_date, era_short
from forms.listing import Listing, render_listing
from forms.paper import BODY_WIDTH
from forms.paper_sizes import MM
from forms.tables import Band, Column

_COLUMNS = (
    Column("記号", 14 * MM, centred=True),
    Column("様式の名前", BODY_WIDTH - 116 * MM),
    Column("条文", 32 * MM),
    Column("版", 27 * MM),
    Column("手書き用", 14 * MM, centred=True),
    Column("記入済み", 14 * MM, centred=True),
    Column("受取りを記録", 15 * MM, centred=True),
)
_YES, _NO = "○", "—"
_CLOSING = "記号は、各様式の下の欄外に印刷してあります。版は、この日に使っている文面の版です。"


def render_form_list(facts: FormListFacts) -> bytes:
    """Return the list as a PDF. Raises ``CannotDrawCharacter`` naming the office and the field."""
    return render_listing(
        Listing(
            facts=facts,
            introduction=(
                f"{era_date(facts.as_of)}現在　　{facts.head.office_name}",
                f"様式の数　{len(facts.forms)}",
            ),
            columns=_COLUMNS,
            rows=_rows(facts),
            closing=_CLOSING,
        )
    )


def _rows(facts: FormListFacts) -> tuple[tuple[str, ...] | Band, ...]:
    rows: list[tuple[str, ...] | Band] = []
    scene = None
    for form in facts.forms:
        if form.scene != scene:
            scene = form.scene
            rows.append(Band(scene))
        rows.append(_cells(form))
    return tuple(rows)


def _cells(form: ListedForm) -> tuple[str, ...]:
    since = f"（{era_short(form.in_force_from)}）" if form.in_force_from else ""
    return (
        form.code,
        form.name,
        "、".join(form.articles) or _NO,
        f"第{form.version}版{since}",
        _mark(form.blank),
        _mark(form.filled),
        _mark(form.kept),
    )


def _mark(holds: bool) -> str:  # noqa: FBT001 - one value, one mark
    return _YES if holds else _NO
