"""Looking after sites, teams and staff accounts."""

from datetime import datetime
from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from careplan.access.checks import require
from careplan.access.permissions import Permission
from careplan.access.roles import Role
from careplan.accounts.models import RoleAssignment, Site, Team, TeamMembership, User
from careplan.audit.action import action
from careplan.audit.record import record
from careplan.audit.types import AuditType
from careplan.core.errors import NotNow, NotValid


@action
def open_site(*, name: str, zone: str, by: Any, at: datetime) -> Site:
    """Add a clinic site with its own time zone. `by` is an administrator or a set-up job's name."""
    _check_keeper(by)
    site = Site.objects.create(name=name, zone=zone, recorded_at=at)
    record(type=AuditType.SITE_CREATED, by=by, at=at, subject=site, changes={"name": name, "zone": zone})
    return site


@action
def open_team(*, site: Site, name: str, by: Any, at: datetime) -> Team:
    """Add a team at a site."""
    _check_keeper(by)
    team = Team.objects.create(site=site, name=name, recorded_at=at)
    record(type=AuditType.SITE_CREATED, by=by, at=at, subject=team, changes={"name": name})
    return team


@action
def create_staff(
    *, email: str, display_name: str, credential: str, password: str | None, by: Any, at: datetime
) -> User:
    """Give a member of staff an account of their own. Raises NotValid for an e-mail already in use."""
    _check_keeper(by)
    if User.objects.filter(email__iexact=email).exists():
        raise NotValid("Somebody already has an account with this e-mail.", field="email")

    user = User(email=email.lower(), display_name=display_name, credential=credential, created_at=at)
    if password:
        _check_password(password, user)
    user.set_password(password)
    user.save()

    record(type=AuditType.STAFF_CREATED, by=by, at=at, subject=user, changes={"name": display_name})
    return user


@action
def grant_role(*, user: User, role: Role, site: Site, by: Any, at: datetime) -> RoleAssignment:
    """Let somebody hold a role at a site. Granting twice is once."""
    _check_keeper(by)
    assignment, created = RoleAssignment.objects.get_or_create(
        user=user, role=role.value, site=site, ended_at=None, defaults={"recorded_at": at}
    )
    user.forget_roles()
    record(
        type=AuditType.ROLE_GRANTED,
        by=by,
        at=at,
        subject=user,
        changes={"role": role.value, "site": site.name, "new": created},
    )
    return assignment


@action
def end_role(*, assignment: RoleAssignment, by: Any, at: datetime) -> RoleAssignment:
    """End a role. Raises NotNow when it has ended already."""
    assignment = RoleAssignment.objects.select_for_update().get(pk=assignment.pk)
    _check_keeper(by)
    if assignment.ended_at is not None:
        raise NotNow("This role has already ended.")

    assignment.ended_at = at
    assignment.save()

    record(type=AuditType.ROLE_ENDED, by=by, at=at, subject=assignment.user, changes={"role": assignment.role})
    return assignment


@action
def join_team(*, user: User, team: Team, by: Any, at: datetime) -> TeamMembership:
    """Put somebody on a team. Joining twice is once."""
    _check_keeper(by)
    membership, created = TeamMembership.objects.get_or_create(
        user=user, team=team, ended_at=None, defaults={"recorded_at": at}
    )
    user.forget_roles()
    record(
        type=AuditType.ROLE_GRANTED, by=by, at=at, subject=user, changes={"team": team.name, "new": created}
    )
    return membership


def _check_keeper(by: Any) -> None:
    """Only administrators keep accounts; a set-up job is named by a string."""
    if not isinstance(by, str):
        require(by, Permission.STAFF_MANAGE)


def _check_password(password: str, user: User) -> None:
    try:
        validate_password(password, user)
    except ValidationError as problem:
        raise NotValid(" ".join(problem.messages), field="password") from None
