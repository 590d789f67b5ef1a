"""People who can open charts prove themselves twice; the demo is exempt so that it can be tried."""

from collections.abc import Callable
from typing import Any

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django_htmx.http import HttpResponseClientRedirect

OPEN_PREFIXES = ("/account/", "/static/", "/health/", "/theme/", "/sign-in/")
CHECKED = "second_factor_set_up"


class MfaRequiredMiddleware:
    """Send clinical staff without a second factor to set one up before anything else (domain 7.4)."""

    def __init__(self, get_response: Callable[[Any], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: Any) -> HttpResponse:
        if not self._must_set_up(request):
            return self.get_response(request)
        url = reverse("mfa_activate_totp")
        if request.htmx:
            return HttpResponseClientRedirect(url)
        messages.info(request, "Your role opens charts, so please set up a second sign-in step first.")
        return HttpResponseRedirect(url)

    def _must_set_up(self, request: Any) -> bool:
        if not settings.MFA_REQUIRED or not request.user.is_authenticated:
            return False
        if request.path.startswith(OPEN_PREFIXES) or request.session.get(CHECKED):
            return False
        if not request.user.is_clinical:
            return False
        if Authenticator.objects.filter(user=request.user, type=Authenticator.Type.TOTP).exists():
            request.session[CHECKED] = True
            return False
        return True
