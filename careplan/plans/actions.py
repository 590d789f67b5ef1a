"""Writing plans: draft, edit, submit, sign, activate, withdraw."""

from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction

from careplan.accounts.models import User
from careplan.audit.action import action
from careplan.audit.record import record
from careplan.audit.types import AuditType
from careplan.core.clock import local_date
from careplan.core.editing import apply_edit, lock_for_edit
from careplan.core.errors import NotNow, NotValid
from careplan.outbox.publish import publish
from careplan.patients import actions as patient_actions
from careplan.patients.models import EpisodeOfCare
from careplan.plans import contents, copying, policies, selectors
from careplan.plans.events import (
    PlanActivated,
    PlanDrafted,
    PlanSigned,
    PlanSubmitted,
    PlanSuperseded,
    PlanWithdrawn,
)
from careplan.plans.models import (
    Goal,
    Intervention,
    Objective,
    PlanActivation,
    PlanVersion,
    Problem,
    Signature,
    TreatmentPlan,
)
from careplan.plans.permissions import check_can_activate, check_can_draft, check_can_sign
from careplan.plans.states import VERSION, Meaning, Modality, PlanStatus


@action
def draft_version(*, episode: EpisodeOfCare, reason: str, by: Any, at: datetime) -> PlanVersion:
    """Start a new version of the episode's plan, as a copy of the active one when there is one.

    Items keep their keys from version to version. Raises NotPermitted, or NotNow when the
    episode is closed or a draft is already open.
    """
    episode = EpisodeOfCare.objects.select_for_update(of=("self",)).select_related("patient").get(pk=episode.pk)

    check_can_draft(by, episode.patient)
    return _draft(episode, reason, by, at)


@action
def draft_from_review(*, episode: EpisodeOfCare, reason: str, by: Any, at: datetime) -> PlanVersion:
    """Start a new version because the weekly review decided so (S51). The caller has checked who decided.

    Raises NotNow when the episode is closed or a draft is already open.
    """
    episode = EpisodeOfCare.objects.select_for_update(of=("self",)).select_related("patient").get(pk=episode.pk)

    return _draft(episode, reason, by, at)


@action
def edit_version(*, version: PlanVersion, revision: int, by: Any, at: datetime, **changes: Any) -> PlanVersion:
    """Change a draft's header: level of care, strengths, barriers, review date and so on.

    Raises StaleEdit when somebody saved in between, NotNow when the version is frozen.
    """
    version = lock_for_edit(version, revision=revision, changes=changes)

    check_can_draft(by, version.patient)
    policies.check_editable(version)

    told = apply_edit(version, changes=changes, by=by, at=at)

    record(type=AuditType.PLAN_EDITED, by=by, at=at, patient=version.patient, subject=version, changes=told)
    return version


@action
def add_problem(*, version: PlanVersion, statement: str, by: Any, at: datetime, source: str = "") -> Problem:
    """Name a problem, with the finding it comes from. Raises NotNow when the version is frozen."""
    version = _lock_draft(version, by)
    problem = Problem.objects.create(
        version=version, statement=statement, source=source, position=version.problems.count(), recorded_at=at
    )
    _edited(version, by, at, {"problem": [None, statement]})
    return problem


@action
def add_goal(*, problem: Problem, patient_words: str, by: Any, at: datetime) -> Goal:
    """Write down a goal in the patient's own words. Raises NotNow when the version is frozen."""
    version = _lock_draft(problem.version, by)
    goal = Goal.objects.create(
        version=version, problem=problem, patient_words=patient_words, position=version.goals.count(), recorded_at=at
    )
    _edited(version, by, at, {"goal": [None, patient_words]})
    return goal


@action
def add_objective(
    *, goal: Goal, statement: str, baseline: str, target: str, target_date: date, by: Any, at: datetime
) -> Objective:
    """Add a measurable step: baseline, target and a target date that is still to come (domain 4.1).

    Raises NotValid for a past date, NotNow when the version is frozen.
    """
    version = _lock_draft(goal.version, by)
    if target_date < local_date(at, version.patient.site.zone):
        raise NotValid("The target date is past. Choose a day still to come.", field="target_date")

    objective = Objective.objects.create(
        version=version, goal=goal, statement=statement, baseline=baseline, target=target,
        target_date=target_date, position=version.objectives.count(), recorded_at=at,
    )  # fmt: skip
    _edited(version, by, at, {"objective": [None, statement]})
    return objective


@action
def add_intervention(
    *,
    objective: Objective,
    modality: str,
    times: int,
    weeks: int,
    responsible: User,
    by: Any,
    at: datetime,
    minutes: int | None = None,
    detail: str = "",
) -> Intervention:
    """Add what the clinic does: `times` times every `weeks` weeks, `minutes` minutes each, by whom (S46).

    Raises NotValid when the responsible person does not work at the patient's site.
    """
    version = _lock_draft(objective.version, by)
    if version.patient.site_id not in responsible.site_ids:
        raise NotValid(f"{responsible} does not work at {version.patient.site}.", field="responsible")

    intervention = Intervention.objects.create(
        version=version, objective=objective, modality=Modality(modality).value, times=times, weeks=weeks,
        minutes=minutes, responsible=responsible, detail=detail, position=version.interventions.count(),
        recorded_at=at,
    )  # fmt: skip
    _edited(version, by, at, {"intervention": [None, Modality(modality).label]})
    return intervention


@action
def remove_item(*, item: Problem | Goal | Objective | Intervention, by: Any, at: datetime) -> PlanVersion:
    """Take an item out of a draft. Raises NotNow while other items hang on it."""
    version = _lock_draft(item.version, by)
    kind = str(item._meta.verbose_name)
    if any(getattr(item, name).exists() for name in ("goals", "objectives", "interventions") if hasattr(item, name)):
        raise NotNow(f"This {kind} still has parts below it.", fix="Remove those first.")

    item.delete()

    _edited(version, by, at, {kind: ["removed", None]})
    return version


@action
def submit_version(*, version: PlanVersion, by: Any, at: datetime) -> PlanVersion:
    """Send a draft out for signature: from now on its text is frozen and has a hash.

    Raises NotNow naming everything that is still missing (S48, S38; domain 4.1).
    """
    version = _lock_draft(version, by)
    policies.check_submittable(
        version,
        missing_areas=selectors.missing_areas(version.plan.episode),
        today=local_date(at, version.patient.site.zone),
    )

    version.content_hash = contents.content_hash(version)
    version.submitted_at = at
    version.status = PlanStatus.IN_REVIEW.value
    version.save()

    record(
        type=AuditType.PLAN_SUBMITTED, by=by, at=at, patient=version.patient, subject=version,
        changes={"hash": version.content_hash},
    )  # fmt: skip
    publish(PlanSubmitted(patient=version.patient.uuid, version=version.uuid), at=at)
    return version


@action
def sign_version(
    *, version: PlanVersion, meaning: Meaning, by: Any, at: datetime, signer_name: str = "", method: str = "on screen"
) -> Signature:
    """Sign a version as patient, counselor or prescriber, over its exact content (domain 4.2, 7.9).

    Staff sign with their own name; for the patient, `signer_name` is the name as signed and `by`
    the member of staff who sat with them. The last signature makes the version signed.
    Raises NotPermitted, NotNow (already signed, not waiting), or NotValid without a patient's name.
    """
    meaning = Meaning(meaning)
    version = _locked(version)

    policies.check_signable(version, meaning)
    check_can_sign(by, version, meaning)
    if meaning is Meaning.PATIENT and not signer_name.strip():
        raise NotValid("Write the patient’s name as they signed it.", field="signer_name")

    is_patient = meaning is Meaning.PATIENT
    signature = Signature(
        version=version, meaning=meaning.value, signer_name=signer_name.strip() if is_patient else by.display_name,
        credential="" if is_patient else by.credential, method=method, recorded_by=by,
        content_hash=version.content_hash, signed_at=at, recorded_at=at,
    )  # fmt: skip
    _save_once(signature, meaning)
    waiting = [one for one in policies.missing_signatures(version) if one is not meaning]
    if not waiting:
        _move(version, PlanStatus.SIGNED)

    record(
        type=AuditType.PLAN_SIGNED, by=by, at=at, patient=version.patient, subject=version,
        changes={"as": meaning.value, "hash": version.content_hash},
    )  # fmt: skip
    publish(
        PlanSigned(
            patient=version.patient.uuid, version=version.uuid, meaning=meaning.value, complete=not waiting
        ), at=at,
    )  # fmt: skip
    return signature


@action
def activate_version(*, version: PlanVersion, by: Any, at: datetime) -> PlanVersion:
    """Put a fully signed version into force; the one before it gives way (S50).

    Moves the episode from intake to treatment. Raises NotPermitted, or NotNow when signatures,
    the signed assessment or consent to treatment are missing.
    """
    version = _locked(version)
    plan = version.plan

    check_can_activate(by, version.patient)
    policies.check_activatable(version, **selectors.activation_facts(version, at))

    old = plan.active_version
    if old is not None:
        _move(old, PlanStatus.SUPERSEDED)
    version.activated_at = at
    _move(version, PlanStatus.ACTIVE)
    plan.active_version = version
    plan.save()
    PlanActivation.objects.create(plan=plan, old_version=old, new_version=version, activated_by=by, recorded_at=at)
    patient_actions.begin_treatment(episode=plan.episode, by=by, at=at)

    record(
        type=AuditType.PLAN_ACTIVATED, by=by, at=at, patient=version.patient, subject=version,
        changes={"active version": [old.number if old else None, version.number]},
    )  # fmt: skip
    if old is not None:
        publish(PlanSuperseded(patient=version.patient.uuid, version=old.uuid), at=at)
    publish(PlanActivated(patient=version.patient.uuid, plan=plan.uuid, version=version.uuid), at=at)
    return version


@action
def withdraw_version(*, version: PlanVersion, by: Any, at: datetime) -> PlanVersion:
    """Take back a version that is not active yet, to draft it anew. Raises NotNow once it is active."""
    version = _locked(version)

    check_can_draft(by, version.patient)
    VERSION.check(version.status, PlanStatus.WITHDRAWN)

    _move(version, PlanStatus.WITHDRAWN)

    record(type=AuditType.PLAN_WITHDRAWN, by=by, at=at, patient=version.patient, subject=version)
    publish(PlanWithdrawn(patient=version.patient.uuid, version=version.uuid), at=at)
    return version


def _draft(episode: EpisodeOfCare, reason: str, by: Any, at: datetime) -> PlanVersion:
    if episode.closed_at is not None:
        raise NotNow("This episode of care is closed.", fix="Open a new episode to plan again.")
    plan, _ = TreatmentPlan.objects.get_or_create(
        episode=episode, defaults={"patient": episode.patient, "recorded_at": at}
    )
    if plan.versions.filter(status=PlanStatus.DRAFT).exists():
        raise NotNow("A draft of this plan is already open.", fix="Go on with that one.")

    last = plan.versions.order_by("-number").first()
    version = PlanVersion.objects.create(
        plan=plan, number=last.number + 1 if last else 1, drafted_by=by, reason=reason, recorded_at=at
    )
    source = selectors.active_version(episode.patient) or (last and selectors.versions().get(pk=last.pk))
    if source:
        copying.copy_into(source=source, target=version, at=at)

    record(
        type=AuditType.PLAN_DRAFTED, by=by, at=at, patient=episode.patient, subject=version,
        changes={"reason": reason, "copied from": source.number if source else None},
    )  # fmt: skip
    publish(PlanDrafted(patient=episode.patient.uuid, version=version.uuid), at=at)
    return version


def _locked(version: PlanVersion) -> PlanVersion:
    """Lock the plan, the root of all its versions, and read the version anew."""
    TreatmentPlan.objects.select_for_update().get(pk=version.plan_id)
    return selectors.versions().get(pk=version.pk)


def _lock_draft(version: PlanVersion, by: Any) -> PlanVersion:
    version = _locked(version)
    check_can_draft(by, version.patient)
    policies.check_editable(version)
    return version


def _move(version: PlanVersion, to: PlanStatus) -> None:
    VERSION.check(version.status, to)
    version.status = to.value
    version.save()


def _edited(version: PlanVersion, by: Any, at: datetime, changes: dict[str, Any]) -> None:
    record(type=AuditType.PLAN_EDITED, by=by, at=at, patient=version.patient, subject=version, changes=changes)


def _save_once(signature: Signature, meaning: Meaning) -> None:
    try:
        with transaction.atomic():
            signature.save()
    except IntegrityError:
        raise NotNow(f"The {meaning.label.lower()} has just signed this version.") from None

