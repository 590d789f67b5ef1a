"""The append-only record of what was done and who looked. No foreign keys: it outlives its subjects.

Writers never wait for one another: rows are only inserted. A sealing job (`sealing.py`) chains
them in batches afterwards. The database refuses UPDATE, DELETE and TRUNCATE, also to a superuser.
"""

from typing import ClassVar

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.db import models

from careplan.core.models import Record

def append_only(name: str) -> list[pgtrigger.Trigger]:
    """Triggers that make a table append-only in the database itself, whoever asks."""
    return [
        pgtrigger.Protect(
            name=f"{name}_append_only",
            operation=pgtrigger.Update | pgtrigger.Delete,
        ),
        pgtrigger.Trigger(
            name=f"{name}_no_truncate",
            operation=pgtrigger.Truncate,
            level=pgtrigger.Statement,
            when=pgtrigger.Before,
            func="RAISE EXCEPTION 'rows of % are kept for good', TG_TABLE_NAME;",
        ),
    ]


class AuditEvent(Record):
    """One thing that happened: who, when, to which patient and subject, and what changed."""

    type = models.CharField(max_length=60)
    at = models.DateTimeField()
    actor_id = models.BigIntegerField(null=True)
    actor_label = models.CharField(max_length=200)
    patient_uuid = models.UUIDField(null=True)
    subject_type = models.CharField(max_length=60)
    subject_uuid = models.UUIDField(null=True)
    changes = models.JSONField(default=dict)
    purpose = models.CharField(max_length=200, blank=True)
    correlation_id = models.CharField(max_length=64, blank=True)
    ip = models.GenericIPAddressField(null=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["patient_uuid", "-id"], name="audit_by_patient"),
            models.Index(fields=["actor_id", "-id"], name="audit_by_actor"),
        ]
        triggers: ClassVar = [
            *append_only("audit_event"),
            pgtrigger.Trigger(
                name="audit_event_numbered_here",
                operation=pgtrigger.Insert,
                when=pgtrigger.Before,
                # The number always comes from the sequence, so nobody can slip a row in between
                # two that were sealed long ago.
                func="""
                    NEW.id := nextval(pg_get_serial_sequence('audit_auditevent', 'id'));
                    RETURN NEW;
                """,
            ),
        ]

    class Privacy:
        identifying: ClassVar = {"actor_label", "patient_uuid", "ip"}
        clinical: ClassVar = {"changes", "type", "subject_type", "subject_uuid", "purpose"}
        operational: ClassVar = {"at", "actor_id", "correlation_id"}


class AuditSeal(Record):
    """A batch of events chained to the batch before it.

    `digest` is SHA-256 over the previous digest and every row's own hash, in order of number.
    `last_number` is the last number the sequence had given out when the batch was taken, and
    `running_since` the oldest transaction then still open: together they tell later which
    numbers can no longer appear honestly.
    """

    event_ids = ArrayField(models.BigIntegerField())
    row_hashes = ArrayField(models.CharField(max_length=64))
    previous_digest = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)
    last_number = models.BigIntegerField()
    taken_in = models.BigIntegerField()
    running_since = models.BigIntegerField()

    class Meta:
        triggers: ClassVar = append_only("audit_seal")

    class Privacy:
        operational: ClassVar = {
            "event_ids",
            "row_hashes",
            "previous_digest",
            "digest",
            "last_number",
            "taken_in",
            "running_since",
        }


class Submission(models.Model):
    """A form that was sent: its key can be used once, so a doubled click is one action.

    The row is written in the action's own transaction; `location` is where the first one went.
    """

    key = models.UUIDField(unique=True)
    actor_id = models.BigIntegerField(null=True)
    at = models.DateTimeField()
    location = models.CharField(max_length=500, blank=True)

    class Privacy:
        operational: ClassVar = {"key", "actor_id", "at", "location"}

    def __str__(self) -> str:
        return f"submission {self.key}"
