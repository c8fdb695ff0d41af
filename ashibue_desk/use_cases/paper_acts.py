"""Entering an act on paper by hand: the day of the act and the time of the entry are both kept (取扱マニュアル7.4)."""

from datetime import date

from ashibue_desk.domain.handling_log import LogLine
from ashibue_desk.domain.paper_acts import Need, PaperAct, PaperActRule, PaperActRules, problems_of
from ashibue_desk.domain.problems import Problem
from ashibue_desk.domain.roles import Role
from ashibue_desk.law.paper_act_data import load_paper_acts
from ashibue_desk.use_cases.changes import Changed, Done
from ashibue_desk.use_cases.desk import Desk
from ashibue_desk.use_cases.people import get_person
from ashibue_desk.use_cases.situations import NotYourDuty

MAY_RECORD = (Role.OFFICER, Role.HANDLER, Role.RECEIVER)


def paper_act_rules(desk: Desk) -> PaperActRules:
    """Return the kinds of acts the one at the desk may enter."""
    rules = all_rules(desk)
    return PaperActRules(rules.for_roles(desk.actor.roles), rules.basis)


def record_paper_act(desk: Desk, act: PaperAct) -> tuple[Problem, ...] | Done[int]:
    """Write the act into the log; return the number of its line, or what is wrong."""
    desk.require(*MAY_RECORD)
    with desk.act():
        rule = rule_of(desk, act)
        problems = judge(desk, act, rule)
        if problems:
            return problems
        desk.log(line_of(desk, act, rule))
        seq = desk.vault.log.last_seq()
    return Done(seq, Changed.LOG)


def all_rules(desk: Desk) -> PaperActRules:
    """Return every kind that the office's regulation knows."""
    return load_paper_acts(desk.regulation.id)


def rule_of(desk: Desk, act: PaperAct) -> PaperActRule:
    """Return the kind of an act; raise ``NotYourDuty`` for one the actor may not enter or that is not known."""
    rule = paper_act_rules(desk).by_id.get(act.kind)
    if rule is None:
        raise NotYourDuty
    return rule


def judge(desk: Desk, act: PaperAct, rule: PaperActRule) -> tuple[Problem, ...]:
    """Return what is wrong with an act of this kind."""
    from ashibue_desk.storage.log_courses import first_day

    since = first_day(desk.vault.log.connection) or desk.today
    problems = problems_of(act, rule, desk.today, since)
    known = {affair.id for affair in desk.law.affairs(_day_of_law(act, desk.today))}
    if act.affair and act.affair not in known:
        problems += (Problem("affair", "この日には使えない事務です。選び直してください。"),)
    return problems


def line_of(desk: Desk, act: PaperAct, rule: PaperActRule, *, detail: str = "", corrects: int = 0) -> LogLine:
    """Return the line of an act; ``detail`` stands in the place of its remark. Raises ``PersonGone``."""
    name = get_person(desk, act.person_id).name if act.person_id else act.group.strip()
    return LogLine(
        log_class=rule.log_class,
        act=rule.act,
        object_id=act.person_id,
        object_label=name,
        affair="" if rule.affair is Need.NONE else act.affair,
        count=act.count,
        detail=detail or act.remark.strip(),
        happened_on=act.happened_on.isoformat(),
        corrects=corrects,
        recipient="" if rule.recipient is Need.NONE else act.recipient.strip(),
    )


def _day_of_law(act: PaperAct, today: date) -> date:
    return min(act.happened_on, today)
