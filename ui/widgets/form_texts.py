"""What stands in the fields of a form as texts, for a draft; passwords are left out."""

from collections.abc import Mapping

from PySide6.QtWidgets import QWidget

from ui.widgets.check_group import CheckGroup
from ui.widgets.choice_cards import ChoiceCards
from ui.widgets.date_field import DateField
from ui.widgets.field_row import Form
from ui.widgets.fields import ChoiceField, LongTextField, TextField
from ui.widgets.person_field import PersonField

_OF_ONE_VALUE = (TextField, LongTextField, ChoiceField, ChoiceCards, PersonField)
_OF_REGISTER = "id:"  # somebody who was chosen, not words


def texts_of(form: Form) -> dict[str, str]:
    """Return the text of every field by the name of its row, also of empty ones: what was emptied stays so."""
    return {each.name: _text(each.field) for each in form.rows() if each.name}


def put_back(form: Form, texts: Mapping[str, str]) -> None:
    """Put texts back that ``texts_of`` returned; other fields stay as they are."""
    for each in form.rows():
        if each.name in texts:
            _write(each.field, texts[each.name])


def _text(field: QWidget) -> str:
    if isinstance(field, DateField):
        return field.line.value()
    if isinstance(field, CheckGroup):
        return "\n".join(field.value())
    if isinstance(field, PersonField) and field.person_id():
        return _OF_REGISTER + field.person_id()
    return field.value() if isinstance(field, _OF_ONE_VALUE) else ""


def _write(field: QWidget, text: str) -> None:
    if isinstance(field, DateField):
        field.line.set_value(text)
    elif isinstance(field, CheckGroup):
        field.set_value(text.splitlines())
    elif isinstance(field, PersonField) and text.startswith(_OF_REGISTER):
        field.choose(text.removeprefix(_OF_REGISTER))
    elif isinstance(field, _OF_ONE_VALUE):
        field.set_value(text)
