"""Long names at 200 %: nothing of any page has to be pushed sideways."""

from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from ashibue_desk.use_cases.contractors.register import change_contractor, contractor_file
from tests.helpers.desks import done
from tests.ui.pages.contractors.conftest import Office
from tests.ui.pages.showing import Opened
from ui.pages.contractors.contract_page import ContractPage
from ui.pages.contractors.contractor_page import ContractorPage
from ui.pages.contractors.edit_page import ContractorEditPage
from ui.pages.contractors.ending_page import EndingPage
from ui.pages.contractors.evaluation_page import EvaluationPage
from ui.pages.contractors.provision_page import ProvisionPage
from ui.theme.theme import Brightness, theme
from ui.widgets.page import Page

LONG = "特定社会保険労務士法人みなもと・さざなみ・あおさぎ共同労務会計総合事務所松江千鳥町中央支店"


@pytest.mark.parametrize(
    "factory",
    [ContractorPage, ContractPage, ContractorEditPage, EndingPage, ProvisionPage, EvaluationPage],
)
def test_everything_fits_at_double_size(
    opened: Opened, office: Office, factory: type[Page], qtbot: QtBot
) -> None:
    file = contractor_file(office.desk, office.entrusted)
    entry = replace(file.contractor.entry, name=LONG, number_files=(LONG,), least_scope=LONG * 4)
    done(change_contractor(office.desk, office.entrusted, entry))
    theme().apply(Brightness.LIGHT, 200)
    argument = file.evaluations[0].id if factory is EvaluationPage else office.entrusted
    page = opened.show(factory, argument)
    page.resize(940, 760)
    opened.rest()
    qtbot.waitUntil(lambda: page.horizontalScrollBar().maximum() == 0)  # wrapped lines settle in turns
