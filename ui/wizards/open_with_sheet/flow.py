"""Opening with the recovery sheet without Qt: the sheet, who, where the key goes, a new password."""

from collections.abc import Callable
from pathlib import Path

from ashibue_desk.domain.problems import Problem
from ashibue_desk.domain.users import LoginName
from ashibue_desk.use_cases import at_the_door
from ashibue_desk.use_cases.desk import Desk
from ashibue_desk.use_cases.surroundings import Surroundings
from ashibue_desk.use_cases.vault_gate import open_with_sheet, users_with_sheet
from ui.widgets.wizard_frame import Reason, Step
from ui.wizards.door_parts.checked_steps import CheckedSteps
from ui.wizards.door_parts.key_choice import KeyChoice
from ui.wizards.door_parts.new_passwords import NewPasswords, Person

SHEET, WHO, PASSWORD = "sheet", "who", "password"

_SHEET_REASON = Reason(
    "こんなときに使います",
    "パスワードを忘れたとき、このPCの鍵が失われたときです。いまの年度の復旧シートが必要です。使ったことは記録簿に残ります。",
)
_BIND_REASON = Reason(
    "このPCに結び付け直します",
    "保管庫は、パスワードとこのPCの鍵の両方で開きます。ここで、鍵をこのPCに置き直します。",
)


class OpenWithSheetFlow(CheckedSteps):
    """Everything ``open_with_sheet`` needs. ``users`` is ``None`` until the sheet opened the vault at ``place``."""

    def __init__(self, surroundings: Surroundings, place: Path) -> None:
        super().__init__()
        self.surroundings = surroundings
        self.place = place
        self.sheet = ""
        self.users: tuple[LoginName, ...] | None = None
        self.user_id = ""
        self.key_choice = KeyChoice()
        self.passwords = NewPasswords()
        self._looked = ""

    @property
    def steps(self) -> tuple[Step, ...]:
        """Return the three steps."""
        return (
            Step(
                SHEET,
                "復旧シート",
                "復旧シートの文字を入力してください",
                f"保管庫の場所: {self.place}",
                "利用者の選択へ進む",
                _SHEET_REASON,
            ),
            Step(WHO, "利用者", "だれとして開きますか", "", "パスワードへ進む", _BIND_REASON),
            Step(
                PASSWORD,
                "パスワード",
                "新しいパスワードを決めてください",
                "いままでのパスワードは使えなくなります。",
                "保管庫を開く",
            ),
        )

    def problems_of(self, key: str) -> tuple[Problem, ...]:
        """Return what is wrong with one step."""
        checks: dict[str, Callable[[], tuple[Problem, ...]]] = {
            SHEET: self._sheet_problems,
            WHO: self._who_problems,
            PASSWORD: self._password_problems,
        }
        return checks[key]()

    @property
    def must_look(self) -> bool:
        """Whether the vault was not yet opened with the sheet as it stands now."""
        return self.users is None or self._looked != self.sheet

    def look(self) -> tuple[LoginName, ...]:
        """Return whom the sheet lets one choose from; runs in the vault thread. ``note_users`` takes in the answer."""
        return users_with_sheet(self.place, self.sheet)

    def note_users(self, users: tuple[LoginName, ...]) -> None:
        """Remember whom one may choose from; a single user is chosen by itself."""
        self.users = users
        self._looked = self.sheet
        if self.user_id not in {user.user_id for user in users}:
            self.user_id = users[0].user_id if len(users) == 1 else ""

    def prepare_passwords(self) -> None:
        """Ask the user chosen, by the rule that goes with the place of the key."""
        self.passwords.rule = at_the_door.new_password_rule(
            self.surroundings, key_file=self.key_choice.key_file
        )
        chosen = [user for user in self.users or () if user.user_id == self.user_id]
        self.passwords.set_people([Person(user.user_id, user.name, frozenset()) for user in chosen])

    def open(self) -> Desk:
        """Open, set the new password, bind this PC; runs in the vault thread."""
        return open_with_sheet(
            self.surroundings,
            self.place,
            self.sheet,
            self.user_id,
            self.passwords.people[0].typed,
            key_file=self.key_choice.key_file,
        )

    def _sheet_problems(self) -> tuple[Problem, ...]:
        wrong = at_the_door.sheet_problem(self.sheet)
        return () if wrong is None else (wrong,)

    def _who_problems(self) -> tuple[Problem, ...]:
        if self.must_look:
            return (Problem("wait", "復旧シートを確かめています。少し待ってください。"),)
        found = () if self.user_id else (Problem("user", "だれとして開くかを選んでください。"),)
        return (*found, *self.key_choice.problems())

    def _password_problems(self) -> tuple[Problem, ...]:
        self.prepare_passwords()
        return self.passwords.problems()
