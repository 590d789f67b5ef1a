"""The kit's own pages: drafts, theme, health, and the gallery of components."""

from django.db import connection
from django.http import HttpResponse, HttpResponseRedirect, JsonResponse
from django.utils.http import url_has_allowed_host_and_scheme

from careplan.core import clock
from careplan.web import drafts
from careplan.web.guards import CareplanRequest, methods, public, signed_in
from careplan.web.page import go, page


@signed_in
@methods("POST")
def draft(request: CareplanRequest) -> HttpResponse:
    """Keep what is being typed on a page of ours, until it is saved."""
    at = clock.now()
    path = request.POST.get("path", "")
    if path.startswith("/") and not path.startswith("//"):
        drafts.keep(user=request.user, path=path, data=request.POST, at=at)
    return JsonResponse({"saved_at": at.isoformat()})


@signed_in
@methods("POST")
def forget_draft(request: CareplanRequest) -> HttpResponse:
    """Let go of kept text, at the person's own wish."""
    path = _ours(request, request.POST.get("path", "/"))
    drafts.forget(user=request.user, path=path)
    return go(request, path)


@signed_in
@methods("POST")
def ping(request: CareplanRequest) -> HttpResponse:
    """Still here: counts as activity, so the idle clock starts anew."""
    return HttpResponse(status=204)


@public
@methods("POST")
def theme(request: CareplanRequest) -> HttpResponse:
    """Light, dark, or as the device says."""
    response = HttpResponseRedirect(_ours(request, request.POST.get("next", "/")))
    wanted = request.POST.get("theme", "")
    response.set_cookie("theme", wanted if wanted in {"light", "dark"} else "", samesite="Lax", httponly=True)
    return response


@public
@methods("GET")
def health(request: CareplanRequest) -> HttpResponse:
    """Whether the app and its database answer, for a load balancer. Says nothing else."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return JsonResponse({"status": "ok"})


@public
@methods("GET")
def gallery(request: CareplanRequest) -> HttpResponse:
    """Every component in every state, for people who build pages and for the accessibility test."""
    from careplan.web.gallery import sample_context

    return page(request, "web/gallery.html", sample_context())


def _ours(request: CareplanRequest, target: str) -> str:
    safe = url_has_allowed_host_and_scheme(target, allowed_hosts=None) and target.startswith("/")
    return target if safe else "/"
