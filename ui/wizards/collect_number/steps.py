"""The words of the six steps. The reasons name article and source, as the law's data has them."""

import re
from collections.abc import Sequence
from typing import Final

from ashibue_desk.domain.affairs import Affair, Confidence, Source
from ashibue_desk.domain.identity import Combination, Route
from ashibue_desk.domain.japanese_calendar import era_date
from ui.widgets.wizard_frame import Reason, Step
from ui.wizards.collect_number.facts import CollectFacts

WHO: Final = "who"
AFFAIRS: Final = "affairs"
ROUTE: Final = "route"
CHECK: Final = "check"
NUMBER: Final = "number"
CONFIRM: Final = "confirm"

ROUTE_NAMES: Final = {
    Route.FACE_TO_FACE: "対面",
    Route.POST: "郵送",
    Route.ELECTRONIC: "電子的な方法",
    Route.AGENT: "代理人から",
}
_BY_ROUTE: Final = {**ROUTE_NAMES, Route.AGENT: "代理人からの受け取り"}
ROUTE_TEXTS: Final = {
    Route.FACE_TO_FACE: "本人に会い、書類をその場で見せてもらって返します。",
    Route.POST: "書留など、届いたことが確かめられる方法で受け取ります。写しは確かめたあと廃棄します。",
    Route.ELECTRONIC: "暗号化した方法で受け取ります。画像やファイルは、確かめたあと消します。",
    Route.AGENT: "代理権・代理人の身元・本人の番号の3つを確かめます。",
}
WORKER_BRINGS: Final = {
    Route.FACE_TO_FACE: "従業者から、番号を書いた書類を手渡しで受け取ります。",
    Route.POST: "従業者から、書留など、届いたことが確かめられる方法で受け取ります。",
    Route.ELECTRONIC: "従業者から、暗号化した方法で受け取ります。",
}
KEEP_NOTHING: Final = "書類は返してください。写しはとらず、運転免許証などの番号も書きとめません。ここには画像を添える場所もありません。"
KEEP_NOTHING_AFTER: Final = (
    "見せてもらった書類は返し、送られてきた写しは廃棄してください。番号を書いた紙やメモも残さないでください。"
)
_ADDRESS: Final = re.compile(r"\(?https?://[^)、]*\)?")


def who_step(facts: CollectFacts | None) -> Step:
    """Return the first step; it asks, or says who it is about."""
    reason = None
    if facts is not None:
        reason = Reason(
            f"{facts.category_name}の番号について",
            facts.verifier_sentence,
            confirmed(facts.rule_source),
            source_line(facts.rule_source),
        )
    support = "個人番号を受け取る人を、一覧から選んでください。" if facts is None else ""
    return Step(WHO, "だれの番号か", "だれの番号か", support, "使う事務へ進む", reason)


def affairs_step(facts: CollectFacts, chosen: Sequence[Affair]) -> Step:
    """Return the step that asks what the number will be used for."""
    source = weakest([affair.source for affair in chosen or facts.affairs])
    text = (
        "個人番号は、法律で決まった事務のためだけに受け取れます。ここで選んだ事務のほかには使えず、"
        "あとで番号を表示するときも、この中から選びます。"
    )
    reason = Reason("なぜ事務を選ぶのか", text, confirmed(source), source_line(source)) if source else None
    support = "区分から、よく使う事務を選んであります。使わない事務は外してください。"
    return Step(AFFAIRS, "使う事務", "何に使う番号か", support, "受け取り方へ進む", reason)


def route_step(route: Route | None) -> Step:
    """Return the step that asks how the number came."""
    title = f"受け取り方: {ROUTE_NAMES[route]}" if route is not None else "受け取り方"
    reason = Reason(
        "なぜ受け取り方を選ぶのか",
        "確かめる書類の組み合わせが、受け取り方によって変わるためです。電子メールにそのまま書いたものや、"
        "電話で聞き取ったものは受け取らないでください。",
    )
    return Step(ROUTE, title, "どうやって受け取りますか", "", "本人確認へ進む", reason)


def check_step(facts: CollectFacts, route: Route, combination: Combination | None) -> Step:
    """Return the step that asks for the documents that were seen."""
    support = (
        f"今日({era_date(facts.today)})、{_BY_ROUTE[route]}で使える方法だけを表示しています。{KEEP_NOTHING}"
    )
    if combination is not None and combination.checked_by_worker:
        support = "番号と身元は、従業者が確かめます。ここには、確かめてもらった日を残します。"
    return Step(
        CHECK,
        "本人確認",
        "確かめた方法",
        support,
        "番号の入力へ進む",
        check_reason(facts, combination),
    )


def check_reason(facts: CollectFacts, combination: Combination | None) -> Reason:
    """Return why identity is verified, with the source of the way that was chosen."""
    source = combination.source if combination is not None else facts.rule_source
    return Reason(
        "なぜこの確認が要るか",
        "別の人の番号が届け出られることを防ぐためです。記録に残るのは、書類の種類・確かめた人・日付・受け取り方だけです。",
        confirmed(source),
        source_line(source),
    )


def number_step() -> Step:
    """Return the step that takes the twelve digits, twice."""
    return Step(
        NUMBER,
        "番号の入力",
        "個人番号を2回入力",
        "書類を見ながら、同じ番号を2回入力してください。空白やハイフンが入っていても、全角でもかまいません。",
        "確認へ進む",
        Reason(
            "なぜ2回入力するのか",
            "1桁の打ちまちがいは検査用数字で分かりますが、別の人の番号を写した場合は分かりません。もう一度見て入力することで防ぎます。"
            "入力した番号は、次へ進むと画面から消えます。書きかけとして残ることもありません。",
        ),
    )


def confirm_step() -> Step:
    """Return the last step."""
    return Step(
        CONFIRM,
        "確認して登録",
        "確認して登録",
        "登録すると、番号は暗号化して保管され、取扱記録簿に1行残ります。",
        "登録する",
    )


def confirmed(source: Source) -> bool:
    """Return whether a rule was checked at its source."""
    return source.confidence is Confidence.CONFIRMED


def source_line(source: Source) -> str:
    """Return what a rule rests on, where that stands (without addresses: they are too long to read), and when somebody looked."""
    where = _ADDRESS.sub("", source.source).strip("、 ")
    parts = (source.basis, where, f"{era_date(source.checked_on)} 確認")
    return "\n".join(part for part in parts if part)


def weakest(sources: Sequence[Source]) -> Source | None:
    """Return the first source that is not confirmed, else the first."""
    doubtful = [source for source in sources if not confirmed(source)]
    return next(iter([*doubtful, *sources]), None)
