"""The components of the house as template tags. `{% load ui %}` brings all of them, forms included.

A tone is told by shape, word and color together: stop ■, due ▲, good ●, note ◆.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import uuid4

from django import template
from django.template.context import Context
from django.template.loader import get_template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from careplan.web.templatetags import form_tags

SHAPES = {"stop": "■", "due": "▲", "good": "●", "note": "◆", "": ""}
MESSAGE_TONES = {"error": "stop", "warning": "due", "success": "good", "info": "note", "debug": "note"}
BUTTON_KINDS = {"", "primary", "crisis", "quiet", "small"}
JOURNEY = (
    ("referral", "Referral"),
    ("assessment", "Assessment"),
    ("readiness", "Readiness"),
    ("plan", "Plan"),
    ("first_dose", "First dose"),
    ("sessions", "Sessions"),
    ("review", "Weekly review"),
    ("completion", "Completion"),
    ("alumni", "Alumni"),
)
STEP_WORDS = {"done": "done", "current": "now", "next": "still to come"}

register = template.Library()
register.tags.update(form_tags.register.tags)
register.filters.update(form_tags.register.filters)


def shaped(items: Iterable[Any] | None, *keys: str) -> list[dict[str, Any]]:
    """Rows of tuples, dicts or read models, all as dicts with these keys."""
    return [_one(item, keys) for item in items or ()]


def shape_of(tone: str) -> str:
    """The sign of a tone. Raises TemplateSyntaxError for a tone the house does not have."""
    if tone not in SHAPES:
        raise template.TemplateSyntaxError(f"Unknown tone {tone!r}; use one of {', '.join(filter(None, SHAPES))}.")
    return SHAPES[tone]


@register.simple_tag
def badge(tone: str, word: Any, *, wrap: bool = False) -> SafeString:
    """A state in a word, with its shape."""
    shape = shape_of(tone)
    sign = format_html('<span aria-hidden="true">{}</span> ', shape) if shape else ""
    return format_html('<span class="tag {}{}">{}{}</span>', tone, " wrap" if wrap else "", sign, word)


@register.simple_block_tag
def alert(content: str, tone: str = "note", *, title: str = "", role: str = "") -> SafeString:
    """A banner: what is the matter, and what to do about it."""
    return _show("alert", content=content, tone=tone, shape=shape_of(tone), title=title, role=role)


@register.simple_tag
def button(
    label: Any,
    *,
    url: str = "",
    kind: str = "",
    name: str = "",
    value: Any = "",
    can: Any = None,
    blocked: str = "",
    key: str = "",
    dialog: str = "",
    form: str = "",
    hint: str = "",
) -> SafeString:
    """A link that looks like a button, or with no `url` the submit button of its form.

    `can` is a rule's verdict: when it says no, the button stays reachable and says why and what would help.
    `hint` is for people who only hear the button, such as the name of the row's patient.
    """
    if set(kind.split()) - BUTTON_KINDS:
        raise template.TemplateSyntaxError(f"Unknown kind of button {kind!r}.")
    return _show(
        "button",
        label=label,
        url=url,
        kind=kind,
        name=name,
        value=value,
        why=form_tags.why_not(can, blocked),
        why_id=f"why-{uuid4().hex[:8]}",
        key=key,
        dialog=dialog,
        form=form,
        hint=hint,
    )


@register.simple_block_tag
def card(
    content: str,
    title: str = "",
    *,
    aside: Any = "",
    link_url: str = "",
    link_text: str = "",
    flush: bool = False,
    tone: str = "",
    id: str = "",
    level: int = 2,
) -> SafeString:
    """A titled panel. `flush` lets a table touch the edges."""
    shape_of(tone)
    return _show(
        "card",
        content=content,
        title=title,
        aside=aside,
        link_url=link_url,
        link_text=link_text,
        flush=flush,
        tone=tone,
        id=id,
        level=level,
    )


@register.simple_tag
def tile(label: str, number: Any, *, note: Any = "", unit: str = "", url: str = "", tone: str = "") -> SafeString:
    """One figure with its name, and where to see what it counts."""
    shape = shape_of(tone)
    return _show("tile", label=label, number=number, note=note, unit=unit, url=url, tone=tone, shape=shape)


@register.simple_tag
def facts(items: Iterable[Any], *, rows: bool = False) -> SafeString:
    """Names and values; `rows` sets them one under the other."""
    return _show("facts", facts=shaped(items, "label", "value", "url"), rows=rows)


@register.simple_tag
def checklist(items: Iterable[Any]) -> SafeString:
    """Findings: tone, word, text, detail, and a step to take."""
    found = shaped(items, "tone", "word", "text", "detail", "url", "link")
    return _show("checklist", items=[item | {"badge": badge(str(item["tone"] or ""), item["word"])} for item in found])


@register.simple_tag
def tabs(items: Iterable[Any], *, label: str) -> SafeString:
    """Links to the pages of one thing; the current one is marked."""
    return _show("tabs", items=shaped(items, "label", "url", "current", "count"), label=label)


@register.simple_tag
def breadcrumb(items: Iterable[Any]) -> SafeString:
    """The way back up; the last item is this page."""
    return _show("breadcrumb", items=shaped(items, "label", "url"))


@register.simple_block_tag
def table_region(content: str, label: str, *, stack: bool = True) -> SafeString:
    """Holds one table: scrolls when it is too wide, or on narrow screens shows each row as a block."""
    return _show("table_region", content=content, label=label, stack=stack)


@register.simple_tag(takes_context=True)
def pagination(context: Context, page: Any, *, param: str = "page", part: str = "") -> SafeString:
    """Earlier and later pages of a list, keeping the rest of the address."""
    request = context.get("request")
    query = request.GET.copy() if request is not None else None

    def address(number: int) -> str:
        if query is None:
            return f"?{param}={number}"
        query[param] = str(number)
        return f"?{query.urlencode()}"

    links = {
        "previous_url": address(page.previous_page_number()) if page.has_previous() else "",
        "next_url": address(page.next_page_number()) if page.has_next() else "",
    }
    return _show("pagination", page=page, part=part, **links)


@register.simple_tag
def meter(value: float, whole: float, *, label: str, tone: str = "", words: bool = False) -> SafeString:
    """How much of a whole, as a bar with its words. More than the whole fills the bar."""
    shape_of(tone)
    share = max(0.0, min(1.0, float(value) / float(whole))) if whole else 0.0
    spoken = f"{label}: {value:g} of {whole:g}"
    return _show(
        "meter", width=round(share * 100, 1), tone=tone, spoken=spoken, words=f"{value:g} of {whole:g}" if words else ""
    )


@register.simple_block_tag
def plot(
    content: str,
    title: str,
    *,
    reading: str,
    columns: Iterable[str] = (),
    rows: Iterable[Iterable[Any]] = (),
) -> SafeString:
    """A picture of figures, with one sentence that reads it and a table that holds the same."""
    return _show("plot", content=content, title=title, reading=reading, columns=columns, rows=rows)


@register.simple_tag
def signature(
    name: Any = "", *, role: str = "", at: datetime | None = None, meaning: str = "", waiting: str = ""
) -> SafeString:
    """Who signed, as what, when and meaning what; or whose signature is still missing."""
    return _show("signature", name=name, role=role, at=at, meaning=meaning, waiting=waiting)


@register.simple_tag
def compare(conflict: Any, *, focus: bool = False) -> SafeString:
    """What the reader typed beside what somebody saved meanwhile."""
    return form_tags.compare_table(conflict, focus=focus)


@register.simple_tag
def empty_state(text: str, *, hint: str = "", url: str = "", link: str = "") -> SafeString:
    """Nothing here: say so, say why that may be, and where to go."""
    return _show("empty_state", text=text, hint=hint, url=url, link=link)


@register.simple_block_tag(takes_context=True)
def filter_bar(
    context: Context, content: str, *, label: str, part: str = "", action: str = "", submit: str = "Show", clear: str = ""
) -> SafeString:
    """A GET form that narrows a list as one types, or by its button."""
    request = context.get("request")
    here = action or (request.path if request is not None else "")
    return _show("filter_bar", content=content, label=label, part=part, action=here, submit=submit, clear=clear)


@register.simple_tag
def stepper(current: str = "", *, steps: Iterable[Any] | None = None) -> SafeString:
    """Where a person is on the way from referral to alumni."""
    found = shaped(steps, "label", "state", "url") if steps is not None else _journey(current)
    for step in found:
        step["words"] = STEP_WORDS[step["state"]]
    return _show("stepper", steps=found)


@register.simple_block_tag
def dialog(content: str, id: str, title: str) -> SafeString:
    """A window over the page, for what also has a page of its own."""
    return _show("dialog", content=content, id=id, title=title)


@register.simple_tag
def message(one: Any) -> SafeString:
    """One message from django.contrib.messages in its tone."""
    tone = MESSAGE_TONES.get(getattr(one, "level_tag", ""), "note")
    return _show("alert", content=str(one), tone=tone, shape=SHAPES[tone], title="", role="")


@register.simple_tag
def qr_code(svg: str, *, label: str) -> SafeString:
    """An SVG our own server drew, inside the page: image addresses made of data are not allowed."""
    drawing = svg[svg.find("<svg") :] if "<svg" in svg else ""
    return format_html('<div class="qr" role="img" aria-label="{}">{}</div>', label, mark_safe(drawing))  # noqa: S308


def _journey(current: str) -> list[dict[str, Any]]:
    keys = [key for key, _ in JOURNEY]
    if current not in keys:
        raise template.TemplateSyntaxError(f"Unknown step {current!r}; use one of {', '.join(keys)}.")
    here = keys.index(current)
    states = ["done" if i < here else "current" if i == here else "next" for i in range(len(JOURNEY))]
    return [{"label": label, "state": state, "url": ""} for (_, label), state in zip(JOURNEY, states, strict=True)]


def _one(item: Any, keys: tuple[str, ...]) -> dict[str, Any]:
    if isinstance(item, tuple | list) and not hasattr(item, "_fields"):
        return {key: item[i] if i < len(item) else "" for i, key in enumerate(keys)}
    if isinstance(item, dict):
        return {key: item.get(key, "") for key in keys}
    return {key: getattr(item, key, "") for key in keys}


def _show(component: str, **values: Any) -> SafeString:
    return get_template(f"components/{component}.html").render(values)
