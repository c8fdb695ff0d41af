"""The office's own wording of the forms: versions, the day they begin, what stays bound to the old one, who signs again."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import text as sql

from ashibue_desk.domain.consent import ConsentState
from ashibue_desk.domain.form_facts import ConsentFacts
from ashibue_desk.domain.handling_log import LogFilter
from ashibue_desk.domain.wording_edit import put_text, remove
from ashibue_desk.domain.wording_files import read_wording
from ashibue_desk.domain.wording_writing import write_wording
from ashibue_desk.domain.wordings import FormText
from ashibue_desk.law.form_texts import original_texts
from ashibue_desk.storage.situations import WrongPassword
from ashibue_desk.use_cases import consent_forms, kept_originals, vault_gate, worded_heads, wordings
from ashibue_desk.use_cases.changes import Done
from ashibue_desk.use_cases.desk import Desk
from ashibue_desk.use_cases.reauthentication import PasswordNeeded
from ashibue_desk.use_cases.situations import NotYourDuty
from ashibue_desk.use_cases.verify_log import verify_log
from ashibue_desk.use_cases.wording_signatures import pledges_to_renew, who_signs_again
from ashibue_desk.use_cases.wording_situations import NoSuchWording, WordingOvertaken, WordingUnreadable
from tests.helpers.desks import AUDITOR, HANDLER, OFFICER, Scene, made_up_users
from tests.helpers.sample_numbers import valid_number
from tests.helpers.wordings import draft_of, new_version, reworded

DAY = date(2026, 6, 15)


def shorter(text: FormText) -> FormText:
    return remove(text, "clauses.7")


def draw(facts: Sequence[ConsentFacts]) -> bytes:
    return b"paper"


def test_the_original_holds_until_the_office_has_its_own(desk: Desk) -> None:
    file = wordings.open_wording(desk, "consent")
    assert (file.holds, file.current.own, file.original_is_newer) == (1, None, False)
    head = worded_heads.head_for(desk, "consent")
    assert (head.version, head.wording) == (1, "")
    assert {one.form for one in wordings.list_wordings(desk)} == set(original_texts("npo"))


def test_a_new_version_holds_from_its_day_and_the_old_one_until_then(desk: Desk, scene: Scene) -> None:
    tomorrow = desk.today + timedelta(days=1)
    assert new_version(desk, "consent", starts=tomorrow) == 2
    assert worded_heads.head_for(desk, "consent").version == 1
    file = wordings.open_wording(desk, "consent")
    assert (file.holds, file.newest.version) == (1, 2)
    scene.clock.advance(timedelta(days=1))
    head = worded_heads.head_for(desk, "consent")
    assert (head.version, head.in_force_from) == (2, tomorrow)
    assert read_wording(head.wording).lead.endswith("次の点も確かめました。")


def test_the_words_signed_before_stay_on_record(desk: Desk) -> None:
    new_version(desk, "consent")
    new_version(desk, "consent", shorter)
    first, second, third = desk.vault.wordings.of("consent")
    assert [one.version for one in (first, second, third)] == [1, 2, 3]
    assert read_wording(first.toml) == original_texts("npo")["consent"]
    assert (first.made_by, third.made_by) == ("", desk.actor.name)
    assert len(read_wording(third.toml).clauses) == len(read_wording(second.toml).clauses) - 1


def test_the_original_is_restored_as_a_version_of_its_own(desk: Desk) -> None:
    new_version(desk, "consent", shorter)
    original = original_texts("npo")["consent"]
    assert new_version(desk, "consent", lambda _text: original) == 3
    file = wordings.open_wording(desk, "consent")
    assert file.current.text is not None
    assert replace(file.current.text, version=1, in_force_from=original.in_force_from) == original


def test_a_version_is_logged_with_its_reason(desk: Desk) -> None:
    new_version(desk, "pledge", signs_again=False)
    (entry,) = desk.vault.log.read(LogFilter(most=1))
    assert entry.line.act == "様式の文面の改定"
    assert entry.line.object_label == "事務取扱担当者任命に当たっての誓約書"
    assert entry.line.detail == "第2版、令和8年6月15日から、署名はそのまま有効。理由：説明を足すため"


class TestWhoSignsAgain:
    def test_consents_of_an_older_version(self, desk: Desk, scene: Scene) -> None:
        signed, printed, never = scene.person_ids[:3]
        consent_forms.issue_consents(desk, [signed, printed], draw)
        consent_forms.record_received(desk, [signed], DAY, "書庫")
        assert who_signs_again(desk, "consent") == ()
        new_version(desk, "consent")
        (found,) = who_signs_again(desk, "consent")
        assert (found.key, found.version) == (signed, 1)
        assert never not in {one.key for one in who_signs_again(desk, "consent")}
        assert consent_forms.consent_states(desk)[ConsentState.RENEW] == 1

    def test_pledges_of_an_older_version(self, desk: Desk) -> None:
        assert pledges_to_renew(desk) == 0
        new_version(desk, "pledge")
        found = who_signs_again(desk, "pledge")
        assert len(found) == pledges_to_renew(desk) == 2
        assert {one.version for one in found} == {1}
        assert "葦原 灯" in {one.name for one in found}

    def test_nobody_where_only_words_were_changed(self, desk: Desk, scene: Scene) -> None:
        consent_forms.record_received(desk, [scene.person_ids[0]], DAY, "書庫")
        new_version(desk, "consent", signs_again=False)
        new_version(desk, "pledge", signs_again=False)
        assert who_signs_again(desk, "consent") == who_signs_again(desk, "pledge") == ()
        assert worded_heads.least_signed_version(desk, "consent") == 1

    def test_a_change_of_words_after_a_change_of_substance_keeps_asking(self, desk: Desk) -> None:
        new_version(desk, "pledge")
        new_version(desk, "pledge", signs_again=False)
        assert {one.version for one in who_signs_again(desk, "pledge")} == {1}
        assert worded_heads.least_signed_version(desk, "pledge") == 2

    def test_nobody_before_its_day(self, desk: Desk) -> None:
        new_version(desk, "pledge", starts=desk.today + timedelta(days=3))
        assert who_signs_again(desk, "pledge") == ()

    def test_forms_that_nobody_signs(self, desk: Desk) -> None:
        new_version(desk, "announcement")
        assert who_signs_again(desk, "announcement") == ()


class TestBadInput:
    @pytest.mark.parametrize(
        ("change", "words"),
        [
            (lambda text: put_text(text, "clauses.1.heading", ""), "2「」の見出し：空のまま"),
            (lambda text: put_text(text, "lead", "{{ telephone }}"), "前文：1行目：「telephone」という欄"),
            (lambda text: put_text(text, "lead", "{% for x in contact %}{% endfor %}"), "前文：1行目"),
            (lambda text: put_text(text, "closing", "長" * 5000), "結び：長すぎます"),
            (lambda text: replace(text, name="別の様式"), "様式：様式の番号か名前"),
        ],
    )
    def test_a_faulty_text_changes_nothing(self, desk: Desk, change: object, words: str) -> None:
        answer = wordings.put_wording(desk, draft_of(desk, "consent", change))  # type: ignore[arg-type] # a change
        assert isinstance(answer, tuple)
        assert any(problem.field == "text" and words in problem.sentence for problem in answer)
        assert desk.vault.wordings.of("consent") == ()
        assert worded_heads.head_for(desk, "consent").version == 1

    @pytest.mark.parametrize(
        ("changes", "field"),
        [
            ({"in_force_from": None}, "in_force_from"),
            ({"in_force_from": DAY - timedelta(days=1)}, "in_force_from"),
            ({"reason": " "}, "reason"),
            ({"reason": "長" * 500}, "reason"),
            ({"reason": f"番号 {valid_number(1).digits()}"}, "reason"),
            ({"text": original_texts("npo")["consent"]}, "text"),
        ],
    )
    def test_what_is_missing_is_asked_beside_its_field(
        self, desk: Desk, changes: dict[str, object], field: str
    ) -> None:
        draft = replace(draft_of(desk, "consent"), **changes)  # type: ignore[arg-type] # one field each
        answer = wordings.put_wording(desk, draft)
        assert isinstance(answer, tuple)
        assert [problem.field for problem in answer] == [field]
        assert desk.vault.wordings.of("consent") == ()

    def test_a_version_does_not_begin_before_the_one_that_was_planned(self, desk: Desk) -> None:
        new_version(desk, "consent", starts=desk.today + timedelta(days=9))
        draft = draft_of(desk, "consent", shorter, desk.today + timedelta(days=3))
        (problem,) = wordings.put_wording(desk, draft)  # type: ignore[misc] # problems
        assert problem.field == "in_force_from"
        assert new_version(desk, "consent", shorter, starts=desk.today + timedelta(days=9)) == 3

    def test_two_who_write_at_the_same_time(self, desk: Desk) -> None:
        draft = draft_of(desk, "consent")
        new_version(desk, "consent", shorter)
        with pytest.raises(WordingOvertaken):
            wordings.put_wording(desk, draft)
        assert wordings.open_wording(desk, "consent").newest.version == 2

    def test_a_form_that_is_not_there(self, desk: Desk) -> None:
        for form in ("", "nothing", "../consent"):
            with pytest.raises(NoSuchWording):
                wordings.open_wording(desk, form)


class TestTampered:
    """Somebody wrote into the database past the program."""

    def spoil(self, desk: Desk, toml: str) -> None:
        new_version(desk, "consent")
        with desk.act():
            desk.vault.wordings.connection.execute(
                sql("UPDATE form_wordings SET text = :toml WHERE version = 2"), {"toml": toml}
            )

    @pytest.mark.parametrize("toml", ["", "様式", 'form_id = "Y2"', "a = " + "[" * 3000])
    def test_no_paper_is_made_and_the_sentence_says_what_to_do(self, desk: Desk, toml: str) -> None:
        self.spoil(desk, toml)
        with pytest.raises(WordingUnreadable, match="同意書") as told:
            consent_forms.preview_consent(desk)
        assert "原文に戻す" in told.value.todo
        file = wordings.open_wording(desk, "consent")
        assert file.current.text is None
        assert file.current.fault

    def test_words_that_reach_for_more_than_fields(self, desk: Desk) -> None:
        good = new_version(desk, "consent")
        toml = desk.vault.wordings.of("consent")[1].toml
        self.spoil_text(desk, toml.replace("{{ office_name }}", "{{ office_name.__class__ }}", 1))
        assert good == 2
        with pytest.raises(WordingUnreadable, match="前文"):
            worded_heads.head_for(desk, "consent")

    def spoil_text(self, desk: Desk, toml: str) -> None:
        with desk.act():
            desk.vault.wordings.connection.execute(
                sql("UPDATE form_wordings SET text = :toml WHERE version = 2"), {"toml": toml}
            )

    def test_another_version_than_the_record_says(self, desk: Desk) -> None:
        new_version(desk, "consent")
        toml = desk.vault.wordings.of("consent")[1].toml
        self.spoil_text(desk, toml.replace("version = 2", "version = 7", 1))
        with pytest.raises(WordingUnreadable, match="版の番号"):
            worded_heads.head_for(desk, "consent")

    def test_the_office_goes_on_from_the_original(self, desk: Desk) -> None:
        self.spoil(desk, "様式")
        file = wordings.open_wording(desk, "consent")
        draft = wordings.WordingDraft(
            form="consent",
            begun_at=file.newest.version,
            base_version=1,
            text=reworded(file.original),
            in_force_from=desk.today,
            reason="こわれた文面を直すため",
            signs_again=True,
        )
        assert isinstance(wordings.put_wording(desk, draft, made_up_users()[OFFICER].password), Done)
        assert consent_forms.preview_consent(desk).head.version == 3


def test_a_newer_original_is_told_once_the_office_has_its_own(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    new_version(desk, "consent")
    newer = {**original_texts("npo")}
    newer["consent"] = replace(newer["consent"], version=2, in_force_from=date(2027, 4, 1))
    monkeypatch.setattr(worded_heads, "original_texts", lambda _pack: newer)
    file = wordings.open_wording(desk, "consent")
    assert file.original_is_newer
    assert file.holds == 2
    new_version(desk, "consent", shorter)
    assert not wordings.open_wording(desk, "consent").original_is_newer


def bring(monkeypatch: pytest.MonkeyPatch, **consent: Any) -> FormText:
    """Let the program come with another original of the consent form; return it."""
    texts = {**original_texts("npo")}
    texts["consent"] = replace(texts["consent"], **consent)
    words = {form: (write_wording(texts[form]), texts[form].lead) for form in kept_originals.UNDER_SIGNATURE}
    for module in (worded_heads, kept_originals):
        monkeypatch.setattr(module, "original_texts", lambda _pack: texts)
    monkeypatch.setattr(kept_originals, "original_words", lambda _pack, _forms: words)
    return texts["consent"]


@pytest.mark.parametrize("changed", [{"version": 2, "in_force_from": date(2026, 6, 16)}, {}])
def test_words_of_an_original_that_the_program_no_longer_brings_can_still_be_shown(
    desk: Desk, scene: Scene, monkeypatch: pytest.MonkeyPatch, changed: dict[str, Any]
) -> None:
    """The office has no wording of its own, and somebody signed; then a renewed program comes, with or without a new number."""
    signed = original_texts("npo")["consent"]
    consent_forms.record_received(desk, [scene.person_ids[0]], DAY, "書庫")
    vault_gate.close(desk, "end")
    scene.clock.advance(timedelta(days=1))
    bring(monkeypatch, lead="あらためた前文です。", **changed)
    for _arrivals in range(2):
        desk = scene.unlock()
        file = wordings.open_wording(desk, "consent")
        assert file.current.text is not None
        assert (file.holds, file.current.text.lead) == (changed.get("version", 1), "あらためた前文です。")
        (earlier,) = [one for one in file.editions if one.kept_on is not None]
        assert (earlier.text, earlier.version, earlier.kept_on) == (signed, 1, DAY)
        assert verify_log(desk).answer.holds
        vault_gate.close(desk, "end")


def test_an_original_that_an_office_has_replaced_is_kept_once(
    desk: Desk, scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    new_version(desk, "consent")
    vault_gate.close(desk, "end")
    bring(monkeypatch, version=2, lead="あらためた前文です。")
    desk = scene.unlock()
    assert len(desk.vault.wordings.originals_of("consent")) == 1
    file = wordings.open_wording(desk, "consent")
    assert [(one.version, one.kept_on) for one in file.editions] == [(2, None), (1, None)]


def test_an_original_that_was_written_over_past_the_program_is_told_and_cannot_be_read(
    desk: Desk, scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    (kept,) = desk.vault.wordings.originals_of("consent")
    desk.vault.with_raw(
        lambda raw: raw.execute("UPDATE form_wordings SET text = '様式' WHERE id = ?", (kept.id,))
    )
    bring(monkeypatch, version=2)
    file = wordings.open_wording(desk, "consent")
    assert (file.current.fault, file.editions[1].text) == ("", None)
    assert file.editions[1].fault
    (bad,) = verify_log(desk).answer.bad_rows
    assert bad.table == "form_wordings"


def test_a_sheet_that_explains_is_to_be_looked_at_after_its_form_changed(desk: Desk, scene: Scene) -> None:
    assert not any(file.explained_is_newer for file in wordings.list_wordings(desk))
    new_version(desk, "consent")
    told = {file.form for file in wordings.list_wordings(desk) if file.explained_is_newer}
    assert told == {"consent_easy", "consent_english"}
    scene.clock.advance(timedelta(minutes=5))
    new_version(desk, "consent_easy")
    told = {file.form for file in wordings.list_wordings(desk) if file.explained_is_newer}
    assert told == {"consent_english"}


def test_the_password_is_asked_before_the_words_of_the_office_change(desk: Desk, scene: Scene) -> None:
    draft = draft_of(desk, "consent")
    with pytest.raises(PasswordNeeded):
        wordings.put_wording(desk, draft)
    with pytest.raises(WrongPassword):
        wordings.put_wording(desk, draft, "chigau kotoba")
    assert desk.vault.wordings.of("consent") == ()
    made = wordings.put_wording(desk, draft, scene.users[OFFICER].password)
    assert isinstance(made, Done)
    (entry,) = desk.vault.log.read(LogFilter(most=1))
    assert entry.line.act == "様式の文面の改定"
    assert scene.users[OFFICER].password not in entry.line.detail


def test_what_is_wrong_is_told_before_the_password_is_asked(desk: Desk) -> None:
    (problem,) = wordings.put_wording(desk, replace(draft_of(desk, "consent"), reason=""))  # type: ignore[misc] # problems
    assert problem.field == "reason"


def test_only_the_officer_decides_and_others_read(scene: Scene) -> None:
    for who in (HANDLER, AUDITOR):
        other = scene.unlock(who)
        assert wordings.open_wording(other, "consent").holds == 1
        with pytest.raises(NotYourDuty):
            wordings.put_wording(other, draft_of(other, "consent"))
        scene.close()
