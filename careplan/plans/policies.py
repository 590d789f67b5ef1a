"""May it be done now? State and clinical rules, with no user in sight (pure over what is passed in)."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from careplan.core.errors import NotNow
from careplan.core.rules import rule
from careplan.plans.states import VERSION, Meaning, PlanStatus


@rule
def check_editable(version: Any) -> None:
    """Only a draft changes; a submitted version is frozen. Raises NotNow."""
    if version.status != PlanStatus.DRAFT:
        raise NotNow(
            f"Version {version.number} is {VERSION.label(version.status).lower()}, so its text is frozen.",
            fix="Draft a new version to change the plan.",
        )


@rule
def check_submittable(version: Any, *, missing_areas: Iterable[str], today: date) -> None:
    """A plan can be signed only when it holds together (S48; domain 4.1).

    `missing_areas` are the intake areas still empty, in words. Every problem needs a goal, every
    goal an objective, every objective an intervention and a target date that is not past; the
    plan names its level of care, its next review, and the stopping and emergency plan (S38).
    Raises NotNow naming what is missing.
    """
    check_editable(version)
    if gaps := [*_missing_inputs(missing_areas), *_missing_links(version), *_missing_header(version, today)]:
        raise NotNow(f"The plan is not ready to sign: {'; '.join(gaps)}.", fix="Add what is missing, then submit again.")


@rule
def check_signable(version: Any, meaning: Meaning) -> None:
    """A version takes signatures while it waits for them, each meaning once. Raises NotNow."""
    if version.status != PlanStatus.IN_REVIEW:
        raise NotNow(f"Version {version.number} is {VERSION.label(version.status).lower()} and takes no signatures.")
    if any(signature.meaning == meaning for signature in version.signatures.all()):
        raise NotNow(f"The {meaning.label.lower()} has already signed version {version.number}.")


@rule
def check_activatable(version: Any, *, has_treatment_consent: bool, has_signed_assessment: bool) -> None:
    """A plan becomes active once everybody signed it, the assessment is signed and treatment consent is on file.

    Raises NotNow with the clinical reason (domain 4.2; R2).
    """
    if version.status != PlanStatus.SIGNED:
        waiting = [one.label.lower() for one in missing_signatures(version)]
        if version.status == PlanStatus.IN_REVIEW and waiting:
            raise NotNow(f"Version {version.number} still needs the signature of the {' and the '.join(waiting)}.")
        VERSION.check(version.status, PlanStatus.ACTIVE)
    if not has_signed_assessment:
        raise NotNow("The intake assessment is not signed yet.", fix="Sign the assessment, then activate the plan.")
    if not has_treatment_consent:
        raise NotNow(
            "No consent to treatment is on file, or it has ended.", fix="Record the consent under Consents first."
        )


def missing_signatures(version: Any) -> list[Meaning]:
    """The signatures a version still waits for."""
    there = {signature.meaning for signature in version.signatures.all()}
    return [meaning for meaning in Meaning if meaning not in there]


def _missing_inputs(missing_areas: Iterable[str]) -> list[str]:
    areas = list(missing_areas)
    return [f"the assessment says nothing yet about {', '.join(areas)}"] if areas else []


def _missing_links(version: Any) -> list[str]:
    problems, goals = list(version.problems.all()), list(version.goals.all())
    objectives = list(version.objectives.all())
    with_goal = {goal.problem_id for goal in goals}
    with_objective = {objective.goal_id for objective in objectives}
    helped = {one.objective_id for one in version.interventions.all()}
    gaps = [] if problems else ["it names no problem"]
    gaps += [f"“{one.statement}” has no goal" for one in problems if one.pk not in with_goal]
    gaps += [f"the goal “{one.patient_words}” has no objective" for one in goals if one.pk not in with_objective]
    gaps += [f"nothing is planned for “{one.statement}”" for one in objectives if one.pk not in helped]
    return gaps


def _missing_header(version: Any, today: date) -> list[str]:
    gaps = [] if version.level_of_care else ["the level of care is not chosen"]
    gaps += [] if version.emergency_plan.strip() else ["the stopping and emergency pain plan is empty"]
    if version.next_review_on is None:
        gaps.append("it has no date for the next review")
    elif version.next_review_on <= today:
        gaps.append("its next review is not in the future")
    gaps += [
        f"the target date of “{one.statement}” is past" for one in version.objectives.all() if one.target_date < today
    ]
    return gaps
