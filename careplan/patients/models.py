"""Who a chart belongs to, who cares for the person, and what they agreed to."""

from typing import ClassVar

from django.contrib.postgres.indexes import OpClass
from django.db import models
from django.db.models.functions import Upper

from careplan.accounts.models import Site, Team, User
from careplan.core.models import Editable, Record
from careplan.patients.states import EPISODE, ConsentKind, EpisodeStatus, TeamFunction


class Patient(Editable):
    """A person the clinic knows, at one site and team. `mrn` is the medical record number."""

    mrn = models.CharField("MRN", max_length=20, unique=True)
    site = models.ForeignKey(Site, on_delete=models.PROTECT, related_name="patients")
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="patients")
    given_name = models.CharField(max_length=100)
    family_name = models.CharField(max_length=100)
    preferred_name = models.CharField(max_length=100, blank=True)
    pronouns = models.CharField(max_length=40, blank=True)
    birth_date = models.DateField("date of birth")
    sex_at_birth = models.CharField(max_length=20, blank=True)
    phone = models.CharField(max_length=40, blank=True)
    safe_contact = models.CharField("safe ways to get in touch", max_length=300, blank=True)
    address = models.CharField(max_length=300, blank=True)
    language = models.CharField(max_length=60, blank=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(OpClass(Upper("family_name"), name="varchar_pattern_ops"), name="patient_family_prefix"),
            models.Index(OpClass(Upper("given_name"), name="varchar_pattern_ops"), name="patient_given_prefix"),
            models.Index(fields=["birth_date"], name="patient_birth_date"),
            models.Index(fields=["site", "family_name", "given_name", "id"], name="patient_site_name"),
            models.Index(fields=["team", "family_name", "given_name", "id"], name="patient_team_name"),
            models.Index(fields=["family_name", "given_name", "id"], name="patient_name"),
        ]

    class Privacy:
        identifying: ClassVar = {
            "mrn", "given_name", "family_name", "preferred_name", "pronouns", "birth_date",
            "sex_at_birth", "phone", "safe_contact", "address", "language",
        }  # fmt: skip
        operational: ClassVar = {"site", "team"}

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """The name the person goes by, with the family name."""
        return f"{self.preferred_name or self.given_name} {self.family_name}"

    @property
    def short_name(self) -> str:
        """First name and initial, for lists that others may see."""
        return f"{self.preferred_name or self.given_name} {self.family_name[:1]}."


class PatientIdentifier(Record):
    """The person's number in another system, so that an import finds them again."""

    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="identifiers")
    system = models.CharField(max_length=200)
    value = models.CharField(max_length=200)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["system", "value"], name="one_person_per_identifier")]

    class Privacy:
        identifying: ClassVar = {"system", "value"}
        operational: ClassVar = {"patient"}


class CareTeamMembership(Record):
    """Somebody on one patient's care team: this is the caseload."""

    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="care_team")
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="caseload")
    function = models.CharField(max_length=20, choices=[(one.value, one.label) for one in TeamFunction])
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["patient", "user", "function"],
                condition=models.Q(ended_at=None),
                name="on_a_care_team_once_per_function",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["user", "patient"], condition=models.Q(ended_at=None), name="caseload_now"),
        ]

    class Privacy:
        operational: ClassVar = {"patient", "user", "function", "ended_at"}


class EpisodeOfCare(Editable):
    """One stretch of treatment, from admission to completion or departure."""

    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="episodes")
    status = models.CharField(max_length=20, choices=EPISODE.choices(), default=EpisodeStatus.INTAKE.value)
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)
    closing_reason = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["patient"],
                condition=models.Q(closed_at=None),
                name="one_open_episode_per_patient",
            ),
            models.CheckConstraint(
                condition=models.Q(closed_at=None, status__in=["intake", "active"])
                | models.Q(closed_at__isnull=False, status__in=["completed", "left", "transferred"]),
                name="closed_episode_has_a_time",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["status", "patient"], name="episode_status")]

    class Privacy:
        clinical: ClassVar = {"status", "opened_at", "closed_at", "closing_reason"}
        operational: ClassVar = {"patient"}


class RelatedPerson(Record):
    """A relative or friend, with the scope the patient agreed to (domain 7.7)."""

    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="related_people")
    name = models.CharField(max_length=120)
    relation = models.CharField(max_length=60)
    phone = models.CharField(max_length=40, blank=True)
    is_emergency_contact = models.BooleanField(default=False)

    class Privacy:
        identifying: ClassVar = {"name", "relation", "phone", "is_emergency_contact"}
        operational: ClassVar = {"patient"}


class Consent(Record):
    """What the patient agreed to, with every element 42 CFR 2.31 asks for; revocation is a date, not a deletion."""

    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="consents")
    kind = models.CharField(max_length=30, choices=[(one.value, one.label) for one in ConsentKind])
    recipient = models.CharField(max_length=200, blank=True)
    purpose = models.CharField(max_length=300)
    information = models.CharField(max_length=500)
    related_person = models.ForeignKey(RelatedPerson, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    signed_name = models.CharField(max_length=120)
    signed_on = models.DateField()
    expires_on = models.DateField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        indexes: ClassVar = [models.Index(fields=["patient", "kind"], name="consent_by_kind")]

    class Privacy:
        identifying: ClassVar = {"recipient", "signed_name", "related_person"}
        clinical: ClassVar = {"kind", "purpose", "information", "signed_on", "expires_on", "revoked_at"}
        operational: ClassVar = {"patient", "recorded_by"}


class BreakGlassGrant(Record):
    """An hour's emergency access to one chart, with its reason; reviewed afterwards (domain 7.6)."""

    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="break_glass")
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="break_glass")
    reason = models.CharField(max_length=500)
    expires_at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["user", "expires_at"], name="glass_by_user")]

    class Privacy:
        clinical: ClassVar = {"reason"}
        operational: ClassVar = {"patient", "user", "expires_at"}
