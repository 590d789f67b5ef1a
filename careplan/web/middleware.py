"""What happens around every request: correlation, idle sign-out, sign-in, submission keys, refusals, messages."""

import re
import uuid
from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import resolve_url
from django.template.loader import render_to_string
from django_htmx.http import HttpResponseClientRedirect

from careplan.audit.action import AlreadySubmitted
from careplan.audit.models import Submission
from careplan.audit.record import record
from careplan.audit.types import AuditType
from careplan.core import clock, occasion
from careplan.core.errors import Refusal
from careplan.web import drafts
from careplan.web.errors import error_page

Respond = Callable[[HttpRequest], HttpResponse]
SAFE_ID = re.compile(r"\A[A-Za-z0-9._-]{8,64}\Z")
LAST_ACTIVE = "last_active"


class CorrelationMiddleware:
    """Give every request an id that joins its log lines, audit events and messages."""

    def __init__(self, get_response: Respond) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        offered = request.headers.get("X-Request-ID", "")
        one = offered if SAFE_ID.match(offered) else uuid.uuid4().hex
        token = occasion.begin(occasion.Occasion(correlation_id=one, ip=request.META.get("REMOTE_ADDR") or None))
        try:
            response = self.get_response(request)
        finally:
            occasion.end(token)
        response["X-Request-ID"] = one
        if getattr(request, "user", None) is not None and request.user.is_authenticated:
            response.setdefault("Cache-Control", "no-store")
        return response


class IdleMiddleware:
    """Sign out after a quiet quarter of an hour, keeping whatever was being sent (domain 7.4).

    Background polls carry `X-Background: 1` and do not count as activity.
    """

    def __init__(self, get_response: Respond) -> None:
        self.get_response = get_response

    def __call__(self, request: Any) -> HttpResponse:
        if not request.user.is_authenticated:
            return self.get_response(request)
        now = clock.now()
        last = request.session.get(LAST_ACTIVE)
        if last is not None and now.timestamp() - last > settings.IDLE_SECONDS:
            return self._lock(request, now)
        if request.headers.get("X-Background") != "1":
            request.session[LAST_ACTIVE] = int(now.timestamp())
        return self.get_response(request)

    def _lock(self, request: Any, now: Any) -> HttpResponse:
        if request.method == "POST":
            drafts.keep(
                user=request.user,
                path=request.POST.get("path", request.path) if _is_draft_save(request) else request.path,
                data=request.POST,
                at=now,
            )
        record(type=AuditType.SESSION_LOCKED, by=request.user, at=now)
        logout(request)
        return _to_sign_in(request, idle=True)


class SignInRequiredMiddleware(LoginRequiredMiddleware):
    """Every view is shut unless it says it is public; htmx gets a redirect it can follow."""

    def handle_no_permission(self, request: Any, view_func: Any) -> Any:
        """Send the visitor to the sign-in page and back to the page they were on."""
        return _to_sign_in(request)


class SubmissionMiddleware:
    """Hand the form's submission key to the action, and remember where the first submit led."""

    def __init__(self, get_response: Respond) -> None:
        self.get_response = get_response

    def __call__(self, request: Any) -> HttpResponse:
        if request.method != "POST":
            return self.get_response(request)
        present = occasion.current()
        present.submission_key = _key(request.POST.get("submission_key", ""))
        response = self.get_response(request)
        target = response.headers.get("Location") or response.headers.get("HX-Redirect")
        if present.claimed and target:
            Submission.objects.filter(key=present.submission_key).update(location=target[:500])
        return response

    def process_exception(self, request: Any, exception: Exception) -> HttpResponse | None:
        """The same form again: go where the first one went."""
        if not isinstance(exception, AlreadySubmitted):
            return None
        target = exception.location or request.path
        if getattr(request, "htmx", False):
            return HttpResponseClientRedirect(target)
        response = HttpResponseRedirect(target)
        response.status_code = 303
        return response


class RefusalMiddleware:
    """Translate the four refusals into answers, once for all pages."""

    def __init__(self, get_response: Respond) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """A refusal becomes its page; anything else goes on as it is."""
        if isinstance(exception, Refusal):
            return error_page(request, exception.status, exception.message, exception.fix)
        return None


class MessagesMiddleware:
    """Let waiting messages ride along with an htmx fragment, out of band."""

    def __init__(self, get_response: Respond) -> None:
        self.get_response = get_response

    def __call__(self, request: Any) -> HttpResponse:
        response = self.get_response(request)
        if not getattr(request, "htmx", False) or "HX-Redirect" in response.headers:
            return response
        if response.streaming or not response.headers.get("Content-Type", "").startswith("text/html"):
            return response
        if request._messages and not request.htmx.boosted and response.status_code < 500:
            waiting = list(request._messages)
            if waiting:
                response.content += render_to_string(
                    "components/messages.html", {"messages": waiting, "oob": True}, request
                ).encode()
        return response


def _key(text: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(text)
    except ValueError:
        return None


def _is_draft_save(request: Any) -> bool:
    return bool(request.path == resolve_url("web:draft"))


def _to_sign_in(request: Any, *, idle: bool = False) -> HttpResponse:
    htmx = request.headers.get("HX-Request") == "true"
    back = request.get_full_path() if request.method in {"GET", "HEAD"} else request.path
    if htmx or _is_draft_save(request):
        back = _current_path(request) or "/"
    query = {"next": back} | ({"idle": "1"} if idle else {})
    url = f"{resolve_url(settings.LOGIN_URL)}?{urlencode(query)}"
    if htmx:
        return HttpResponseClientRedirect(url)
    return HttpResponseRedirect(url)


def _current_path(request: Any) -> str:
    """The page the browser is on, from the header htmx sends; only a path of ours."""
    from urllib.parse import urlsplit

    parts = urlsplit(request.headers.get("HX-Current-URL", ""))
    return parts.path if parts.path.startswith("/") and not parts.path.startswith("//") else ""
