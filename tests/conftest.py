"""Fixtures for everybody: a clinic with one person per role, signed-in clients, and the clock of a test.

States are reached by walking there through actions (tests/journeys.py); only sites, teams and
staff are made here, and they too through actions.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import connection
from django.test import Client, TransactionTestCase

from careplan.access.roles import Role
from careplan.accounts import actions as account_actions
from careplan.accounts.models import Site, Team, User
from careplan.core import occasion

SET_UP = "test set-up"
MONDAY = datetime(2026, 3, 2, 14, 0, tzinfo=UTC)
"""Monday 2 March 2026, 09:00 in New York: the clinic's morning in every test that needs one."""


@pytest.fixture
def at() -> datetime:
    """The clinic's Monday morning."""
    return MONDAY


@dataclass
class Clinic:
    """Two sites; at the first, a team with one person per role; at the second, strangers."""

    site: Site
    team: Team
    other_team: Team
    other_site: Site
    strangers: Team
    counselor: User
    second_counselor: User
    prescriber: User
    second_prescriber: User
    nurse: User
    coordinator: User
    team_lead: User
    alumni_coordinator: User
    privacy_officer: User
    administrator: User
    stranger_counselor: User
    stranger_prescriber: User

    def everyone(self) -> dict[str, User]:
        """One member of staff per role, by role."""
        return {role.value: getattr(self, role.value) for role in Role}


PASSWORD = "a long enough Passphrase 7"


def make_staff(name: str, credential: str, role: Role, site: Site, team: Team | None, at: datetime) -> User:
    """A member of staff with a role, and a team if given."""
    user = account_actions.create_staff(
        email=f"{name.lower().replace(' ', '.').replace('’', '')}@clinic.example",
        display_name=name, credential=credential, password=None, by=SET_UP, at=at,
    )  # fmt: skip
    account_actions.grant_role(user=user, role=role, site=site, by=SET_UP, at=at)
    if team:
        account_actions.join_team(user=user, team=team, by=SET_UP, at=at)
    return user


@pytest.fixture
def clinic(db: Any, at: datetime) -> Clinic:
    """See Clinic."""
    return build_clinic(at)


def build_clinic(at: datetime) -> Clinic:
    """Build the test clinic; also used by tests that commit for real."""
    north = account_actions.open_site(name="North clinic", zone="America/New_York", by=SET_UP, at=at)
    west = account_actions.open_site(name="West clinic", zone="America/Los_Angeles", by=SET_UP, at=at)
    team = account_actions.open_team(site=north, name="Team A", by=SET_UP, at=at)
    other = account_actions.open_team(site=north, name="Team B", by=SET_UP, at=at)
    strangers = account_actions.open_team(site=west, name="Team W", by=SET_UP, at=at)

    def hire(name: str, credential: str, role: Role) -> User:
        return make_staff(name, credential, role, north, team, at)

    return Clinic(
        site=north, team=team, other_team=other, other_site=west, strangers=strangers,
        counselor=hire("Mara Ivers", "LCSW", Role.COUNSELOR),
        second_counselor=hire("Sol Park", "LMHC", Role.COUNSELOR),
        prescriber=hire("Ruth Osei", "NP", Role.PRESCRIBER),
        second_prescriber=hire("Ivo Lund", "MD", Role.PRESCRIBER),
        nurse=hire("Nia Bell", "RN", Role.NURSE),
        coordinator=hire("Cora Diaz", "", Role.COORDINATOR),
        team_lead=hire("Tom Reyes", "LCSW", Role.TEAM_LEAD),
        alumni_coordinator=hire("Ada Wren", "", Role.ALUMNI_COORDINATOR),
        privacy_officer=hire("Pia Holm", "", Role.PRIVACY_OFFICER),
        administrator=hire("Abe Stone", "", Role.ADMINISTRATOR),
        stranger_counselor=make_staff("Wes Far", "LCSW", Role.COUNSELOR, west, strangers, at),
        stranger_prescriber=make_staff("Una Far", "MD", Role.PRESCRIBER, west, strangers, at),
    )  # fmt: skip


@pytest.fixture
def as_user(db: Any) -> Callable[[User], Client]:
    """A browser signed in as somebody."""

    def sign_in(user: User) -> Client:
        client = Client()
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        return client

    return sign_in


@pytest.fixture(params=["plain", "htmx"])
def both_ways(request: Any) -> dict[str, dict[str, str]]:
    """Request arguments for a plain and for an htmx request: `client.get(url, **both_ways)`."""
    return {"headers": {"HX-Request": "true"}} if request.param == "htmx" else {}


@pytest.fixture(autouse=True)
def fresh_occasion() -> Iterator[None]:
    """Every test is an occasion of its own, as every request is."""
    token = occasion.begin(occasion.Occasion(correlation_id="test"))
    yield
    occasion.end(token)


_flush = TransactionTestCase._fixture_teardown


def _flush_kept_tables(self: TransactionTestCase) -> None:
    """The tables that are kept for good refuse TRUNCATE; only emptying the test database may."""
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        try:
            _flush(self)
        finally:
            cursor.execute("SET session_replication_role = DEFAULT")


TransactionTestCase._fixture_teardown = _flush_kept_tables  # type: ignore[method-assign]
