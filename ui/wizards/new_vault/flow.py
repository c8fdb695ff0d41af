"""The first hour without Qt: what was typed, what is missing, and the plan of the vault that comes of it."""

from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final

from ashibue_desk.domain.corporate_number import clean_corporate_number
from ashibue_desk.domain.form_facts import RecoverySheetFacts
from ashibue_desk.domain.number_shield import NUMBER_INSIDE, holds_number
from ashibue_desk.domain.office import Office, OfficeKind
from ashibue_desk.domain.problems import Problem
from ashibue_desk.domain.roles import Role
from ashibue_desk.use_cases import at_the_door
from ashibue_desk.use_cases.create_vault import NewVaultPlan, new_user_id
from ashibue_desk.use_cases.recovery_sheets import new_identity, prove_copy
from ashibue_desk.use_cases.settings import check_office
from ashibue_desk.use_cases.surroundings import Surroundings
from ui.widgets.wizard_frame import Step
from ui.wizards.door_parts.checked_steps import CheckedSteps
from ui.wizards.door_parts.key_choice import KeyChoice
from ui.wizards.door_parts.new_passwords import NewPasswords, Person
from ui.wizards.new_vault import reasons

OFFICE, PEOPLE, PLACE, PASSWORDS, PRINT, PROVE = "office", "people", "place", "passwords", "print", "prove"
SAME, OTHER = "same", "other"
_TITLES: Final = {
    OfficeKind.NPO: "理事長",
    OfficeKind.GENERAL_ASSOCIATION: "代表理事",
    OfficeKind.FOUNDATION: "代表理事",
    OfficeKind.SOCIAL_WELFARE: "理事長",
    OfficeKind.COMPANY: "代表取締役",
    OfficeKind.OTHER: "代表",
}
"""What the representative of each kind is usually called."""
_PRINT_FIRST: Final = "まず「復旧シートを印刷する」を押して、2枚とも印刷してください。"
_PRINT_ANEW: Final = "事業所の情報を変えたので、先に印刷したシートは使えません。もう一度2枚とも印刷し、先のシートは裁断してください。"


@dataclass(slots=True)
class OfficeEntries:
    """What the first step asks of ``Office``, as typed."""

    name: str = ""
    kind: OfficeKind = OfficeKind.NPO
    postal_code: str = ""
    address: str = ""
    corporate_number: str = ""
    representative_title: str = _TITLES[OfficeKind.NPO]
    representative_name: str = ""
    contact: str = ""
    first_month: int = 4


@dataclass(slots=True)
class PeopleEntries:
    """Who is responsible and who handles numbers, as typed. ``handler`` is ``OTHER``, which the regulation wants, or ``SAME``."""

    officer_title: str = ""
    officer_name: str = ""
    handler: str = OTHER
    handler_name: str = ""


class NewVaultFlow(CheckedSteps):
    """Gathers a ``NewVaultPlan``. Going back keeps everything, passwords included, until the vault is made."""

    def __init__(self, surroundings: Surroundings) -> None:
        super().__init__()
        self.surroundings = surroundings
        self.office_entries = OfficeEntries()
        self.people_entries = PeopleEntries()
        self.place: Path = at_the_door.free_place(surroundings)
        self.key_choice = KeyChoice()
        self.passwords = NewPasswords()
        self.typed_back = ""
        self.saved: tuple[Path, ...] = ()
        self._officer_id, self._handler_id = new_user_id(), new_user_id()
        self._identity: at_the_door.SheetIdentity | None = None
        self._handed_out_for: tuple[str, str] | None = None  # office and secret

    @property
    def steps(self) -> tuple[Step, ...]:
        """Return the six steps."""
        return (
            Step(
                OFFICE,
                "事業所",
                "事業所について教えてください",
                "ここで入力したことは、同意書などの書類に印刷されます。あとで「設定」から直せます。",
                "担当者の入力へ進む",
                reasons.OFFICE,
            ),
            Step(
                PEOPLE,
                "責任者と担当者",
                "だれが責任を持ち、だれが番号を扱いますか",
                next_act="保管庫の場所へ進む",
                reason=reasons.PEOPLE,
            ),
            Step(
                PLACE,
                "保管庫の場所",
                "保管庫と、このPCの鍵の置き場所",
                next_act="パスワードへ進む",
                reason=reasons.PLACE,
            ),
            Step(
                PASSWORDS,
                "パスワード",
                "パスワードを決めてください",
                "一人ずつ、本人が入力します。ほかの人には教えないでください。",
                "復旧シートへ進む",
                reasons.PASSWORDS,
            ),
            Step(
                PRINT,
                "復旧シート",
                "復旧シートを2枚印刷してください",
                next_act="印刷を確かめる",
                reason=reasons.SHEET,
            ),
            Step(
                PROVE,
                "シートの確認",
                "印刷したシートの文字を入力してください",
                "紙から打ち込むか、QRコードを読み取って貼り付けます。これで、紙が正しいことを確かめます。",
                "保管庫をつくる",
                reasons.PROOF,
            ),
        )

    def problems_of(self, key: str) -> tuple[Problem, ...]:
        """Return what is wrong with one step."""
        checks: dict[str, Callable[[], tuple[Problem, ...]]] = {
            OFFICE: self._office_problems,
            PEOPLE: self._people_problems,
            PLACE: self._place_problems,
            PASSWORDS: self._password_problems,
            PRINT: self._print_problems,
            PROVE: self._proof_problems,
        }
        return checks[key]()

    # the office

    def choose_kind(self, kind: OfficeKind) -> None:
        """Take another legal form; the representative's title follows as long as it is the usual one."""
        entries = self.office_entries
        if entries.representative_title in ("", _TITLES[entries.kind]):
            entries.representative_title = _TITLES[kind]
        entries.kind = kind

    def office(self) -> Office:
        """Return the office as typed so far."""
        typed, people = self.office_entries, self.people_entries
        return Office(
            **asdict(typed)
            | {
                "corporate_number": clean_corporate_number(typed.corporate_number),
                "representative_title": typed.representative_title or _TITLES[typed.kind],
                "officer_title": people.officer_title,
                "officer_name": people.officer_name,
            }
        )

    def _office_problems(self) -> tuple[Problem, ...]:
        found = list(check_office(self.office()))
        code = self.office_entries.postal_code
        if code and not (code.isascii() and code.isdigit() and len(code) == 7):
            found.append(Problem("postal_code", "郵便番号は7桁の数字です。例: 690-0000"))
        return tuple(found)

    # the people

    def people(self) -> tuple[Person, ...]:
        """Return who gets a password: the officer and, if another person, the first handler."""
        typed = self.people_entries
        officer_roles = frozenset({Role.OFFICER, Role.HANDLER} if typed.handler == SAME else {Role.OFFICER})
        found = [self._person(self._officer_id, typed.officer_name, officer_roles)]
        if typed.handler == OTHER:
            found.append(self._person(self._handler_id, typed.handler_name, frozenset({Role.HANDLER})))
        return tuple(found)

    def _person(self, user_id: str, name: str, roles: frozenset[Role]) -> Person:
        return Person(user_id, name, roles, at_the_door.role_words(self.surroundings, roles))

    def _people_problems(self) -> tuple[Problem, ...]:
        typed, found = self.people_entries, []
        if not typed.officer_name:
            found.append(Problem("officer_name", "責任者の氏名を入力してください。"))
        if not typed.handler:
            found.append(Problem("handler", "番号を扱う人を選んでください。"))
        if typed.handler == OTHER and not typed.handler_name:
            found.append(Problem("handler_name", "事務取扱担当者の氏名を入力してください。"))
        elif typed.handler == OTHER and typed.handler_name == typed.officer_name:
            found.append(
                Problem(
                    "handler_name",
                    "責任者と同じ氏名です。同じ人なら「責任者が番号も扱う」を選んでください。",
                )
            )
        texts = ("officer_title", "officer_name", "handler_name")
        found += [Problem(name, NUMBER_INSIDE) for name in texts if holds_number(getattr(typed, name))]
        return tuple(found)

    # place and passwords

    def choose_folder(self, folder: Path) -> None:
        """Put the vault into ``folder``, or into a new folder in it when it holds something."""
        self.place = at_the_door.place_inside(folder)

    def _place_problems(self) -> tuple[Problem, ...]:
        wrong = at_the_door.place_problem(self.surroundings, self.place)
        return (*(() if wrong is None else (wrong,)), *self.key_choice.problems())

    def prepare_passwords(self) -> None:
        """Ask the people of the second step, by the rule that goes with the place of the key."""
        self.passwords.rule = at_the_door.new_password_rule(
            self.surroundings, key_file=self.key_choice.key_file
        )
        people = self.people()
        office = self.office()
        names = (person.name for person in people)
        self.passwords.office_words = (office.name, office.representative_name, *names)
        self.passwords.set_people(people)

    def _password_problems(self) -> tuple[Problem, ...]:
        self.prepare_passwords()
        return self.passwords.problems()

    # the recovery sheet

    @property
    def identity(self) -> at_the_door.SheetIdentity:
        """Return the sheet's secret; another business year makes another sheet, and the paper is void."""
        office, today = self.office(), self.surroundings.clock.today()
        if self._identity is None or self._identity.business_year != office.business_year(today):
            self._identity = new_identity(office, today)
        return self._identity

    @property
    def sheet_name(self) -> str:
        """Return the name suggested for the printed file."""
        return f"復旧シート-{self.identity.business_year}年度.pdf"

    def draw_sheets(self, render: Callable[[RecoverySheetFacts], bytes]) -> tuple[bytes, ...]:
        """Draw both copies; runs in the vault thread."""
        return at_the_door.draw_sheets(self.surroundings, self.office(), self.identity, render)

    def save_sheets(self, file: Path, render: Callable[[RecoverySheetFacts], bytes]) -> tuple[Path, ...]:
        """Write both copies for printing; runs in the vault thread. ``note_saved`` takes in the answer."""
        return at_the_door.save_sheets(self.surroundings, self.office(), self.identity, file, render)

    def note_saved(self, files: tuple[Path, ...]) -> None:
        """Remember which files hold the secret, and for which office and secret they were written."""
        self.saved = tuple(dict.fromkeys((*self.saved, *files)))
        self.note_printed()

    def note_printed(self) -> None:
        """Remember for which office and secret the sheets were handed out."""
        self._handed_out_for = (self.office().name, self.identity.text)

    def delete_saved(self) -> bool:
        """Delete the files; return whether all are gone."""
        self.saved = at_the_door.delete_sheets(self.saved)
        return not self.saved

    @property
    def is_printed(self) -> bool:
        """Whether the sheet was handed out for printing as it stands now."""
        return self._handed_out_for == (self.office().name, self.identity.text)

    def _print_problems(self) -> tuple[Problem, ...]:
        if self.is_printed:
            return ()
        return (Problem("sheet", _PRINT_FIRST if self._handed_out_for is None else _PRINT_ANEW),)

    def _proof_problems(self) -> tuple[Problem, ...]:
        wrong = prove_copy(self.identity, self.typed_back)
        return () if wrong is None else (wrong,)

    # the end

    def something_typed(self) -> bool:
        """Return whether anything would be lost by giving up."""
        return self.current > 0 or self.office_entries != OfficeEntries()

    def plan(self) -> NewVaultPlan:
        """Return what the vault is made of."""
        self.prepare_passwords()
        return NewVaultPlan(
            place=self.place,
            office=self.office(),
            users=self.passwords.new_users(),
            identity=self.identity,
            key_file=self.key_choice.key_file,
        )
