"""The plan pages. Writes: parse, permit, perform, paint. Reads: scope, select, shape, show."""

from functools import partial
from typing import Any

from django.http import Http404, HttpResponse

from careplan.access.permissions import Permission
from careplan.core import clock
from careplan.patients.charts import chart_header
from careplan.patients.models import Patient
from careplan.patients.selectors import open_episode, visible_patient
from careplan.plans import actions, forms, pages, selectors
from careplan.plans.models import Goal, Intervention, Objective, PlanVersion, Problem
from careplan.plans.permissions import SIGNING
from careplan.plans.states import Meaning
from careplan.web.guards import CareplanRequest, load, methods, requires
from careplan.web.page import attempt, bind, done, page

VIEW, DRAFT = Permission.CHART_VIEW, Permission.PLAN_DRAFT


def _item(model: Any) -> Any:
    return partial(_visible_item, model)


def _visible_item(model: Any, user: Any, uuid: Any) -> Any:
    return selectors.visible_item(user, model, uuid)


@requires(VIEW)
@methods("GET")
@load("patient", visible_patient, chart="plan")
def chart(request: CareplanRequest, patient: Patient) -> HttpResponse:
    """The chart's plan tab: the active version and all others."""
    at = clock.now()
    active = selectors.active_version(patient)
    context = {
        "chart": chart_header(request.user, patient, tab="plan", at=at),
        "plans": pages.plan_list(request.user, patient),
        "plan": pages.plan_page(request.user, active, at=at) if active else None,
    }
    return page(request, "plans/list.html", context)


@requires(DRAFT)
@methods("GET", "POST")
@load("patient", visible_patient, chart="plan")
def draft(request: CareplanRequest, patient: Patient) -> HttpResponse:
    """Start a new version."""
    form = bind(request, forms.DraftForm)
    if request.method == "POST":
        version = attempt(request, form, actions.draft_version, episode=open_episode(patient))
        if version:
            return done(request, f"Version {version.number} is open as a draft.", "plans:detail", version.uuid)
    return _form_page(request, patient, form, "Draft a new version of the plan", "Start the draft")


@requires(VIEW)
@methods("GET")
@load("version", selectors.visible_version, chart="plan")
def detail(request: CareplanRequest, version: PlanVersion) -> HttpResponse:
    """One version: its content, its signatures, and what can be done with it now."""
    at = clock.now()
    context = {
        "chart": chart_header(request.user, version.patient, tab="plan", at=at),
        "plan": pages.plan_page(request.user, version, at=at),
    }
    return page(request, "plans/detail.html", context)


@requires(DRAFT)
@methods("GET", "POST")
@load("version", selectors.visible_version, chart="plan")
def edit(request: CareplanRequest, version: PlanVersion) -> HttpResponse:
    """Edit a draft's header."""
    initial = {name: getattr(version, name) for name in forms.HeaderForm.base_fields}
    form = bind(request, forms.HeaderForm, initial=initial, revision=version.revision)
    if request.method == "POST":
        if attempt(request, form, actions.edit_version, version=version, revision=form.posted_revision):
            return done(request, "The draft was saved.", "plans:detail", version.uuid)
    return _form_page(request, version.patient, form, f"Edit version {version.number}", "Save the draft")


@requires(DRAFT)
@methods("POST")
@load("version", selectors.visible_version)
def submit(request: CareplanRequest, version: PlanVersion) -> HttpResponse:
    """Send a draft out for signature."""
    actions.submit_version(version=version, by=request.user, at=clock.now())
    return done(request, "The plan is frozen and waits for its signatures.", "plans:detail", version.uuid)


@requires(*SIGNING.values())
@methods("GET", "POST")
@load("version", selectors.visible_version, chart="plan")
def sign(request: CareplanRequest, version: PlanVersion, meaning: str) -> HttpResponse:
    """Sign as counselor or prescriber, or record the patient's signature."""
    if meaning not in set(Meaning):
        raise Http404
    as_ = Meaning(meaning)
    form = bind(request, forms.PatientSignatureForm if as_ is Meaning.PATIENT else forms.StaffSignatureForm)
    if request.method == "POST":
        if attempt(request, form, actions.sign_version, version=version, meaning=as_):
            return done(request, "The signature is on file.", "plans:detail", version.uuid)
    return _form_page(request, version.patient, form, f"Sign as {as_.label.lower()}: “{as_.sentence}”", "Sign")


@requires(Permission.PLAN_ACTIVATE)
@methods("POST")
@load("version", selectors.visible_version)
def activate(request: CareplanRequest, version: PlanVersion) -> HttpResponse:
    """Put a signed version into force."""
    actions.activate_version(version=version, by=request.user, at=clock.now())
    return done(request, f"Version {version.number} is active.", "plans:detail", version.uuid)


@requires(DRAFT)
@methods("POST")
@load("version", selectors.visible_version)
def withdraw(request: CareplanRequest, version: PlanVersion) -> HttpResponse:
    """Take back a version that is not active yet."""
    actions.withdraw_version(version=version, by=request.user, at=clock.now())
    return done(request, f"Version {version.number} was withdrawn.", "plans:chart", version.patient.uuid)


@requires(DRAFT)
@methods("GET", "POST")
@load("version", selectors.visible_version, chart="plan")
def add_problem(request: CareplanRequest, version: PlanVersion) -> HttpResponse:
    """Name a problem."""
    form = bind(request, forms.ProblemForm)
    if request.method == "POST" and attempt(request, form, actions.add_problem, version=version):
        return done(request, "The problem was added.", "plans:detail", version.uuid)
    return _form_page(request, version.patient, form, "Add a problem", "Add the problem")


@requires(DRAFT)
@methods("GET", "POST")
@load("problem", _item(Problem))
def add_goal(request: CareplanRequest, problem: Problem) -> HttpResponse:
    """Write down a goal."""
    form = bind(request, forms.GoalForm)
    if request.method == "POST" and attempt(request, form, actions.add_goal, problem=problem):
        return done(request, "The goal was added.", "plans:detail", problem.version.uuid)
    return _form_page(request, problem.version.patient, form, f"Add a goal for “{problem.statement}”", "Add the goal")


@requires(DRAFT)
@methods("GET", "POST")
@load("goal", _item(Goal))
def add_objective(request: CareplanRequest, goal: Goal) -> HttpResponse:
    """Add a measurable step."""
    form = bind(request, forms.ObjectiveForm)
    if request.method == "POST" and attempt(request, form, actions.add_objective, goal=goal):
        return done(request, "The objective was added.", "plans:detail", goal.version.uuid)
    title = f"Add an objective for “{goal.patient_words}”"
    return _form_page(request, goal.version.patient, form, title, "Add the objective")


@requires(DRAFT)
@methods("GET", "POST")
@load("objective", _item(Objective))
def add_intervention(request: CareplanRequest, objective: Objective) -> HttpResponse:
    """Add what the clinic does for an objective."""
    form = bind(request, forms.InterventionForm, patient=objective.version.patient)
    if request.method == "POST" and attempt(request, form, actions.add_intervention, objective=objective):
        return done(request, "The intervention was added.", "plans:detail", objective.version.uuid)
    title = f"Add an intervention for “{objective.statement}”"
    return _form_page(request, objective.version.patient, form, title, "Add the intervention")


def _remove(request: CareplanRequest, item: Any) -> HttpResponse:
    version = actions.remove_item(item=item, by=request.user, at=clock.now())
    return done(request, "It was taken out of the draft.", "plans:detail", version.uuid)


remove_problem = requires(DRAFT)(methods("POST")(load("item", _item(Problem))(_remove)))
remove_goal = requires(DRAFT)(methods("POST")(load("item", _item(Goal))(_remove)))
remove_objective = requires(DRAFT)(methods("POST")(load("item", _item(Objective))(_remove)))
remove_intervention = requires(DRAFT)(methods("POST")(load("item", _item(Intervention))(_remove)))


def _form_page(request: CareplanRequest, patient: Patient, form: Any, title: str, submit: str) -> HttpResponse:
    context = {
        "chart": chart_header(request.user, patient, tab="plan", at=clock.now()),
        "form": form,
        "form_title": title,
        "submit": submit,
    }
    return page(request, "plans/form.html", context, status=form.status)
