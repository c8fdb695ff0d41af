"""How an evaluation of a contractor ends."""

from enum import Enum


class Verdict(Enum):
    """The officer's decision; ordered from the best."""

    PASSED = "passed"
    PASSED_WITH_CONDITIONS = "passed_with_conditions"
    REFUSED = "refused"

    @property
    def passes(self) -> bool:
        """Whether a contract may follow."""
        return self is not Verdict.REFUSED

    def milder_than(self, other: "Verdict") -> bool:
        """Whether this verdict asks less of the contractor than ``other``."""
        order = list(Verdict)
        return order.index(self) < order.index(other)


VERDICT_NAMES = {
    Verdict.PASSED: "合格",
    Verdict.PASSED_WITH_CONDITIONS: "条件付き合格",
    Verdict.REFUSED: "不合格",
}
