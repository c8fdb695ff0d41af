"""Everything on file about one contractor, put into lines for its page. No widgets."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Final

from ashibue_desk.domain.cloud_check import CLOUD_CONCLUSION_SENTENCES, CloudCheck
from ashibue_desk.domain.contractor_evaluation import (
    METHOD_NAMES,
    OCCASION_NAMES,
    Condition,
    EvaluationHead,
)
from ashibue_desk.domain.contractor_file import ContractorFile
from ashibue_desk.domain.contractor_history import history_line
from ashibue_desk.domain.contractor_provision import WAY_NAMES, Provision
from ashibue_desk.domain.contractor_supervision import (
    FINDING_KIND_NAMES,
    LOOK_NAMES,
    RETURN_WAY_NAMES,
    Ending,
    FindingKind,
    OutsideHandler,
    PlannedLook,
    SupervisionFinding,
)
from ashibue_desk.domain.contractor_verdict import VERDICT_NAMES
from ashibue_desk.domain.contractors import CONTRACTOR_STATE_NAMES, ContractorChange
from ashibue_desk.domain.japanese_calendar import both, era_date
from ashibue_desk.domain.postal_code import written
from ashibue_desk.domain.re_entrustment import (
    REQUEST_STATE_NAMES,
    ChainNode,
    ReEntrustment,
    RequestState,
)
from ui.pages.contractors.section import Line, LineAct
from ui.pages.contractors.view import STATE_TONES, VERDICT_TONES
from ui.widgets.chain_tree import TreeNode

OPEN: Final = "open"
MET, LOOKED, DROP, CORRECT = "met", "looked", "drop", "correct"
LEFT, RECEIPT, REVIEW, DECIDE, END_SUB = "left", "receipt", "review", "decide", "end_sub"
PRINT_PERMISSION = "print_permission"
_REQUEST_TONES: Final = {
    RequestState.REQUESTED: "warning",
    RequestState.PERMITTED: "success",
    RequestState.REFUSED: "error",
    RequestState.ENDED: "neutral",
}


def evaluation_lines(file: ContractorFile) -> tuple[Line, ...]:
    """Return every evaluation, newest first."""
    return tuple(_evaluation(head) for head in file.evaluations)


def _evaluation(head: EvaluationHead) -> Line:
    tag, tone = "途中", "info"
    if head.verdict is not None:
        tag, tone = VERDICT_NAMES[head.verdict], VERDICT_TONES[head.verdict]
    elif head.withdrawn_on is not None:
        tag, tone = "取りやめ", "neutral"
    day = head.decided_on or head.withdrawn_on or head.opened_on
    points = f"　{head.score}点" if head.score is not None else ""
    by = f"決定: {head.decided_by}" if head.decided_by else f"開始: {head.opened_by}"
    return Line(
        head.id,
        f"{both(day)}　{OCCASION_NAMES[head.occasion]}の評価({METHOD_NAMES[head.method]}){points}",
        "　".join(part for part in (by, head.reason, head.withdrawn_reason) if part),
        tag,
        tone,
        (LineAct("開く", OPEN),),
    )


def condition_lines(
    conditions: tuple[Condition, ...], criteria: Mapping[str, str], today: date, *, writes: bool
) -> tuple[Line, ...]:
    """Return the conditions of the last evaluation, those still open first; ``criteria`` are the questions by id."""
    ordered = sorted(conditions, key=lambda one: (one.met_on is not None, one.due_on))
    return tuple(_condition(one, criteria.get(one.criterion_id, ""), today, writes=writes) for one in ordered)


def condition_key(condition: Condition) -> str:
    """Return what tells a condition from the others."""
    return f"{condition.evaluation_id}/{condition.criterion_id}"


def _condition(condition: Condition, question: str, today: date, *, writes: bool) -> Line:
    if condition.met_on is not None:
        softer = f"{question}\n{both(condition.met_on)}に確かめました。{condition.met_note}"
        return Line(condition_key(condition), condition.text, softer, "改善済", "success")
    tag, tone = due_tag(condition.due_on, today)
    acts = (LineAct("改善を記録する", MET),) if writes else ()
    softer = f"{question}\n期限 {both(condition.due_on)}"
    return Line(condition_key(condition), condition.text, softer, tag, tone, acts)


def due_tag(due: date, today: date) -> tuple[str, str]:
    """Return the word for something due, and its tone."""
    late = (today - due).days
    return (f"期限超過 {late}日", "error") if late > 0 else ("これから", "info")


def provision_lines(file: ContractorFile, *, writes: bool, decides: bool) -> tuple[Line, ...]:
    """Return the provisions, newest first."""
    names = file.affair_names
    return tuple(_provision(one, names, writes=writes, decides=decides) for one in file.provisions)


def _provision(provision: Provision, affairs: Mapping[str, str], *, writes: bool, decides: bool) -> Line:
    entry, acts, tag, tone = provision.entry, [], "", "neutral"
    if writes and not entry.receipt:
        acts.append(LineAct("受領を記録する", RECEIPT))
    if not provision.permitted:
        open_still = provision.reviewed_on is None
        tag, tone = ("要件を欠く提供", "error") if open_still else ("見直し済", "neutral")
        if open_still and decides:
            acts.append(LineAct("見直しを済ませる", REVIEW))
    parts = [
        affairs.get(entry.affair, ""),
        WAY_NAMES[entry.way],
        f"追跡番号 {entry.tracking}" if entry.tracking else "",
        f"受領: {entry.receipt}" if entry.receipt else "受領はまだ確かめていません",
        f"記録: {provision.recorded_by}",
        entry.note,
    ]
    if not provision.permitted:
        parts.append(f"責任者の理由({provision.overridden_by}): {provision.override_reason}")
        parts.append(f"そのとき足りなかったもの: {''.join(provision.objections)}")
    whose = f"　{entry.whose}" if entry.whose else ""
    said = f"{both(entry.provided_on)}　{entry.what}{whose}　{entry.count}人分"
    return Line(provision.id, said, "　".join(part for part in parts if part), tag, tone, tuple(acts))


def request_lines(file: ContractorFile, *, writes: bool, decides: bool) -> tuple[Line, ...]:
    """Return the requests to entrust on, asked by this contractor or about it."""
    return tuple(_request(one, file.contractor.id, writes=writes, decides=decides) for one in file.requests)


def _request(request: ReEntrustment, here: str, *, writes: bool, decides: bool) -> Line:
    entry, acts = request.entry, []
    if request.state is RequestState.REQUESTED and decides:
        acts.append(LineAct("許諾を決める", DECIDE))
    if request.state is RequestState.PERMITTED and writes:
        acts.append(LineAct("許諾書を印刷", PRINT_PERMISSION))
        acts.append(LineAct("終了を記録する", END_SUB))
    said = (
        f"{request.sub_name}への再委託　{entry.scope}"
        if entry.contractor_id == here
        else f"{request.contractor_name}からの再委託　{entry.scope}"
    )
    parts = [
        f"申請 {both(entry.requested_on)}",
        f"申請の理由: {entry.reason}" if entry.reason else "",
        f"再委託先を監督する方法: {entry.measures}" if entry.measures else "",
        f"決定 {both(request.decided_on)}({request.decided_by})" if request.decided_on else "",
        f"条件: {request.conditions}" if request.conditions else "",
        f"決定の理由: {request.decision_reason}" if request.decision_reason else "",
        f"終了 {both(request.ended_on)}" if request.ended_on else "",
    ]
    return Line(
        request.id,
        said,
        "　".join(part for part in parts if part),
        REQUEST_STATE_NAMES[request.state],
        _REQUEST_TONES[request.state],
        tuple(acts),
    )


def chain_tree(office_name: str, node: ChainNode) -> TreeNode:
    """Return the tree from the office down."""
    return TreeNode("", office_name, "委託元", children=(_node(node),))


def _node(node: ChainNode) -> TreeNode:
    tag, tone = CONTRACTOR_STATE_NAMES[node.state], STATE_TONES[node.state]
    scope = ""
    if node.request is not None:
        tag, tone = REQUEST_STATE_NAMES[node.request.state], _REQUEST_TONES[node.request.state]
        scope = node.request.entry.scope
    return TreeNode(
        node.contractor_id, node.name, scope, tag, tone, tuple(_node(below) for below in node.below)
    )


def look_lines(file: ContractorFile, today: date, *, writes: bool) -> tuple[Line, ...]:
    """Return the looks: those to come first, the next due on top, then what was done."""
    ordered = sorted(
        file.looks,
        key=lambda one: (not one.is_open, one.entry.due_on.toordinal() * (1 if one.is_open else -1)),
    )
    return tuple(_look(one, today, writes=writes) for one in ordered)


def _look(look: PlannedLook, today: date, *, writes: bool) -> Line:
    name, topics = LOOK_NAMES[look.entry.look], look.entry.topics
    if look.done_on is not None:
        asked = f"確かめたこと: {topics}" if topics else ""
        parts = (look.result, asked, f"保管: {look.place}" if look.place else "", f"担当: {look.done_by}")
        softer = "　".join(part for part in parts if part)
        return Line(look.id, f"{both(look.done_on)}　{name}", softer, "済み", "success")
    if look.dropped_reason:
        said = f"{both(look.entry.due_on)}　{name}"
        return Line(look.id, said, look.dropped_reason, "取りやめ", "neutral")
    tag, tone = due_tag(look.entry.due_on, today)
    acts = (LineAct("結果を記録する", LOOKED), LineAct("取りやめる", DROP)) if writes else ()
    return Line(look.id, f"{both(look.entry.due_on)}まで　{name}", topics, tag, tone, acts)


def finding_lines(file: ContractorFile, today: date, *, decides: bool) -> tuple[Line, ...]:
    """Return findings and accidents, those still open first."""
    ordered = sorted(file.findings, key=lambda one: one.corrected_on is not None)
    return tuple(_finding(one, today, decides=decides) for one in ordered)


def _finding(finding: SupervisionFinding, today: date, *, decides: bool) -> Line:
    entry = finding.entry
    word = "起きた日" if entry.kind is FindingKind.ACCIDENT else "見つけた日"
    parts = [f"{word} {both(entry.found_on)}", f"求める是正: {entry.wanted}" if entry.wanted else ""]
    said = f"{FINDING_KIND_NAMES[entry.kind]}　{entry.text}"
    if finding.corrected_on is not None:
        parts.append(f"是正 {both(finding.corrected_on)}({finding.confirmed_by}): {finding.correction}")
        return Line(finding.id, said, _joined(parts), "是正済", "success")
    tag, tone = due_tag(entry.due_on, today) if entry.due_on else ("是正待ち", "warning")
    parts.append(f"期限 {both(entry.due_on)}" if entry.due_on else "")
    acts = (LineAct("是正を記録する", CORRECT),) if decides else ()
    return Line(finding.id, said, _joined(parts), tag, tone, acts)


def handler_lines(file: ContractorFile, *, writes: bool) -> tuple[Line, ...]:
    """Return who handles the numbers there, those still there first."""
    ordered = sorted(file.handlers, key=lambda one: one.until is not None)
    return tuple(_handler(one, writes=writes) for one in ordered)


def _handler(handler: OutsideHandler, *, writes: bool) -> Line:
    until = f"〜{era_date(handler.until)}" if handler.until else "から"
    softer = f"{era_date(handler.since)}{until}　{handler.duty}"
    acts = (LineAct("外れた日を記録する", LEFT),) if writes and handler.until is None else ()
    tag = "外れた" if handler.until else ""
    return Line(handler.id, handler.name, softer, tag, "neutral", acts)


def cloud_lines(checks: tuple[CloudCheck, ...]) -> tuple[Line, ...]:
    """Return the checks of cloud services."""
    return tuple(
        Line(
            check.id,
            f"{both(check.decided_on)}　{check.entry.service}",
            "\n".join(_of_check(check)),
        )
        for check in checks
    )


def _of_check(check: CloudCheck) -> Iterator[str]:
    entry = check.entry
    about = ((f"事業者: {entry.provider}", entry.provider), (f"使いみち: {entry.purpose}", entry.purpose))
    said = "　".join(words for words, text in about if text)
    if said:
        yield said
    yield CLOUD_CONCLUSION_SENTENCES[check.conclusion]
    yield from check.reasoning
    if entry.own_measures:
        yield f"自分で講じる安全管理措置: {entry.own_measures}"
    yield f"判断した責任者: {check.decided_by}"


def history_lines(changes: tuple[ContractorChange, ...], affairs: dict[str, str]) -> tuple[Line, ...]:
    """Return what was changed, newest first."""
    said = (history_line(change, affairs) for change in changes)
    return tuple(
        Line(f"{at}", f"{one.field}　{one.old} → {one.new}", f"{one.when}　{one.actor}")
        for at, one in enumerate(said)
    )


def ending_facts(ending: Ending) -> tuple[tuple[str, str], ...]:
    """Return how an entrustment ended."""
    entry = ending.entry
    return (
        ("終了した日", both(entry.ended_on)),
        ("理由", entry.reason),
        ("預けたもの", RETURN_WAY_NAMES[entry.way]),
        ("返却・廃棄の日", both(entry.done_on) if entry.done_on else ""),
        ("方法", entry.method),
        (
            "証明書",
            _joined([both(entry.certificate_on) if entry.certificate_on else "", entry.certificate_by]),
        ),
        ("証明書の保管場所", entry.certificate_place),
        ("残っていないことを確かめたファイル", "、".join(entry.closed_files)),
        ("確かめた責任者", ending.confirmed_by),
        ("備考", entry.note),
    )


def register_facts(file: ContractorFile) -> tuple[tuple[str, str], ...]:
    """Return what the register says."""
    entry = file.contractor.entry
    postal = f"〒{written(entry.postal_code)} " if entry.postal_code else ""
    since = both(entry.since) if entry.since else ""
    until = both(entry.until) if entry.until else ""
    return (
        ("委託する事務", "、".join(file.affair_names.get(one, one) for one in entry.affairs)),
        ("委託する内容", entry.entrusted),
        ("必要な最小限であること", entry.least_scope),
        ("関係する特定個人情報ファイル", "、".join(entry.number_files)),
        ("業種", entry.business),
        ("法人番号", entry.corporate_number),
        ("所在地", f"{postal}{entry.address}".strip()),
        ("連絡先", entry.contact),
        ("先方の責任者", entry.person_in_charge),
        ("委託の期間", f"{since} 〜 {until}" if since or until else ""),
        *((("備考", entry.note),) if entry.note else ()),
    )


def _joined(parts: list[str]) -> str:
    return "　".join(part for part in parts if part)
