"""Copying a version's items into a new draft, with the same keys, so that items can be followed."""

from datetime import datetime
from typing import Any

from careplan.plans.contents import HEADER
from careplan.plans.models import Goal, Intervention, Objective, PlanVersion, Problem


def copy_into(*, source: PlanVersion, target: PlanVersion, at: datetime) -> None:
    """Copy header and items. The next review is left open: it must be chosen anew. Runs inside the action."""
    for name in HEADER:
        if name != "reason":
            setattr(target, name, getattr(source, name))
    target.save()
    common: dict[str, Any] = {"version": target, "recorded_at": at}
    problems = {
        one.pk: Problem.objects.create(
            key=one.key, position=one.position, statement=one.statement, source=one.source, **common
        )
        for one in source.problems.all()
    }
    goals = {
        one.pk: Goal.objects.create(
            key=one.key, position=one.position, patient_words=one.patient_words, problem=problems[one.problem_id],
            **common,
        )
        for one in source.goals.all()
    }  # fmt: skip
    objectives = {
        one.pk: Objective.objects.create(
            key=one.key, position=one.position, goal=goals[one.goal_id], statement=one.statement,
            baseline=one.baseline, target=one.target, target_date=one.target_date, status=one.status, **common,
        )
        for one in source.objectives.all()
    }  # fmt: skip
    for one in source.interventions.all():
        Intervention.objects.create(
            key=one.key, position=one.position, objective=objectives[one.objective_id], modality=one.modality,
            times=one.times, weeks=one.weeks, minutes=one.minutes, responsible=one.responsible, detail=one.detail,
            **common,
        )  # fmt: skip
