"""The menu, in the order it is shown."""

from careplan.access.permissions import Permission as P
from careplan.web.nav import NavItem

NAV = [
    NavItem("Today", "worklists:today"),
    NavItem("Patients", "patients:list", (P.CHART_VIEW,)),
    NavItem("Referrals", "intake:referrals", (P.REFERRAL_RECORD,)),
    NavItem("Schedule", "sessions:schedule", (P.SCHEDULE_VIEW,)),
    NavItem("Medication", "medications:board", (P.DOSE_RECORD, P.MEDICATION_ORDER)),
    NavItem("Weekly review", "reviews:list", (P.REVIEW_VIEW,)),
    NavItem("Alumni", "alumni:list", (P.ALUMNI_VIEW,)),
    NavItem("Outcomes", "alumni:outcomes", (P.OUTCOMES_VIEW,)),
    NavItem("Notices", "notifications:list"),
    NavItem("Who looked", "privacy:audit", (P.AUDIT_VIEW,)),
    NavItem("Messages out", "notifications:undelivered", (P.OUTBOX_MANAGE,)),
    NavItem("Staff", "accounts:staff", (P.STAFF_MANAGE,)),
]
