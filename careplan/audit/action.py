"""`@action`: one transaction, one submission key, and never without an audit event."""

from collections.abc import Callable
from functools import wraps
from typing import Any, ParamSpec, TypeVar

from django.db import IntegrityError, transaction

from careplan.core.occasion import Occasion, current
from careplan.audit.models import Submission

P = ParamSpec("P")
R = TypeVar("R")

REGISTRY: dict[str, Callable[..., Any]] = {}


class AlreadySubmitted(Exception):
    """The same form arrived before; `location` is where its first arrival led."""

    def __init__(self, location: str) -> None:
        super().__init__("This was already saved.")
        self.location = location


class Unrecorded(AssertionError):
    """An action finished without leaving an audit event: a mistake in the code, never in the input."""


def action(function: Callable[P, R]) -> Callable[P, R]:
    """Make a function an action: a write with `by` and `at`, in one transaction.

    The outermost action of a request claims the form's submission key inside its own
    transaction, so a doubled submit raises AlreadySubmitted instead of acting twice, also
    when both arrive at once. An action that records no audit event raises Unrecorded.
    """
    name = f"{function.__module__}.{function.__qualname__}"

    @wraps(function)
    def perform(*args: P.args, **kwargs: P.kwargs) -> R:
        occasion = current()
        before = occasion.recorded
        occasion.depth += 1
        try:
            with transaction.atomic():
                _claim(occasion, kwargs)
                result = function(*args, **kwargs)
                if occasion.recorded == before:
                    raise Unrecorded(f"{name} changed something and told nobody.")
            return result
        except BaseException:
            if occasion.depth == 1:
                occasion.claimed = False
            raise
        finally:
            occasion.depth -= 1

    REGISTRY[name] = perform
    return perform


def _claim(occasion: Occasion, kwargs: dict[str, Any]) -> None:
    if occasion.submission_key is None or occasion.claimed:
        return
    try:
        with transaction.atomic():
            Submission.objects.create(
                key=occasion.submission_key,
                actor_id=getattr(kwargs.get("by"), "pk", None),
                at=kwargs["at"],
            )
    except IntegrityError:
        first = Submission.objects.get(key=occasion.submission_key)
        raise AlreadySubmitted(first.location) from None
    occasion.claimed = True
