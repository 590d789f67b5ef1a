"""Putting the chart header together from the patient and from what the apps above provide."""

from datetime import datetime
from typing import Any

from django.urls import NoReverseMatch, reverse

from careplan.access.checks import holds
from careplan.core.clock import local_date
from careplan.patients import header
from careplan.patients.models import EpisodeOfCare, Patient
from careplan.patients.read_models import CHART_TABS, ChartHeader, Tab
from careplan.patients.selectors import current_episode
from careplan.patients.states import EPISODE, EpisodeStatus, TeamFunction


def chart_header(user: Any, patient: Patient, *, tab: str, at: datetime) -> ChartHeader:
    """The header of a chart page for this reader; `tab` is the key of the current tab."""
    episode = current_episode(patient)
    facts = [header.Fact("Team", patient.team.name), *_team_facts(patient)]
    return ChartHeader(
        name=patient.name,
        sub=" · ".join(_who(patient, at) + _episode_words(patient, episode, at)),
        alerts=header.alerts_for([patient.pk], at)[patient.pk],
        facts=facts + header.facts_for([patient.pk], at)[patient.pk],
        tabs=_tabs(user, patient, tab),
    )


def age_on(patient: Patient, at: datetime) -> int:
    """Full years of age on the site's calendar day."""
    today = local_date(at, patient.site.zone)
    born = patient.birth_date
    return today.year - born.year - ((today.month, today.day) < (born.month, born.day))


def _who(patient: Patient, at: datetime) -> list[str]:
    words = [f"{age_on(patient, at)} years", patient.pronouns, f"MRN {patient.mrn}", patient.site.name]
    return [word for word in words if word]


def _episode_words(patient: Patient, episode: EpisodeOfCare | None, at: datetime) -> list[str]:
    if episode is None:
        return ["No episode of care yet"]
    zone = patient.site.zone
    if episode.status == EpisodeStatus.ACTIVE:
        days = (local_date(at, zone) - local_date(episode.opened_at, zone)).days + 1
        return [f"Day {days} of treatment"]
    return [EPISODE.label(episode.status)]


def _team_facts(patient: Patient) -> list[header.Fact]:
    members = patient.care_team.filter(ended_at=None).select_related("user").order_by("id")
    names: dict[str, list[str]] = {}
    for member in members:
        names.setdefault(TeamFunction(member.function).label, []).append(member.user.display_name)
    return [header.Fact(label, ", ".join(people)) for label, people in names.items()]


def _tabs(user: Any, patient: Patient, current: str) -> list[Tab]:
    tabs = []
    for key, label, url_name, permission in CHART_TABS:
        if not holds(user, permission):
            continue
        try:
            url = reverse(url_name, kwargs={"patient": patient.uuid})
        except NoReverseMatch:
            continue
        tabs.append(Tab(label, url, key == current))
    return tabs
