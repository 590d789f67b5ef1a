"""Optimistic concurrency: two people may open the same record, and nobody's text is lost."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, TypeVar

from django.db import models

from careplan.core.errors import Difference, StaleEdit
from careplan.core.models import Editable

Rec = TypeVar("Rec", bound=Editable)


def lock_for_edit(record: Rec, *, revision: int, changes: Mapping[str, Any]) -> Rec:
    """Lock the row and make sure the reader saw its latest save.

    `revision` is the save the reader's form was opened at; `changes` maps field names to the
    values typed. Raises StaleEdit with both texts when somebody saved in between, unless
    that save already says the same.
    """
    fresh: Rec = type(record)._base_manager.select_for_update(of=("self",)).get(pk=record.pk)
    if fresh.revision == revision:
        return fresh
    differences = tuple(
        Difference(
            field=name,
            label=_label(fresh, name),
            mine=_words(value),
            theirs=_words(getattr(fresh, name)),
        )
        for name, value in changes.items()
        if _words(value) != _words(getattr(fresh, name))
    )
    if not differences:
        return fresh
    who = fresh.changed_by
    raise StaleEdit(
        differences=differences,
        changed_by=str(who) if who else "Somebody else",
        changed_at=fresh.changed_at or fresh.recorded_at,
        revision=fresh.revision,
    )


def apply_edit(record: Editable, *, changes: Mapping[str, Any], by: Any, at: datetime) -> dict[str, list[str]]:
    """Write the changes and count the save. Returns {field: [old, new]} for the audit trail."""
    told: dict[str, list[str]] = {}
    for name, value in changes.items():
        old = getattr(record, name)
        if old != value:
            told[name] = [_words(old), _words(value)]
            setattr(record, name, value)
    record.revision += 1
    record.changed_by = by
    record.changed_at = at
    record.save()
    return told


def _label(record: models.Model, name: str) -> str:
    field = record._meta.get_field(name)
    return str(getattr(field, "verbose_name", name)).capitalize()


def _words(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value)
