"""The treatment plan: an identity, versions that are frozen once submitted, and a pointer to the active one."""

import uuid
from functools import reduce
from operator import or_
from typing import ClassVar

import pgtrigger
from django.db import models

from careplan.accounts.models import User
from careplan.audit.models import append_only
from careplan.core.models import Editable, Record, WriteOnce
from careplan.patients.models import EpisodeOfCare, Patient
from careplan.plans.states import LEVELS_OF_CARE, VERSION, Meaning, Modality, ObjectiveStatus, PlanStatus


def frozen_with_version(name: str) -> list[pgtrigger.Trigger]:
    """A trigger that lets an item change only while its plan version is a draft."""
    return [
        pgtrigger.Trigger(
            name=f"{name}_frozen",
            operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
            when=pgtrigger.Before,
            declare=[("state", "text")],
            func="""
                IF TG_OP = 'INSERT' THEN
                    SELECT status INTO state FROM plans_planversion WHERE id = NEW.version_id;
                ELSE
                    SELECT status INTO state FROM plans_planversion WHERE id = OLD.version_id;
                END IF;
                IF state IS DISTINCT FROM 'draft' THEN
                    RAISE EXCEPTION 'a plan version that is % is frozen', state USING ERRCODE = 'restrict_violation';
                END IF;
                IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
                RETURN NEW;
            """,
        )
    ]


CONTENT = (
    "plan", "number", "drafted_by", "reason", "level_of_care", "strengths", "barriers", "preferences",
    "transition_criteria", "emergency_plan", "next_review_on", "content_hash", "submitted_at",
)  # fmt: skip
"""What a signature covers, beside the items: none of it changes once the version is no draft."""


def _content_changed() -> pgtrigger.Q:
    changed = [pgtrigger.Q(**{f"old__{name}__df": pgtrigger.F(f"new__{name}")}) for name in CONTENT]
    return reduce(or_, changed)


class TreatmentPlan(Record):
    """The plan of one episode of care: it has many versions, at most one of them active."""

    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="plans")
    episode = models.OneToOneField(EpisodeOfCare, on_delete=models.PROTECT, related_name="plan")
    active_version = models.OneToOneField(
        "PlanVersion", null=True, blank=True, on_delete=models.PROTECT, related_name="active_for"
    )

    class Privacy:
        clinical: ClassVar = {"active_version"}
        operational: ClassVar = {"patient", "episode"}


class PlanVersion(Editable):
    """One version of a plan. Editable as a draft, frozen from the moment it is submitted for signature."""

    plan = models.ForeignKey(TreatmentPlan, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    status = models.CharField(max_length=20, choices=VERSION.choices(), default=PlanStatus.DRAFT.value)
    drafted_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField("why this version", max_length=300)
    level_of_care = models.CharField(max_length=10, choices=list(LEVELS_OF_CARE.items()), blank=True)
    strengths = models.TextField(blank=True)
    barriers = models.TextField("what gets in the way", blank=True)
    preferences = models.TextField(blank=True)
    transition_criteria = models.TextField("when treatment is complete", blank=True)
    emergency_plan = models.TextField("stopping and emergency pain plan", blank=True)
    next_review_on = models.DateField("next review", null=True, blank=True)
    content_hash = models.CharField(max_length=64, blank=True)
    submitted_at = models.DateTimeField(null=True, blank=True)
    activated_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["plan", "number"], name="one_number_per_plan_version"),
            models.UniqueConstraint(
                fields=["plan"], condition=models.Q(status="draft"), name="one_draft_per_plan"
            ),
            models.UniqueConstraint(
                fields=["plan"], condition=models.Q(status="active"), name="one_active_version_per_plan"
            ),
            models.CheckConstraint(
                condition=models.Q(status__in=["draft", "withdrawn"])
                | (models.Q(submitted_at__isnull=False) & ~models.Q(content_hash="")),
                name="submitted_version_has_hash",
            ),
        ]
        triggers: ClassVar = [
            pgtrigger.Protect(
                name="plan_version_frozen",
                operation=pgtrigger.Update,
                condition=~pgtrigger.Q(old__status="draft") & _content_changed(),
            ),
            pgtrigger.Protect(name="plan_version_kept", operation=pgtrigger.Delete),
        ]

    class Privacy:
        clinical: ClassVar = {
            "status", "reason", "level_of_care", "strengths", "barriers", "preferences", "transition_criteria",
            "emergency_plan", "next_review_on",
        }  # fmt: skip
        operational: ClassVar = {"plan", "number", "drafted_by", "content_hash", "submitted_at", "activated_at"}

    @property
    def patient(self) -> Patient:
        """Whose plan this is."""
        return self.plan.patient


class PlanItem(Record):
    """A part of a plan version. `key` stays the same from version to version, so that items can be followed."""

    key = models.UUIDField(default=uuid.uuid4, editable=False)
    position = models.PositiveSmallIntegerField()

    class Meta:
        abstract = True


class Problem(PlanItem):
    """What stands in the way, from an assessment finding, where possible in the patient's words."""

    version = models.ForeignKey(PlanVersion, on_delete=models.PROTECT, related_name="problems")
    statement = models.CharField(max_length=500)
    source = models.CharField(max_length=120, blank=True)

    class Meta:
        ordering: ClassVar = ["position", "id"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["version", "key"], name="problem_once_per_version")]
        triggers: ClassVar = frozen_with_version("problem")

    class Privacy:
        clinical: ClassVar = {"statement", "source"}
        operational: ClassVar = {"version", "key", "position"}


class Goal(PlanItem):
    """Where the patient wants to get to, in their own words."""

    version = models.ForeignKey(PlanVersion, on_delete=models.PROTECT, related_name="goals")
    problem = models.ForeignKey(Problem, on_delete=models.PROTECT, related_name="goals")
    patient_words = models.CharField(max_length=500)

    class Meta:
        ordering: ClassVar = ["position", "id"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["version", "key"], name="goal_once_per_version")]
        triggers: ClassVar = frozen_with_version("goal")

    class Privacy:
        clinical: ClassVar = {"patient_words", "problem"}
        operational: ClassVar = {"version", "key", "position"}


class Objective(PlanItem):
    """A measurable step towards a goal: baseline, target and target date (domain 4.1)."""

    version = models.ForeignKey(PlanVersion, on_delete=models.PROTECT, related_name="objectives")
    goal = models.ForeignKey(Goal, on_delete=models.PROTECT, related_name="objectives")
    statement = models.CharField(max_length=500)
    baseline = models.CharField(max_length=200)
    target = models.CharField(max_length=200)
    target_date = models.DateField()
    status = models.CharField(
        max_length=20, choices=[(one.value, one.value.capitalize()) for one in ObjectiveStatus], default="active"
    )

    class Meta:
        ordering: ClassVar = ["position", "id"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["version", "key"], name="objective_once_per_version")]
        triggers: ClassVar = frozen_with_version("objective")

    class Privacy:
        clinical: ClassVar = {"goal", "statement", "baseline", "target", "target_date", "status"}
        operational: ClassVar = {"version", "key", "position"}


class Intervention(PlanItem):
    """What the clinic does for an objective: how often (`times` every `weeks` weeks), how long, and who."""

    version = models.ForeignKey(PlanVersion, on_delete=models.PROTECT, related_name="interventions")
    objective = models.ForeignKey(Objective, on_delete=models.PROTECT, related_name="interventions")
    modality = models.CharField(max_length=20, choices=[(one.value, one.label) for one in Modality])
    times = models.PositiveSmallIntegerField("times")
    weeks = models.PositiveSmallIntegerField("every how many weeks", default=1)
    minutes = models.PositiveSmallIntegerField("minutes each", null=True, blank=True)
    responsible = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    detail = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering: ClassVar = ["position", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["version", "key"], name="intervention_once_per_version"),
            models.CheckConstraint(
                condition=models.Q(times__gte=1, times__lte=14, weeks__gte=1, weeks__lte=12),
                name="intervention_frequency_in_range",
            ),
        ]
        triggers: ClassVar = frozen_with_version("intervention")

    class Privacy:
        clinical: ClassVar = {"objective", "modality", "times", "weeks", "minutes", "detail"}
        operational: ClassVar = {"version", "key", "position", "responsible"}


class Signature(WriteOnce):
    """A signature on the exact content of a version (domain 7.9): who, as what, when, over which hash."""

    version = models.ForeignKey(PlanVersion, on_delete=models.PROTECT, related_name="signatures")
    meaning = models.CharField(max_length=20, choices=[(one.value, one.label) for one in Meaning])
    signer_name = models.CharField(max_length=160)
    credential = models.CharField(max_length=60, blank=True)
    method = models.CharField(max_length=60)
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    content_hash = models.CharField(max_length=64)
    signed_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["signed_at", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["version", "meaning"], name="one_signature_per_meaning"),
        ]
        triggers: ClassVar = append_only("plan_signature")

    class Privacy:
        identifying: ClassVar = {"signer_name", "credential"}
        operational: ClassVar = {"version", "meaning", "method", "recorded_by", "content_hash", "signed_at"}


class PlanActivation(WriteOnce):
    """The log of the pointer: which version gave way to which."""

    plan = models.ForeignKey(TreatmentPlan, on_delete=models.PROTECT, related_name="activations")
    old_version = models.ForeignKey(PlanVersion, null=True, on_delete=models.PROTECT, related_name="+")
    new_version = models.ForeignKey(PlanVersion, on_delete=models.PROTECT, related_name="+")
    activated_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        triggers: ClassVar = append_only("plan_activation")

    class Privacy:
        operational: ClassVar = {"plan", "old_version", "new_version", "activated_by"}
