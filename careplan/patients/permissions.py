"""Who may do what to this patient: the matrix's scope, and the person's relation to the patient."""

from typing import Any

from careplan.access.checks import reach, require, whom_to_ask
from careplan.access.matrix import Scope
from careplan.access.permissions import Permission
from careplan.core.errors import NotPermitted
from careplan.core.rules import rule
from careplan.patients.models import Patient


@rule
def check_may(user: Any, permission: Permission, patient: Patient) -> None:
    """Refuse when the person's roles do not let them do this for this patient.

    Scopes: own caseload means on the patient's care team; team means the patient's team is one
    of theirs; site and all as they say. Raises NotPermitted with whom to ask.
    """
    require(user, permission)
    if may_reach(user, permission, patient):
        return
    scope = max_scope(user, permission)
    raise NotPermitted(
        f"You may {permission.words} for your {scope.words} only, and {patient.short_name} is not in it.",
        fix=f"Ask to join the care team. {whom_to_ask(permission)}",
    )


def may_reach(user: Any, permission: Permission, patient: Patient) -> bool:
    """Whether the permission reaches this patient, by site, team or caseload."""
    extent = reach(user, permission)
    if extent.everywhere or patient.site_id in extent.sites:
        return True
    if patient.site_id in extent.team_sites and patient.team_id in user.team_ids:
        return True
    near = extent.team_sites | extent.own_sites
    return patient.site_id in near and on_care_team(user, patient)


def on_care_team(user: Any, patient: Patient) -> bool:
    """Whether the person is on the patient's care team now. Asked once per patient object."""
    known: set[int] | None = patient.__dict__.get("_care_team_user_ids")
    if known is None:
        known = set(patient.care_team.filter(ended_at=None).values_list("user_id", flat=True))
        patient.__dict__["_care_team_user_ids"] = known
    return user.pk in known


def max_scope(user: Any, permission: Permission) -> Scope:
    """The widest scope any of the person's roles gives the permission."""
    extent = reach(user, permission)
    if extent.everywhere:
        return Scope.ALL
    if extent.sites:
        return Scope.SITE
    return Scope.TEAM if extent.team_sites else Scope.OWN
