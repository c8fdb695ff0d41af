"""What the screen calls the kinds of people and the entries about them."""

from typing import Final

from ashibue_desk.domain.people import PersonCategory
from ashibue_desk.domain.roles import Role

CATEGORY_NAMES: Final = {
    PersonCategory.OFFICER: "役員",
    PersonCategory.EMPLOYEE: "職員",
    PersonCategory.DISPATCHED: "派遣労働者",
    PersonCategory.APPLICANT: "応募者",
    PersonCategory.FORMER: "退職者",
    PersonCategory.DEPENDANT: "扶養親族",
    PersonCategory.SPOUSE3: "第3号被保険者の配偶者",
    PersonCategory.PAYEE: "支払先(個人)",
    PersonCategory.PAYEE_CORPORATE: "支払先(法人)",
}
FIELD_NAMES: Final = {
    "category": "区分",
    "name": "氏名",
    "kana": "フリガナ",
    "code": "社員番号・コード",
    "birth_date": "生年月日",
    "department": "所属",
    "employment": "雇用形態",
    "joined_on": "入社日",
    "left_on": "退職日",
    "postal_code": "郵便番号",
    "address": "住所",
    "address2": "建物・部屋",
    "note": "備考",
    "worker_id": "だれの家族か",
    "relation": "続柄",
    "payment_kind": "支払の種類",
    "corporate_number": "法人番号",
}
WRITES_PEOPLE: Final = frozenset({Role.OFFICER, Role.HANDLER})
"""The roles that are offered to add and change people; the use cases refuse the others in any case."""

COLLECTS: Final = WRITES_PEOPLE | {Role.RECEIVER}
"""The roles that are offered to take a number in; what a receiver takes in waits for a handler."""


def category_choices() -> tuple[tuple[str, str], ...]:
    """Return every category as a choice: its value and its name."""
    return tuple((category.value, name) for category, name in CATEGORY_NAMES.items())
