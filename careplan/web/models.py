"""Text somebody typed and has not saved yet. Not part of the record; kept so that nothing typed is lost."""

from typing import ClassVar

from django.conf import settings
from django.db import models


class Draft(models.Model):
    """The fields of one form as typed, by person and page address. Last write per field wins."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    path = models.CharField(max_length=400)
    fields = models.JSONField(default=dict)
    saved_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["user", "path"], name="one_draft_per_page")]

    class Privacy:
        clinical: ClassVar = {"fields"}
        operational: ClassVar = {"user", "path", "saved_at"}

    def __str__(self) -> str:
        return f"draft of {self.path}"
