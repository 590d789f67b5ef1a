"""Events leave by here: a message is a row before it is anything else, one delivery per subscriber."""

from typing import ClassVar

from django.db import models

from careplan.core.models import Record


class Message(Record):
    """An event as it was published: its name and ids, never clinical text."""

    event = models.CharField(max_length=80)
    payload = models.JSONField()
    at = models.DateTimeField()
    correlation_id = models.CharField(max_length=64, blank=True)

    class Privacy:
        operational: ClassVar = {"event", "payload", "at", "correlation_id"}


class DeliveryStatus(models.TextChoices):
    """Where one delivery stands."""

    WAITING = "waiting", "Waiting"
    DONE = "done", "Delivered"
    DEAD = "dead", "Given up, needs a person"


class Delivery(models.Model):
    """One message on its way to one subscriber."""

    message = models.ForeignKey(Message, on_delete=models.CASCADE, related_name="deliveries")
    subscriber = models.CharField(max_length=120)
    status = models.CharField(max_length=10, choices=DeliveryStatus, default=DeliveryStatus.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    next_attempt_at = models.DateTimeField()
    last_error = models.CharField(max_length=500, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["message", "subscriber"], name="one_delivery_per_subscriber"),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["next_attempt_at", "id"],
                condition=models.Q(status="waiting"),
                name="deliveries_waiting",
            ),
        ]

    class Privacy:
        operational: ClassVar = {
            "message",
            "subscriber",
            "status",
            "attempts",
            "next_attempt_at",
            "last_error",
            "done_at",
        }

    def __str__(self) -> str:
        return f"{self.message_id} to {self.subscriber}"
