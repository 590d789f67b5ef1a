"""The tags that draw forms. Loaded by `ui`; page templates need not name this library."""

from typing import Any
from uuid import uuid4

from django import template
from django.forms import BaseForm
from django.forms.boundfield import BoundField
from django.template.context import Context
from django.template.loader import get_template
from django.urls import NoReverseMatch, reverse
from django.utils.safestring import SafeString

register = template.Library()


def why_not(can: Any, blocked: str = "") -> str:
    """The reason a step is closed, from a rule's verdict or given by hand; empty when it is open."""
    if blocked or can is None or can:
        return blocked
    reason = f"{getattr(can, 'reason', '')} {getattr(can, 'fix', '')}".strip()
    return reason or "This step is not open to you now."


def compare_table(conflict: Any, *, focus: bool) -> SafeString:
    """Both versions of every field that differs, with who saved the other one and when."""
    rows = getattr(conflict, "differences", None) or getattr(conflict, "rows", ())
    return get_template("components/compare.html").render({"conflict": conflict, "rows": rows, "focus": focus})


@register.simple_tag
def field(bound: BoundField) -> SafeString:
    """One field with its label, hint and errors."""
    return bound.as_field_group()


@register.simple_tag
def error_summary(form: BaseForm) -> SafeString:
    """All errors of the form as links to their fields; takes the focus when the page opens."""
    return get_template("components/error_summary.html").render({"problems": problems(form), "focus": True})


@register.simple_tag(takes_context=True)
def house_form(context: Context, form: BaseForm, **options: Any) -> SafeString:
    """A whole form: `action`, `submit`, `kind`, `cancel_url`, `part`, `keep`, `can`, `multipart`, `name`, `value`, `id`, `focus`."""
    body = "".join(field(bound) for bound in form.visible_fields())
    return _form(context, SafeString(body), form, **options)


@register.simple_block_tag(takes_context=True)
def house_form_block(context: Context, content: str, form: BaseForm, **options: Any) -> SafeString:
    """The same with a layout of one's own inside; all options of `house_form`."""
    return _form(context, content, form, **options)


@register.simple_tag(takes_context=True)
def post_button(
    context: Context,
    label: str,
    url: str,
    *,
    kind: str = "",
    can: Any = None,
    part: str = "",
    fields: dict[str, Any] | None = None,
    hint: str = "",
    key: str = "",
) -> SafeString:
    """A step that needs nothing typed: a form that is only a button."""
    values = {
        "label": label,
        "url": url,
        "kind": kind,
        "can": can,
        "part": part,
        "fields": (fields or {}).items(),
        "hint": hint,
        "key": key,
        "submission_key": str(uuid4()),
        "csrf_token": context.get("csrf_token", ""),
    }
    return get_template("components/post_button.html").render(values)


@register.filter
def takes_error(bound: BoundField) -> str:
    """The id of the control an error leads to; of the first one in a group."""
    widget_id = bound.id_for_label
    return widget_id or f"{bound.auto_id}_0"


def problems(form: BaseForm) -> list[dict[str, str]]:
    """Every error of the form in the order of its fields: text, label, and the control's id."""
    found = [{"text": str(text), "label": "", "target": ""} for text in form.non_field_errors()]
    for bound in form:
        hidden = bound.is_hidden
        for text in bound.errors:
            target = "" if hidden else takes_error(bound)
            found.append({"text": str(text), "label": str(bound.label), "target": target})
    return found


def _form(
    context: Context,
    body: str,
    form: BaseForm,
    *,
    action: str = "",
    submit: str = "Save",
    kind: str = "primary",
    cancel_url: str = "",
    part: str = "",
    keep: bool = True,
    can: Any = None,
    multipart: bool = False,
    name: str = "",
    value: Any = "",
    id: str = "",
    focus: bool = True,
) -> SafeString:
    frame = context.get("frame")
    request = context.get("request")
    values = {
        "form": form,
        "body": body,
        "action": action,
        "submit": submit,
        "kind": kind,
        "cancel_url": cancel_url,
        "part": part,
        "keep": keep and bool(getattr(frame, "draft_url", "")),
        "can": can,
        "multipart": multipart or form.is_multipart(),
        "name": name,
        "value": value,
        "focus": focus,
        "id": id or f"form-{uuid4().hex[:8]}",
        "csrf_token": context.get("csrf_token", ""),
        "problems": problems(form) if form.is_bound else [],
        "submission_key": getattr(form, "submission_key", ""),
        "revision": getattr(form, "revision_to_post", None),
        "conflict": getattr(form, "conflict", None),
        "kept_at": getattr(form, "kept_at", None),
        "forget_url": _forget_url(),
        "path": request.path if request is not None else "",
    }
    return get_template("components/form.html").render(values)


def _forget_url() -> str:
    try:
        return reverse("web:forget_draft")
    except NoReverseMatch:
        return ""
