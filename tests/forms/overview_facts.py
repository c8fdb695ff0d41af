"""Facts for training records and lists over everybody."""

from dataclasses import replace
from datetime import date

from ashibue_desk.domain.form_list_facts import FormListFacts, ListedForm
from ashibue_desk.domain.missing_papers_facts import MissingPaper, MissingPapersFacts, OwingPerson
from ashibue_desk.domain.training_facts import FirstTrainingFacts
from tests.forms.facts import head


def first_training(**changes: object) -> FirstTrainingFacts:
    """Return the facts of a record of a first training."""
    facts = FirstTrainingFacts(
        head=head("FT"),
        person_name="霧島 澪",
        role_name="事務取扱担当者",
        affairs=("源泉徴収票の作成(給与所得・退職所得)",),
        starts_on=date(2026, 4, 1),
        trained_on=date(2026, 3, 25),
        content="取扱マニュアル第1版を読み合わせた。",
        officer_name="若草 櫂",
    )
    return replace(facts, **changes)  # type: ignore[arg-type]


def owing(name: str = "葦原 こずえ", *missing: MissingPaper) -> OwingPerson:
    """Return one person who owes papers."""
    return OwingPerson(
        name=name,
        kind="職員",
        detail="A001　制作課",
        missing=missing or (MissingPaper("同意書", "未発行"), MissingPaper("個人番号と本人確認", "依頼中")),
    )


def missing_papers(*some: OwingPerson, **changes: object) -> MissingPapersFacts:
    """Return the facts of the list of missing papers."""
    facts = MissingPapersFacts(
        head=head("MP"),
        as_of=date(2026, 11, 21),
        people=some or (owing(),),
        in_charge=(
            OwingPerson(
                name="霧島 澪",
                kind="事務取扱担当者",
                detail="",
                missing=(MissingPaper("誓約書", "事務取扱担当者"),),
            ),
        ),
        checked=12,
    )
    return replace(facts, **changes)  # type: ignore[arg-type]


def listed(code: str, name: str, scene: str, **changes: object) -> ListedForm:
    """Return one line of the list of forms."""
    form = ListedForm(
        code=code,
        name=name,
        scene=scene,
        articles=("4条",),
        version=1,
        in_force_from=None,
        blank=True,
        filled=False,
        kept=False,
    )
    return replace(form, **changes)  # type: ignore[arg-type]


def form_list() -> FormListFacts:
    """Return the facts of a list of three forms."""
    return FormListFacts(
        head=head("FL"),
        as_of=date(2026, 11, 21),
        forms=(
            listed(
                "Y1", "特定個人情報基本方針", "方針とお知らせ", version=2, in_force_from=date(2026, 10, 1)
            ),
            listed("WM", "取扱マニュアル", "方針とお知らせ", articles=("4条", "マニュアル6")),
            listed("Y2", "同意書", "入職と同意", kept=True),
        ),
    )
