"""Staff, where they work and what they do there. One account per person, never shared (domain 7.4)."""

import uuid
from collections.abc import Iterable
from functools import cached_property
from typing import ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower

from careplan.access.checks import Held
from careplan.access.roles import CLINICAL_ROLES, Role
from careplan.core.models import Record


class Site(Record):
    """A clinic building with its own time zone (IANA name)."""

    name = models.CharField(max_length=120, unique=True)
    zone = models.CharField(max_length=64)

    class Privacy:
        operational: ClassVar = {"name", "zone"}

    def __str__(self) -> str:
        return self.name


class Team(Record):
    """A group of staff at one site that shares patients and reviews them together each week."""

    site = models.ForeignKey(Site, on_delete=models.PROTECT, related_name="teams")
    name = models.CharField(max_length=120)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["site", "name"], name="one_team_name_per_site")]

    class Privacy:
        operational: ClassVar = {"site", "name"}

    def __str__(self) -> str:
        return self.name


class UserManager(BaseUserManager["User"]):
    """Accounts are found by e-mail, whatever its case."""

    def get_by_natural_key(self, username: str | None) -> "User":
        """The account with this e-mail."""
        return self.get(email__iexact=username)


class User(AbstractBaseUser):
    """A member of staff. `str(user)` is the name with its credential, as notes are signed."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    email = models.EmailField(unique=True)
    display_name = models.CharField(max_length=120)
    credential = models.CharField(max_length=60, blank=True)
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField()

    objects = UserManager()

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar = ["display_name"]

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(Lower("email"), name="one_account_per_email")]

    class Privacy:
        identifying: ClassVar = {"email", "display_name", "credential"}
        operational: ClassVar = {"uuid", "is_active", "created_at", "password", "last_login"}

    def __str__(self) -> str:
        return f"{self.display_name}, {self.credential}" if self.credential else self.display_name

    @cached_property
    def _assignments(self) -> list["RoleAssignment"]:
        return list(self.role_assignments.filter(ended_at=None).select_related("site"))

    @property
    def held_roles(self) -> Iterable[Held]:
        """The roles held now, each with its site. Nobody who is deactivated holds any."""
        if not self.is_active:
            return ()
        return [Held(Role(one.role), one.site_id) for one in self._assignments]

    def holds_role(self, *roles: Role) -> bool:
        """Whether any of the roles is held at any site."""
        return any(held.role in roles for held in self.held_roles)

    @cached_property
    def team_ids(self) -> frozenset[int]:
        """The teams the person belongs to now."""
        return frozenset(self.team_memberships.filter(ended_at=None).values_list("team_id", flat=True))

    @property
    def site_ids(self) -> frozenset[int]:
        """The sites the person works at."""
        return frozenset(held.site_id for held in self.held_roles)

    @property
    def zone(self) -> str:
        """The time zone of the person's first site."""
        return self._assignments[0].site.zone if self._assignments else "UTC"

    @property
    def site_words(self) -> str:
        """The sites by name."""
        return ", ".join(dict.fromkeys(one.site.name for one in self._assignments))

    @property
    def role_words(self) -> str:
        """The roles by name."""
        return ", ".join(dict.fromkeys(Role(one.role).display_name for one in self._assignments))

    @property
    def is_clinical(self) -> bool:
        """Whether any role held can open a chart or the audit trail."""
        return any(held.role in CLINICAL_ROLES for held in self.held_roles)

    def forget_roles(self) -> None:
        """Read the roles anew the next time they are asked for."""
        for name in ("_assignments", "team_ids"):
            self.__dict__.pop(name, None)


class RoleAssignment(Record):
    """A role held at a site, from when it was granted until it was ended."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="role_assignments")
    role = models.CharField(max_length=30, choices=[(role.value, role.display_name) for role in Role])
    site = models.ForeignKey(Site, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["user", "role", "site"], condition=models.Q(ended_at=None), name="role_held_once_per_site"
            ),
            models.CheckConstraint(
                condition=models.Q(role__in=[role.value for role in Role]), name="role_is_one_we_know"
            ),
        ]

    class Privacy:
        operational: ClassVar = {"user", "role", "site", "ended_at"}


class TeamMembership(Record):
    """A member of staff in a team."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="team_memberships")
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="memberships")
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["user", "team"], condition=models.Q(ended_at=None), name="in_a_team_once"
            ),
        ]

    class Privacy:
        operational: ClassVar = {"user", "team", "ended_at"}

