"""Taking waiting deliveries one by one, each in its own transaction.

The row lock is the claim and the commit is the acknowledgement: a worker killed in between
leaves the row waiting and the handler's own writes undone, so nothing is lost or doubled.
"""

from datetime import datetime, timedelta

from django.db import transaction

from careplan.core.errors import NotNow
from careplan.outbox.models import Delivery, DeliveryStatus
from careplan.outbox.registry import Handler, subscribers

FIRST_WAIT = timedelta(seconds=30)
LONGEST_WAIT = timedelta(hours=6)
MOST_ATTEMPTS = 8


def relay_waiting(*, at: datetime, limit: int = 200) -> int:
    """Deliver what is due at `at`, oldest first. Several relays may run: each row goes to one. Returns the count."""
    done = 0
    while done < limit and relay_one(at=at):
        done += 1
    return done


def relay_one(*, at: datetime) -> bool:
    """Deliver the next due message. Returns whether there was one."""
    with transaction.atomic():
        delivery = (
            Delivery.objects.select_for_update(skip_locked=True, of=("self",))
            .select_related("message")
            .filter(status=DeliveryStatus.WAITING, next_attempt_at__lte=at)
            .order_by("next_attempt_at", "id")
            .first()
        )
        if delivery is None:
            return False
        handler = subscribers(delivery.message.event).get(delivery.subscriber)
        _attempt(delivery, handler, at)
        delivery.save()
        return True


def back_off(attempts: int) -> timedelta:
    """How long to wait after the given number of failures: doubling from 30 s, at most 6 h."""
    return min(FIRST_WAIT * 2 ** (attempts - 1), LONGEST_WAIT)


def _attempt(delivery: Delivery, handler: Handler | None, at: datetime) -> None:
    delivery.attempts += 1
    try:
        if handler is None:
            raise LookupError(f"nobody is subscribed as {delivery.subscriber}")
        with transaction.atomic():
            handler(delivery.message.payload, delivery.message.at)
    except Exception as problem:  # any failure of a subscriber is data here, kept on the row
        # The kind of failure only: its text could quote what somebody wrote.
        delivery.last_error = f"{type(problem).__name__} at {_where(problem)}"[:500]
        delivery.next_attempt_at = at + back_off(delivery.attempts)
        if delivery.attempts >= MOST_ATTEMPTS:
            delivery.status = DeliveryStatus.DEAD
        return
    delivery.status = DeliveryStatus.DONE
    delivery.done_at = at
    delivery.last_error = ""


def _where(problem: BaseException) -> str:
    trace = problem.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    if trace is None:
        return "an unknown place"
    return f"{trace.tb_frame.f_globals.get('__name__', '?')}:{trace.tb_lineno}"


def revive(*, delivery_id: int, at: datetime) -> Delivery:
    """Put a given-up delivery back in line. Raises NotNow when it is not given up. Runs in the caller's transaction."""
    delivery = Delivery.objects.select_for_update(of=("self",)).select_related("message").get(pk=delivery_id)
    if delivery.status != DeliveryStatus.DEAD:
        raise NotNow("This message is already on its way again.", fix="Reload the page to see where it stands.")
    delivery.status = DeliveryStatus.WAITING
    delivery.attempts = 0
    delivery.next_attempt_at = at
    delivery.save()
    return delivery
