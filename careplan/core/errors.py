"""The four ways the clinic's software says no. Each carries a sentence fit to be shown as it is."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any


class Refusal(Exception):
    """Something was not done. `message` says why; `fix` says what the reader can do about it."""

    status = 400

    def __init__(self, message: str, *, fix: str = "", field: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.fix = fix
        self.field = field

    def __str__(self) -> str:
        return f"{self.message} {self.fix}".strip()


class NotVisible(Refusal):
    """There is nothing here for this reader: unknown and out of reach are told the same way."""

    status = 404

    def __init__(self, message: str = "We could not find that.", **kwargs: Any) -> None:
        super().__init__(message, **kwargs)


class NotPermitted(Refusal):
    """The reader may know of it, but the step belongs to another role."""

    status = 403


class NotNow(Refusal):
    """The step is this reader's to take, but the record is not in a state that allows it."""

    status = 409


class NotValid(Refusal):
    """What was entered cannot be used as it is; `field` names the form field when there is one."""

    status = 422


@dataclass(frozen=True)
class Difference:
    """One field that two people changed: what the reader typed and what was saved meanwhile."""

    field: str
    label: str
    mine: str
    theirs: str


class StaleEdit(NotNow):
    """Somebody saved the same record while this reader was typing; both texts are kept and shown."""

    def __init__(
        self,
        *,
        differences: tuple[Difference, ...],
        changed_by: str,
        changed_at: datetime,
        revision: int,
    ) -> None:
        super().__init__(
            f"{changed_by} saved this while you were typing.",
            fix="Both versions are shown below. Nothing you typed is lost; save again to keep yours.",
        )
        self.differences = differences
        self.changed_by = changed_by
        self.changed_at = changed_at
        self.revision = revision
