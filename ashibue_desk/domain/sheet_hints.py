"""What of a returned evaluation sheet is not as it was sent, beside the answers: hints, columns, drop-downs, locks.

None of it keeps an answer out. It is told because it may have changed what the contractor understood, or holds words
that are not taken in.
"""

import unicodedata
from collections.abc import Collection, Iterator
from typing import Final

from ashibue_desk.domain.contractor_criteria import ContractorRules
from ashibue_desk.domain.evaluation_sheet import (
    ANSWERS,
    GUIDE,
    GUIDE_ROW,
    HINT_KEYS,
    LABELS,
    SHEET,
    TITLE_ROW,
    asked,
    heading,
    title_of,
)
from ashibue_desk.domain.number_shield import mask_numbers
from ashibue_desk.domain.returned_sheet import (
    Misfit,
    ReturnedSheet,
    SheetIdentity,
    SheetLine,
    SheetMisfit,
    Written,
)

_SHOWN: Final = 40  # characters of a text somebody wrote
_NAMED: Final = 5  # places or sheets in one sentence


def plain(text: str) -> str:
    """Return a text as compared: spreadsheets may change spaces and line ends."""
    return "".join(unicodedata.normalize("NFKC", text).split())


def misfits_beside(
    rules: ContractorRules, sheet: ReturnedSheet, left_out: Collection[str]
) -> Iterator[SheetMisfit]:
    """Yield what is not as it was sent, the names in the head apart; ``left_out`` are the criteria whose answers are not taken anyway."""
    yield from _columns(sheet)
    yield from _texts(rules, sheet)
    for line in sheet.lines:
        yield from _hints(rules, line, taken=line.criterion_id not in left_out)
    yield from _around(rules, sheet)
    yield from _not_read(sheet, _added(rules, sheet))


def _changed(row: int, sentence: str) -> SheetMisfit:
    return SheetMisfit(Misfit.HINT_CHANGED, row, "", sentence, taken=True)


def _columns(sheet: ReturnedSheet) -> Iterator[SheetMisfit]:
    columns, row = sheet.columns, sheet.title_row
    for title in columns.missing:
        if title in {title_of(key) for key in ANSWERS}:
            sentence = f"「{title}」の列がなくなっています。この列の記入は取り込めません。"
            yield SheetMisfit(Misfit.COLUMN_MISSING, row, "", sentence)
        else:
            sentence = f"「{title}」の列がなくなっています。委託先がこれを見て答えたか、確かめてください。"
            yield SheetMisfit(Misfit.COLUMN_MISSING, row, "", sentence, taken=True)
    for old, new in columns.retitled:
        yield _changed(row, f"列の見出し「{old}」が「{_short(new)}」に書き換えられています。")
    if columns.moved:
        sentence = "列が足されたか、並べ替えられています。見出しで見分けて取り込みます。"
        yield SheetMisfit(Misfit.COLUMN_MOVED, row, "", sentence, taken=True)
    if not columns.keyed:
        sentence = "行を見分けるための隠れた列がなくなっています。評価項目の文で見分けて取り込みます。"
        yield SheetMisfit(Misfit.COLUMN_MISSING, row, "", sentence, taken=True)


def misfits_of_names(expected: SheetIdentity, found: SheetIdentity) -> Iterator[SheetMisfit]:
    """Yield the names in the head that are not those on file: rewritten, or changed in the register since."""
    for key, now, came in (
        ("contractor", expected.contractor_name, found.contractor_name),
        ("office", expected.office, found.office),
    ):
        if plain(now) != plain(came):
            wrote = f"「{_short(came)}」になっています" if came else "空になっています"
            yield _changed(0, f"「{LABELS[key]}」の欄が{wrote}(いまの登録は「{_short(now)}」)。")


def _texts(rules: ContractorRules, sheet: ReturnedSheet) -> Iterator[SheetMisfit]:
    """Yield the lines that belong to no question and are gone or say something else."""
    came = {plain(written.text) for written in sheet.texts.values()}
    for name, row, text in _sent(rules, sheet):
        written = sheet.texts.get(row)
        if plain(text) in came:
            continue
        if written is None:
            yield _changed(0, f"{name}がなくなっています(送ったときは「{_short(text)}」)。")
        else:
            yield _changed(row, _rewritten(name, written.text, text))


def _added(rules: ContractorRules, sheet: ReturnedSheet) -> list[Written]:
    """Return the lines that belong to no question, never were there, and stand in the place of none that was."""
    sent = [*_sent(rules, sheet)]
    texts, rows = {plain(text) for _, _, text in sent}, {row for _, row, _ in sent}
    return [
        written
        for row, written in sheet.texts.items()
        if row not in rows and plain(written.text) not in texts
    ]


def _sent(rules: ContractorRules, sheet: ReturnedSheet) -> Iterator[tuple[str, int, str]]:
    """Yield what each of these lines is called, where it should be found, and what it said."""
    shift = sheet.title_row - TITLE_ROW
    yield "表題", 1 + shift, SHEET
    for row, label in enumerate(LABELS.values(), start=2):
        yield f"見出し「{label}」", row + shift, label
    yield "記入のしかた", GUIDE_ROW + shift, GUIDE
    rows = {line.criterion_id: line.row for line in reversed(sheet.lines)}
    for number, group in enumerate(rules.groups, start=1):
        here = [rows[one.id] for one in group.criteria if one.id in rows]
        yield "組の見出し", min(here, default=0) - 1, heading(number, group.name)


def _hints(rules: ContractorRules, line: SheetLine, *, taken: bool) -> Iterator[SheetMisfit]:
    if line.criterion_id not in rules.criteria:
        return
    for key, came, sent in zip(HINT_KEYS, line.hints, asked(rules)[line.criterion_id].hints, strict=True):
        if came is not None and plain(came) != plain(sent):
            sentence = _rewritten(f"「{title_of(key)}」", came, sent)
            yield SheetMisfit(Misfit.HINT_CHANGED, line.row, line.criterion_id, sentence, taken=taken)


def _rewritten(name: str, came: str, sent: str) -> str:
    now = f"「{_short(came)}」に書き換えられています" if came else "消されています"
    return f"{name}が{now}(送ったときは{f'「{_short(sent)}」' if sent else '空'})。"


def _around(rules: ContractorRules, sheet: ReturnedSheet) -> Iterator[SheetMisfit]:
    bare = [line.row for line in sheet.lines if line.criterion_id in rules.criteria and not line.has_list]
    if sheet.locked is not None and bare:
        rows = f"この行とほか{len(bare) - 1}行で" if len(bare) > 1 else "この行で"
        sentence = f"{rows}、「評価」を選ぶ一覧が、なくなっているか書き換えられています。"
        yield SheetMisfit(Misfit.LIST_CHANGED, bare[0], "", sentence, taken=True)
    if sheet.locked is False:
        sentence = "シートの保護が外されています。記入欄のほかも書き換えられる状態で戻りました。"
        yield SheetMisfit(Misfit.UNLOCKED, 0, "", sentence, taken=True)
    if sheet.merged:
        sentence = (
            f"記入欄のセルが結合されています({_list(sheet.merged)})。それぞれ左上のセルだけを読みました。"
        )
        yield SheetMisfit(Misfit.MERGED, 0, "", sentence, taken=True)


def _not_read(sheet: ReturnedSheet, added: list[Written]) -> Iterator[SheetMisfit]:
    outside = [*added, *sheet.elsewhere]
    if outside:
        places = _list([_quoted(written) for written in outside])
        sentence = f"記入欄でないところに書かれています: {places}。必要なものは、コメントに書き直してもらってください。"
        yield SheetMisfit(Misfit.ELSEWHERE, 0, "", sentence)
    if sheet.has_notes:
        sentence = (
            "セルに付けたメモか、図や写真があります。読み取らないので、表計算ソフトで開いて確かめてください。"
        )
        yield SheetMisfit(Misfit.ELSEWHERE, 0, "", sentence)
    if sheet.other_sheets:
        names = _list([f"「{_short(name)}」" for name in sheet.other_sheets])
        yield SheetMisfit(
            Misfit.ELSEWHERE, 0, "", f"評価票のほかにシートがあります: {names}。読み取っていません。"
        )


def _quoted(written: Written) -> str:
    return f"{written.place}「{_short(written.text)}」" if written.text else written.place


def _list(names: Collection[str]) -> str:
    shown = "、".join(list(names)[:_NAMED])
    return f"{shown}ほか{len(names) - _NAMED}か所" if len(names) > _NAMED else shown


def _short(text: str) -> str:
    line = mask_numbers(
        " ".join(text.split())
    )  # the name of a sheet is no cell, which would have been blanked
    return line if len(line) <= _SHOWN else f"{line[:_SHOWN]}…"
