"""The life of a plan version, and the closed vocabularies of a plan (pure)."""

from enum import StrEnum

from careplan.core.lifecycles import Lifecycle, Step


class PlanStatus(StrEnum):
    """Where a plan version stands. Its content is frozen once it leaves draft."""

    DRAFT = "draft"
    IN_REVIEW = "in_review"
    SIGNED = "signed"
    ACTIVE = "active"
    SUPERSEDED = "superseded"
    WITHDRAWN = "withdrawn"


VERSION = Lifecycle(
    name="This plan version",
    states=PlanStatus,
    steps={
        "draft": Step(("in_review", "withdrawn"), "counselor", "note", "Draft"),
        "in_review": Step(("signed", "withdrawn"), "patient, counselor and prescriber", "due", "Waiting for signatures"),
        "signed": Step(("active", "withdrawn"), "counselor or team lead", "due", "Signed, not active yet"),
        "active": Step(("superseded",), "care team", "good", "Active"),
        "superseded": Step((), "nobody", "", "Replaced by a later version"),
        "withdrawn": Step((), "nobody", "", "Withdrawn"),
    },
)


class Meaning(StrEnum):
    """What a signature on a plan stands for."""

    PATIENT = "patient"
    COUNSELOR = "counselor"
    PRESCRIBER = "prescriber"

    @property
    def label(self) -> str:
        """Whose signature this is."""
        return self.value.capitalize()

    @property
    def sentence(self) -> str:
        """What the signer says by signing."""
        return {
            "patient": "I helped to make this plan and agree with it.",
            "counselor": "I wrote this plan with the patient and will carry out my part.",
            "prescriber": "I have read this plan and agree with its medication part.",
        }[self.value]


class Modality(StrEnum):
    """The kinds of help the clinic gives (article S2, S46)."""

    NALTREXONE = "naltrexone"
    INDIVIDUAL = "individual"
    GROUP = "group"
    FAMILY = "family"
    CBT = "cbt"
    CASE_MANAGEMENT = "case_management"
    PEER = "peer"

    @property
    def label(self) -> str:
        """The modality in words."""
        return {
            "naltrexone": "Naltrexone",
            "individual": "Individual counseling",
            "group": "Group therapy",
            "family": "Family session",
            "cbt": "Cognitive behavioral therapy (CBT)",
            "case_management": "Case management",
            "peer": "Peer support",
        }[self.value]


class ObjectiveStatus(StrEnum):
    """How an objective stands (domain 4.1)."""

    ACTIVE = "active"
    ACHIEVED = "achieved"
    PARTLY = "partly"
    REVISED = "revised"
    DEFERRED = "deferred"


LEVELS_OF_CARE = {
    "1.5": "1.5 Outpatient therapy, under 9 hours a week",
    "1.7": "1.7 Medically managed outpatient",
    "2.1": "2.1 Intensive outpatient, 9 to 19 hours a week",
    "2.5": "2.5 High-intensity outpatient, 20 hours a week or more",
}
"""ASAM 4th edition level codes the clinic offers (domain 3.3); codes only, no criteria text."""
