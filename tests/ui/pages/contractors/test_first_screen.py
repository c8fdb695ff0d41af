"""What is seen first stands at once; what is below it follows in turns, and is there for whoever asks sooner."""

from ashibue_desk.domain.contractor_evaluation import Mark
from tests.ui.pages.contractors.conftest import Office
from tests.ui.pages.showing import Opened
from ui.pages.contractors.contract_page import ContractPage, read_contract
from ui.pages.contractors.contractor_page import ContractorPage, read_file
from ui.pages.contractors.criterion_row import CriterionRow
from ui.pages.contractors.evaluation_page import EvaluationPage, read_evaluation
from ui.widgets.fields import TextField
from ui.widgets.turns import is_settled


def seen(page: ContractorPage) -> list[str]:
    """Return the titles of the sections that are shown so far."""
    below = page.sections._below
    shown = below._sections() if below is not None else ()
    return [section.heading.text() for section in shown if not section.isHidden()]


def test_the_sections_of_a_contractor_follow_one_a_turn(opened: Opened, office: Office) -> None:
    page = ContractorPage(opened.context)
    page.show_argument(office.entrusted)
    page.show_facts(read_file(office.desk, office.entrusted))
    assert page.sections.next.what.text() == "委託しています"
    assert page.sections.conditions.lines() != ()
    assert page.sections._evaluations.isHidden()
    assert seen(page) == []
    assert not is_settled(page)
    turns = page.sections._turns
    turns.step()  # the evaluations are made
    turns.step()
    assert not page.sections._evaluations.isHidden()
    assert page.sections._evaluations.lines() != ()
    assert seen(page) == []
    turns.step()  # the sections below are made
    turns.step()  # the first is filled
    assert seen(page) == ["契約と条項"]
    assert page.sections.below.looks.lines() != ()
    assert is_settled(page)
    assert seen(page)[0] == "契約と条項"
    assert seen(page)[-1] == "変更の履歴"


def test_nothing_of_another_contractor_stands_below_meanwhile(opened: Opened, office: Office) -> None:
    page = opened.show(ContractorPage, office.entrusted)
    assert "番号を渡した記録" in seen(page)
    page.show_argument(office.candidate)
    page.show_facts(read_file(office.desk, office.candidate))
    assert seen(page) == []
    assert page.sections.below.provisions.lines() == ()
    assert "番号を渡した記録" in seen(page)


def test_read_again_the_sections_stay_where_they_are(opened: Opened, office: Office) -> None:
    page = opened.show(ContractorPage, office.entrusted)
    before = seen(page)
    page.show_facts(read_file(office.desk, office.entrusted))
    assert seen(page) == before


def test_the_first_questions_stand_at_once_and_the_keyboard_waits_for_none(
    opened: Opened, office: Office
) -> None:
    page = EvaluationPage(opened.context)
    page.show_argument(office.evaluation)
    page.show_facts(read_evaluation(office.desk, office.evaluation))
    panel = page.questions.panel
    assert panel is not None
    assert panel._rows[-1].number == "2-7"  # where something is left, as far as the keyboard had to go
    page.open_group(0)
    panel = page.questions.panel
    assert [row.number for row in panel._rows] == ["1-1", "1-2", "1-3", "1-4"]
    panel._rows[3].go.emit(1)
    assert panel._rows[-1].number == "1-5"
    assert len(panel.rows) == len(panel.group.criteria)


def test_an_evaluation_that_is_decided_holds_no_fields(opened: Opened, office: Office) -> None:
    file = read_file(office.desk, office.entrusted).file
    assert file.last is not None
    page = opened.show(EvaluationPage, file.last.head.id)
    panel = page.questions.panel
    assert panel is not None
    assert panel.findChildren(TextField) == []
    assert all(row.answer() == file.last.answers[row.criterion.id] for row in panel.rows)


def test_fields_to_mend_come_with_the_first_fair_mark(opened: Opened, office: Office) -> None:
    page = opened.show(EvaluationPage, office.evaluation)
    panel = page.questions.panel
    assert panel is not None
    row: CriterionRow = panel.rows[0]
    assert len(row.findChildren(TextField)) == 2
    row.comment.set_value("書きかけ")
    row.mark.set_value(Mark.FAIR.value)
    row.mark.changed.emit()
    assert len(row.findChildren(TextField)) == 4
    assert row.answer().comment == "書きかけ"
    row.mark.set_value(Mark.GOOD.value)
    row.mark.changed.emit()
    assert not row.condition.isVisible()
    page.sheet = None  # nothing is kept


def test_the_clauses_come_after_the_fields_and_are_kept_all_the_same(opened: Opened, office: Office) -> None:
    page = ContractPage(opened.context)
    page.show_argument(office.entrusted)
    page.show_facts(read_contract(office.desk, office.entrusted))
    assert page.contract_title.value() == "税務と給与計算の業務委託契約書"
    assert page._rows == []
    assert len(page.rows) == 14
    assert "そろっています" in page.count.text()
