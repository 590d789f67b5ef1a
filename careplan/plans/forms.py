"""What is typed on the plan pages. Field names are the actions' argument names."""

from typing import Any

from django import forms

from careplan.accounts.models import User
from careplan.patients.models import Patient
from careplan.plans.states import LEVELS_OF_CARE, Modality
from careplan.web import fields
from careplan.web.forms import Form


class DraftForm(Form):
    """Why a new version is needed."""

    reason = forms.CharField(
        label="Why this version", max_length=300, help_text="For example: first plan; step down to two groups a week."
    )


class HeaderForm(Form):
    """The plan as a whole."""

    level_of_care = forms.ChoiceField(
        label="Level of care", required=False, choices=[("", "Choose"), *LEVELS_OF_CARE.items()]
    )
    next_review_on = fields.DateField(label="Next review", required=False)
    strengths = fields.LongText(label="Strengths", required=False, rows=3)
    barriers = fields.LongText(label="What gets in the way", required=False, rows=3)
    preferences = fields.LongText(label="Preferences", required=False, rows=3)
    transition_criteria = fields.LongText(label="When treatment is complete", required=False, rows=3)
    emergency_plan = fields.LongText(
        label="Stopping and emergency pain plan", required=False, rows=3,
        help_text="Agree it with every patient: naltrexone blocks opioid pain medicine.",
    )  # fmt: skip


class ProblemForm(Form):
    """A problem and where it comes from."""

    statement = forms.CharField(label="Problem", max_length=500, help_text="In the patient’s words where you can.")
    source = forms.CharField(
        label="Which finding it comes from", max_length=120, required=False, help_text="For example: intake, 3 May."
    )


class GoalForm(Form):
    """A goal."""

    patient_words = forms.CharField(label="Goal, in the patient’s own words", max_length=500)


class ObjectiveForm(Form):
    """A measurable step."""

    statement = forms.CharField(label="Objective", max_length=500, help_text="Something that can be seen or counted.")
    baseline = forms.CharField(label="Where things stand now", max_length=200)
    target = forms.CharField(label="What will be reached", max_length=200)
    target_date = fields.DateField(label="By when")


class InterventionForm(Form):
    """What the clinic does for an objective."""

    modality = forms.ChoiceField(label="Kind", choices=[(one.value, one.label) for one in Modality])
    times = forms.IntegerField(label="How many times", min_value=1, max_value=14, initial=1)
    weeks = forms.IntegerField(label="Every how many weeks", min_value=1, max_value=12, initial=1)
    minutes = forms.IntegerField(label="Minutes each", min_value=5, max_value=480, required=False)
    responsible = forms.ModelChoiceField(label="Who is responsible", queryset=User.objects.none())
    detail = forms.CharField(label="Detail", max_length=300, required=False)

    def __init__(self, *args: Any, patient: Patient, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        staff = User.objects.filter(
            is_active=True, role_assignments__site=patient.site_id, role_assignments__ended_at=None
        )
        choice: Any = self.fields["responsible"]
        choice.queryset = staff.distinct().order_by("display_name")


class PatientSignatureForm(Form):
    """The patient's signature, recorded by the member of staff who sat with them."""

    signer_name = forms.CharField(label="Name as the patient signed it", max_length=160)
    method = forms.ChoiceField(
        label="How it was signed", choices=[("on screen", "On this screen"), ("on paper", "On paper, kept on file")]
    )


class StaffSignatureForm(Form):
    """A member of staff's own signature."""

    agree = forms.BooleanField(label="I have read this version and sign it with my name and credential")

    def clean(self) -> dict[str, Any]:
        """The tick is the intent; the action takes nothing from it."""
        cleaned: dict[str, Any] = super().clean() or {}
        cleaned.pop("agree", None)
        return cleaned
