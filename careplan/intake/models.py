"""Referrals, assessments, instrument responses, and the clinical facts the rest of the clinic builds on."""

from typing import ClassVar

import pgtrigger
from django.db import models

from careplan.accounts.models import Team, User
from careplan.audit.models import append_only
from careplan.core.models import Editable, Record, WriteOnce
from careplan.intake.states import ASSESSMENT, REFERRAL, AssessmentStatus, ReferralStatus
from careplan.patients.models import EpisodeOfCare, Patient


class Referral(Editable):
    """Somebody asks for a place: from a hospital, a court, a relative or the person themselves."""

    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="referrals")
    patient = models.ForeignKey(Patient, null=True, blank=True, on_delete=models.PROTECT, related_name="referrals")
    episode = models.OneToOneField(
        EpisodeOfCare, null=True, blank=True, on_delete=models.PROTECT, related_name="referral"
    )
    status = models.CharField(max_length=20, choices=REFERRAL.choices(), default=ReferralStatus.REFERRED.value)
    given_name = models.CharField(max_length=100)
    family_name = models.CharField(max_length=100)
    birth_date = models.DateField("date of birth")
    phone = models.CharField(max_length=40, blank=True)
    safe_contact = models.CharField("safe ways to get in touch", max_length=300, blank=True)
    source = models.CharField("who referred", max_length=200)
    reason = models.TextField("reason for the referral")
    received_at = models.DateTimeField()
    closing_reason = models.CharField(max_length=300, blank=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["team", "status", "-received_at"], name="referral_inbox")]

    class Privacy:
        identifying: ClassVar = {"given_name", "family_name", "birth_date", "phone", "safe_contact", "source"}
        clinical: ClassVar = {"status", "reason", "received_at", "closing_reason"}
        operational: ClassVar = {"team", "patient", "episode"}


class Assessment(Editable):
    """The intake assessment of one episode: seven areas (S48-S49), frozen when signed.

    The areas are text fields; the DSM-5 criteria and instruments are InstrumentResponse rows.
    """

    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="assessments")
    episode = models.ForeignKey(EpisodeOfCare, on_delete=models.PROTECT, related_name="assessments")
    status = models.CharField(max_length=20, choices=ASSESSMENT.choices(), default=AssessmentStatus.DRAFT.value)
    author = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    substance_use = models.TextField("substance use history", blank=True)
    medical = models.TextField("medical history and current health", blank=True)
    previous_treatment = models.TextField("previous treatment", blank=True)
    mental_health = models.TextField("mental health", blank=True)
    family_support = models.TextField("family and social support", blank=True)
    living_situation = models.TextField("living situation, work and legal matters", blank=True)
    personal_goals = models.TextField("personal goals, in the person's own words", blank=True)
    content_hash = models.CharField(max_length=64, blank=True)
    signed_at = models.DateTimeField(null=True, blank=True)
    signed_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    signed_as = models.CharField(max_length=160, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["episode"], condition=models.Q(status="draft"), name="one_draft_assessment_per_episode"
            ),
            models.CheckConstraint(
                condition=models.Q(status="draft", signed_at=None, signed_by=None)
                | (models.Q(status="signed", signed_at__isnull=False, signed_by__isnull=False)
                   & ~models.Q(content_hash="")),
                name="signed_assessment_has_signer",
            ),
        ]  # fmt: skip
        triggers: ClassVar = [
            pgtrigger.Protect(
                name="assessment_frozen",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__status="signed"),
            ),
            pgtrigger.Protect(name="assessment_kept", operation=pgtrigger.Delete),
        ]

    class Privacy:
        clinical: ClassVar = {
            "status", "substance_use", "medical", "previous_treatment", "mental_health", "family_support",
            "living_situation", "personal_goals",
        }  # fmt: skip
        operational: ClassVar = {
            "patient", "episode", "author", "content_hash", "signed_at", "signed_by", "signed_as",
        }  # fmt: skip


class InstrumentResponse(WriteOnce):
    """A filled-in instrument: raw answers and the score they gave. Written once; a correction is a new row."""

    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="instrument_responses")
    assessment = models.ForeignKey(
        Assessment, null=True, blank=True, on_delete=models.PROTECT, related_name="instrument_responses"
    )
    instrument = models.CharField(max_length=40)
    version = models.CharField(max_length=20)
    answers = models.JSONField()
    total = models.IntegerField(null=True)
    band = models.CharField(max_length=60, blank=True)
    mode = models.CharField(max_length=20, default="interview")
    taken_at = models.DateTimeField()
    recorded_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    replaces = models.OneToOneField("self", null=True, blank=True, on_delete=models.PROTECT, related_name="replaced_by")
    reason = models.CharField(max_length=300, blank=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["patient", "instrument", "-taken_at"], name="instrument_by_patient"),
        ]
        triggers: ClassVar = append_only("instrument_response")

    class Privacy:
        clinical: ClassVar = {
            "instrument", "version", "answers", "total", "band", "mode", "taken_at", "replaces", "reason",
        }  # fmt: skip
        operational: ClassVar = {"patient", "assessment", "recorded_by"}


class Diagnosis(Record):
    """A condition on file, with its ICD-10-CM or SNOMED CT code; `resolved_on` ends it."""

    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="diagnoses")
    system = models.CharField(max_length=100)
    code = models.CharField(max_length=40)
    label = models.CharField(max_length=300)
    onset_on = models.DateField(null=True, blank=True)
    resolved_on = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=200)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["patient", "source"], name="diagnosis_once_per_source")
        ]
        indexes: ClassVar = [models.Index(fields=["patient", "code"], name="diagnosis_by_code")]

    class Privacy:
        clinical: ClassVar = {"system", "code", "label", "onset_on", "resolved_on", "source"}
        operational: ClassVar = {"patient"}


class Allergy(Record):
    """A substance the person reacts to."""

    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="allergies")
    substance = models.CharField(max_length=300)
    code = models.CharField(max_length=40, blank=True)
    reaction = models.CharField(max_length=300, blank=True)
    source = models.CharField(max_length=200)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["patient", "source"], name="allergy_once_per_source")]

    class Privacy:
        clinical: ClassVar = {"substance", "code", "reaction", "source"}
        operational: ClassVar = {"patient"}


class CurrentMedicine(Record):
    """A medicine the person takes or was prescribed elsewhere; `ended_on` null means still taken."""

    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="current_medicines")
    label = models.CharField(max_length=300)
    code = models.CharField("RxNorm code", max_length=40, blank=True)
    is_opioid = models.BooleanField(default=False)
    is_agonist_treatment = models.BooleanField("methadone or buprenorphine for OUD", default=False)
    started_on = models.DateField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=200)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["patient", "source"], name="medicine_once_per_source")]

    class Privacy:
        clinical: ClassVar = {
            "label", "code", "is_opioid", "is_agonist_treatment", "started_on", "ended_on", "source",
        }  # fmt: skip
        operational: ClassVar = {"patient"}


class Observation(WriteOnce):
    """A lab result or vital sign: LOINC code, value with unit, the lab's own upper limit of normal."""

    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="observations")
    code = models.CharField("LOINC code", max_length=20)
    label = models.CharField(max_length=200)
    value = models.DecimalField(max_digits=14, decimal_places=4, null=True, blank=True)
    text_value = models.CharField(max_length=200, blank=True)
    unit = models.CharField(max_length=40, blank=True)
    upper_normal = models.DecimalField(
        "upper limit of normal", max_digits=14, decimal_places=4, null=True, blank=True
    )
    observed_at = models.DateTimeField()
    recorded_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    source = models.CharField(max_length=200)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["patient", "source"], name="observation_once_per_source")
        ]
        indexes: ClassVar = [models.Index(fields=["patient", "code", "-observed_at"], name="observation_by_code")]
        triggers: ClassVar = append_only("observation")

    class Privacy:
        clinical: ClassVar = {
            "code", "label", "value", "text_value", "unit", "upper_normal", "observed_at", "source",
        }  # fmt: skip
        operational: ClassVar = {"patient", "recorded_by"}


class OutsideRecord(Record):
    """An encounter or care plan from another provider, as imported: read, never edited here."""

    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="outside_records")
    kind = models.CharField(max_length=20, choices=[("encounter", "Encounter"), ("care_plan", "Care plan")])
    title = models.CharField(max_length=300)
    status = models.CharField(max_length=40, blank=True)
    started_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    detail = models.JSONField(default=dict)
    source = models.CharField(max_length=200)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["patient", "source"], name="outside_record_once_per_source")
        ]

    class Privacy:
        clinical: ClassVar = {"kind", "title", "status", "started_at", "ended_at", "detail", "source"}
        operational: ClassVar = {"patient"}
