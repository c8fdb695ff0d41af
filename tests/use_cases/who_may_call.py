"""The table of who may call what: every public function of the use cases that is given a desk stands in it once."""

from collections.abc import Mapping

from ashibue_desk.domain.roles import Role


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


OF, H, R, A, K = Role.OFFICER, Role.HANDLER, Role.RECEIVER, Role.AUDITOR, Role.SYSTEM_KEEPER

MAY_CALL: Mapping[tuple[Role, ...], str] = {
    (OF,): """
        appointments.appoint appointments.change_affairs appointments.change_term appointments.check_appointing
        appointments.record_announced appointments.record_pledge_received appointments.record_training
        charge_papers.announcement_facts contractors.cloud.record_cloud_check contractors.ending.end_entrustment
        contractors.evaluating.decide_evaluation contractors.providing.review_override
        contractors.re_entrusting.decide_re_entrustment contractors.supervising.record_correction
        handovers.withdraw_handover handovers.confirm_handover handovers.close_account log_papers.print_log_card
        number_files.create_number_file number_files.check_number_file number_files.close_number_file
        office_hours.set_office_hours own_password.change_password_term superior_views.approve_view superior_views.departments
        papers.destroy_papers
        superior_views.end_view log_check_acts.name_superior
        log_check_acts.record_paper_check users.reset_password users.change_roles verify_log.confirm_openings
        wordings.put_wording
    """,
    (OF, K): """
        charge_papers.invitation_facts device_binding.make_binding_code users.check_invitation users.invite_user
    """,
    (OF, A): """
        access_analysis.record_findings access_analysis.view_quarter export_signed_log.export_signed_log
        log_check_acts.sign_month log_doubt_acts.settle_doubt log_check_papers.print_analysis log_check_papers.print_check_sheet
        log_checks.list_months log_checks.view_month mass_output.list_mass_outputs
        mass_output.tell_mass_output verify_log.verify_log
    """,
    (OF, A, K): "users.list_users",
    (OF, H): """
        collect_number.record_event collection_papers.attorney_facts collection_papers.number_sheet_facts
        collection_papers.print_requests collection_papers.request_facts
        sheets_to_fill.letter_to_contractor sheets_to_fill.letter_to_person
        consent_forms.issue_consents consent_forms.record_received
        consent_forms.record_refused consent_forms.record_withdrawn contractors.contracting.change_contract
        contractors.contracting.check_clauses contractors.contracting.print_annex
        contractors.contracting.record_contract contractors.evaluating.fill_answers
        contractors.evaluating.open_evaluation contractors.evaluating.record_condition_met
        contractors.evaluating.withdraw_evaluation contractors.providing.record_provision
        contractors.providing.record_receipt contractors.re_entrusting.end_re_entrustment
        contractors.re_entrusting.request_re_entrustment contractors.register.add_contractor
        contractors.register.change_contractor contractors.sheets.make_workbook contractors.sheets.print_sheet
        contractors.sheets.read_returned contractors.sheets.take_returned contractors.supervising.add_outside_handler
        contractors.supervising.drop_look contractors.supervising.end_outside_handler
        contractors.supervising.plan_look contractors.supervising.record_finding contractors.supervising.record_look
        drop_box.take_over import_people.change_columns import_people.leftovers_facts import_people.list_imports
        import_people.preview_import import_people.take_back import_people.take_in people.add_people
        papers.file_papers papers.receive_papers policy_days.record_policy_days
        people.add_person people.change_person people.check_entry people.record_leaving
        people.record_leaving_together recovery_sheets.renew_sheet
        log_corrections.correct_entry log_corrections.withdraw_entry mass_output.mass_question
        reveal_number.affairs_of_number reveal_number.reveal_number sample_contractors.add_sample_contractors
        settings.change_auto_lock settings.change_office superior_views.look
    """,
    (OF, H, A): """
        article_records.records_of_article
        charge_papers.approval_facts consent_forms.list_consents consent_forms.preview_consent
        contractors.blank_papers.blank_annex_facts contractors.blank_papers.blank_sheet_facts
        contractors.cloud.list_cloud_checks contractors.contract_papers.clause_check_facts contractors.contract_papers.permission_facts
        contractors.contract_papers.permitted_requests contractors.contracting.annex_facts contractors.contracting.check_contract
        contractors.dossier.dossier_facts contractors.dossier.print_dossier contractors.ending.check_ending
        contractors.evaluating.evaluation_view contractors.providing.check_provision
        contractors.providing.gate_now
        contractors.register.check_contractor contractors.register.contractor_file
        contractors.register.evaluated_contractors
        contractors.register.list_contractors contractors.register.number_file_choices contractors.register.read_contractor
        contractors.sheets.sheet_facts
        log_copies.export_log
        find_lines.begin_search find_lines.go_on find_lines.find_all find_lines.read_lines find_lines.handlers_of_log
        count_lines.begin_count count_lines.go_on_counting count_lines.lines_by_day
        log_corrections.correction_view
        log_corrections.remark_entry log_papers.read_log_book log_papers.hand_out_log_book
        log_copies.read_log_copy log_copies.record_log_copy
        paper_ledger.list_papers paper_ledger.papers_about
        missing_papers.missing_papers_facts policy_papers.basic_policy_facts policy_papers.purpose_notice_facts
        policy_days.policy_days
        verification_papers.refusal_facts verification_papers.verification_facts superior_views.list_views
        wordings.list_wordings wordings.open_wording
        explanation_papers.explanation_facts wording_signatures.signed_now wording_signatures.who_signs_again
    """,
    (OF, H, A, K): """
        backup_ledger.backup_ledger check_backup_file.check_backup_file number_files.list_number_files number_file_papers.register_facts
    """,
    (OF, H, K): "back_up_vault.back_up_vault back_up_vault.examine_place settings.remember_backup_folder",
    (OF, H, R): """
        paper_acts.record_paper_act
        collect_number.affairs_for collect_number.collect_number collect_number.combinations_for
        collect_number.find_duplicate collect_number.routes_for drop_box.list_drops
    """,
    (OF, H, R, A): """
        collect_number.list_collections people.get_person people.list_people people.person_details people.workers
        manual_papers.handlers_manual_facts
    """,
}
"""Who may call what. Everybody else gets ``NotYourDuty``, whatever they hand in."""

OWN_OR_OFFICER = _names(
    """
    charge_papers.handover_facts charge_papers.pledge_facts charge_papers.print_pledge handovers.begin_handover
    pledge_papers.print_pledges training_papers.training_facts
    """
)
"""Everybody for their own appointment; for anybody else's the officer."""

EVERYBODY = _names(
    """
    back_up_vault.list_backups back_up_vault.summary_of charge_due.charge_due paper_heads.paper_head
    paper_output.papers_in_doubt paper_output.settle_papers
    charge_papers.person_of locked_papers.check_recipient locked_papers.record_locked
    charges.list_charges charges.office_advice contractors.contract_papers.blank_clause_check_facts
    contractors.contract_papers.blank_permission_facts collection_papers.blank_attorney_facts
    collection_papers.blank_number_sheet_facts collection_papers.blank_request_facts
    collect_number.count_missing consent_forms.consent_states consent_forms.count_to_issue
    contractors.cloud.cloud_questions contractors.due.contractor_due
    contractors.register.affair_choices drafts.drafts drafts.drop_draft drafts.keep_draft drop_box.count_drops
    drop_box.may_take_over handling_log.affair_names home.home home.what_is_due own_password.judge_own_password
    office_hours.office_hours own_password.own_password own_password.password_rule own_password.password_term own_password.password_words
    access_analysis.quarters_waiting log_checks.doubts_waiting log_checks.months_waiting log_checks.needs_superior
    log_checks.checks_late_since
    papers.issue_papers log_seals.card_was_issued log_seals.flaw_of log_seals.has_flaw
    form_list.form_list_facts manual_papers.workers_manual_facts mass_output.count_untold
    paper_acts.paper_act_rules pledge_papers.blank_pledge_facts
    reauthentication.needs_password_for recovery_sheets.may_renew_sheet recovery_sheets.sheet_in_force recovery_sheets.sheets
    reveal_number.needs_password settings.change_password settings.read_settings sheets_to_fill.sheet_facts
    training_papers.blank_training_facts verification_papers.blank_refusal_facts
    verification_papers.blank_verification_facts vault_gate.close vault_gate.confirm_password
    wording_signatures.pledges_to_renew
    """
)
"""Counts, rules, ledgers of files, and one's own things: nothing of it tells of a person on the list."""

INSIDE = _names(
    """
    appointments.active_user appointments.begin_appointment appointments.line_of appointments.open_appointment
    access_analysis.read_quarter log_checks.duty_at_hand log_checks.read_duty log_checks.read_month
    log_checks.duty_of_period log_checks.grown_before log_checks.read_seats
    log_doubts.read_doubts log_doubts.sheet_doubts office_hours.lines_of_hours office_hours.log_check_rule office_hours.strange_hours
    sample_receipts.take_number
    arrival.drop_first_number_key arrival.note_arrival binding_trace.remember_code binding_trace.settle_code
    charges.charge_of charges.role_names collect_number.keep_number
    contractors.common.affair_names contractors.common.entry_of contractors.common.living_entry contractors.common.rules
    paper_heads.plain_head
    contractors.common.stamped contractors.evaluating.evaluation contractors.evaluating.open_head
    contractors.evaluating.store_answers contractors.evaluating.view_of contractors.evaluating.view_among
    contractors.standing.standing contractors.standing.standing_today key_file.change_key_file
    kept_originals.keep_originals key_file.unknown_edition log_seals.begin_card
    find_lines.read_views log_copies.views_of
    log_seals.head_of log_seals.leave_sealing log_seals.log_renewal log_seals.take_up_sealing mass_output.log_output
    mass_output.may_tell mass_output.needs_superior
    paper_acts.all_rules paper_acts.judge paper_acts.line_of
    paper_acts.rule_of
    master_key.mark_renewal_due master_key.renew_if_due master_key.renew_master_key master_key.renewal_is_due
    paper_ledger.keep_older_pledge paper_ledger.signed_pledge papers.enter_papers papers.replace_signed
    charge_papers.record_pledges paper_output.hand_out paper_output.line_alone paper_put_back.consents_before paper_put_back.put_back
    papers.take_over people.collection_refusal people.refusal_of reauthentication.reauthenticate rights.reseal_for rights.reseal_own
    rights.known_publics rights.seal_for_sheets rights.seal_rights rights.sheet_in_force rights.unvouched
    users.refuse_last_officer worded_heads.head_for worded_heads.least_signed_version worded_heads.original_of
    worded_heads.own_in_force worded_heads.version_on worded_heads.worded_name
    """
)
"""Parts of acts, which asked already. No page, wizard or form may name them."""

INSIDE_BUT_NAMED = frozenset(
    {"contractors.common.rules", "charges.role_names", "mass_output.may_tell", "mass_output.needs_superior"}
)
"""Words of the regulation, which tell of nobody, and questions about a mass output that the page was given already."""


def decided() -> dict[str, frozenset[Role]]:
    """Return the roles that may call each function that is not everybody's."""
    return {name: frozenset(roles) for roles, names in MAY_CALL.items() for name in names.split()}
