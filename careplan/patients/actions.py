"""Registering people, their care team, consents and episodes."""

from datetime import date, datetime, timedelta
from typing import Any

from django.db import connection

from careplan.access.checks import require
from careplan.access.permissions import Permission
from careplan.accounts.models import Team, User
from careplan.audit.action import action
from careplan.audit.record import record
from careplan.audit.types import AuditType
from careplan.core.editing import apply_edit, lock_for_edit
from careplan.core.errors import NotNow, NotValid
from careplan.outbox.publish import publish
from careplan.patients.events import (
    CareTeamChanged,
    ConsentChanged,
    EpisodeClosed,
    EpisodeOpened,
    GlassBroken,
    PatientRegistered,
)
from careplan.patients.models import (
    BreakGlassGrant,
    CareTeamMembership,
    Consent,
    EpisodeOfCare,
    Patient,
    PatientIdentifier,
    RelatedPerson,
)
from careplan.patients.permissions import check_may
from careplan.patients.states import EPISODE, ConsentKind, EpisodeStatus, TeamFunction

OLDEST_BIRTH_DATE = date(1900, 1, 1)
EMERGENCY_ACCESS = timedelta(minutes=60)
SHORTEST_REASON = 20


@action
def register_patient(
    *, team: Team, given_name: str, family_name: str, birth_date: date, by: Any, at: datetime, **details: str
) -> Patient:
    """Make a person known to the clinic, with a new MRN. `details` are the other fields of the person.

    Raises NotValid for a birth date before 1900 or in the future.
    """
    if not OLDEST_BIRTH_DATE <= birth_date <= at.date():
        raise NotValid("The date of birth must be between 1900 and today.", field="birth_date")

    patient = Patient.objects.create(
        mrn=_next_mrn(),
        site=team.site,
        team=team,
        given_name=given_name,
        family_name=family_name,
        birth_date=birth_date,
        recorded_at=at,
        **details,
    )

    record(type=AuditType.PATIENT_REGISTERED, by=by, at=at, patient=patient, subject=patient)
    publish(PatientRegistered(patient=patient.uuid), at=at)
    return patient


@action
def link_identifier(*, patient: Patient, system: str, value: str, by: Any, at: datetime) -> PatientIdentifier:
    """Note the person's number in another system."""
    identifier, created = PatientIdentifier.objects.get_or_create(
        system=system, value=value, defaults={"patient": patient, "recorded_at": at}
    )
    if identifier.patient_id != patient.pk:
        raise NotValid("This number belongs to another person.")
    record(
        type=AuditType.PATIENT_EDITED, by=by, at=at, patient=patient, subject=patient,
        changes={"identifier": [None if created else system, system]},
    )  # fmt: skip
    return identifier


@action
def edit_patient(*, patient: Patient, revision: int, by: Any, at: datetime, **changes: Any) -> Patient:
    """Correct a person's details. Raises StaleEdit when somebody saved in between."""
    patient = lock_for_edit(patient, revision=revision, changes=changes)

    check_may(by, Permission.PATIENT_EDIT, patient)
    born = changes.get("birth_date")
    if born and not OLDEST_BIRTH_DATE <= born <= at.date():
        raise NotValid("The date of birth must be between 1900 and today.", field="birth_date")

    told = apply_edit(patient, changes=changes, by=by, at=at)

    record(type=AuditType.PATIENT_EDITED, by=by, at=at, patient=patient, subject=patient, changes=told)
    return patient


@action
def join_care_team(
    *, patient: Patient, user: User, function: TeamFunction, by: Any, at: datetime
) -> CareTeamMembership:
    """Put somebody on the patient's care team, so that the person is on their caseload. Joining twice is once."""
    Patient.objects.select_for_update().get(pk=patient.pk)

    _check_by(by, Permission.CARE_TEAM_EDIT, patient)
    if patient.site_id not in user.site_ids:
        raise NotValid(f"{user} does not work at {patient.site}.", field="user")

    membership, _ = CareTeamMembership.objects.get_or_create(
        patient=patient, user=user, function=function.value, ended_at=None, defaults={"recorded_at": at}
    )
    patient.__dict__.pop("_care_team_user_ids", None)

    record(
        type=AuditType.CARE_TEAM_JOINED, by=by, at=at, patient=patient, subject=user,
        changes={"function": function.value},
    )  # fmt: skip
    publish(CareTeamChanged(patient=patient.uuid, user=user.uuid), at=at)
    return membership


@action
def leave_care_team(*, membership: CareTeamMembership, by: Any, at: datetime) -> CareTeamMembership:
    """End somebody's place on a care team."""
    membership = CareTeamMembership.objects.select_for_update(of=("self",)).get(pk=membership.pk)
    patient = membership.patient

    _check_by(by, Permission.CARE_TEAM_EDIT, patient)
    if membership.ended_at is not None:
        raise NotNow(f"{membership.user} has already left this care team.")

    membership.ended_at = at
    membership.save()

    record(type=AuditType.CARE_TEAM_LEFT, by=by, at=at, patient=patient, subject=membership.user)
    publish(CareTeamChanged(patient=patient.uuid, user=membership.user.uuid), at=at)
    return membership


@action
def record_consent(
    *,
    patient: Patient,
    kind: ConsentKind,
    purpose: str,
    information: str,
    signed_name: str,
    signed_on: date,
    by: Any,
    at: datetime,
    expires_on: date | None = None,
    recipient: str = "",
    related_person: RelatedPerson | None = None,
) -> Consent:
    """Record a consent the patient signed, with every element 42 CFR 2.31 asks for (domain 7.2).

    Raises NotValid when it would be signed in the future or expire before it was signed.
    """
    check_may(by, Permission.CONSENT_RECORD, patient)
    if signed_on > at.date() + timedelta(days=1):
        raise NotValid("A consent cannot be signed in the future.", field="signed_on")
    if expires_on and expires_on < signed_on:
        raise NotValid("A consent cannot expire before it was signed.", field="expires_on")

    consent = Consent.objects.create(
        patient=patient, kind=kind.value, purpose=purpose, information=information, signed_name=signed_name,
        signed_on=signed_on, expires_on=expires_on, recipient=recipient, related_person=related_person,
        recorded_by=by, recorded_at=at,
    )  # fmt: skip

    record(
        type=AuditType.CONSENT_RECORDED, by=by, at=at, patient=patient, subject=consent, changes={"kind": kind.value}
    )
    publish(ConsentChanged(patient=patient.uuid, consent=consent.uuid), at=at)
    return consent


@action
def revoke_consent(*, consent: Consent, by: Any, at: datetime) -> Consent:
    """End a consent at the patient's wish, at once; earlier reliance stands (domain 7.2 P3)."""
    consent = Consent.objects.select_for_update(of=("self",)).get(pk=consent.pk)

    check_may(by, Permission.CONSENT_RECORD, consent.patient)
    if consent.revoked_at is not None:
        raise NotNow("This consent has already been revoked.")

    consent.revoked_at = at
    consent.save()

    record(type=AuditType.CONSENT_REVOKED, by=by, at=at, patient=consent.patient, subject=consent)
    publish(ConsentChanged(patient=consent.patient.uuid, consent=consent.uuid), at=at)
    return consent


@action
def start_episode(*, patient: Patient, by: Any, at: datetime) -> EpisodeOfCare:
    """Open an episode of care. Raises NotNow when one is open already."""
    Patient.objects.select_for_update().get(pk=patient.pk)

    _check_by(by, Permission.EPISODE_OPEN, patient)
    if patient.episodes.filter(closed_at=None).exists():
        raise NotNow(f"{patient.short_name} already has an open episode of care.", fix="Open the chart to go on.")

    episode = EpisodeOfCare.objects.create(patient=patient, opened_at=at, recorded_at=at)

    record(type=AuditType.EPISODE_OPENED, by=by, at=at, patient=patient, subject=episode)
    publish(EpisodeOpened(patient=patient.uuid, episode=episode.uuid), at=at)
    return episode


@action
def begin_treatment(*, episode: EpisodeOfCare, by: Any, at: datetime) -> EpisodeOfCare:
    """Move an episode from intake to treatment. Called by the plan's activation; already in treatment stays so."""
    episode = EpisodeOfCare.objects.select_for_update(of=("self",)).select_related("patient").get(pk=episode.pk)
    old = episode.status
    if old != EpisodeStatus.ACTIVE:
        EPISODE.check(old, EpisodeStatus.ACTIVE)

    episode.status = EpisodeStatus.ACTIVE.value
    episode.save()

    record(
        type=AuditType.EPISODE_MOVED, by=by, at=at, patient=episode.patient, subject=episode,
        changes={"status": [old, episode.status]},
    )  # fmt: skip
    return episode


@action
def close_episode(
    *, episode: EpisodeOfCare, status: EpisodeStatus, reason: str, by: Any, at: datetime
) -> EpisodeOfCare:
    """End an episode of care: completed, left before completing, or transferred. Raises NotNow when it is closed."""
    episode = EpisodeOfCare.objects.select_for_update(of=("self",)).select_related("patient").get(pk=episode.pk)
    old = episode.status

    check_may(by, Permission.EPISODE_COMPLETE, episode.patient)
    EPISODE.check(old, status)

    episode.status = status.value
    episode.closed_at = at
    episode.closing_reason = reason
    episode.save()

    record(
        type=AuditType.EPISODE_CLOSED, by=by, at=at, patient=episode.patient, subject=episode,
        changes={"status": [old, status.value], "reason": reason},
    )  # fmt: skip
    publish(EpisodeClosed(patient=episode.patient.uuid, episode=episode.uuid, status=status.value), at=at)
    return episode


@action
def break_glass(*, patient: Patient, reason: str, by: Any, at: datetime) -> BreakGlassGrant:
    """Open a chart in an emergency for one hour, with a reason that is reviewed afterwards (domain 7.6)."""
    require(by, Permission.BREAK_GLASS)
    if len(reason.strip()) < SHORTEST_REASON:
        raise NotValid(f"Say why in at least {SHORTEST_REASON} characters.", field="reason")

    grant = BreakGlassGrant.objects.create(
        patient=patient, user=by, reason=reason.strip(), expires_at=at + EMERGENCY_ACCESS, recorded_at=at
    )

    record(
        type=AuditType.GLASS_BROKEN, by=by, at=at, patient=patient, subject=grant, purpose=reason.strip()[:200]
    )
    publish(GlassBroken(patient=patient.uuid, grant=grant.uuid), at=at)
    return grant


def _check_by(by: Any, permission: Permission, patient: Patient) -> None:
    """People need the permission for this patient; an importer or set-up job is named by a string."""
    if not isinstance(by, str):
        check_may(by, permission, patient)


def _next_mrn() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval('patients_mrn')")
        number: int = cursor.fetchone()[0]
    return f"{number // 1000:03d}-{number % 1000:03d}"
