"""A regulation pack: the office's own rules as data (``resources/regulations/<pack>/pack.toml``)."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache, cached_property

from ashibue_desk.domain.affairs import Source
from ashibue_desk.domain.appointments import Step
from ashibue_desk.domain.log_check import LogCheckRule
from ashibue_desk.domain.mass_output import MassOutputRule
from ashibue_desk.domain.number_files import FileKind, NumberFilePlan, NumberFileRule
from ashibue_desk.domain.passwords import PasswordRule
from ashibue_desk.domain.regulation_facts import (
    Article,
    AutoLockRule,
    ChargeRule,
    ConsentFormRule,
    Purpose,
    RoleRule,
    Separation,
)
from ashibue_desk.domain.roles import Role
from ashibue_desk.files.data_tables import DataTable, read_data_file
from ashibue_desk.law.log_check_rules import read_log_check
from ashibue_desk.law.password_blocklist import common_passwords
from ashibue_desk.resource_files import resource


@dataclass(frozen=True, kw_only=True)
class Regulation:
    """One pack. Times in the unit their name says."""

    id: str
    name: str
    edition: int
    in_force_from: date
    source: Source
    articles: tuple[Article, ...]
    roles: Mapping[Role, RoleRule]
    separations: tuple[Separation, ...]
    charge: ChargeRule
    purposes: tuple[Purpose, ...]
    affair_articles: Mapping[str, str]
    number_files: tuple[NumberFileRule, ...]
    consent_form: ConsentFormRule
    auto_lock: AutoLockRule
    reauthentication_minutes: int
    reveal_seconds: int
    mass_output: MassOutputRule
    showing_basis: str
    backup_basis: str
    password_basis: str
    password_note: str
    log_check: LogCheckRule
    plain_password_rule: PasswordRule

    @cached_property
    def password_rule(self) -> PasswordRule:
        """Return the password rule together with the list of common passwords, which is read now."""
        return replace(self.plain_password_rule, common=common_passwords())

    def role_name(self, role: Role) -> str:
        """Return what this regulation calls ``role``."""
        return self.roles[role].name

    def role_names(self, roles: Collection[Role]) -> tuple[str, ...]:
        """Return what ``roles`` are called, the officer first."""
        return tuple(self.role_name(role) for role in Role if role in roles)

    def steps(self, role: Role) -> tuple[Step, ...]:
        """Return the steps, in their order, before anybody may act in ``role`` (規程8条2項, 9条2項)."""
        return self.roles[role].steps

    def separations_of(self, roles: frozenset[Role]) -> tuple[Separation, ...]:
        """Return the advice for a person who holds ``roles`` together."""
        return tuple(advice for advice in self.separations if advice.roles <= roles)

    def article(self, number: str) -> Article:
        """Return one article by its printed number; raise ``KeyError`` for one the pack does not hold."""
        for article in self.articles:
            if article.number == number:
                return article
        raise KeyError(number)


@cache
def load_regulation(pack_id: str) -> Regulation:
    """Return the pack, read once; raise ``DataFileError`` when it is wrong or there is none of this id."""
    regulation = read_data_file(resource("regulations", pack_id, "pack.toml"), read_pack)
    if regulation.id != pack_id:
        raise DataTable({}, f"pack {pack_id}").wrong(f"calls itself {regulation.id!r}")
    return regulation


def read_pack(table: DataTable) -> Regulation:
    """Return the regulation a pack file holds."""
    showing, backup, password = (table.table(name) for name in ("showing", "backup", "password"))
    if not backup.flag("numbers_allowed"):
        raise backup.wrong("forbids numbers in backups, and every backup holds them")
    pack_id = table.text("id")
    mass_output = _mass_output(table.table("mass_output"))
    regulation = Regulation(
        id=pack_id,
        name=table.text("name"),
        edition=table.whole("edition", 1, 999),
        in_force_from=table.day("in_force_from"),
        source=table.source(),
        articles=tuple(_article(entry) for entry in table.tables("article")),
        roles=_roles(table.table("role")),
        separations=tuple(_separation(entry) for entry in table.tables("separate")),
        charge=_charge(table.table("charge")),
        purposes=tuple(_purpose(entry) for entry in table.tables("purpose")),
        affair_articles=_texts_by_key(table.table("affair_articles")),
        number_files=_number_files(table),
        consent_form=_consent_form(table.table("consent_form"), pack_id),
        auto_lock=_auto_lock(table.table("auto_lock")),
        reauthentication_minutes=showing.whole("reauthentication_minutes", 0, 60),
        reveal_seconds=showing.whole("reveal_seconds", 5, 120),
        mass_output=mass_output,
        showing_basis=showing.text("basis"),
        backup_basis=backup.text("basis"),
        password_basis=password.text("basis"),
        password_note=password.text("note"),
        log_check=read_log_check(table.table("log_check"), mass_output.day_persons),
        plain_password_rule=_password_rule(password),
    )
    for section in (showing, backup, password):
        section.finish()
    return regulation


def _article(entry: DataTable) -> Article:
    pages, records = (entry.texts(name) if entry.has(name) else () for name in ("pages", "records"))
    article = Article(entry.text("number"), entry.text("heading"), entry.text("summary"), pages, records)
    entry.finish()
    return article


def _purpose(entry: DataTable) -> Purpose:
    purpose = Purpose(entry.text("id"), entry.text("name"), entry.text("article"))
    entry.finish()
    return purpose


def _roles(table: DataTable) -> dict[Role, RoleRule]:
    rules = {}
    for role in Role:
        entry = table.table(role.value)
        steps = entry.choices("steps", Step)
        rules[role] = RoleRule(
            role=role,
            name=entry.text("name"),
            summary=entry.text("summary"),
            article=entry.text("article"),
            steps=tuple(step for step in Step if step in steps),
        )
        if Step.APPOINTED not in steps:
            raise entry.wrong("nobody acts without having been appointed")
        entry.finish()
    table.finish()
    return rules


def _separation(entry: DataTable) -> Separation:
    advice = Separation(entry.choices("roles", Role), entry.text("why"), entry.text("article"))
    if len(advice.roles) < 2:
        raise entry.wrong("one role alone cannot be separated")
    entry.finish()
    return advice


def _charge(entry: DataTable) -> ChargeRule:
    rule = ChargeRule(
        training_months=entry.whole("training_months", 1, 60),
        term_warn_days=entry.whole("term_warn_days", 1, 366),
        officer_and_handler=entry.text("officer_and_handler"),
        single_handler=entry.text("single_handler"),
        basis=entry.text("basis"),
        note=entry.text("note"),
    )
    entry.finish()
    return rule


def _mass_output(entry: DataTable) -> MassOutputRule:
    rule = MassOutputRule(
        hour_persons=entry.whole("hour_persons", 1, 10_000),
        day_persons=entry.whole("day_persons", 1, 10_000),
        basis=entry.text("basis"),
        note=entry.text("note"),
    )
    if rule.day_persons < rule.hour_persons:
        raise entry.wrong("a day allows less than an hour")
    entry.finish()
    return rule


def _number_files(table: DataTable) -> tuple[NumberFileRule, ...]:
    rules = tuple(_number_file(entry) for entry in table.tables("number_file"))
    affairs = [affair for rule in rules for affair in rule.plan.affairs]
    if len(set(affairs)) != len(affairs):
        raise table.wrong("an affair stands in two number files")
    return rules


def _number_file(entry: DataTable) -> NumberFileRule:
    plan = NumberFilePlan(
        kind=entry.choice("kind", FileKind),
        name=entry.text("name"),
        purpose=entry.text("purpose"),
        place=entry.text("place"),
        department=entry.text("department", empty=True),
        disposal=entry.text("disposal"),
        affairs=entry.texts("affairs"),
        reason="",
    )
    rule = NumberFileRule(entry.text("id"), plan)
    entry.finish()
    return rule


def _texts_by_key(table: DataTable) -> dict[str, str]:
    texts = {key: table.text(key) for key in table.keys_left()}
    table.finish()
    return texts


def _consent_form(entry: DataTable, pack_id: str) -> ConsentFormRule:
    """Read the form's head where its wording is, so that no paper tells another version than the wording it bears."""
    article, form = entry.text("article"), entry.text("form")
    entry.finish()

    def head(table: DataTable) -> ConsentFormRule:
        rule = ConsentFormRule(
            number=table.text("number"),
            name=table.text("name"),
            version=table.whole("version", 1, 999),
            in_force_from=table.day("in_force_from"),
            article=article,
        )
        table.leave_rest()
        return rule

    return read_data_file(resource("regulations", pack_id, "forms", f"{form}.toml"), head)


def _auto_lock(entry: DataTable) -> AutoLockRule:
    rule = AutoLockRule(
        default_minutes=entry.whole("default_minutes", 1, 240),
        least_minutes=entry.whole("least_minutes", 1, 240),
        most_minutes=entry.whole("most_minutes", 1, 240),
    )
    if rule.within(rule.default_minutes) != rule.default_minutes:
        raise entry.wrong("the default lies outside the range")
    entry.finish()
    return rule


def _password_rule(entry: DataTable) -> PasswordRule:
    return PasswordRule(
        min_length=entry.whole("min_length", 8, 64),
        letters_and_digits=entry.flag("letters_and_digits"),
        max_age_months=entry.whole("max_age_months", 1, 120),
        warn_days=entry.whole("warn_days", 1, 90),
        min_length_with_key_file=entry.whole("min_length_with_key_file", 8, 64),
    )
