"""What verification found is said with its place and a next step: that of a card, of a doubt, of an attack are different ones."""

from dataclasses import replace

from ashibue_desk.domain.log_verification import Finding, Flaw, LogReport
from ashibue_desk.domain.log_words import FLAW_WORDS, finding_words, next_step

GOOD = LogReport(
    finding=None, notices=(), entries=3, signatures=1, with_card=True, last_seq=3, head=b"h" * 32
)


def test_a_finding_names_its_place_where_it_has_one() -> None:
    for flaw in Flaw:
        assert finding_words(Finding(0, flaw)) == FLAW_WORDS[flaw]
        assert finding_words(Finding(1234, flaw)) == f"1,234番の記録: {FLAW_WORDS[flaw]}"


def test_a_good_log_asks_for_the_card_where_none_was_given() -> None:
    assert "控え" in next_step(GOOD)
    assert "検証カードの文字を入力" in next_step(replace(GOOD, with_card=False))


def test_a_wrong_card_is_no_incident_and_every_attack_is() -> None:
    def step(flaw: Flaw) -> str:
        return next_step(replace(GOOD, finding=Finding(2, flaw)))

    cards = {Flaw.WRONG_CARD, Flaw.NO_CARD}
    assert all("もう一度入力" in step(flaw) for flaw in cards)
    assert "責任者が確かめ" in step(Flaw.UNCONFIRMED)
    attacks = set(Flaw) - cards - {Flaw.UNCONFIRMED}
    assert {step(flaw) for flaw in attacks} == {step(Flaw.ALTERED)}
    assert "事故の手順" in step(Flaw.ALTERED)
