"""What comes next for one contractor: worked out from its records, said in one sentence, with one act."""

from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Final

from ashibue_desk.domain.contractor_evaluation import EvaluationView
from ashibue_desk.domain.contractor_file import ContractorFile
from ashibue_desk.domain.contractor_gate import Objection
from ashibue_desk.domain.contractor_verdict import Verdict
from ashibue_desk.domain.japanese_calendar import both

STAGES: Final = ("候補", "評価", "決定", "契約", "条項の点検", "委託・監督", "終了")


class Act(Enum):
    """What the one button does."""

    EVALUATE = "evaluate"  # open an evaluation
    GO_ON = "go_on"  # the one that is open
    DECIDE = "decide"
    DESCRIBE = "describe"  # what is entrusted, and why no more
    CONTRACT = "contract"
    PLAN = "plan"
    LOOK = "look"
    CORRECT = "correct"
    CONDITION = "condition"
    PROVIDE = "provide"
    PERMIT = "permit"  # the re-entrustment that is asked
    NONE = "none"


@dataclass(frozen=True, slots=True)
class NextStep:
    """Where it stands (from 0; past the last stage when all is done), what to do, and the button's words."""

    stage: int
    heading: str
    sentence: str
    act: Act = Act.NONE
    button: str = ""
    stopped: bool = False


def next_step(file: ContractorFile, today: date, *, decides: bool) -> NextStep:
    """Return the next step; ``decides`` tells whether the reader is the officer."""
    if file.ending is not None:
        day = both(file.ending.entry.ended_on)
        return NextStep(
            len(STAGES), "委託は終わりました", f"{day}に終了しました。返却と廃棄の記録が残っています。"
        )
    if file.open is not None:
        return _evaluating(file.open, bound=file.contract is not None, decides=decides)
    if file.last is None:
        return NextStep(
            1,
            "評価をします",
            "契約の前に、評価票で委託先を評価します。紙や Excel で相手に書いてもらうこともできます。",
            Act.EVALUATE,
            "評価をはじめる",
        )
    if file.last.head.verdict is Verdict.REFUSED:
        return NextStep(
            2,
            "不合格のため、委託できません",
            "改善を求め、直ったことを確かめてから、もう一度評価してください。",
            Act.EVALUATE,
            "評価し直す",
            stopped=True,
        )
    return _after_passing(file, today)


def _evaluating(view: EvaluationView, *, bound: bool, decides: bool) -> NextStep:
    filling, deciding = (5, 5) if bound else (1, 2)  # a contract goes on while it is evaluated anew
    if not view.judgement.complete:
        left = sum(score.unanswered for score in view.scores)
        sentence = f"あと{left}項目です。" if left else "コメントや条件が足りない項目があります。"
        return NextStep(filling, "評価の途中です", sentence, Act.GO_ON, "評価をつづける")
    if decides:
        return NextStep(
            deciding,
            "合否を決めます",
            "すべての項目を評価しました。責任者が結果を決めます。",
            Act.DECIDE,
            "結果を決める",
        )
    return NextStep(
        deciding,
        "責任者の決定を待っています",
        "すべての項目を評価しました。責任者に、この画面から結果を決めてもらってください。",
        Act.GO_ON,
        "評価を見る",
    )


def _after_passing(file: ContractorFile, today: date) -> NextStep:
    objections = {finding.objection for finding in file.gate}
    if Objection.LAPSED in objections:
        return NextStep(
            5 if file.contract else 1,
            "評価の期限が過ぎています",
            "新しく評価するまで、番号を渡すことはできません。",
            Act.EVALUATE,
            "評価し直す",
            stopped=True,
        )
    if Objection.SUB_NOT_PERMITTED in objections:
        return NextStep(
            3,
            "再委託の許諾を決めます",
            "再委託先として評価に合格しています。申し出た委託先の画面で、許諾するかどうかを決めてください。",
            Act.PERMIT,
            "再委託を見る",
        )
    if Objection.NO_CONTRACT in objections and not is_described(file):
        return NextStep(
            3,
            "委託する内容を入力します",
            "評価に合格しています。契約を登録する前に、委託する内容と、それが必要な最小限であることを入力してください。",
            Act.DESCRIBE,
            "内容を入力する",
        )
    if Objection.NO_CONTRACT in objections:
        return NextStep(
            3,
            "契約を登録します",
            "評価に合格しています。契約書の内容を登録してください。",
            Act.CONTRACT,
            "契約を登録する",
        )
    if objections & {Objection.CLAUSE_MISSING, Objection.MEASURES_UNCONFIRMED}:
        return NextStep(
            4,
            "契約の条項を確かめます",
            "契約書に必要な条項があるか、同じ水準の安全管理があるかを確かめてください。",
            Act.CONTRACT,
            "条項を確かめる",
        )
    return _entrusted(file, objections, today)


def is_described(file: ContractorFile) -> bool:
    """Return whether it stands what is entrusted and that it is no more than needed: no contract is kept before."""
    entry = file.contractor.entry
    return bool(entry.entrusted.strip() and entry.least_scope.strip())


def _entrusted(file: ContractorFile, objections: set[Objection], today: date) -> NextStep:
    if Objection.CONDITION_OVERDUE in objections:
        return NextStep(
            5,
            "合格の条件の期限が過ぎています",
            "改善されたことを確かめて記録するまで、番号を渡すことはできません。",
            Act.CONDITION,
            "条件を見る",
            stopped=True,
        )
    if Objection.NOT_IN_FORCE in objections:
        return NextStep(
            5,
            "いまは契約の期間の外です",
            "契約の開始日と終了日を確かめてください。続けるときは、新しい契約を登録します。",
            Act.CONTRACT,
            "契約を見る",
        )
    if late := _late(file, today):
        return late
    if not any(look.is_open for look in file.looks):
        return NextStep(
            5,
            "監督の予定を立てます",
            "一年に一度は、取扱いの状況を報告か実地で確かめます。",
            Act.PLAN,
            "予定を立てる",
        )
    return NextStep(5, "委託しています", _coming(file), Act.PROVIDE, "提供を記録する")


def _late(file: ContractorFile, today: date) -> NextStep | None:
    """Return what should have been done before today."""
    looks = [look.entry.due_on for look in file.looks if look.is_open and look.entry.due_on < today]
    if looks:
        words = f"{both(min(looks))}までに確かめる予定でした。行ったら、結果を記録してください。"
        return NextStep(5, "監督の期限が過ぎています", words, Act.LOOK, "監督を見る", stopped=True)
    if any(due < today for due in _corrections(file)):
        words = "委託先に是正を求めてください。直ったことを確かめたら、責任者が記録します。"
        return NextStep(5, "是正の期限が過ぎています", words, Act.CORRECT, "指摘を見る", stopped=True)
    return None


def _corrections(file: ContractorFile) -> list[date]:
    return [
        one.entry.due_on for one in file.findings if one.corrected_on is None and one.entry.due_on is not None
    ]


def _coming(file: ContractorFile) -> str:
    """Say what comes, so that nothing due surprises."""
    conditions = file.last.conditions if file.last is not None else ()
    days = [("合格の条件", one.due_on) for one in conditions if one.met_on is None]
    days += [("監督", look.entry.due_on) for look in file.looks if look.is_open]
    days += [("是正", due) for due in _corrections(file)]
    calm = "番号を渡したら、そのつど記録します。"
    if not days:
        return calm
    name, day = min(days, key=lambda one: one[1])
    return f"{calm}次の期限は、{name}の{both(day)}です。"
