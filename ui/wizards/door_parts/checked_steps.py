"""Steps of which each says what is wrong with it, also after it was left: nothing is made before all are right."""

from ashibue_desk.domain.problems import Problem, blocking
from ui.widgets.steps_in_order import StepsInOrder


class CheckedSteps(StepsInOrder):
    """A flow whose subclass says what is wrong with each step."""

    def problems_of(self, key: str) -> tuple[Problem, ...]:
        """Return what is wrong with the step ``key``."""
        raise NotImplementedError

    def problems(self) -> tuple[Problem, ...]:
        """Return what keeps the present step from being left forwards."""
        return self.problems_of(self.key)

    def first_wrong(self) -> str:
        """Return the key of the first step that cannot stay as it is; empty when all are right."""
        wrong = (step.key for step in self.steps if blocking(self.problems_of(step.key)))
        return next(wrong, "")
