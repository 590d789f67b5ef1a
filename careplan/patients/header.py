"""What apps above patients add to every chart header and patient list: facts and alerts, in batches.

A registry, so that the header can show the blockade state or the plan's next review without
`patients` knowing that medications or plans exist. A provider is asked once for a whole list of
patients, so a page stays at a constant number of queries.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Fact:
    """One line of the header: label and value, with an optional tone (stop, due, good, note)."""

    label: str
    value: str
    tone: str = ""


@dataclass(frozen=True)
class Alert:
    """Something nobody may overlook: tone, a short word for the tag, a sentence, and where to act."""

    tone: str
    word: str
    sentence: str
    url: str = ""
    url_label: str = ""


FactProvider = Callable[[list[int], datetime], dict[int, list[Fact]]]
AlertProvider = Callable[[list[int], datetime], dict[int, list[Alert]]]

_facts: dict[str, tuple[int, FactProvider]] = {}
_alerts: dict[str, tuple[int, AlertProvider]] = {}


def provide_facts(provider: FactProvider, *, order: int) -> None:
    """Add header facts; called from `AppConfig.ready()`. Lower `order` comes first."""
    _facts[f"{provider.__module__}.{provider.__name__}"] = (order, provider)


def provide_alerts(provider: AlertProvider, *, order: int) -> None:
    """Add header alerts; called from `AppConfig.ready()`. Lower `order` comes first."""
    _alerts[f"{provider.__module__}.{provider.__name__}"] = (order, provider)


def facts_for(patient_ids: Iterable[int], at: datetime) -> dict[int, list[Fact]]:
    """Every provider's facts, by patient id, in order."""
    ids = list(patient_ids)
    gathered: dict[int, list[Fact]] = {one: [] for one in ids}
    for _, provider in sorted(_facts.values(), key=lambda entry: entry[0]):
        for one, facts in provider(ids, at).items():
            gathered[one].extend(facts)
    return gathered


def alerts_for(patient_ids: Iterable[int], at: datetime) -> dict[int, list[Alert]]:
    """Every provider's alerts, by patient id, in order."""
    ids = list(patient_ids)
    gathered: dict[int, list[Alert]] = {one: [] for one in ids}
    for _, provider in sorted(_alerts.values(), key=lambda entry: entry[0]):
        for one, alerts in provider(ids, at).items():
            gathered[one].extend(alerts)
    return gathered
