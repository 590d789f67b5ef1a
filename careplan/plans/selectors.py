"""Reads about plans: which versions this viewer may see, and the pages made of them."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from careplan.core.clock import local_date
from careplan.core.errors import NotVisible
from careplan.intake import selectors as intake_selectors
from careplan.patients.header import Fact
from careplan.patients.models import EpisodeOfCare, Patient
from careplan.patients.selectors import has_consent, visible_to
from careplan.patients.states import ConsentKind
from careplan.plans.models import Goal, Intervention, Objective, PlanVersion, Problem, TreatmentPlan
from careplan.plans.states import PlanStatus

ITEMS = ("problems", "goals", "objectives", "interventions__responsible", "signatures")


def versions() -> QuerySet[PlanVersion]:
    """Plan versions with everything a page about one needs, in a constant number of queries."""
    return PlanVersion.objects.select_related(
        "plan__patient__site", "plan__patient__team", "plan__episode", "drafted_by", "changed_by"
    ).prefetch_related(*ITEMS)


def visible_version(user: Any, uuid: UUID) -> PlanVersion:
    """The version with this uuid, if its patient's chart is open to the viewer. Raises NotVisible."""
    found = versions().filter(uuid=uuid, plan__patient__in=visible_to(user)).first()
    if found is None:
        raise NotVisible("There is no such plan on your list.")
    return found


def visible_item(user: Any, model: type[Problem | Goal | Objective | Intervention], uuid: UUID) -> Any:
    """A part of a plan the viewer may see. Raises NotVisible."""
    found = (
        model.objects.select_related("version__plan__patient__site", "version__plan__patient__team")
        .filter(uuid=uuid, version__plan__patient__in=visible_to(user))
        .first()
    )
    if found is None:
        raise NotVisible("There is no such part of a plan on your list.")
    return found


def active_version(patient: Patient) -> PlanVersion | None:
    """The version in force for the patient's open episode, if there is one."""
    return versions().filter(status=PlanStatus.ACTIVE, plan__patient=patient, plan__episode__closed_at=None).first()


def active_interventions(patient_ids: Iterable[int]) -> dict[int, list[Intervention]]:
    """What the active plans prescribe, by patient: one query for a whole list."""
    found: dict[int, list[Intervention]] = defaultdict(list)
    rows = Intervention.objects.filter(
        version__status=PlanStatus.ACTIVE,
        version__plan__patient__in=list(patient_ids),
        version__plan__episode__closed_at=None,
    ).select_related("version__plan", "responsible")
    for one in rows:
        found[one.version.plan.patient_id].append(one)
    return dict(found)


def active_versions(patient_ids: Iterable[int]) -> dict[int, PlanVersion]:
    """The active versions by patient, without their items: one query for a whole list."""
    rows = PlanVersion.objects.filter(
        status=PlanStatus.ACTIVE, plan__patient__in=list(patient_ids), plan__episode__closed_at=None
    ).select_related("plan")
    return {one.plan.patient_id: one for one in rows}


def plan_versions(patient: Patient) -> list[PlanVersion]:
    """All versions of the patient's plans, newest first."""
    return list(
        PlanVersion.objects.filter(plan__patient=patient).select_related("drafted_by", "plan").order_by("-id")
    )


def waiting_for(user: Any, statuses: Iterable[PlanStatus]) -> QuerySet[PlanVersion]:
    """Versions in the given states among the patients the viewer sees, longest waiting first."""
    return (
        PlanVersion.objects.filter(status__in=[one.value for one in statuses], plan__patient__in=visible_to(user))
        .select_related("plan__patient", "drafted_by")
        .prefetch_related("signatures")
        .order_by("submitted_at", "id")
    )


def missing_areas(episode: EpisodeOfCare) -> list[str]:
    """The plan inputs of S48 that the intake assessment leaves empty, in words."""
    assessment = intake_selectors.signed_assessment(episode)
    if assessment is None:
        return ["any of its areas, since it is not signed"]
    needed = ("substance_use", "mental_health", "family_support", "personal_goals")
    return [
        str(assessment._meta.get_field(name).verbose_name) for name in needed if not getattr(assessment, name).strip()
    ]


def header_facts(patient_ids: list[int], at: datetime) -> dict[int, list[Fact]]:
    """The plan's line in every chart header: version and next review."""
    facts = {}
    for patient_id, version in active_versions(patient_ids).items():
        review = version.next_review_on
        overdue = review is not None and review < at.date()
        facts[patient_id] = [
            Fact("Plan", f"Version {version.number}, active since {version.activated_at:%-d %b %Y}"),
            Fact("Plan review", f"{review:%a %-d %b %Y}" if review else "no date", "due" if overdue else ""),
        ]
    return facts


def plan_of(episode: EpisodeOfCare) -> TreatmentPlan | None:
    """The plan of an episode, once there is one."""
    return TreatmentPlan.objects.filter(episode=episode).first()


def has_signed_assessment(episode: EpisodeOfCare) -> bool:
    """Whether the episode's intake assessment is signed."""
    return intake_selectors.signed_assessment(episode) is not None


def activation_facts(version: PlanVersion, at: datetime) -> dict[str, bool]:
    """What activation needs to know beside the version itself: treatment consent and a signed assessment."""
    today = local_date(at, version.patient.site.zone)
    return {
        "has_treatment_consent": has_consent(version.patient, ConsentKind.TREATMENT, today),
        "has_signed_assessment": has_signed_assessment(version.plan.episode),
    }
