"""Who listens to what. Filled by `AppConfig.ready()` of the apps above the publisher."""

from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any, ClassVar, TypeVar


@dataclass(frozen=True)
class Event:
    """Something that happened, in the past tense, with ids only. Subclasses name their `topic`."""

    topic: ClassVar[str]

    def payload(self) -> dict[str, Any]:
        """The ids, as they are stored."""
        return {key: value if isinstance(value, int | bool) else str(value) for key, value in asdict(self).items()}


Handler = Callable[[dict[str, Any], datetime], None]
E = TypeVar("E", bound=Event)

_subscribers: dict[str, dict[str, Handler]] = {}


def subscribe(event: type[Event], handler: Handler) -> None:
    """Let `handler(payload, at)` hear every event of this kind. Subscribing twice is once."""
    name = f"{handler.__module__}.{handler.__name__}"
    _subscribers.setdefault(event.topic, {})[name] = handler


def unsubscribe(event: type[Event], handler: Handler) -> None:
    """Stop listening."""
    _subscribers.get(event.topic, {}).pop(f"{handler.__module__}.{handler.__name__}", None)


def subscribers(topic: str) -> dict[str, Handler]:
    """The handlers of a topic, by name."""
    return dict(_subscribers.get(topic, {}))
