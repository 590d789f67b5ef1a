"""Answering a request: a full page, or the declared part of it that htmx asked for."""

from collections.abc import Callable, Collection
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django_htmx.http import HttpResponseClientRedirect

from careplan.core import clock
from careplan.core.errors import NotPermitted, NotVisible, Refusal, StaleEdit
from careplan.web import drafts


def page(
    request: Any,
    template: str,
    context: dict[str, Any] | None = None,
    *,
    parts: Collection[str] = (),
    status: int = 200,
) -> HttpResponse:
    """The page, or one of its `parts` when htmx targets the element of that id. The server chooses."""
    wanted = request.htmx.target if request.htmx and not request.htmx.boosted else None
    name = f"{template}#{wanted}" if wanted in parts else template
    response = render(request, name, context or {}, status=status)
    patch_vary_headers(response, ["HX-Request", "HX-Target"])
    return response


def bind(request: Any, form_class: type[Any], *, initial: dict[str, Any] | None = None, **kwargs: Any) -> Any:
    """The form for this request: what was posted, or else what was typed before and kept, or `initial`.

    `form.kept_at` is the time of the kept draft when one was put back, so the page can say so.
    """
    if request.method == "POST":
        return form_class(request.POST, initial=initial, **kwargs)
    draft = drafts.kept(user=request.user, path=request.path)
    form = form_class(initial=initial, **kwargs)
    if draft is not None:
        form.restore(drafts.as_initial(draft, form), kept_at=draft.saved_at)
    return form


def attempt(request: Any, form: Any, action: Callable[..., Any], **known: Any) -> Any:
    """Perform an action with the form's cleaned values. Returns its result, or None when it was refused.

    A refusal becomes an error of the form (beside its field when it names one) and sets
    `form.status` (422, 409); the page is then painted again with everything typed still in
    place. `known` are the arguments that do not come from the form; `by` and `at` are added.
    """
    if not form.is_valid():
        form.status = 422
        return None
    try:
        result = action(**known, **form.cleaned_data, by=request.user, at=clock.now())
    except (NotVisible, NotPermitted):
        raise
    except StaleEdit as stale:
        form.status = stale.status
        form.show_conflict(stale)
        return None
    except Refusal as refusal:
        form.status = refusal.status
        form.take_refusal(refusal)
        return None
    drafts.forget(user=request.user, path=request.path)
    return result


def done(request: Any, message: str, to: str, *args: Any, **kwargs: Any) -> HttpResponse:
    """Say what was done and go on to the page named `to`: 303, or HX-Redirect for htmx."""
    if message:
        messages.success(request, message)
    return go(request, reverse(to, args=args, kwargs=kwargs))


def go(request: Any, url: str) -> HttpResponse:
    """Go to a page of ours, however the request came."""
    if request.htmx:
        return HttpResponseClientRedirect(url)
    response = HttpResponseRedirect(url)
    response.status_code = 303
    return response


def posted_at() -> datetime:
    """The instant this request is handled at, for views that pass it on."""
    return clock.now()
