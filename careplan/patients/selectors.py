"""Every read starts here: which patients this person may see."""

from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Now

from careplan.access.checks import reach
from careplan.access.permissions import Permission
from careplan.core.errors import NotVisible
from careplan.patients.models import BreakGlassGrant, CareTeamMembership, Consent, EpisodeOfCare, Patient
from careplan.patients.states import ConsentKind


def visible_to(user: Any, permission: Permission = Permission.CHART_VIEW) -> QuerySet[Patient]:
    """The patients a permission reaches for this person: the root of every query about patients.

    Own caseload is the care team; emergency access counts for opening a chart while it lasts.
    """
    extent = reach(user, permission)
    if extent.everywhere:
        return Patient.objects.all()
    allowed = Q(site__in=extent.sites)
    if extent.team_sites:
        allowed |= Q(site__in=extent.team_sites, team__in=user.team_ids)
    if near := extent.team_sites | extent.own_sites:
        caseload = CareTeamMembership.objects.filter(user=user, ended_at=None).values("patient_id")
        allowed |= Q(site__in=near, pk__in=caseload)
    if permission is Permission.CHART_VIEW and reach(user, Permission.BREAK_GLASS):
        emergency = BreakGlassGrant.objects.filter(user=user, expires_at__gt=Now()).values("patient_id")
        allowed |= Q(pk__in=emergency)
    return Patient.objects.filter(allowed)


def visible_patient(user: Any, uuid: UUID) -> Patient:
    """The patient with this uuid, if the person may open the chart. Raises NotVisible otherwise."""
    found = visible_to(user).select_related("site", "team", "changed_by").filter(uuid=uuid).first()
    if found is None:
        raise NotVisible("There is no such person on your list.", fix="Search for the person, or ask your team lead.")
    return found


def current_episode(patient: Patient) -> EpisodeOfCare | None:
    """The open episode of care, or else the last one."""
    return patient.episodes.order_by("closed_at", "-opened_at").first() or None


def open_episode(patient: Patient) -> EpisodeOfCare | None:
    """The open episode of care, if there is one."""
    return patient.episodes.filter(closed_at=None).first()


def has_consent(patient: Patient, kind: ConsentKind, on: date) -> bool:
    """Whether a consent of this kind is in force on that day: signed, not expired, not revoked (domain 7.2 P2)."""
    return in_force(on).filter(patient=patient, kind=kind.value).exists()


def in_force(on: date) -> QuerySet[Consent]:
    """Consents that hold on that day."""
    return Consent.objects.filter(Q(expires_on=None) | Q(expires_on__gte=on), revoked_at=None, signed_on__lte=on)


def with_open_episode(patients: QuerySet[Patient]) -> QuerySet[Patient]:
    """Those of the patients who are in care now."""
    return patients.filter(Exists(EpisodeOfCare.objects.filter(patient=OuterRef("pk"), closed_at=None)))
