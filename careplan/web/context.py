"""What the frame around every page needs."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.urls import reverse

from careplan.access.checks import holds
from careplan.access.permissions import Permission
from careplan.web import nav


@dataclass(frozen=True)
class Frame:
    """The frame: menu, who is signed in, where, and the few addresses every page needs."""

    nav: list[nav.NavLink]
    site_name: str
    user_name: str
    role_name: str
    theme: str
    theme_url: str
    sign_out_url: str
    account_url: str
    crisis_url: str
    keep_url: str
    ping_url: str
    idle_seconds: int
    demo: bool


def frame(request: Any) -> dict[str, Any]:
    """Context processor: `frame` in every template."""
    theme = request.COOKIES.get("theme", "")
    user = getattr(request, "user", None)
    known = user is not None and user.is_authenticated
    return {
        "frame": Frame(
            nav=nav.links(user, request.path) if known else [],
            site_name=user.site_words if known else "",
            user_name=str(user) if known else "",
            role_name=user.role_words if known else "",
            theme=theme if theme in {"light", "dark"} else "",
            theme_url=reverse("web:theme"),
            sign_out_url=reverse("account_logout"),
            account_url=reverse("mfa_index"),
            crisis_url=nav._url("alumni:crisis") if known and holds(user, Permission.CRISIS_CALL_RECORD) else "",
            keep_url=reverse("web:draft"),
            ping_url=reverse("web:ping"),
            idle_seconds=settings.IDLE_SECONDS,
            demo=settings.CAREPLAN_MODE == "demo",
        )
    }
