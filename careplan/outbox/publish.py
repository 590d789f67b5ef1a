"""Publishing an event: rows in the caller's transaction, a nudge to the relay once it commits."""

from datetime import datetime

from django.db import transaction

from careplan.core.occasion import current
from careplan.outbox.models import Delivery, Message
from careplan.outbox.registry import Event, subscribers


def publish(event: Event, *, at: datetime) -> Message:
    """Announce that something happened. Delivered after the commit, at least until it succeeds.

    Without a broker nothing is lost: the periodic relay finds the rows.
    """
    message = Message.objects.create(
        event=event.topic,
        payload=event.payload(),
        at=at,
        recorded_at=at,
        correlation_id=current().correlation_id,
    )
    Delivery.objects.bulk_create(
        Delivery(message=message, subscriber=name, next_attempt_at=at) for name in subscribers(event.topic)
    )
    transaction.on_commit(_nudge, robust=True)
    return message


def _nudge() -> None:
    # Imported late: tasks import the models, and a command without Celery can publish as well.
    from careplan.outbox.tasks import relay

    relay.apply_async(retry=False, ignore_result=True)
