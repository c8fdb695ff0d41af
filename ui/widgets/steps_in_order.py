"""The order of a wizard's steps, without Qt: one on, one back, or back to any step already done."""

from ui.widgets.wizard_frame import Step


class StepsInOrder:
    """A flow whose subclass says which steps there are. Every value lives in the subclass and stays when a step is left."""

    def __init__(self) -> None:
        self.current = 0

    @property
    def steps(self) -> tuple[Step, ...]:
        """Return the steps as they stand now."""
        raise NotImplementedError

    @property
    def key(self) -> str:
        """Return the key of the present step."""
        return self.steps[self.current].key

    def go_next(self) -> bool:
        """Go one step on; return ``False`` on the last one."""
        if self.current + 1 >= len(self.steps):
            return False
        self.current += 1
        return True

    def go_back(self) -> bool:
        """Go one step back; return ``False`` on the first."""
        if self.current == 0:
            return False
        self.current -= 1
        return True

    def go_to(self, at: int) -> None:
        """Go back to a step already done; steps ahead are not jumped to."""
        if 0 <= at < self.current:
            self.current = at

    def return_to(self, key: str) -> None:
        """Go back to the step ``key``."""
        self.go_to(next(at for at, step in enumerate(self.steps) if step.key == key))
