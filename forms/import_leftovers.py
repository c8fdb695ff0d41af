"""取込みができなかった行の一覧: what in a staff list has to be mended, to print and work through by hand."""

from ashibue_desk.domain.form_facts import ImportLeftoversFacts
from forms.fonts import GOTHIC, require_drawable
from forms.listing import Listing, render_listing
from forms.paper import BODY_WIDTH, MM
from forms.tables import Column

_COLUMNS = (
    Column("行", 14 * MM, centred=True),
    Column("氏名（名簿のとおり）", 46 * MM),
    Column("直すところ", BODY_WIDTH - 78 * MM),
    Column("済", 18 * MM, centred=True),
)


def render_import_leftovers(facts: ImportLeftoversFacts) -> bytes:
    """Return the list as a PDF. Raises ``CannotDrawCharacter`` naming the person of the row."""
    for number, name, problem in facts.rows:
        person = name if not GOTHIC.missing(name) else f"{number}行目の人"
        require_drawable(person, {"氏名": name, "説明": problem}, GOTHIC)
    introduction = (
        facts.head.office_name,
        f"読み込んだファイル　{facts.file_label}",
        f"取り込めなかった行　{len(facts.rows)}件",
    )
    return render_listing(
        Listing(
            facts,
            introduction,
            _COLUMNS,
            tuple((str(number), name, problem, "□") for number, name, problem in facts.rows),
            closing="この一覧の行は、まだ登録されていません。元の名簿を直してもう一度読み込むか、名簿の画面で1人ずつ登録してください。",
        )
    )
