"""Every kind of audit event, with the sentence the privacy officer reads. `{who}` is the actor."""

from enum import StrEnum


class AuditType(StrEnum):
    """What happened. Each app's section lists its own; the sentence is in SENTENCES."""

    # accounts
    STAFF_CREATED = "staff.created"
    ROLE_GRANTED = "staff.role_granted"
    ROLE_ENDED = "staff.role_ended"
    SIGNED_IN = "staff.signed_in"
    SIGN_IN_FAILED = "staff.sign_in_failed"
    SIGNED_OUT = "staff.signed_out"
    SESSION_LOCKED = "staff.session_locked"
    SITE_CREATED = "staff.site_created"
    # patients
    CHART_VIEWED = "chart.viewed"
    PATIENT_REGISTERED = "patient.registered"
    PATIENT_EDITED = "patient.edited"
    CARE_TEAM_JOINED = "care_team.joined"
    CARE_TEAM_LEFT = "care_team.left"
    CONSENT_RECORDED = "consent.recorded"
    CONSENT_REVOKED = "consent.revoked"
    GLASS_BROKEN = "chart.glass_broken"
    EPISODE_OPENED = "episode.opened"
    EPISODE_MOVED = "episode.moved"
    EPISODE_CLOSED = "episode.closed"
    # intake
    REFERRAL_RECORDED = "referral.recorded"
    REFERRAL_MOVED = "referral.moved"
    ASSESSMENT_STARTED = "assessment.started"
    ASSESSMENT_SAVED = "assessment.saved"
    ASSESSMENT_SIGNED = "assessment.signed"
    INSTRUMENT_SUBMITTED = "instrument.submitted"
    CLINICAL_FACT_RECORDED = "clinical_fact.recorded"
    BUNDLE_IMPORTED = "bundle.imported"
    # plans
    PLAN_DRAFTED = "plan.drafted"
    PLAN_EDITED = "plan.edited"
    PLAN_SUBMITTED = "plan.submitted"
    PLAN_SIGNED = "plan.signed"
    PLAN_ACTIVATED = "plan.activated"
    PLAN_WITHDRAWN = "plan.withdrawn"
    # medications
    READINESS_FACT_RECORDED = "readiness.fact_recorded"
    READINESS_CHECKED = "readiness.checked"
    READINESS_OVERRIDDEN = "readiness.overridden"
    MEDICATION_DECIDED = "medication.decided"
    ORDER_PLACED = "order.placed"
    ORDER_STOPPED = "order.stopped"
    DOSE_GIVEN = "dose.given"
    DOSE_AMENDED = "dose.amended"
    # sessions
    ROOM_CREATED = "room.created"
    SESSION_BOOKED = "session.booked"
    SESSION_CANCELLED = "session.cancelled"
    ATTENDANCE_MARKED = "attendance.marked"
    NOTE_DRAFTED = "note.drafted"
    NOTE_SAVED = "note.saved"
    NOTE_SIGNED = "note.signed"
    NOTE_ADDENDED = "note.addended"
    # reviews
    REVIEW_OPENED = "review.opened"
    REVIEW_DECIDED = "review.decided"
    REVIEW_CLOSED = "review.closed"
    ACTION_ITEM_OPENED = "action_item.opened"
    ACTION_ITEM_CLOSED = "action_item.closed"
    # alumni
    ALUMNUS_ENROLLED = "alumni.enrolled"
    CHECK_UP_RECORDED = "alumni.check_up_recorded"
    CONTACT_ATTEMPTED = "alumni.contact_attempted"
    CRISIS_CALL_RECORDED = "alumni.crisis_call_recorded"
    # notifications, outbox, system
    NOTICE_READ = "notice.read"
    DELIVERY_RETRIED = "outbox.delivery_retried"

    @property
    def sentence(self) -> str:
        """The event as a phrase after the actor's name."""
        return self.value.replace(".", ": ").replace("_", " ")
