"""Sample content for the gallery of components: every component in every tone and state."""

from datetime import UTC, datetime
from typing import Any

from django import forms
from django.core.paginator import Paginator

from careplan.core.errors import Difference, StaleEdit
from careplan.core.rules import Verdict
from careplan.web import fields
from careplan.web.forms import FilterForm, Form

MORNING = datetime(2026, 3, 9, 10, 4, 12, tzinfo=UTC)


class SampleForm(Form):
    """One field of every kind."""

    name = forms.CharField(label="Name", max_length=120, help_text="As the person writes it.")
    given_on = fields.DateField(label="Given on")
    starts = fields.TimeField(label="Starts at")
    seen_at = fields.DateTimeField(label="Seen at", required=False)
    dose = fields.DoseField(label="Dose", help_text="Injection: 380 mg every four weeks.")
    phq9 = fields.ScoreField(0, 27, label="PHQ-9")
    alt = fields.MeasureField(unit="U/L", label="ALT", required=False)
    site = fields.RadioField(choices=[("left", "Left gluteal"), ("right", "Right gluteal")], label="Injection site")
    stage = forms.ChoiceField(choices=[("", "Choose"), ("intake", "Intake"), ("treatment", "In treatment")], label="Stage")
    topics = forms.MultipleChoiceField(
        choices=[("sleep", "Sleep"), ("family", "Family"), ("work", "Work")],
        widget=forms.CheckboxSelectMultiple,
        label="Topics",
        required=False,
    )
    note = fields.LongText(label="Note", rows=4)
    agreed = forms.BooleanField(label="The person agrees with this step")


class SampleFilter(FilterForm):
    """A search and a choice."""

    q = forms.CharField(label="Name, MRN or date of birth", required=False, widget=forms.TextInput({"type": "search"}))
    stage = forms.ChoiceField(choices=[("", "Every stage"), ("intake", "Intake")], label="Stage", required=False)


def sample_context() -> dict[str, Any]:
    """What the gallery page shows."""
    empty = SampleForm(prefix="new")
    wrong = SampleForm(_wrong_values(), revision=4, auto_id="wrong_%s")
    wrong.is_valid()
    return {
        "empty": empty,
        "wrong": wrong,
        "filter": SampleFilter(auto_id="filter_%s"),
        "stale": _stale(),
        "yes": Verdict(True),
        "no": Verdict(False, "The prescriber's signature is missing.", "Ask R. Osei, NP to sign version 5."),
        "facts": [("Plan", "Version 4, signed 2 Nov", "#"), ("Next review", "Tue 24 Nov"), ("Counselor", "M. Ivers"), ("Allergies", "None known")],
        "tabs": _tabs(),
        "crumbs": [("Patients", "#"), ("Dana Whitfield", "#"), ("Plan", "")],
        "findings": _findings(),
        "doses": _doses(),
        "page_of_many": Paginator(range(240), 25).page(3),
        "signed_at": MORNING,
        "steps": _steps(),
        "columns": ["Day", "Craving 0–10", "PHQ-9"],
        "rows": [["26 Jul", 8, 17], ["25 Aug", 6, 13], ["24 Sep", 4, 9], ["24 Oct", 3, 7]],
        "tones": ["stop", "due", "good", "note"],
    }


def _wrong_values() -> dict[str, Any]:
    return {
        "name": "Dana Whitfield",
        "given_on": "0001-01-01",
        "starts": "10:00",
        "dose": "about 380",
        "phq9": "31",
        "note": "Typed text stays.",
        "revision": "4",
    }


def _stale() -> StaleEdit:
    return StaleEdit(
        differences=(
            Difference(field="goal", label="Goal", mine="Attend three groups a week.", theirs="Attend two groups a week."),
            Difference(field="note", label="Note", mine="Sleeps better since the dose moved to the morning.", theirs=""),
        ),
        changed_by="M. Ivers",
        changed_at=MORNING,
        revision=5,
    )


def _tabs() -> list[dict[str, Any]]:
    names = ["Overview", "Plan", "Medication", "Sessions", "Assessments", "Reviews", "Consents", "Who looked"]
    return [{"label": name, "url": f"#{name.lower()}", "current": name == "Plan", "count": 9 if name == "Medication" else ""} for name in names]


def _findings() -> list[dict[str, str]]:
    return [
        {"tone": "stop", "word": "stop", "text": "Opioid-free 4 of 7 days", "detail": "Last use 19 Nov, reported. Earliest start Thu 26 Nov."},
        {"tone": "due", "word": "needed", "text": "Urine screen with fentanyl", "detail": "None since 12 Nov", "url": "#", "link": "Record"},
        {"tone": "good", "word": "met", "text": "ALT 38, AST 31 U/L", "detail": "17 Nov, below 3× upper limit"},
        {"tone": "note", "word": "consider", "text": "Injection over tablets", "detail": "Missed doses on tablets in 2024"},
    ]


def _doses() -> list[dict[str, str]]:
    rows = [
        ("Dana W.", "Injection 5, 380 mg", "stop", "4 days late", "Day 34, blockade fading; talk about overdose risk"),
        ("Luis M.", "Injection 2, 380 mg", "due", "due today", "ALT 41 U/L, 12 days ago"),
        ("Kim P.", "50 mg daily, refill", "due", "due Wed", "6 of 7 doses taken last week"),
        ("Ana S.", "Injection 9, 380 mg", "good", "in window", "28 to 30 day window opens Fri"),
    ]
    return [dict(zip(("name", "dose", "tone", "word", "know"), row, strict=True)) for row in rows]


def _steps() -> list[tuple[str, str, str]]:
    return [("Referral", "done", "#"), ("Assessment", "done", "#"), ("Readiness", "current", "#"), ("Plan", "next", "")]
