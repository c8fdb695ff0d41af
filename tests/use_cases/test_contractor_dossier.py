"""The papers about one contractor: the dossier with everything on file, and the annex on handling."""

from datetime import date

from ashibue_desk.domain.cloud_check import CloudAnswer
from ashibue_desk.domain.contractor_form_facts import DossierFacts, HandlingAnnexFacts
from ashibue_desk.domain.contractor_supervision import FindingEntry, FindingKind, Look, PlanEntry
from ashibue_desk.use_cases.contractors import (
    cloud,
    contracting,
    dossier,
    ending,
    providing,
    re_entrusting,
    register,
    supervising,
)
from ashibue_desk.use_cases.desk import Desk
from forms.contractor_dossier import render_dossier
from tests.helpers import contractors as made
from tests.helpers.contractors import TODAY, erased, permitted
from tests.helpers.desks import done
from tests.helpers.log_desks import last_line
from tests.helpers.pdf_text import page_count, poppler_text, run_together


def test_the_dossier_says_everything_on_file(desk: Desk) -> None:
    contractor, sub = made.ready(desk, 1), made.ready(desk, 2)
    made.evaluate(desk, contractor, seen_on=date(2026, 6, 10))
    permitted(desk, contractor, sub, reason="年末で件数が多い", measures="毎月の報告")
    for number in range(30):
        what = f"申告書の束その{number}"
        entry = made.provision(contractor, TODAY, what=what, note=f"封筒{number}")
        done(providing.record_provision(desk, entry, mass_reason="年末調整のため"))
    look = done(
        supervising.plan_look(
            desk,
            PlanEntry(contractor_id=contractor, look=Look.ON_SITE, due_on=TODAY, topics="書庫の鍵"),
        )
    ).answer
    done(supervising.record_look(desk, look, TODAY, "鍵は二人で持つ", "書庫9", plan_next=False))
    wrong = FindingEntry(
        contractor_id=contractor,
        kind=FindingKind.FINDING,
        found_on=TODAY,
        text="鍵がない",
        wanted="鍵を替える",
        due_on=TODAY,
    )
    done(supervising.record_finding(desk, wrong))
    done(supervising.add_outside_handler(desk, contractor, "浜辺 燈", "年末調整", TODAY))
    service = made.cloud_check(
        desk, CloudAnswer.HOLDS, service="みずべ給与クラウド", contractor_id=contractor
    )
    done(cloud.record_cloud_check(desk, service))
    done(register.change_contractor(desk, contractor, made.entry(contact="電話 0852-00-0077")))
    _, pdf = dossier.print_dossier(desk, contractor, render_dossier).answer
    text = run_together(poppler_text(pdf))
    on_file = (
        "委託先台帳", "みなも税理士事務所2", "提供（続き）", "規程14条4項10号", "年1回の報告",
        "組織と体制", "従業者", desk.law.affair(made.AFFAIR).name, "書庫の鍵", "鍵は二人で持つ", "書庫9", "鍵を替える", "浜辺燈",
        "みずべ給与クラウド", "委託にあたりません", "利用者の限定", "理由年末で件数が多い", "監督の方法毎月の報告", "点検した日と人",
        "書面R8.6.10", "変更の履歴", "電話0852-00-0001", "電話0852-00-0077",
    )  # fmt: skip
    assert [said for said in on_file if said not in text] == []
    assert all(f"申告書の束その{number}　従業者".replace("　", "") in text for number in range(30))
    assert all(f"封筒{number}" in text for number in range(30))
    assert f"{page_count(pdf)}/{page_count(pdf)}" in text
    done(re_entrusting.end_re_entrustment(desk, desk.vault.contractors.chain.all()[0].id, TODAY))
    whole = erased(contractor, done_on=TODAY, certificate_on=TODAY, note="鍵も受け取った")
    done(ending.end_entrustment(desk, whole))
    ended = run_together(poppler_text(dossier.print_dossier(desk, contractor, render_dossier).answer[1]))
    assert [
        said for said in ("溶解", "なぎさ文書廃棄", *made.FILES, "鍵も受け取った") if said not in ended
    ] == []


def test_dossier_and_annex_are_made_and_logged(desk: Desk) -> None:
    contractor = made.ready(desk)

    def dossier_bytes(facts: DossierFacts) -> bytes:
        return facts.file.contractor.name.encode()

    def annex_bytes(facts: HandlingAnnexFacts) -> bytes:
        return "、".join((*facts.affairs, facts.contract_title)).encode()

    name, data = dossier.print_dossier(desk, contractor, dossier_bytes).answer
    assert (name, data.decode()) == ("委託先台帳-20260615-100000.pdf", "みなも税理士事務所1")
    assert last_line(desk).line.act == "委託先台帳の印刷"
    name, data = contracting.print_annex(desk, contractor, annex_bytes).answer
    assert name == "取扱特記事項-20260615-100000.pdf"
    assert data.decode().endswith("税務に関する業務委託契約")
    assert last_line(desk).line.act == "取扱特記事項の案の印刷"
