"""Who works here, in the words the role page shows. Stored by value, never by path."""

from enum import StrEnum


class Role(StrEnum):
    """A job in the clinic. One person can hold several, each at a site."""

    COUNSELOR = "counselor"
    PRESCRIBER = "prescriber"
    NURSE = "nurse"
    COORDINATOR = "coordinator"
    TEAM_LEAD = "team_lead"
    ALUMNI_COORDINATOR = "alumni_coordinator"
    PRIVACY_OFFICER = "privacy_officer"
    ADMINISTRATOR = "administrator"

    @property
    def display_name(self) -> str:
        """The role as written on a name badge."""
        return self.value.replace("_", " ").capitalize()

    @property
    def description(self) -> str:
        """What the role is for, in one sentence."""
        return _DESCRIPTIONS[self]


_DESCRIPTIONS = {
    Role.COUNSELOR: "Assesses, plans and counsels the people on their own caseload.",
    Role.PRESCRIBER: "Decides on medication, signs plans and readiness overrides for their site.",
    Role.NURSE: "Gives and records doses, urine screens, labs and observations for their site.",
    Role.COORDINATOR: "Takes referrals, opens episodes and books sessions for their site.",
    Role.TEAM_LEAD: "Runs the weekly review and supervises their team.",
    Role.ALUMNI_COORDINATOR: "Stays in touch after completion and records check-ups for their site.",
    Role.PRIVACY_OFFICER: "Watches who opened which record, everywhere; changes no clinical data.",
    Role.ADMINISTRATOR: "Looks after accounts and the running of the system; sees no clinical data.",
}

CLINICAL_ROLES = frozenset(set(Role) - {Role.ADMINISTRATOR})
"""Roles that can open a chart, and so must sign in with a second factor outside the demo."""
