"""The check without its window: one question at a time, the conclusion, and what the office then does itself."""

from collections.abc import Mapping
from typing import Final

from ashibue_desk.domain.cloud_check import CloudAnswer, CloudCheckEntry, CloudConclusion, conclude
from ashibue_desk.domain.contractor_criteria import CloudQuestion
from ashibue_desk.domain.problems import Problem
from ui.widgets.steps_in_order import StepsInOrder
from ui.widgets.wizard_frame import Reason, Step

SERVICE, RESULT = "service", "result"
_WHY: Final = (
    "事業者が個人番号を含むデータを扱わないことになっていて、扱えない仕組みもあれば、委託にはあたりません。"
    "そうでなければ委託として、評価、契約、監督が必要です。"
)


class CloudFlow(StepsInOrder):
    """Keeps every answer; going back loses nothing."""

    def __init__(self, questions: tuple[CloudQuestion, ...], basis: str, contractor_id: str = "") -> None:
        super().__init__()
        self.questions = questions
        self._basis = basis
        self.contractor_id = contractor_id
        self.texts: dict[str, str] = {"service": "", "provider": "", "purpose": "", "own_measures": ""}
        self.answers: dict[str, CloudAnswer] = {}
        self.notes: dict[str, str] = {}

    @property
    def steps(self) -> tuple[Step, ...]:
        """Return the service, a step a question, and the conclusion."""
        reason = Reason("なぜ確かめるのですか", _WHY, None, f"根拠: {self._basis}")
        asked = (
            Step(
                question.id,
                f"確かめること {at}",
                question.text,
                question.hint,
                "結論へ進む" if at == len(self.questions) else "次へ進む",
                reason,
            )
            for at, question in enumerate(self.questions, 1)
        )
        return (
            Step(SERVICE, "サービス", "どのサービスを確かめますか", "", "確かめはじめる", reason),
            *asked,
            Step(RESULT, "結論", "結論と、これからすること", "", "判断を記録する", reason),
        )

    def question(self) -> CloudQuestion | None:
        """Return the question of the present step, if it is one."""
        return self.questions[self.current - 1] if 0 < self.current <= len(self.questions) else None

    def conclusion(self) -> CloudConclusion:
        """Return what follows from the answers so far."""
        return conclude(self.questions, self.answers)

    def problems(self) -> tuple[Problem, ...]:
        """Return what keeps the present step from being left forwards."""
        question = self.question()
        if question is not None:
            return self._problems_of(question)
        if self.current == 0:
            missing = not self.texts["service"]
            return (Problem("service", "サービスの名前を入力してください。"),) if missing else ()
        own = self.conclusion() is CloudConclusion.NO_ENTRUSTMENT and not self.texts["own_measures"]
        words = "当事業所が自分で講じる安全管理措置を入力してください。"
        return (Problem("own_measures", words),) if own else ()

    def _problems_of(self, question: CloudQuestion) -> tuple[Problem, ...]:
        answer = self.answers.get(question.id)
        if answer is None:
            return (Problem("answer", "答えを選んでください。"),)
        if answer is CloudAnswer.HOLDS and not self.notes.get(question.id):
            return (Problem("note", "どこを見て確かめたかを入力してください。"),)
        return ()

    def go_to_field(self, field: str) -> None:
        """Go to the step that asks for ``field`` of a problem found when the check was to be recorded."""
        keys = [step.key for step in self.steps]
        at = keys.index(field) if field in keys else (len(keys) - 1 if field == "own_measures" else 0)
        self.current = at

    def entry(self) -> CloudCheckEntry:
        """Return everything for the record."""
        own = self.texts["own_measures"] if self.conclusion() is CloudConclusion.NO_ENTRUSTMENT else ""
        return CloudCheckEntry(
            service=self.texts["service"],
            provider=self.texts["provider"],
            purpose=self.texts["purpose"],
            contractor_id=self.contractor_id,
            answers=dict(self.answers),
            notes=dict(self.notes),
            own_measures=own,
        )

    # what a lock must not lose

    def draft(self) -> dict[str, str]:
        """Return everything answered as texts; empty while nothing was."""
        kept = {f"text.{name}": text for name, text in self.texts.items() if text}
        kept |= {f"answer.{one}": answer.value for one, answer in self.answers.items()}
        kept |= {f"note.{one}": text for one, text in self.notes.items() if text}
        return kept | {"contractor_id": self.contractor_id} if kept else {}

    def restore(self, kept: Mapping[str, str]) -> None:
        """Put answers back; the check begins at its first step."""
        known = {question.id for question in self.questions}
        self.contractor_id = kept.get("contractor_id", self.contractor_id)
        for name in self.texts:
            self.texts[name] = kept.get(f"text.{name}", "")
        for one in known:
            if f"answer.{one}" in kept:
                self.answers[one] = CloudAnswer(kept[f"answer.{one}"])
            if f"note.{one}" in kept:
                self.notes[one] = kept[f"note.{one}"]
