"""Everything that can be permitted, grouped by app. A permission is a verb somebody does."""

from enum import StrEnum


class Permission(StrEnum):
    """One thing a person may be allowed to do. The value is what is written in the audit trail."""

    # patients
    CHART_VIEW = "chart_view"
    PATIENT_EDIT = "patient_edit"
    CARE_TEAM_EDIT = "care_team_edit"
    CONSENT_RECORD = "consent_record"
    BREAK_GLASS = "break_glass"
    # intake
    REFERRAL_RECORD = "referral_record"
    EPISODE_OPEN = "episode_open"
    ASSESSMENT_WRITE = "assessment_write"
    ASSESSMENT_SIGN = "assessment_sign"
    EPISODE_COMPLETE = "episode_complete"
    # plans
    PLAN_DRAFT = "plan_draft"
    PLAN_SIGN_COUNSELOR = "plan_sign_counselor"
    PLAN_SIGN_PRESCRIBER = "plan_sign_prescriber"
    PLAN_SIGN_PATIENT = "plan_sign_patient"
    PLAN_ACTIVATE = "plan_activate"
    # medications
    READINESS_CHECK = "readiness_check"
    READINESS_FACT_RECORD = "readiness_fact_record"
    READINESS_OVERRIDE = "readiness_override"
    MEDICATION_ORDER = "medication_order"
    DOSE_RECORD = "dose_record"
    # sessions
    SCHEDULE_VIEW = "schedule_view"
    SESSION_BOOK = "session_book"
    ATTENDANCE_MARK = "attendance_mark"
    NOTE_WRITE = "note_write"
    NOTE_READ = "note_read"
    # reviews
    REVIEW_VIEW = "review_view"
    REVIEW_RUN = "review_run"
    REVIEW_DECIDE = "review_decide"
    ACTION_ITEM_CLOSE = "action_item_close"
    # alumni
    ALUMNI_VIEW = "alumni_view"
    ALUMNI_ENROL = "alumni_enrol"
    CHECK_UP_RECORD = "check_up_record"
    CRISIS_CALL_RECORD = "crisis_call_record"
    OUTCOMES_VIEW = "outcomes_view"
    # privacy and system
    AUDIT_VIEW = "audit_view"
    OUTBOX_MANAGE = "outbox_manage"
    STAFF_MANAGE = "staff_manage"

    @property
    def words(self) -> str:
        """The permission as a phrase that follows "may"."""
        return WORDS[self]


WORDS: dict[Permission, str] = {
    Permission.CHART_VIEW: "open a chart",
    Permission.PATIENT_EDIT: "correct a person's details",
    Permission.CARE_TEAM_EDIT: "change who is on a care team",
    Permission.CONSENT_RECORD: "record a consent",
    Permission.BREAK_GLASS: "open a chart in an emergency",
    Permission.REFERRAL_RECORD: "record a referral",
    Permission.EPISODE_OPEN: "open an episode of care",
    Permission.ASSESSMENT_WRITE: "write an assessment",
    Permission.ASSESSMENT_SIGN: "sign an assessment",
    Permission.EPISODE_COMPLETE: "complete an episode of care",
    Permission.PLAN_DRAFT: "draft a treatment plan",
    Permission.PLAN_SIGN_COUNSELOR: "sign a plan as counselor",
    Permission.PLAN_SIGN_PRESCRIBER: "sign a plan as prescriber",
    Permission.PLAN_SIGN_PATIENT: "record the patient's signature",
    Permission.PLAN_ACTIVATE: "activate a plan",
    Permission.READINESS_CHECK: "check naltrexone readiness",
    Permission.READINESS_FACT_RECORD: "record facts for readiness",
    Permission.READINESS_OVERRIDE: "override a readiness finding",
    Permission.MEDICATION_ORDER: "order naltrexone",
    Permission.DOSE_RECORD: "record a dose",
    Permission.SCHEDULE_VIEW: "see the schedule",
    Permission.SESSION_BOOK: "book a session",
    Permission.ATTENDANCE_MARK: "mark attendance",
    Permission.NOTE_WRITE: "write a progress note",
    Permission.NOTE_READ: "read progress notes",
    Permission.REVIEW_VIEW: "see the weekly review",
    Permission.REVIEW_RUN: "open and close the weekly review",
    Permission.REVIEW_DECIDE: "record a review decision",
    Permission.ACTION_ITEM_CLOSE: "close an action item",
    Permission.ALUMNI_VIEW: "see alumni",
    Permission.ALUMNI_ENROL: "enrol a person as an alumnus",
    Permission.CHECK_UP_RECORD: "record a check-up",
    Permission.CRISIS_CALL_RECORD: "record a crisis call",
    Permission.OUTCOMES_VIEW: "see outcomes",
    Permission.AUDIT_VIEW: "see who opened a record",
    Permission.OUTBOX_MANAGE: "look after undelivered messages",
    Permission.STAFF_MANAGE: "look after staff accounts",
}
