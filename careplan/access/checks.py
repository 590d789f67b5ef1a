"""Asking the matrix: how far does this person's permission reach, and where?"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from careplan.access.matrix import MATRIX, Scope
from careplan.access.permissions import Permission
from careplan.access.roles import Role
from careplan.core.errors import NotPermitted


@dataclass(frozen=True)
class Held:
    """A role held at a site (`site_id`)."""

    role: Role
    site_id: int


class Actor(Protocol):
    """Somebody who can be asked which roles they hold now, and where."""

    @property
    def held_roles(self) -> Iterable[Held]: ...  # noqa: D102


@dataclass(frozen=True)
class Reach:
    """How far one permission reaches for one person: everywhere, or by site, team and own caseload.

    `sites`, `team_sites` and `own_sites` are the sites at which the permission has that scope.
    """

    everywhere: bool
    sites: frozenset[int]
    team_sites: frozenset[int]
    own_sites: frozenset[int]

    def __bool__(self) -> bool:
        return bool(self.everywhere or self.sites or self.team_sites or self.own_sites)


def reach(user: Actor, permission: Permission) -> Reach:
    """Where the person's roles grant `permission`, by scope."""
    found: dict[Scope, set[int]] = {scope: set() for scope in Scope}
    for held in user.held_roles:
        scope = MATRIX[held.role].get(permission)
        if scope is not None:
            found[scope].add(held.site_id)
    return Reach(
        everywhere=bool(found[Scope.ALL]),
        sites=frozenset(found[Scope.SITE]),
        team_sites=frozenset(found[Scope.TEAM]),
        own_sites=frozenset(found[Scope.OWN]),
    )


def holds(user: Actor, permission: Permission) -> bool:
    """Whether any of the person's roles grants the permission at all."""
    return bool(reach(user, permission))


def roles_with(permission: Permission) -> tuple[Role, ...]:
    """The roles that grant a permission, in the matrix's order."""
    return tuple(role for role, grants in MATRIX.items() if permission in grants)


def require(user: Actor, permission: Permission) -> None:
    """Refuse early when none of the person's roles grants the permission. Raises NotPermitted."""
    if not holds(user, permission):
        raise NotPermitted(f"Your role does not let you {permission.words}.", fix=whom_to_ask(permission))


def whom_to_ask(permission: Permission) -> str:
    """A sentence naming the roles that can take the step."""
    names = [f"a {role.display_name.lower()}" for role in roles_with(permission)]
    if not names:
        return ""
    if len(names) > 1:
        names = [*names[:-2], f"{names[-2]} or {names[-1]}"]
    return f"Please ask {', '.join(names)}."
