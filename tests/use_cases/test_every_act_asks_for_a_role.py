"""Every public function that is given a desk has a decision about who may call it; a new one without a decision fails here.

A page that hides an act protects nothing: whoever has an unlocked session can call the function. So the refusal has to
come from the function itself, before it touches anything it was given.
"""

import dataclasses
import importlib
import inspect
import pkgutil
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pytest

import ashibue_desk.use_cases as package
from ashibue_desk.domain.handling_log import LogFilter
from ashibue_desk.domain.identity import Route
from ashibue_desk.domain.individual_number import IndividualNumber
from ashibue_desk.domain.roles import Role
from ashibue_desk.use_cases import vault_gate
from ashibue_desk.use_cases.desk import Desk
from ashibue_desk.use_cases.situations import NotYourDuty, OwnPasswordFirst
from tests.helpers.desks import AUDITOR, OFFICER, RECEIVER, Scene, scene_at
from tests.helpers.sample_numbers import valid_number
from tests.helpers.system_keeper import KEEPER, with_keeper
from tests.use_cases.who_may_call import (
    EVERYBODY,
    INSIDE,
    INSIDE_BUT_NAMED,
    MAY_CALL,
    OWN_OR_OFFICER,
    K,
    decided,
)


@cache
def functions() -> dict[str, Callable[..., Any]]:
    """Return every public function of the use cases whose first argument is a desk."""
    found = {}
    for module in pkgutil.walk_packages(package.__path__, package.__name__ + "."):
        for name, each in vars(importlib.import_module(module.name)).items():
            if inspect.isfunction(each) and each.__module__ == module.name and not name.startswith("_"):
                first = next(iter(inspect.signature(each).parameters.values()), None)
                if first is not None and first.annotation in (Desk, "Desk"):
                    found[f"{module.name.removeprefix(package.__name__ + '.')}.{name}"] = each
    return found


def test_every_function_has_one_decision() -> None:
    listed = [*decided(), *OWN_OR_OFFICER, *EVERYBODY, *INSIDE]
    assert len(listed) == len(set(listed))
    assert not set(functions()) - set(listed), (
        "decide in who_may_call who may call these, and let each ask by desk.require"
    )
    assert not set(listed) - set(functions()), "a decision in who_may_call is about a function that is gone"
    assert sum(len(names.split()) for names in MAY_CALL.values()) == len(decided())


class Anything:
    """Stands for an argument that must not be looked at before the role is."""

    def __getattr__(self, name: str) -> Any:
        raise AssertionError(f"looked at {name} before asking for the role")


GIVEN: Mapping[str, Mapping[str, Any]] = {
    "users.invite_user": {
        "roles": frozenset({Role.HANDLER})
    },  # the keeper may invite those who read no number
}


def call_blindly(name: str, desk: Desk) -> None:
    """Call a function with arguments that break when they are touched."""
    function = functions()[name]
    positional, named = [], {}
    for parameter in list(inspect.signature(function).parameters.values())[1:]:
        value = GIVEN.get(name, {}).get(parameter.name, Anything())
        if parameter.kind is inspect.Parameter.KEYWORD_ONLY:
            named[parameter.name] = value
        else:
            positional.append(value)
    function(desk, *positional, **named)


def outcome(name: str, desk: Desk) -> str:
    """Return what came of a blind call: the name of the refusal, or what was done without one."""
    try:
        call_blindly(name, desk)
    except (NotYourDuty, OwnPasswordFirst) as refusal:
        return type(refusal).__name__
    except Exception as error:  # noqa: BLE001 - whatever happens instead of the refusal is told
        return f"{type(error).__name__}: {error}"
    return "done"


@pytest.fixture(scope="module")
def staffed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Scene]:
    """An office with a system keeper; only one of them sits at a time."""
    scene = scene_at(tmp_path_factory.mktemp("roles") / "machine")
    scene.users = dict(scene.users)
    with_keeper(scene)
    yield scene
    scene.close()


@pytest.fixture(params=[RECEIVER, AUDITOR, KEEPER])
def session(request: pytest.FixtureRequest, staffed: Scene) -> Iterator[Desk]:
    """The open session of somebody who may read no number."""
    desk = staffed.unlock(request.param)
    yield desk
    vault_gate.close(desk, "end")


def test_whoever_may_not_is_refused_before_anything_is_looked_at(session: Desk) -> None:
    (role,) = session.actor.roles
    before = session.vault.log.last_seq(), session.vault.writes()
    outcomes = {}
    for name, roles in decided().items():
        if role in roles:
            continue
        outcomes[name] = outcome(name, session)
    assert (session.vault.log.last_seq(), session.vault.writes()) == before
    assert {name: told for name, told in outcomes.items() if told != "NotYourDuty"} == {}
    assert len(outcomes) > 40


def test_the_keeper_invites_nobody_who_reads_numbers(staffed: Scene) -> None:
    desk = staffed.unlock(KEEPER)
    try:
        with pytest.raises(NotYourDuty):
            call_blindly("users.invite_user", desk)
    finally:
        vault_gate.close(desk, "end")


def test_a_one_time_password_opens_nothing_but_the_change_of_itself(staffed: Scene) -> None:
    desk = staffed.unlock(OFFICER)
    try:
        given = dataclasses.replace(desk, ring=dataclasses.replace(desk.ring, given_by_another=True))
        told = {name: outcome(name, given) for name in [*decided(), *OWN_OR_OFFICER]}
        assert {name: one for name, one in told.items() if one != "OwnPasswordFirst"} == {}
    finally:
        vault_gate.close(desk, "end")


def test_what_everybody_reads_tells_no_number_and_the_keeper_no_person(session: Desk) -> None:
    """What may be called is called, and everything in the answers is searched."""
    names = {row.name for row in session.vault.people.rows()}
    numbers = {valid_number(seed).digits() for seed in range(200)}
    (role,) = session.actor.roles
    called = []
    for name, answer in answers(session):
        texts = set(leaves(answer))
        assert not any(isinstance(text, IndividualNumber) for text in texts), name
        words = {text for text in texts if isinstance(text, str)}
        assert not any(number in word for number in numbers for word in words), name
        if role is K:
            assert not any(person in word for person in names for word in words), name
        called.append(name)
    assert {"home.home", "charges.list_charges", "back_up_vault.list_backups"} <= set(called)
    assert ("people.person_details" in called) is (role is not K)


def test_the_search_would_find_a_number_and_a_name(staffed: Scene) -> None:
    desk = staffed.unlock(OFFICER)
    try:
        (key, *_) = desk.file_keys.values()
        number = desk.vault.numbers.read(staffed.person_ids[0], key)
        assert number in set(leaves((("x", [number]),)))
        rows = dict(answers(desk))["people.list_people"]
        assert {row.name for row in rows} <= set(leaves(rows))
    finally:
        vault_gate.close(desk, "end")


def answers(desk: Desk) -> Iterator[tuple[str, Any]]:
    """Call whatever only reads and may be called, with arguments that exist."""
    rows = desk.vault.people.rows()
    with_number = next(row for row in rows if row.has_number)
    at_hand: dict[str, Any] = {
        "person_id": with_number.id,
        "wanted": LogFilter(),
        "route": Route.FACE_TO_FACE,
        "ids": "",
        "generation": 1,
        "answers": {},
    }
    (role, *_) = desk.actor.roles
    roles = decided()
    writes = desk.vault.writes()
    for name in READERS:
        if role not in roles.get(name, frozenset(Role)):
            continue
        function = functions()[name]
        wanted = [
            parameter.name
            for parameter in list(inspect.signature(function).parameters.values())[1:]
            if parameter.default is inspect.Parameter.empty
        ]
        yield name, function(desk, **{each: at_hand[each] for each in wanted})
    assert desk.vault.writes() == writes


READERS = (
    *sorted(
        EVERYBODY
        - {
            "paper_heads.paper_head",
            "charge_papers.person_of",
            "locked_papers.check_recipient",
            "locked_papers.record_locked",
            "collection_papers.blank_attorney_facts",
            "collection_papers.blank_number_sheet_facts",
            "collection_papers.blank_request_facts",
            "contractors.contract_papers.blank_clause_check_facts",
            "contractors.contract_papers.blank_permission_facts",
            "drafts.drop_draft",
            "drafts.keep_draft",
            "drop_box.may_take_over",
            "form_list.form_list_facts",
            "manual_papers.workers_manual_facts",
            "own_password.judge_own_password",
            "paper_output.settle_papers",
            "papers.issue_papers",
            "pledge_papers.blank_pledge_facts",
            "reauthentication.needs_password_for",
            "reveal_number.needs_password",
            "settings.change_password",
            "sheets_to_fill.sheet_facts",
            "training_papers.blank_training_facts",
            "verification_papers.blank_refusal_facts",
            "verification_papers.blank_verification_facts",
            "vault_gate.close",
            "vault_gate.confirm_password",
        }
    ),
    "collect_number.affairs_for",
    "collect_number.combinations_for",
    "collect_number.list_collections",
    "collect_number.routes_for",
    "consent_forms.list_consents",
    "contractors.register.list_contractors",
    "drop_box.list_drops",
    "number_files.list_number_files",
    "people.list_people",
    "people.person_details",
    "superior_views.list_views",
    "users.list_users",
)


def leaves(value: Any) -> Iterator[Any]:
    """Yield everything in an answer, however deep, also what ``repr`` hides."""
    if isinstance(value, IndividualNumber) or not isinstance(value, (tuple, list, set, frozenset, dict)):
        yield value
    if isinstance(value, dict):
        value = (*value.keys(), *value.values())
    if isinstance(value, (tuple, list, set, frozenset)):
        for each in value:
            yield from leaves(each)
    elif dataclasses.is_dataclass(value) and not isinstance(value, (type, IndividualNumber)):
        for field in dataclasses.fields(value):
            yield from leaves(getattr(value, field.name))


def test_no_page_names_what_belongs_inside_an_act() -> None:
    root = Path(package.__file__).parents[2]
    sources = [
        path.read_text(encoding="utf-8")
        for folder in ("ui", "forms")
        for path in (root / folder).rglob("*.py")
    ]
    imported = "\n".join(sources)
    named = [
        name
        for name in INSIDE - INSIDE_BUT_NAMED
        for line in imported.splitlines()
        if f"use_cases.{name.rpartition('.')[0]} import" in line
        and name.rpartition(".")[2] in line.partition("import")[2]
    ]
    assert named == []
