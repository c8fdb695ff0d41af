"""Papers of the checks of the log: the sheet of a month, the analysis of a quarter."""

from dataclasses import replace
from datetime import date

from ashibue_desk.domain.handling_log import LogClass
from ashibue_desk.domain.log_check_facts import (
    AccessAnalysis,
    HandlerLines,
    MonthFigures,
    QuarterFigures,
    UserFigures,
    ViewFigures,
)
from ashibue_desk.domain.log_check_paper import (
    AnalysisSheetFacts,
    CheckSheetFacts,
    SheetCheck,
    SheetDoubt,
    SheetItem,
)
from ashibue_desk.domain.log_periods import Period
from ashibue_desk.domain.log_seal import footer_code
from forms.access_analysis import render_access_analysis
from forms.log_check_sheet import render_check_sheet
from tests.forms.examples import Example
from tests.forms.made_up import MadeUp

_MOMENT = "2026-11-04T21:12:00+09:00"
_CODE = footer_code(bytes(range(32)))
_OCTOBER = Period(date(2026, 10, 1))
_QUARTER = Period(date(2026, 10, 1), 3)


def _month(made: MadeUp, month: Period) -> MonthFigures:
    def handler() -> HandlerLines:
        return HandlerLines(
            "", made.person(), {LogClass.USE: 12, LogClass.COLLECTION: 3, LogClass.ACCESS: 41}
        )

    return MonthFigures(month, made.rows(handler), 23, 1234)


def _item(made: MadeUp) -> SheetItem:
    looked = made.may()
    return SheetItem(
        seq=1201,
        until_seq=1207,
        lines=7 if made.may(0.3) else 1,
        local_at=_MOMENT,
        actor_name=made.person(),
        what=made.words("削除・廃棄　個人番号と記録"),
        reasons="削除・廃棄、時間外の取扱い",
        verdict="確認済" if looked else "",
        remark=made.words("保存期間の終わりを確かめた") if looked else "",
    )


def _check(made: MadeUp) -> SheetCheck:
    return SheetCheck(
        checked_on="R8.11.4",
        checker_name=f"{made.person()}（責任者）",
        checked_lines="1234番まで　56行",
        comment=made.words("気になるところは本人に確かめました。"),
    )


def _doubt(made: MadeUp) -> SheetDoubt:
    settled = made.may()
    return SheetDoubt(
        seq=1187,
        month="令和8年9月分" if made.may(0.3) else "",
        checked_on="R8.10.5",
        remark=made.words("だれの依頼かを本人に聞く"),
        found_on="R8.10.9" if settled else "",
        finding=made.words(f"依頼書で確かめた（{made.person()}、1250番）") if settled else "",
    )


def _sheet(made: MadeUp) -> CheckSheetFacts:
    figures = _month(made, _OCTOBER)
    return CheckSheetFacts(
        head=made.head("LM"),
        figures=figures,
        before=tuple(replace(figures, month=_OCTOBER.back(steps)) for steps in (1, 2, 3)),
        checker=f"直属の上司 {made.person()}さん",
        items=made.rows(lambda: _item(made), 6),
        checks=(_check(made),),
        doubts=made.rows(lambda: _doubt(made), 3),
        last_of_month=1234,
        unchecked=7 if made.may() else 0,
        until_seq=1300,
        code=_CODE,
    )


def _user(made: MadeUp) -> UserFigures:
    return made.build(UserFigures, name=made.person())


def _quarter(made: MadeUp, quarter: Period) -> QuarterFigures:
    def view() -> ViewFigures:
        return ViewFigures("", made.person(), "slip", 12, 9)

    return QuarterFigures(quarter, made.rows(lambda: _user(made)), made.rows(view), 1234, 1234)


def _findings(made: MadeUp) -> AccessAnalysis:
    return made.build(
        AccessAnalysis,
        quarter=_QUARTER,
        made_at=_MOMENT,
        maker_name=made.person(),
        findings=f"{made.words('表示が増えたのは年末調整のためです。')}\n{made.words('時間外は1日だけでした。')}",
    )


def _analysis(made: MadeUp) -> AnalysisSheetFacts:
    figures = _quarter(made, _QUARTER)
    return AnalysisSheetFacts(
        head=made.head("AA"),
        figures=figures,
        before=QuarterFigures(_QUARTER.back(), figures.users[:1], (), 900, 900),
        affairs={"slip": "給与所得の源泉徴収票"},
        analyses=(_findings(made),),
        until_seq=1300,
        code=_CODE,
    )


EXAMPLES = {
    "LM": Example(_sheet, render_check_sheet, frozenset({"local_at", "user_id", "code"})),
    "AA": Example(
        _analysis,
        render_access_analysis,
        frozenset({"made_at", "user_id", "id", "maker_id", "code", "affair"}),
    ),
}
