"""The sealing job and the daily verification."""

import structlog
from celery import shared_task

from careplan.audit import sealing
from careplan.core import clock

log = structlog.get_logger(__name__)


@shared_task
def seal() -> int:
    """Seal what has been written since the last run. Returns how many rows were sealed."""
    one = sealing.seal(at=clock.now())
    return len(one.event_ids) if one else 0


@shared_task
def verify() -> bool:
    """Verify the chain and shout in the log when it is broken. Returns whether it is whole."""
    found = sealing.verify()
    if found.fault:
        log.error("audit_chain_broken", kind=found.fault.kind, row=found.fault.event_id)
    return found.fault is None
