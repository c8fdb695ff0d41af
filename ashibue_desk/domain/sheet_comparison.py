"""Comparing a returned evaluation sheet with what is on file, row by row."""

import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Final

from ashibue_desk.domain.contractor_criteria import ContractorRules
from ashibue_desk.domain.contractor_evaluation import MARK_SIGNS, Answer, Mark
from ashibue_desk.domain.returned_sheet import (
    Misfit,
    ReturnedSheet,
    SheetChange,
    SheetComparison,
    SheetIdentity,
    SheetLine,
    SheetMisfit,
)
from ashibue_desk.domain.sheet_hints import misfits_beside, misfits_of_names, plain

LONGEST_TEXT: Final = 500
"""Characters of a comment or a piece of evidence; the workbook refuses more while it is filled in."""

_MOST_TOLD: Final = 100
_NOT_OURS: Final = "この製品が作った委託先評価票ではありません。送った評価票の返送を選んでください。"
_HIDDEN: Final = "隠されたシートは読みません。評価票のシートが隠されているときは、表計算ソフトで表示させて保存してください。"
_LOST: Final = (
    "送った評価票のようですが、評価票の番号か見出しの行が書き換えられていて、どの評価のものか確かめられません。"
    "評価票を送り直すか、この画面に入力してください。"
)
_SPELLINGS: Final = {
    Mark.GOOD: ("○", "〇", "◯", "◎", "o"),
    Mark.FAIR: ("△", "▲", "▵"),
    Mark.POOR: ("×", "✕", "✖", "╳", "x"),
    Mark.NOT_APPLICABLE: ("該当なし", "該当無し", "該当しない", "-", "―", "ー"),
}
_MARKS: Final = {spelling: mark for mark, spellings in _SPELLINGS.items() for spelling in spellings}


def read_mark(text: str) -> Mark | None:
    """Return the mark that was written, in any of the signs people use for it, or ``None`` for none of them."""
    return _MARKS.get(unicodedata.normalize("NFKC", text).strip().lower())


def compare(
    rules: ContractorRules, expected: SheetIdentity, sheet: ReturnedSheet, on_file: Mapping[str, Answer]
) -> SheetComparison:
    """Return what taking ``sheet`` would change and what of it does not fit."""
    found = sheet.identity
    if found is None:
        return _refused(expected, _whole(Misfit.NOT_OUR_SHEET, _unknown(sheet)))
    if (whole := _misfit_of_head(expected, found)) is not None:
        return _refused(expected, whole)
    sheet = replace(sheet, lines=_told_apart(rules, sheet.lines))
    misfits = [*_misfits_of_rows(rules, sheet.lines)]
    left_out = {misfit.criterion_id for misfit in misfits if not misfit.taken}
    misfits += [*misfits_of_names(expected, found), *misfits_beside(rules, sheet, left_out)]
    changes, same = [], 0
    for line in sheet.lines:
        if line.criterion_id in left_out or line.criterion_id not in rules.criteria:
            continue
        before = on_file.get(line.criterion_id, Answer(criterion_id=line.criterion_id))
        after = _taken(before, line)
        if after == before:
            same += 1
        else:
            changes.append(
                SheetChange(line.criterion_id, rules.criteria[line.criterion_id].text, before, after)
            )
    return SheetComparison(expected.evaluation_id, tuple(changes), same, _first(misfits))


def _taken(before: Answer, line: SheetLine) -> Answer:
    return replace(
        before,
        mark=read_mark(line.mark) or before.mark,
        comment=line.comment.strip() or before.comment,
        evidence=line.evidence.strip() or before.evidence,
    )


def _refused(expected: SheetIdentity, whole: SheetMisfit) -> SheetComparison:
    return SheetComparison(expected.evaluation_id, (), 0, (whole,))


def _first(misfits: list[SheetMisfit]) -> tuple[SheetMisfit, ...]:
    """Return as many as somebody will read: who pastes thousands of rows gets no list of thousands."""
    rest = misfits[_MOST_TOLD:]
    if not rest:
        return tuple(misfits)
    taken = all(misfit.taken for misfit in rest)
    sentence = f"ほかに{len(rest)}か所、合わないところがあります。表計算ソフトで開いて確かめてください。"
    return (*misfits[:_MOST_TOLD], SheetMisfit(rest[0].misfit, 0, "", sentence, taken=taken))


def _told_apart(rules: ContractorRules, lines: tuple[SheetLine, ...]) -> tuple[SheetLine, ...]:
    """Return ``lines`` with those that lost their id told apart by their question."""
    by_question = {plain(one.text): one.id for one in rules.criteria.values()}
    return tuple(
        line if line.criterion_id else replace(line, criterion_id=by_question.get(plain(line.question), ""))
        for line in lines
    )


def _misfit_of_head(expected: SheetIdentity, found: SheetIdentity) -> SheetMisfit | None:
    if found.contractor_id != expected.contractor_id:
        return _whole(Misfit.OTHER_CONTRACTOR, _other_contractor(expected, found))
    if found.evaluation_id != expected.evaluation_id:
        return _whole(
            Misfit.OTHER_EVALUATION,
            "同じ委託先の、別の回の評価票です。いまの評価のために作った評価票を選んでください。",
        )
    if (found.pack, found.version) != (expected.pack, expected.version):
        return _whole(
            Misfit.OTHER_VERSION,
            f"評価項目の版が違います(返送は第{found.version}版、いまは第{expected.version}版)。"
            "いまの版の評価票を送り直してください。",
        )
    return None


def _unknown(sheet: ReturnedSheet) -> str:
    if sheet.looks_like_ours:
        return _LOST
    return f"{_NOT_OURS}{_HIDDEN if sheet.has_hidden else ''}"


def _other_contractor(expected: SheetIdentity, found: SheetIdentity) -> str:
    if plain(found.office) != plain(expected.office):
        return (
            f"「{found.office}」が「{found.contractor_name}」のために作った評価票です。"
            f"「{expected.office}」が作った「{expected.contractor_name}」の評価票を選んでください。"
        )
    return (
        f"別の委託先「{found.contractor_name}」の評価票です。"
        f"「{expected.contractor_name}」の評価票を選んでください。"
    )


def _whole(misfit: Misfit, sentence: str) -> SheetMisfit:
    return SheetMisfit(misfit, 0, "", sentence)


def _misfits_of_rows(rules: ContractorRules, lines: tuple[SheetLine, ...]) -> Iterator[SheetMisfit]:
    times = Counter(line.criterion_id for line in lines)
    for line in lines:
        found = _misfit_of_row(rules, line, times[line.criterion_id])
        if found is not None:
            misfit, sentence = found
            yield SheetMisfit(misfit, line.row, line.criterion_id, sentence)
    for criterion in rules.criteria.values():
        if criterion.id not in times:
            yield SheetMisfit(
                Misfit.ROW_MISSING, 0, criterion.id, f"項目「{criterion.text}」の行がなくなっています。"
            )
    yield from _moved(rules, lines)


def _misfit_of_row(rules: ContractorRules, line: SheetLine, times: int) -> tuple[Misfit, str] | None:
    if line.criterion_id not in rules.criteria:
        return Misfit.ROW_UNKNOWN, "評価票になかった行です。書き足された行は取り込みません。"
    if times > 1:
        return (
            Misfit.ROW_TWICE,
            "同じ項目の行が2つ以上あります。どちらが正しいか分からないため取り込みません。",
        )
    if plain(line.question) != plain(rules.criteria[line.criterion_id].text):
        return Misfit.QUESTION_CHANGED, "評価項目の文が書き換えられています。委託先に確かめてください。"
    return _misfit_of_answer(line)


def _misfit_of_answer(line: SheetLine) -> tuple[Misfit, str] | None:
    texts = (line.mark, line.comment, line.evidence)
    if line.formulas or any(text.lstrip().startswith(("=", "＝")) for text in texts):
        where = "、".join(line.formulas) or "記入欄"
        return Misfit.FORMULA, f"{where}に計算式が入っています。文字で書き直してもらってください。"
    if line.withheld:
        where = "、".join(line.withheld)
        return Misfit.NUMBER_INSIDE, f"{where}に個人番号らしい数字があったため、読まずに消しました。"
    if line.mark.strip() and read_mark(line.mark) is None:
        signs = "、".join(MARK_SIGNS.values())
        return Misfit.MARK_UNKNOWN, f"評価の欄は{signs}のどれかで書いてもらってください。"
    if any(len(text) > LONGEST_TEXT for text in texts):
        return Misfit.TOO_LONG, f"{LONGEST_TEXT}文字を超えています。短く書き直してもらってください。"
    return None


def _moved(rules: ContractorRules, lines: tuple[SheetLine, ...]) -> Iterator[SheetMisfit]:
    known = [line for line in lines if line.criterion_id in rules.criteria]
    order = list(rules.criteria)
    places = [order.index(line.criterion_id) for line in known]
    if places != sorted(places):
        yield SheetMisfit(
            Misfit.ROW_MOVED,
            known[next(n for n in range(1, len(places)) if places[n] < places[n - 1])].row,
            "",
            "行の順番が入れ替わっています。項目ごとに見分けて取り込みます。",
            taken=True,
        )
