"""Restoring without Qt: the file, the sheet, what is inside, the place, new passwords, and the plan that comes of it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from ashibue_desk.domain.japanese_calendar import era_date, era_year
from ashibue_desk.domain.problems import Problem
from ashibue_desk.domain.roles import Role
from ashibue_desk.use_cases import at_the_door
from ashibue_desk.use_cases.restore_vault import BackupInside, RestorePlan, look_inside
from ashibue_desk.use_cases.surroundings import Surroundings
from ui.widgets.wizard_frame import Reason, Step
from ui.wizards.door_parts.checked_steps import CheckedSteps
from ui.wizards.door_parts.key_choice import KeyChoice
from ui.wizards.door_parts.new_passwords import NewPasswords, Person

FILE, SHEET, INSIDE, PLACE, PASSWORDS = "file", "sheet", "inside", "place", "passwords"

_SHEET_REASON = Reason(
    "どの復旧シートか",
    "バックアップは、それをつくった年度の復旧シートでしか開きません。シートに書かれた年度と、バックアップの日付を見比べてください。",
)
_INSIDE_REASON = Reason(
    "いまの保管庫は変わりません",
    "バックアップは、いつも空いた場所に戻します。いまある保管庫に上書きすることはありません。",
)
_PASSWORD_REASON = Reason(
    "なぜ新しく決めるのか",
    "パスワードはバックアップに入っていません。盗まれたPCの鍵では開けないように、鍵もすべて新しくします。",
)


class RestoreFlow(CheckedSteps):
    """Gathers a ``RestorePlan``. ``inside`` is what the file holds, once it was opened and proven with the sheet."""

    def __init__(self, surroundings: Surroundings) -> None:
        super().__init__()
        self.surroundings = surroundings
        self.backup: Path | None = None
        self.sheet = ""
        self.inside: BackupInside | None = None
        self.beside: at_the_door.VaultOutside | None = None
        self.at_desk = ""
        self.place: Path = at_the_door.free_place(surroundings)
        self.key_choice = KeyChoice()
        self.passwords = NewPasswords()
        self._looked: tuple[Path | None, str] = (None, "")

    @property
    def steps(self) -> tuple[Step, ...]:
        """Return the five steps."""
        return (
            Step(
                FILE,
                "バックアップ",
                "バックアップのファイルを選んでください",
                "名前が「.age」で終わるファイルです。",
                "復旧シートの入力へ進む",
            ),
            Step(
                SHEET,
                "復旧シート",
                "復旧シートの文字を入力してください",
                "紙から打ち込むか、QRコードを読み取って貼り付けます。",
                "中を確かめる",
                _SHEET_REASON,
            ),
            Step(INSIDE, "中身の確認", "このバックアップを戻しますか", "", "場所へ進む", _INSIDE_REASON),
            Step(
                PLACE, "戻す場所", "戻す場所と、このPCの鍵の置き場所", "", "パスワードへ進む", _INSIDE_REASON
            ),
            Step(
                PASSWORDS,
                "パスワード",
                "新しいパスワードを決めてください",
                "バックアップに入っている利用者の全員分です。一人ずつ、本人が入力します。",
                "バックアップから戻す",
                _PASSWORD_REASON,
            ),
        )

    def problems_of(self, key: str) -> tuple[Problem, ...]:
        """Return what is wrong with one step."""
        checks: dict[str, Callable[[], tuple[Problem, ...]]] = {
            FILE: self._file_problems,
            SHEET: self._sheet_problems,
            INSIDE: self._inside_problems,
            PLACE: self._place_problems,
            PASSWORDS: self._password_problems,
        }
        return checks[key]()

    # the backup

    @property
    def must_look(self) -> bool:
        """Whether the file was not yet opened with the sheet as they stand now."""
        return self.inside is None or self._looked != (self.backup, self.sheet)

    def look(self) -> BackupInside:
        """Open and prove the backup; runs in the vault thread. ``note_inside`` takes in the answer."""
        if self.backup is None:
            raise RuntimeError("the file is chosen on an earlier step")
        return look_inside(self.surroundings, self.backup, self.sheet)

    def note_inside(self, inside: BackupInside) -> None:
        """Remember what is inside; the officer is taken to be at the desk unless somebody says otherwise."""
        self.inside = inside
        self._looked = (self.backup, self.sheet)
        ids = [user.user_id for user in inside.users]
        if self.at_desk not in ids:
            officers = [user.user_id for user in inside.users if Role.OFFICER in user.roles]
            self.at_desk = (officers or ids)[0]

    def forget_inside(self) -> None:
        """Forget what another file or sheet showed."""
        self.inside = None

    def comparison(self) -> tuple[tuple[str, str], ...]:
        """Return pairs of label and words: what the backup holds."""
        if self.inside is None:
            return ()
        held = self.inside.summary
        return (
            ("事業所", held.office_name),
            ("つくった日時", self._local(held.made_at)),
            ("世代", f"{held.generation}"),
            ("復旧シート", f"{era_year(self.inside.business_year)[:-1]}年度"),
            ("名簿の人", f"{held.people:,}人"),
            ("個人番号", f"{held.numbers:,}件"),
            ("取扱いの記録", f"{held.log_lines:,}行(最後 {self._local(held.last_log_at)})"),
            ("利用者", "、".join(user.name for user in self.inside.users)),
        )

    def beside_lines(self) -> tuple[tuple[str, str], ...]:
        """Return pairs of label and words about the vault already on this PC, which stays shut and as it is."""
        known = self.beside
        if known is None:
            return ()
        changed = _words(known.changed_at) if known.changed_at else "わかりません"
        return (
            ("場所", str(known.place)),
            ("最後に書き込んだ日時", changed),
            ("利用者", "、".join(known.users) or "わかりません(鍵の保管場所が使えません)"),
        )

    def _file_problems(self) -> tuple[Problem, ...]:
        if self.backup is None:
            return (Problem("file", "バックアップのファイルを選んでください。"),)
        return ()

    def _sheet_problems(self) -> tuple[Problem, ...]:
        wrong = at_the_door.sheet_problem(self.sheet)
        return () if wrong is None else (wrong,)

    def _inside_problems(self) -> tuple[Problem, ...]:
        if self.must_look:
            return (Problem("inside", "バックアップを確かめています。少し待ってください。"),)
        return ()

    # place and passwords

    def choose_folder(self, folder: Path) -> None:
        """Put the vault into ``folder``, or into a new folder in it when it holds something."""
        self.place = at_the_door.place_inside(folder)

    def people(self) -> tuple[Person, ...]:
        """Return everybody who gets a password, the one at the desk first."""
        users = self.inside.users if self.inside is not None else ()
        ordered = sorted(users, key=lambda user: user.user_id != self.at_desk)
        return tuple(
            Person(user.user_id, user.name, user.roles, at_the_door.role_words(self.surroundings, user.roles))
            for user in ordered
        )

    def prepare_passwords(self) -> None:
        """Ask the users of the backup, by the rule that goes with the place of the key."""
        self.passwords.rule = at_the_door.new_password_rule(
            self.surroundings, key_file=self.key_choice.key_file
        )
        people = self.people()
        office = self.inside.summary.office_name if self.inside is not None else ""
        self.passwords.office_words = (office, *(person.name for person in people))
        self.passwords.set_people(people)

    def _place_problems(self) -> tuple[Problem, ...]:
        wrong = at_the_door.place_problem(self.surroundings, self.place)
        return (*(() if wrong is None else (wrong,)), *self.key_choice.problems())

    def _password_problems(self) -> tuple[Problem, ...]:
        self.prepare_passwords()
        return self.passwords.problems()

    # the end

    def plan(self) -> RestorePlan:
        """Return what is to be restored, and how."""
        if self.backup is None:
            raise RuntimeError("the file is chosen on an earlier step")
        self.prepare_passwords()
        plan = RestorePlan(
            backup=self.backup, sheet=self.sheet, place=self.place, users=self.passwords.new_users()
        )
        return replace(plan, key_file=self.key_choice.key_file)

    def _local(self, moment: str) -> str:
        """Return a moment on the office's clock."""
        if not moment:
            return "まだありません"
        zone = self.surroundings.clock.local_now().tzinfo
        return _words(datetime.fromisoformat(moment).astimezone(zone))


def _words(moment: datetime) -> str:
    """Return a moment as the sheet and the ledger write days: 令和8年11月21日 17:17."""
    return f"{era_date(moment.date())} {moment:%H:%M}"
