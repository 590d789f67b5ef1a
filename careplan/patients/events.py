"""What happens to a patient and their episode, told to whoever is above."""

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from careplan.outbox.registry import Event


@dataclass(frozen=True)
class EpisodeOpened(Event):
    """An episode of care began."""

    topic: ClassVar[str] = "patients.episode_opened"
    patient: UUID
    episode: UUID


@dataclass(frozen=True)
class EpisodeClosed(Event):
    """An episode of care ended; `status` says how."""

    topic: ClassVar[str] = "patients.episode_closed"
    patient: UUID
    episode: UUID
    status: str


@dataclass(frozen=True)
class GlassBroken(Event):
    """Somebody opened a chart in an emergency."""

    topic: ClassVar[str] = "patients.glass_broken"
    patient: UUID
    grant: UUID


@dataclass(frozen=True)
class PatientRegistered(Event):
    """A person became known to the clinic."""

    topic: ClassVar[str] = "patients.registered"
    patient: UUID


@dataclass(frozen=True)
class CareTeamChanged(Event):
    """Somebody joined or left a care team."""

    topic: ClassVar[str] = "patients.care_team_changed"
    patient: UUID
    user: UUID


@dataclass(frozen=True)
class ConsentChanged(Event):
    """A consent was recorded or revoked."""

    topic: ClassVar[str] = "patients.consent_changed"
    patient: UUID
    consent: UUID
