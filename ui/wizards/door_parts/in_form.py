"""Problems of a step beside the fields of its form."""

from ashibue_desk.domain.problems import Problem
from ui.widgets.field_row import Form


def show_in_form(form: Form, problems: tuple[Problem, ...]) -> tuple[Problem, ...]:
    """Show these problems and no others beside the rows of ``form``; return those without a row."""
    for field_row in form.rows():
        field_row.show_problem(None)
    return form.show_problems(problems)
