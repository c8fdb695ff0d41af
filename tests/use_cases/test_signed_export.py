"""The signed copy of the log: the stand-alone verifier accepts it whole, and nothing less."""

import random
from pathlib import Path

import pytest

from ashibue_desk.domain.log_seal import LogCard, footer_code, grouped
from ashibue_desk.domain.log_verification import Flaw, Notice
from ashibue_desk.domain.log_words import NOTICE_WORDS
from ashibue_desk.use_cases import export_signed_log as signed_log
from ashibue_desk.use_cases import log_seals
from ashibue_desk.use_cases.desk import Desk
from ashibue_desk.use_cases.export_signed_log import export_signed_log
from ashibue_desk.use_cases.progress import Quiet
from ashibue_desk.use_cases.situations import StoppedByHand
from tests.helpers.desks import AUDITOR, OFFICER, Scene, collect
from tests.helpers.log_desks import checked, with_card
from tests.helpers.sealed_logs import stand_alone


class TestExport:
    def exported(self, scene: Scene, desk: Desk, target: Path) -> list[bytes]:
        export_signed_log(desk, target, scene.users[OFFICER].password)
        return target.read_bytes().splitlines(keepends=True)

    def test_the_stand_alone_verifier_accepts_it(
        self, scene: Scene, desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        card = with_card(scene, desk)
        collect(desk, scene.person_ids[5], 8)
        head = log_seals.head_of(desk)
        target = tmp_path / "log.jsonl"
        lines = self.exported(scene, desk, target)
        assert len(lines) == desk.vault.log.last_seq() + 2
        anchor = f"{head.seq}:{footer_code(head.head)}"
        main = stand_alone().main
        assert main([str(target), "--card", grouped(card.text), "--anchor", anchor]) == 0
        typed = iter((grouped(card.text), "ABCD"))  # unseen: the command would stay in the shell's history
        monkeypatch.setitem(main.__globals__, "getpass", lambda _asked: next(typed))
        assert main([str(target), "--card", "--anchor", anchor]) == 0
        assert main([str(target), "--card"]) == 2
        assert main([str(target)]) == 0
        assert main([str(target), "--card", LogCard(bytes(32)).text]) == 1
        assert main([str(target), "--card", "ABCD"]) == 2
        assert main([str(tmp_path / "none")]) == 2
        assert checked(desk, card).holds

    def test_whoever_stops_it_leaves_no_file_and_a_line_that_it_was_begun(
        self, scene: Scene, desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        class Stopped(Quiet):
            def should_stop(self) -> bool:
                return True

        monkeypatch.setattr(signed_log, "_EVERY", 1)
        lines = desk.vault.log.last_seq()
        with pytest.raises(StoppedByHand):
            export_signed_log(desk, tmp_path / "log.jsonl", scene.users[OFFICER].password, Stopped())
        assert list(tmp_path.glob("*.jsonl*")) == []
        assert desk.vault.log.last_seq() == lines + 1

    def test_every_cut_and_every_changed_line_is_found(
        self, scene: Scene, desk: Desk, tmp_path: Path
    ) -> None:
        module = stand_alone()
        lines = self.exported(scene, desk, tmp_path / "log.jsonl")
        module.verify(lines)
        dice = random.Random(3)
        for _ in range(60):
            cut = dice.randrange(len(lines))
            with pytest.raises(module.Bad):
                module.verify(lines[:cut])
            half = lines[cut][: dice.randrange(len(lines[cut]) - 1)]
            with pytest.raises(module.Bad):
                module.verify([*lines[:cut], half])
            at = dice.randrange(len(lines[cut]) - 1)
            turned = lines[cut][:at] + bytes([lines[cut][at] ^ 1]) + lines[cut][at + 1 :]
            with pytest.raises(module.Bad):
                module.verify([*lines[:cut], turned, *lines[cut + 1 :]])
            with pytest.raises(module.Bad):
                module.verify([*lines[:cut], *lines[cut + 1 :]])

    def test_an_auditor_exports_and_holds_no_number(self, scene: Scene, tmp_path: Path) -> None:
        auditor = scene.unlock(AUDITOR)
        export_signed_log(auditor, tmp_path / "log.jsonl", scene.users[AUDITOR].password)
        stand_alone().verify((tmp_path / "log.jsonl").read_bytes().splitlines(keepends=True))

    def test_the_verifier_computes_as_the_standard_says(self) -> None:
        assert stand_alone().main(["--self-test"]) == 0

    def test_what_it_says_is_said_in_words(
        self, scene: Scene, desk: Desk, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        module = stand_alone()
        assert {one.value for one in (*Flaw, *Notice)} <= set(module.WHY)
        assert module.main([str(tmp_path / "none.jsonl")]) == 2
        assert capsys.readouterr().out == "読めません: ファイルが開けません。\n"
        self.exported(scene, desk, tmp_path / "log.jsonl")
        assert module.main([str(tmp_path / "log.jsonl")]) == 0
        assert NOTICE_WORDS[Notice.OPENED] in capsys.readouterr().out
