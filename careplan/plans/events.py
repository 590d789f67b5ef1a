"""What happens to plans, told to whoever is above: ids only."""

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from careplan.outbox.registry import Event


@dataclass(frozen=True)
class PlanSubmitted(Event):
    """A version waits for its signatures."""

    topic: ClassVar[str] = "plans.submitted"
    patient: UUID
    version: UUID


@dataclass(frozen=True)
class PlanSigned(Event):
    """Somebody signed a version; `complete` when it was the last signature it waited for."""

    topic: ClassVar[str] = "plans.signed"
    patient: UUID
    version: UUID
    meaning: str
    complete: bool


@dataclass(frozen=True)
class PlanActivated(Event):
    """A version became the plan everybody works by."""

    topic: ClassVar[str] = "plans.activated"
    patient: UUID
    plan: UUID
    version: UUID


@dataclass(frozen=True)
class PlanSuperseded(Event):
    """A version gave way to a later one."""

    topic: ClassVar[str] = "plans.superseded"
    patient: UUID
    version: UUID


@dataclass(frozen=True)
class PlanDrafted(Event):
    """A new version is being written."""

    topic: ClassVar[str] = "plans.drafted"
    patient: UUID
    version: UUID


@dataclass(frozen=True)
class PlanWithdrawn(Event):
    """A version was taken back before it became active."""

    topic: ClassVar[str] = "plans.withdrawn"
    patient: UUID
    version: UUID
