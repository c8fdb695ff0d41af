"""特定個人情報ファイルの管理簿: every file that holds numbers, on paper or in the vault, to print and to seal (規程33条)."""

from ashibue_desk.domain.form_facts import NumberFileLine, NumberFileRegisterFacts
from ashibue_desk.domain.japanese_calendar import era_date
from forms.listing import Listing, render_listing
from forms.paper import BODY_WIDTH, MM
from forms.tables import Column

_COLUMNS = (
    Column("種類", 15 * MM),
    Column("名称", 28 * MM),
    Column("利用目的", 28 * MM),
    Column("保管場所・部署", 24 * MM),
    Column("開ける人", 24 * MM),
    Column("廃棄の方法", BODY_WIDTH - 143 * MM),
    Column("作成の指示", 24 * MM),
)


def render_number_file_register(facts: NumberFileRegisterFacts) -> bytes:
    """Return the register as a PDF. Raises ``CannotDrawCharacter`` naming the file."""
    rows = tuple(_cells(line) for line in facts.lines)
    still_open = sum(not line.closed for line in facts.lines)
    introduction = (
        facts.head.office_name,
        f"{era_date(facts.as_of)}現在　使用中 {still_open}件　閉じたもの {len(facts.lines) - still_open}件",
    )
    return render_listing(Listing(facts, introduction, _COLUMNS, rows, seals=("責任者",)))


def _cells(line: NumberFileLine) -> tuple[str, ...]:
    place = "　".join(part for part in (line.place, line.department) if part)
    state = f"{line.ordered}　閉じた: {line.closed}" if line.closed else line.ordered
    return (
        line.kind,
        line.name,
        line.purpose,
        place or "—",
        "、".join(line.holders) or "—",
        line.disposal or "—",
        state,
    )
