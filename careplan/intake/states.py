"""The lives of a referral and of an assessment, and the seven areas of S48-S49 (pure)."""

from enum import StrEnum

from careplan.core.lifecycles import Lifecycle, Step


class ReferralStatus(StrEnum):
    """Where a referral stands."""

    REFERRED = "referred"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    LOST = "lost"


REFERRAL = Lifecycle(
    name="This referral",
    states=ReferralStatus,
    steps={
        "referred": Step(("accepted", "declined", "lost"), "coordinator", "due", "New"),
        "accepted": Step((), "counselor", "good", "Episode opened"),
        "declined": Step(("referred",), "coordinator", "", "Declined"),
        "lost": Step(("referred",), "coordinator", "", "Could not be reached"),
    },
)


class AssessmentStatus(StrEnum):
    """Where an assessment stands: drafts are not part of the record."""

    DRAFT = "draft"
    SIGNED = "signed"


ASSESSMENT = Lifecycle(
    name="This assessment",
    states=AssessmentStatus,
    steps={
        "draft": Step(("signed",), "counselor", "note", "Draft, not in the record yet"),
        "signed": Step((), "nobody", "good", "Signed"),
    },
)

AREAS = (
    "substance_use",
    "medical",
    "previous_treatment",
    "mental_health",
    "family_support",
    "living_situation",
    "personal_goals",
)
"""The seven areas an assessment must cover before it can be signed (article L247-253; S48, S49)."""
