"""Keeping what somebody typed until it is saved: over an expired sign-in, a crashed tab, a restart."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import connection
from django.http import QueryDict

from careplan.web.models import Draft

NEVER_KEPT = frozenset({"csrfmiddlewaretoken", "submission_key", "revision", "password", "path"})
LARGEST = 200_000


def keep(*, user: Any, path: str, data: QueryDict, at: datetime) -> None:
    """Keep the typed fields, merging with what was kept before: one statement, so no save is lost."""
    fields = {
        name: data.getlist(name)
        for name in data
        if name not in NEVER_KEPT and "password" not in name and "\x00" not in "".join(data.getlist(name))
    }
    if not fields or sum(len(text) for texts in fields.values() for text in texts) > LARGEST:
        return
    from psycopg.types.json import Jsonb

    with connection.cursor() as cursor:
        cursor.execute(
            """
            INSERT INTO web_draft (user_id, path, fields, saved_at) VALUES (%s, %s, %s, %s)
            ON CONFLICT (user_id, path) DO UPDATE
               SET fields = web_draft.fields || EXCLUDED.fields, saved_at = EXCLUDED.saved_at
            """,
            [user.pk, path[:400], Jsonb(fields), at],
        )


def kept(*, user: Any, path: str) -> Draft | None:
    """What the person had typed on this page, if anything is waiting."""
    return Draft.objects.filter(user=user, path=path[:400]).first()


def as_initial(draft: Draft, form: Any) -> dict[str, Any]:
    """The kept texts as initial values for the form's own fields."""
    return {
        name: (texts if _takes_many(form.fields[name]) else texts[-1])
        for name, texts in _texts(draft.fields).items()
        if name in form.fields and texts
    }


def forget(*, user: Any, path: str) -> None:
    """The text is saved in the record now, or the person let it go."""
    Draft.objects.filter(user=user, path=path[:400]).delete()


def _takes_many(field: Any) -> bool:
    return bool(getattr(field.widget, "allow_multiple_selected", False))


def _texts(fields: Mapping[str, Any]) -> dict[str, list[str]]:
    return {name: value if isinstance(value, list) else [str(value)] for name, value in fields.items()}
