"""What the present request is: set by the middleware, read by the audit trail, the outbox and the log."""

import uuid
from contextvars import ContextVar
from dataclasses import dataclass, field


@dataclass
class Occasion:
    """One request or task: its correlation id, the address it came from, and its submission key."""

    correlation_id: str = ""
    ip: str | None = None
    submission_key: uuid.UUID | None = None
    claimed: bool = False
    depth: int = 0
    recorded: int = 0
    stack: list[str] = field(default_factory=list)


_current: ContextVar[Occasion | None] = ContextVar("occasion", default=None)


def current() -> Occasion:
    """The present occasion; a fresh one outside any request."""
    occasion = _current.get()
    if occasion is None:
        occasion = Occasion()
        _current.set(occasion)
    return occasion


def begin(occasion: Occasion) -> object:
    """Start an occasion. Returns a token for `end`."""
    return _current.set(occasion)


def end(token: object) -> None:
    """Put back what was there before `begin`."""
    _current.reset(token)  # type: ignore[arg-type]
