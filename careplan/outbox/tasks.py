"""The relay as a Celery task: nudged after each commit, and run every few seconds in any case."""

from celery import shared_task

from careplan.core import clock
from careplan.outbox.relay import relay_waiting


@shared_task(acks_late=True)
def relay() -> int:
    """Deliver what is due. Returns how many deliveries were tried."""
    return relay_waiting(at=clock.now())
