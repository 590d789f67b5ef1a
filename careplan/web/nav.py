"""The menu as data. The table itself is in the composition root, which is allowed to know every app."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.urls import NoReverseMatch, reverse
from django.utils.module_loading import import_string

from careplan.access.checks import holds
from careplan.access.permissions import Permission


@dataclass(frozen=True)
class NavItem:
    """One menu entry: shown to people who hold any of `permissions` (everybody when empty)."""

    label: str
    url_name: str
    permissions: tuple[Permission, ...] = ()


@dataclass(frozen=True)
class NavLink:
    """A menu entry as drawn."""

    label: str
    url: str
    current: bool
    count: str = ""


def links(user: Any, path: str) -> list[NavLink]:
    """The entries this person may open; the current one is the longest address that fits the page."""
    items: list[NavItem] = import_string(settings.CAREPLAN_NAV)
    found = [
        (item.label, _url(item.url_name))
        for item in items
        if not item.permissions or any(holds(user, permission) for permission in item.permissions)
    ]
    present = [(label, url) for label, url in found if url]
    fitting = [url for _, url in present if path == url or (url != "/" and path.startswith(url))]
    best = max(fitting, key=len, default=None)
    return [NavLink(label, url, url == best) for label, url in present]


def _url(name: str) -> str:
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""
