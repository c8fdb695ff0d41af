"""The forms the program prints: id, name and the article each serves. The id stands in the foot of every sheet."""

from dataclasses import dataclass
from datetime import date
from functools import cache

from forms.templates import form_text


@dataclass(frozen=True, slots=True)
class FormDesign:
    """One form. ``version`` is that of the wording on file, in force ``in_force_from`` where the wording says so.

    ``article`` is empty for aids without an article.
    """

    form_id: str
    name: str
    article: str
    version: int
    in_force_from: date | None = None


_AIDS = (
    FormDesign("R1", "復旧シート", "", 1),
    FormDesign("IL", "取り込めなかった行の一覧", "", 1),
    FormDesign("CS", "同意書の提出状況", "特定個人情報等取扱規程 第4条第4項", 1),
    FormDesign("CE", "委託先評価票", "特定個人情報等取扱規程 第14条第5項", 1),
    FormDesign("CD", "委託先台帳", "特定個人情報等取扱規程 第14条第1項", 1),
    FormDesign("IV", "一時パスワードの用紙", "", 1),
    FormDesign("LC", "検証カード", "", 1),
    FormDesign("LB", "取扱記録簿", "特定個人情報等取扱規程 第10条第10項", 1),
    FormDesign("NF", "特定個人情報ファイルの管理簿", "特定個人情報等取扱規程 第33条", 1),
)
_TEXTS = ("consent", "pledge", "announcement", "handover", "superior_approval", "handling_annex")


@cache
def catalogue(pack: str = "npo") -> dict[str, FormDesign]:
    """Return every form by its id."""
    texts = (form_text(pack, name) for name in _TEXTS)
    worded = (
        FormDesign(text.form_id, text.name, text.basis, text.version, text.in_force_from) for text in texts
    )
    designs = (*worded, *_AIDS)
    return {design.form_id: design for design in designs}
