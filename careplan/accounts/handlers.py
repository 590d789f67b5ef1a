"""Sign-ins and sign-outs go to the audit trail; Django announces them as signals, its own way."""

from typing import Any

from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.dispatch import receiver

from careplan.audit.record import record
from careplan.audit.types import AuditType
from careplan.core import clock


@receiver(user_logged_in)
def signed_in(sender: Any, user: Any, **kwargs: Any) -> None:
    """Somebody signed in."""
    record(type=AuditType.SIGNED_IN, by=user, at=clock.now())


@receiver(user_logged_out)
def signed_out(sender: Any, user: Any, **kwargs: Any) -> None:
    """Somebody signed out, or was signed out."""
    if user is not None:
        record(type=AuditType.SIGNED_OUT, by=user, at=clock.now())


@receiver(user_login_failed)
def sign_in_failed(sender: Any, credentials: Any, **kwargs: Any) -> None:
    """A sign-in failed. What was typed is not kept: people type passwords into the wrong field."""
    record(type=AuditType.SIGN_IN_FAILED, by="sign-in page", at=clock.now())
