"""The life of an episode of care, as a table (pure)."""

from enum import StrEnum

from careplan.core.lifecycles import Lifecycle, Step


class EpisodeStatus(StrEnum):
    """Where an episode of care stands."""

    INTAKE = "intake"
    ACTIVE = "active"
    COMPLETED = "completed"
    LEFT = "left"
    TRANSFERRED = "transferred"


EPISODE = Lifecycle(
    name="The episode of care",
    states=EpisodeStatus,
    steps={
        "intake": Step(("active", "left", "transferred"), "counselor", "note", "In intake"),
        "active": Step(("completed", "left", "transferred"), "counselor", "good", "In treatment"),
        "completed": Step((), "alumni coordinator", "good", "Completed"),
        "left": Step((), "alumni coordinator", "due", "Left before completing"),
        "transferred": Step((), "coordinator", "note", "Transferred"),
    },
)

OPEN_STATUSES = (EpisodeStatus.INTAKE, EpisodeStatus.ACTIVE)
"""Somebody with an open episode is a patient of today, for lists and the weekly review."""


class TeamFunction(StrEnum):
    """What somebody does for one patient."""

    COUNSELOR = "counselor"
    PRESCRIBER = "prescriber"
    NURSE = "nurse"
    COORDINATOR = "coordinator"
    SUPERVISOR = "supervisor"

    @property
    def label(self) -> str:
        """The function in words."""
        return self.value.capitalize()


class ConsentKind(StrEnum):
    """One kind of consent per record, never mixed (domain 7.2 P1)."""

    TREATMENT = "treatment"
    TPO = "tpo"
    SPECIFIC = "specific"
    FAMILY = "family"
    ALUMNI_CONTACT = "alumni_contact"
    COUNSELING_NOTES = "counseling_notes"
    LEGAL = "legal"

    @property
    def label(self) -> str:
        """The kind in words."""
        return _CONSENT_LABELS[self]


_CONSENT_LABELS = {
    ConsentKind.TREATMENT: "Treatment, including naltrexone",
    ConsentKind.TPO: "Treatment, payment and operations",
    ConsentKind.SPECIFIC: "A named person or agency",
    ConsentKind.FAMILY: "Family",
    ConsentKind.ALUMNI_CONTACT: "Contact after completion",
    ConsentKind.COUNSELING_NOTES: "SUD counseling notes",
    ConsentKind.LEGAL: "Legal proceedings",
}
