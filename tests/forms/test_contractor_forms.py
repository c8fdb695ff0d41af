"""The papers about contractors: every clause and question is on them, nothing is cut off, and they are the same again."""

from dataclasses import replace
from datetime import date

import pytest

from ashibue_desk.domain.contractor_evaluation import Answer, Mark
from ashibue_desk.law.contractor_data import load_contractor_rules
from forms.contractor_evaluation import render_evaluation_sheet
from forms.handling_annex import NAME, render_handling_annex
from forms.situations import CannotDrawCharacter
from forms.templates import form_text
from tests.forms.contractor_facts import LONG_NAME, RULES, evaluation_sheet, handling_annex, mixed_answers
from tests.forms.facts import LONG_OFFICE
from tests.helpers.pdf_text import fonts, page_count, pages, poppler_text, properties, run_together

PACK = "npo"

UNDRAWABLE = "\U0001fae8"


class TestEvaluationSheet:
    def test_every_question_and_every_box_is_on_it(self) -> None:
        pdf = render_evaluation_sheet(evaluation_sheet())
        text = run_together(poppler_text(pdf))
        for group in RULES.groups:
            assert run_together(group.name) in text
            for criterion in group.criteria:
                assert run_together(criterion.text) in text
                assert run_together(criterion.look_for) in text
        # One box for each answer that does not apply, beside those in the guide and in the hints.
        hints = sum(criterion.look_for.count("該当なし") for criterion in RULES.criteria.values())
        assert text.count("該当なし") == 32 + 2 + hints
        assert (
            text.count("必須") - text.count("「必須」")
            == sum(criterion.required for criterion in RULES.criteria.values()) + page_count(pdf) + 1
        )
        assert "御中" in text

    def test_answers_are_printed_with_conditions_and_dates(self) -> None:
        answers = mixed_answers()
        text = run_together(poppler_text(render_evaluation_sheet(evaluation_sheet(answers=answers))))
        assert text.count("R8.12.31") == 8
        blank = render_evaluation_sheet(evaluation_sheet())
        ticked = render_evaluation_sheet(
            evaluation_sheet(answers={"org-rules": Answer(criterion_id="org-rules", mark=Mark.GOOD)})
        )
        assert blank != ticked

    def test_long_names_and_long_comments_stay_whole(self) -> None:
        comment = "くわしい説明です。" * 50
        answers = {
            one: Answer(criterion_id=one, mark=Mark.FAIR, comment=comment) for one in list(RULES.criteria)[:4]
        }
        facts = evaluation_sheet(answers=answers, contractor_name=LONG_NAME, entrusted="給与の計算と届出" * 8)
        facts = replace(facts, head=replace(facts.head, office_name=LONG_OFFICE))
        text = run_together(poppler_text(render_evaluation_sheet(facts)))
        assert text.count("くわしい説明です。") == 200
        assert run_together(LONG_NAME) in text

    def test_each_sheet_counts_and_closes_with_the_boxes_of_the_office(self) -> None:
        sheets = pages(render_evaluation_sheet(evaluation_sheet()))
        assert [f"{number}/{len(sheets)}" in sheet for number, sheet in enumerate(sheets, 1)] == [True] * 3
        assert "法人記入欄" in run_together(sheets[-1])
        assert "条件付き合格" in run_together(sheets[-1])

    def test_a_character_no_font_has_names_the_contractor(self) -> None:
        with pytest.raises(CannotDrawCharacter) as refused:
            render_evaluation_sheet(evaluation_sheet(contractor_name=f"みなも{UNDRAWABLE}"))
        assert refused.value.field == "名称"


class TestHandlingAnnex:
    def test_every_clause_the_regulation_asks_for_is_covered(self) -> None:
        import tomllib

        from ashibue_desk.resource_files import resource

        table = tomllib.loads(
            resource("regulations", PACK, "forms", f"{NAME}.toml").read_text(encoding="utf-8")
        )
        covered = [clause for entry in table["clauses"] for clause in entry.get("covers", ())]
        assert sorted(covered) == sorted(clause.id for clause in load_contractor_rules(PACK).clauses)

    def test_the_register_fills_it(self) -> None:
        facts = handling_annex()
        text = run_together(poppler_text(render_handling_annex(facts)))
        for filled in (
            facts.contractor_name,
            facts.contract_title,
            *facts.affairs,
            facts.entrusted,
            *facts.number_files,
            *facts.handlers,
            facts.contact,
            facts.office_address,
        ):
            assert run_together(filled) in text
        for number, clause in enumerate(form_text(PACK, NAME).clauses, start=1):
            assert f"第{number}条" in text
            assert run_together(clause.heading) in text
        assert "{{" not in text
        assert "案" in text

    def test_what_is_not_known_is_a_blank_to_fill(self) -> None:
        facts = handling_annex(contract_title="", affairs=(), entrusted="", number_files=(), handlers=())
        assert poppler_text(render_handling_annex(facts)).count("＿" * 12) >= 5

    def test_a_long_name_is_not_cut_off(self) -> None:
        text = run_together(poppler_text(render_handling_annex(handling_annex(contractor_name=LONG_NAME))))
        assert text.count(run_together(LONG_NAME)) == 2


@pytest.mark.parametrize("which", ["sheet", "annex"])
def test_same_facts_same_bytes_no_name_in_the_properties(which: str) -> None:
    def made() -> bytes:
        if which == "sheet":
            return render_evaluation_sheet(evaluation_sheet())
        return render_handling_annex(handling_annex())

    pdf = made()
    assert pdf == made()
    # Helvetica is named by the library in every file and draws nothing.
    assert all(embedded for name, embedded in fonts(pdf).items() if name != "/Helvetica")
    assert not any("みなも" in value for value in properties(pdf).values())


def test_the_day_of_making_is_on_the_sheet() -> None:
    text = poppler_text(render_evaluation_sheet(evaluation_sheet(opened_on=date(2026, 4, 1))))
    assert "令和8年4月1日" in text
