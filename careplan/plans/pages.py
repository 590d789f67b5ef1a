"""Shaping plan versions into what the templates show."""

from datetime import datetime
from typing import Any

from django.urls import reverse

from careplan.core.clock import local_date
from careplan.core.rules import Verdict, first_no
from careplan.patients.models import Patient
from careplan.patients.selectors import open_episode
from careplan.plans import policies, selectors
from careplan.plans.models import Goal, Intervention, Objective, PlanVersion
from careplan.plans.permissions import check_can_activate, check_can_draft, check_can_sign
from careplan.plans.read_models import (
    GoalRow,
    InterventionRow,
    ObjectiveRow,
    PlanList,
    PlanPage,
    ProblemRow,
    SignatureRow,
    VersionRow,
)
from careplan.plans.states import LEVELS_OF_CARE, VERSION, Meaning, Modality, PlanStatus


def plan_page(user: Any, version: PlanVersion, *, at: datetime) -> PlanPage:
    """One version, with every button's verdict for this viewer."""
    patient = version.patient
    may_draft = check_can_draft.verdict(user, patient)
    editable = policies.check_editable.verdict(version)
    return PlanPage(
        number=version.number,
        status=VERSION.label(version.status),
        tone=VERSION.tone(version.status),
        is_draft=version.status == PlanStatus.DRAFT and may_draft.allowed,
        header=_header(version),
        problems=_problems(version),
        signatures=[_signature(user, version, meaning) for meaning in Meaning],
        content_hash=version.content_hash,
        edit_url=reverse("plans:edit", args=[version.uuid]),
        add_problem_url=reverse("plans:add_problem", args=[version.uuid]),
        submit_url=reverse("plans:submit", args=[version.uuid]),
        activate_url=reverse("plans:activate", args=[version.uuid]),
        withdraw_url=reverse("plans:withdraw", args=[version.uuid]),
        edit=first_no(may_draft, editable),
        submit=first_no(may_draft, submittable(version, at)) if version.status == PlanStatus.DRAFT else editable,
        activate=first_no(check_can_activate.verdict(user, patient), activatable(version, at)),
        withdraw=first_no(may_draft, _withdrawable(version)),
    )


def plan_list(user: Any, patient: Patient) -> PlanList:
    """Every version of the patient's plans, and whether a new one can be drafted by this viewer."""
    versions = selectors.plan_versions(patient)
    draft = next((one for one in versions if one.status == PlanStatus.DRAFT), None)
    active = next((one for one in versions if one.status == PlanStatus.ACTIVE), None)
    episode = open_episode(patient)
    return PlanList(
        versions=[
            VersionRow(
                one.number, reverse("plans:detail", args=[one.uuid]), VERSION.label(one.status),
                VERSION.tone(one.status), one.reason, one.recorded_at, str(one.drafted_by),
            )
            for one in versions
        ],
        draft_url=reverse("plans:draft", args=[patient.uuid]),
        draft=first_no(
            check_can_draft.verdict(user, patient),
            Verdict(episode is not None, "There is no open episode of care to plan for."),
            Verdict(draft is None, "A draft is already open.", "Go on with that one."),
        ),
        active_number=active.number if active else None,
        open_draft_url=reverse("plans:detail", args=[draft.uuid]) if draft else "",
    )  # fmt: skip


def submittable(version: PlanVersion, at: datetime) -> Verdict:
    """Whether the version can go out for signature, and if not, what is missing."""
    return policies.check_submittable.verdict(
        version,
        missing_areas=selectors.missing_areas(version.plan.episode),
        today=local_date(at, version.patient.site.zone),
    )


def activatable(version: PlanVersion, at: datetime) -> Verdict:
    """Whether the version can be put into force, and if not, why."""
    return policies.check_activatable.verdict(version, **selectors.activation_facts(version, at))


def frequency(one: Intervention) -> str:
    """How often and how long, in words: "3 times a week, 90 minutes each"."""
    times = {1: "once", 2: "twice"}.get(one.times, f"{one.times} times")
    span = "a week" if one.weeks == 1 else f"every {one.weeks} weeks"
    return f"{times} {span}" + (f", {one.minutes} minutes each" if one.minutes else "")


def _withdrawable(version: PlanVersion) -> Verdict:
    allowed = VERSION.allows(version.status, PlanStatus.WITHDRAWN)
    return Verdict(allowed, f"Version {version.number} is {VERSION.label(version.status).lower()}.")


def _header(version: PlanVersion) -> list[tuple[str, str]]:
    review = version.next_review_on
    rows = [
        ("Why this version", version.reason),
        ("Level of care", LEVELS_OF_CARE.get(version.level_of_care, "")),
        ("Next review", f"{review:%A %-d %B %Y}" if review else ""),
        ("Strengths", version.strengths),
        ("What gets in the way", version.barriers),
        ("Preferences", version.preferences),
        ("When treatment is complete", version.transition_criteria),
        ("Stopping and emergency pain plan", version.emergency_plan),
    ]
    return [(label, value or "not written yet") for label, value in rows]


def _problems(version: PlanVersion) -> list[ProblemRow]:
    return [
        ProblemRow(
            one.statement,
            one.source,
            [_goal(version, goal) for goal in version.goals.all() if goal.problem_id == one.pk],
            reverse("plans:add_goal", args=[one.uuid]),
            reverse("plans:remove_problem", args=[one.uuid]),
        )
        for one in version.problems.all()
    ]


def _goal(version: PlanVersion, goal: Goal) -> GoalRow:
    return GoalRow(
        goal.patient_words,
        [_objective(version, one) for one in version.objectives.all() if one.goal_id == goal.pk],
        reverse("plans:add_objective", args=[goal.uuid]),
        reverse("plans:remove_goal", args=[goal.uuid]),
    )


def _objective(version: PlanVersion, objective: Objective) -> ObjectiveRow:
    return ObjectiveRow(
        objective.statement,
        objective.baseline,
        objective.target,
        objective.target_date,
        objective.get_status_display(),
        [_intervention(one) for one in version.interventions.all() if one.objective_id == objective.pk],
        reverse("plans:add_intervention", args=[objective.uuid]),
        reverse("plans:remove_objective", args=[objective.uuid]),
    )


def _intervention(one: Intervention) -> InterventionRow:
    return InterventionRow(
        Modality(one.modality).label,
        frequency(one),
        str(one.responsible),
        one.detail,
        reverse("plans:remove_intervention", args=[one.uuid]),
    )


def _signature(user: Any, version: PlanVersion, meaning: Meaning) -> SignatureRow:
    given = next((one for one in version.signatures.all() if one.meaning == meaning), None)
    return SignatureRow(
        label=meaning.label,
        sentence=meaning.sentence,
        name=", ".join(filter(None, [given.signer_name, given.credential])) if given else "",
        method=given.method if given else "",
        signed_at=given.signed_at if given else None,
        sign_url=reverse("plans:sign", args=[version.uuid, meaning.value]),
        can_sign=first_no(
            policies.check_signable.verdict(version, meaning), check_can_sign.verdict(user, version, meaning)
        ),
    )


