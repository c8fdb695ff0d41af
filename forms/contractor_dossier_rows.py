"""What stands in each table of the dossier of a contractor."""

from collections.abc import Iterator, Mapping
from datetime import date

from ashibue_desk.domain.cloud_check import CLOUD_CONCLUSION_SENTENCES
from ashibue_desk.domain.contractor_evaluation import METHOD_NAMES, OCCASION_NAMES, EvaluationHead
from ashibue_desk.domain.contractor_file import ContractorFile
from ashibue_desk.domain.contractor_form_facts import DossierFacts
from ashibue_desk.domain.contractor_history import history_line
from ashibue_desk.domain.contractor_provision import WAY_NAMES, Provision
from ashibue_desk.domain.contractor_supervision import FINDING_KIND_NAMES, LOOK_NAMES, RETURN_WAY_NAMES
from ashibue_desk.domain.contractor_verdict import VERDICT_NAMES
from ashibue_desk.domain.contractors import CONTRACTOR_STATE_NAMES
from ashibue_desk.domain.japanese_calendar import era_short
from ashibue_desk.domain.postal_code import written
from ashibue_desk.domain.re_entrustment import REQUEST_STATE_NAMES, ChainNode, ReEntrustment
from forms.sectioned import Section, columns


def sections(facts: DossierFacts) -> Iterator[Section]:
    """Yield every table of the dossier, those without a row too."""
    file = facts.file
    yield Section("登録", columns(("項目", 34), ("内容", 136)), tuple(_of_register(file)))
    yield Section("提供の可否", columns(("", 12), ("今日の判定", 158)), tuple(_of_gate(file)))
    yield Section(
        "評価",
        columns(
            ("決定日", 20),
            ("時期", 22),
            ("方法・見た日", 24),
            ("点", 12),
            ("判定", 28),
            ("理由・評価した人", 64),
        ),
        tuple(_of_evaluation(head) for head in file.evaluations),
    )
    yield Section(
        "最後の評価の点",
        columns(
            ("項目", 66), ("○", 14), ("△", 14), ("×", 14), ("該当なし", 22), ("点", 20), ("前回の点", 20)
        ),
        tuple(_of_scores(file)),
    )
    yield Section(
        "合格の条件",
        columns(("期限", 20), ("条件", 80), ("確かめた日", 22), ("確かめたもの", 48)),
        tuple(
            (era_short(one.due_on), one.text, _day(one.met_on), one.met_note)
            for one in (file.last.conditions if file.last else ())
        ),
    )
    yield Section(
        "契約",
        columns(("契約", 50), ("結んだ日", 20), ("期間", 40), ("保管場所", 24), ("同等の措置の確認", 36)),
        tuple(
            (
                one.entry.title,
                _day(one.entry.signed_on),
                f"{_day(one.entry.starts_on)}から{_day(one.entry.ends_on)}",
                one.entry.place,
                _joined(
                    _day(one.entry.equal_measures_on), one.entry.equal_measures_note, one.equal_measures_by
                ),
            )
            for one in file.contracts
        ),
    )
    yield Section(
        "条項の点検",
        columns(("条項", 62), ("根拠", 44), ("契約書の場所", 64)),
        tuple(_of_clauses(facts)),
    )
    yield from _sections_of_work(facts)
    yield from _sections_of_supervision(file)
    yield from _sections_of_the_rest(facts)


def _sections_of_work(facts: DossierFacts) -> Iterator[Section]:
    file = facts.file
    yield Section(
        "提供",
        columns(
            ("渡した日", 20), ("渡したもの・だれの番号か", 50), ("人数", 12), ("方法", 32), ("受領・許可", 56)
        ),
        tuple(_of_provision(one, facts.affairs) for one in file.provisions),
    )
    yield Section(
        "再委託",
        columns(("再委託先", 50), ("範囲", 44), ("状態", 16), ("申請と決定", 30), ("条件・理由", 30)),
        (*_of_chain(file.chain, 0), *_of_requests_about(file)),
    )


def _sections_of_supervision(file: ContractorFile) -> Iterator[Section]:
    yield Section(
        "監督",
        columns(("予定", 20), ("方法・確かめること", 46), ("行った日", 20), ("結果", 84)),
        tuple(
            (
                era_short(one.entry.due_on),
                _joined(LOOK_NAMES[one.entry.look], one.entry.topics),
                _day(one.done_on),
                _joined(one.result or one.dropped_reason, _named("保管", one.place), one.done_by),
            )
            for one in file.looks
        ),
    )
    yield Section(
        "指摘と事故",
        columns(("日", 20), ("種類", 14), ("内容", 62), ("是正の期限", 20), ("是正", 54)),
        tuple(
            (
                era_short(one.entry.found_on),
                FINDING_KIND_NAMES[one.entry.kind],
                _joined(one.entry.text, _named("求める是正", one.entry.wanted)),
                _day(one.entry.due_on),
                _joined(_day(one.corrected_on), one.correction, one.confirmed_by),
            )
            for one in file.findings
        ),
    )
    yield Section(
        "委託先で取り扱う人",
        columns(("氏名", 60), ("担当", 62), ("から", 24), ("まで", 24)),
        tuple((one.name, one.duty, era_short(one.since), _day(one.until)) for one in file.handlers),
    )


def _sections_of_the_rest(facts: DossierFacts) -> Iterator[Section]:
    file = facts.file
    yield Section(
        "クラウドサービスの確認",
        columns(("日", 20), ("サービス", 44), ("判断とそのわけ", 106)),
        tuple(
            (
                era_short(one.decided_on),
                _joined(one.entry.service, one.entry.provider, one.entry.purpose),
                _joined(
                    CLOUD_CONCLUSION_SENTENCES[one.conclusion],
                    *one.reasoning,
                    _named("自分で講じる安全管理措置", one.entry.own_measures),
                    one.decided_by,
                ),
            )
            for one in file.cloud_checks
        ),
    )
    yield Section("終了", columns(("項目", 34), ("内容", 136)), tuple(_of_ending(file)))
    yield Section(
        "変更の履歴",
        columns(("日時", 46), ("項目", 30), ("前", 36), ("後", 36), ("変更した人", 22)),
        tuple(
            (line.when, line.field, line.old, line.new, line.actor)
            for line in (history_line(change, facts.affairs) for change in file.history)
        ),
    )


def _of_register(file: ContractorFile) -> Iterator[tuple[str, str]]:
    entry = file.contractor.entry
    values = (
        ("状態", CONTRACTOR_STATE_NAMES[file.contractor.state]),
        ("フリガナ", entry.kana),
        ("業種", entry.business),
        ("法人番号", entry.corporate_number),
        (
            "所在地",
            f"〒{written(entry.postal_code)}　{entry.address}" if entry.postal_code else entry.address,
        ),
        ("連絡先", entry.contact),
        ("先方の責任者", entry.person_in_charge),
        ("委託する事務", "、".join(file.affair_names.values())),
        ("委託する内容", entry.entrusted),
        ("必要な最小限の範囲", entry.least_scope),
        ("特定個人情報ファイル", "、".join(entry.number_files)),
        ("期間", f"{_day(entry.since)}から{_day(entry.until)}" if entry.since else ""),
        ("備考", entry.note),
    )
    return ((label, value) for label, value in values if value)


def _of_gate(file: ContractorFile) -> Iterator[tuple[str, str]]:
    if not file.gate:
        yield "○", "提供できます。評価、契約、条項がそろっています。"
    for finding in file.gate:
        yield "×", finding.sentence


def _of_evaluation(head: EvaluationHead) -> tuple[str, ...]:
    words = head.reason or head.withdrawn_reason
    verdict = VERDICT_NAMES[head.verdict] if head.verdict else ("取りやめ" if head.withdrawn_on else "評価中")
    return (
        _day(head.decided_on or head.withdrawn_on),
        OCCASION_NAMES[head.occasion],
        _joined(METHOD_NAMES[head.method], _day(head.seen_on)),
        "" if head.score is None else str(head.score),
        verdict,
        "　".join(part for part in (words, head.decided_by or head.opened_by) if part),
    )


def _of_scores(file: ContractorFile) -> Iterator[tuple[str, ...]]:
    if file.last is None:
        return
    before = {score.group_id: score.percent for score in file.last.last_scores}
    for score in file.last.scores:
        counts = (score.good, score.fair, score.poor, score.not_applicable)
        yield (score.name, *map(str, counts), _points(score.percent), _points(before.get(score.group_id)))


def _of_provision(provision: Provision, affairs: Mapping[str, str]) -> tuple[str, ...]:
    entry = provision.entry
    against = (
        "" if provision.permitted else f"責任者の判断 {provision.override_reason} {provision.overridden_by}"
    )
    reviewed = _named("見直し", _day(provision.reviewed_on))
    return (
        era_short(entry.provided_on),
        _joined(entry.what, entry.whose, affairs.get(entry.affair, ""), entry.note),
        str(entry.count),
        _joined(WAY_NAMES[entry.way], entry.tracking),
        _joined(entry.receipt, against, *(() if provision.permitted else provision.objections), reviewed),
    )


def _of_requests_about(file: ContractorFile) -> Iterator[tuple[str, ...]]:
    """Where it is itself somebody's sub-contractor."""
    for one in file.requests:
        if one.entry.sub_id == file.contractor.id:
            yield (f"{one.contractor_name}から", *_of_request(one))


def _of_request(request: ReEntrustment) -> tuple[str, ...]:
    days = (
        ("申請", request.entry.requested_on),
        ("決定", request.decided_on),
        ("終了", request.ended_on),
    )
    return (
        _joined(
            request.entry.scope,
            _named("理由", request.entry.reason),
            _named("監督の方法", request.entry.measures),
        ),
        REQUEST_STATE_NAMES[request.state],
        _joined(*(_named(what, _day(day)) for what, day in days), request.decided_by),
        _joined(request.conditions, request.decision_reason),
    )


def _of_clauses(facts: DossierFacts) -> Iterator[tuple[str, str, str]]:
    contract = facts.file.contract
    if contract is None:
        return
    if contract.checked_on:
        yield "点検した日と人", "", _joined(era_short(contract.checked_on), contract.checked_by)
    for clause in facts.rules.clauses:
        answer = contract.clauses.get(clause.id)
        lacking = "ない" if clause.required else "ない（あると安心）"
        yield clause.heading, clause.basis, answer.place if answer and answer.found else lacking


def _of_chain(node: ChainNode, depth: int) -> Iterator[tuple[str, ...]]:
    for below in node.below:
        request = below.request
        if request is not None:
            yield (f"{'　' * depth}└ {below.name}", *_of_request(request))
        yield from _of_chain(below, depth + 1)


def _of_ending(file: ContractorFile) -> Iterator[tuple[str, str]]:
    if file.ending is None:
        return
    entry = file.ending.entry
    yield "終了した日", era_short(entry.ended_on)
    yield "理由", entry.reason
    yield "預けたもの", f"{RETURN_WAY_NAMES[entry.way]}　{_day(entry.done_on)}　{entry.method}".strip()
    if entry.certificate_on:
        yield (
            "証明書",
            f"{era_short(entry.certificate_on)}　{entry.certificate_by}　{entry.certificate_place}",
        )
    if entry.closed_files:
        yield "残っていないことを確かめたファイル", "、".join(entry.closed_files)
    yield "確かめた責任者", file.ending.confirmed_by
    if entry.note:
        yield "備考", entry.note


def _day(day: date | None) -> str:
    return era_short(day) if day else ""


def _joined(*parts: str) -> str:
    return "　".join(part for part in parts if part)


def _named(name: str, value: str) -> str:
    return f"{name} {value}" if value else ""


def _points(percent: int | None) -> str:
    return "" if percent is None else str(percent)
