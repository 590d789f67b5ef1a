"""Abstract bases every table stands on, and the privacy class every field must have."""

import uuid
from typing import Any, ClassVar

from django.db import models


class WriteOnceError(TypeError):
    """Code tried to change a row that is written once."""


class Record(models.Model):
    """A row with a number for joins (`id`), a name for the outside (`uuid`) and the time it was written.

    Every concrete model declares `class Privacy` with the field names of each class:
    `identifying`, `clinical`, `counseling` (42 CFR 2.11 SUD counseling notes), `operational`.
    A test requires every field to be in exactly one of them.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    recorded_at = models.DateTimeField()

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.uuid}"


class Editable(Record):
    """A record people change in place. `revision` counts the saves, so that a stale save is noticed."""

    revision = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField(null=True, blank=True)
    changed_by = models.ForeignKey(
        "accounts.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        abstract = True


class WriteOnce(Record):
    """A record that is written once: corrections are new rows. The database refuses changes too
    (see the triggers each model declares); this class only makes the mistake loud in code.
    """

    write_once: ClassVar[bool] = True

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Insert only. Raises WriteOnceError on a second save."""
        if not self._state.adding:
            raise WriteOnceError(f"{type(self).__name__} is written once; record a new row instead.")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> Any:
        """Never. Raises WriteOnceError."""
        raise WriteOnceError(f"{type(self).__name__} is never deleted.")
