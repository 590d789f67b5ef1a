"""Writing the audit trail: `record` from actions, `viewed` from the pages that open a chart."""

from datetime import datetime
from typing import Any
from uuid import UUID

from careplan.core.occasion import current
from careplan.audit.models import AuditEvent
from careplan.audit.types import AuditType


def record(
    *,
    type: AuditType,
    by: Any,
    at: datetime,
    patient: Any = None,
    subject: Any = None,
    changes: dict[str, Any] | None = None,
    purpose: str = "",
) -> AuditEvent:
    """Note what `by` did at `at`. Called inside the action's transaction, so both happen or neither.

    `patient` and `subject` are records (their uuid is kept); `changes` maps field names to
    [old, new] or to a plain value. `by` is a user, or a system job named by a string.
    """
    occasion = current()
    occasion.recorded += 1
    is_job = isinstance(by, str)
    return AuditEvent.objects.create(
        type=type.value,
        at=at,
        recorded_at=at,
        actor_id=None if is_job or by is None else by.pk,
        actor_label=by if is_job else str(by or "nobody signed in"),
        patient_uuid=_uuid(patient),
        subject_type=type_name(subject),
        subject_uuid=_uuid(subject),
        changes=changes or {},
        purpose=purpose,
        correlation_id=occasion.correlation_id,
        ip=occasion.ip,
    )


def viewed(*, by: Any, at: datetime, patient: Any, page: str) -> AuditEvent:
    """Note that `by` opened a page of the patient's chart. Reading a chart is an event too (domain 7.4)."""
    return record(type=AuditType.CHART_VIEWED, by=by, at=at, patient=patient, changes={"page": page})


def type_name(subject: Any) -> str:
    """The subject's kind, in the model's own words."""
    return "" if subject is None else str(subject._meta.label_lower)


def _uuid(record_: Any) -> UUID | None:
    return getattr(record_, "uuid", None)
