"""What the plan pages receive: labels, tones, addresses and verdicts already decided."""

from dataclasses import dataclass
from datetime import date, datetime

from careplan.core.rules import Verdict


@dataclass(frozen=True)
class InterventionRow:
    """What the clinic does: "Group therapy, 3 times a week, 90 minutes each — Mara Ivers, LCSW"."""

    modality: str
    words: str
    responsible: str
    detail: str
    remove_url: str


@dataclass(frozen=True)
class ObjectiveRow:
    """A measurable step with its interventions."""

    statement: str
    baseline: str
    target: str
    target_date: date
    status: str
    interventions: list[InterventionRow]
    add_intervention_url: str
    remove_url: str


@dataclass(frozen=True)
class GoalRow:
    """A goal in the patient's words, with its objectives."""

    patient_words: str
    objectives: list[ObjectiveRow]
    add_objective_url: str
    remove_url: str


@dataclass(frozen=True)
class ProblemRow:
    """A problem with its goals; `source` says which finding it comes from."""

    statement: str
    source: str
    goals: list[GoalRow]
    add_goal_url: str
    remove_url: str


@dataclass(frozen=True)
class SignatureRow:
    """A signature given, or still waited for, with the button to give it."""

    label: str
    sentence: str
    name: str
    method: str
    signed_at: datetime | None
    sign_url: str
    can_sign: Verdict


@dataclass(frozen=True)
class VersionRow:
    """One version in the list of versions."""

    number: int
    url: str
    status: str
    tone: str
    reason: str
    when: datetime
    drafted_by: str


@dataclass(frozen=True)
class PlanPage:
    """One version of a plan as a page."""

    number: int
    status: str
    tone: str
    is_draft: bool
    header: list[tuple[str, str]]
    problems: list[ProblemRow]
    signatures: list[SignatureRow]
    content_hash: str
    edit_url: str
    add_problem_url: str
    submit_url: str
    activate_url: str
    withdraw_url: str
    edit: Verdict
    submit: Verdict
    activate: Verdict
    withdraw: Verdict


@dataclass(frozen=True)
class PlanList:
    """All versions of a patient's plans, newest first, and whether a new one can be drafted."""

    versions: list[VersionRow]
    draft_url: str
    draft: Verdict
    active_number: int | None
    open_draft_url: str
