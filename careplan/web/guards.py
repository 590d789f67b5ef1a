"""Guards stacked on views: who may ask, and what they are asking about.

    @requires(Permission.PLAN_ACTIVATE)
    @load("version", plan_selectors.visible_version, chart="plan")
    def activate(request, version): ...

The outermost guard answers first: method, permission, then the record. Each leaves a mark on the
view, so that a test can list every view with its guard.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any, Protocol

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponseBase, HttpResponseNotAllowed
from django_htmx.middleware import HtmxDetails

from careplan.access.checks import holds, require, whom_to_ask
from careplan.access.permissions import Permission
from careplan.audit.record import viewed
from careplan.core import clock
from careplan.core.errors import NotPermitted


class CareplanRequest(HttpRequest):
    """A request as our views see it: signed in, with htmx details."""

    htmx: HtmxDetails
    user: Any


class View(Protocol):
    """A view function with the marks its guards left."""

    def __call__(self, request: CareplanRequest, *args: Any, **kwargs: Any) -> HttpResponseBase: ...


def requires(*permissions: Permission) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Only people who hold one of the permissions get in. The object-level check is the action's."""

    def guard(view: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(view)
        def guarded(request: CareplanRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            _require_one(request.user, permissions)
            response: HttpResponseBase = view(request, *args, **kwargs)
            return response

        guarded.permissions = permissions  # type: ignore[attr-defined]
        return guarded

    return guard


def signed_in(view: Callable[..., Any]) -> Callable[..., Any]:
    """Everybody who is signed in gets in: for pages about oneself only."""
    view.permissions = ()  # type: ignore[attr-defined]
    return view


def public(view: Callable[..., Any]) -> Callable[..., Any]:
    """No sign-in needed. The list of public views is asserted in a test."""
    open_view = login_not_required(view)
    open_view.public = True  # type: ignore[attr-defined]
    open_view.permissions = ()  # type: ignore[attr-defined]
    return open_view


def methods(*allowed: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Only these HTTP methods; HEAD comes with GET."""
    names = {*allowed, "HEAD"} if "GET" in allowed else set(allowed)

    def guard(view: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(view)
        def guarded(request: CareplanRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if request.method not in names:
                return HttpResponseNotAllowed(sorted(names))
            response: HttpResponseBase = view(request, *args, **kwargs)
            return response

        return guarded

    return guard


def load(
    name: str, selector: Callable[..., Any], *, chart: str | None = None
) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Turn the uuid in the address into the record, through a selector scoped to the viewer.

    The selector takes (user, uuid) and raises NotVisible when there is nothing there for this
    viewer. With `chart` set, a GET is recorded as a view of that part of the patient's chart;
    the record must be a patient or have a `patient`.
    """

    def guard(view: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(view)
        def guarded(request: CareplanRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            found = selector(request.user, kwargs.pop(name))
            if chart and request.method == "GET":
                patient = getattr(found, "patient", found)
                viewed(by=request.user, at=clock.now(), patient=patient, page=chart)
            response: HttpResponseBase = view(request, *args, **{name: found}, **kwargs)
            return response

        guarded.chart = chart  # type: ignore[attr-defined]
        return guarded

    return guard


def _require_one(user: Any, permissions: tuple[Permission, ...]) -> None:
    if any(holds(user, permission) for permission in permissions):
        return
    if len(permissions) == 1:
        require(user, permissions[0])
    raise NotPermitted("This page belongs to another role.", fix=whom_to_ask(permissions[0]))
