"""Chaining the audit log in batches, and finding the first row that was tampered with.

Sealing reads committed rows only and locks nobody out. Verification recomputes every hash and
compares numbers, so it can say which row was altered, taken away or slipped in.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import connection, transaction

from careplan.audit.models import AuditEvent, AuditSeal

GENESIS = "0" * 64
SETTLING_TIME = timedelta(seconds=60)
_SEAL_LOCK = 0x5EA1


@dataclass(frozen=True)
class Fault:
    """The first thing wrong with the log: `kind` is altered, missing, inserted or chain."""

    kind: str
    event_id: int | None
    sentence: str


@dataclass(frozen=True)
class Verification:
    """What a verification saw: rows sealed and checked, rows not sealed yet, and the first fault if any."""

    checked: int
    open_rows: int
    fault: Fault | None


def row_hash(event: AuditEvent) -> str:
    """SHA-256 over every column of the row, in a fixed order and spelling."""
    content = [
        event.pk,
        str(event.uuid),
        event.recorded_at.isoformat(),
        event.type,
        event.at.isoformat(),
        event.actor_id,
        event.actor_label,
        str(event.patient_uuid),
        event.subject_type,
        str(event.subject_uuid),
        event.changes,
        event.purpose,
        event.correlation_id,
        str(event.ip),
    ]
    return hashlib.sha256(json.dumps(content, sort_keys=True, ensure_ascii=True).encode()).hexdigest()


def chain(previous: str, hashes: Iterable[str]) -> str:
    """The digest of a batch: SHA-256 over the previous digest and the rows' hashes, in order."""
    digest = hashlib.sha256(previous.encode())
    for one in hashes:
        digest.update(one.encode())
    return digest.hexdigest()


def seal(*, at: datetime, limit: int = 10_000) -> AuditSeal | None:
    """Chain every committed row that no seal holds yet. One sealer at a time; writers never wait.

    Returns the new seal, or None when there was nothing to seal or another sealer is at work.
    A row whose number is too old to appear honestly is left out, so that `verify` reports it.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [_SEAL_LOCK])
        if not cursor.fetchone()[0]:
            return None
        last_number, taken_in, running_since = _where_writers_are(cursor)
        recent = list(AuditSeal.objects.order_by("-id")[:100])
        rows = _open_rows(after=settled_number(recent), limit=limit)
        if not rows:
            return None
        hashes = [row_hash(row) for row in rows]
        previous = recent[0].digest if recent else GENESIS
        return AuditSeal.objects.create(
            recorded_at=at,
            event_ids=[row.pk for row in rows],
            row_hashes=hashes,
            previous_digest=previous,
            digest=chain(previous, hashes),
            last_number=last_number,
            taken_in=taken_in,
            running_since=running_since,
        )


def verify() -> Verification:
    """Recompute the whole chain. Names the first altered, missing or inserted row, by number."""
    previous, checked, fault = GENESIS, 0, None
    seals: list[AuditSeal] = []
    sealed: set[int] = set()
    for one in AuditSeal.objects.order_by("id").iterator(chunk_size=50):
        fault = fault or _check_seal(one, previous)
        previous = one.digest
        checked += len(one.event_ids)
        sealed.update(one.event_ids)
        seals = [one, *seals[:99]]
    settled = settled_number(seals)
    unsealed = [pk for pk in AuditEvent.objects.order_by("id").values_list("pk", flat=True) if pk not in sealed]
    intruder = next((pk for pk in unsealed if pk <= settled), None)
    if fault is None and intruder is not None:
        fault = Fault("inserted", intruder, f"Row {intruder} was inserted after its neighbors were sealed.")
    return Verification(checked=checked, open_rows=len(unsealed), fault=fault)


def settled_number(seals: list[AuditSeal]) -> int:
    """The highest number below which no honest row can still appear. `seals` are newest first.

    A seal's `last_number` is settled once a later seal, at least a minute on, saw no transaction
    that was already running when it was taken.
    """
    for index, older in enumerate(seals[1:], start=1):
        for newer in seals[:index]:
            waited = newer.recorded_at - older.recorded_at >= SETTLING_TIME
            if waited and newer.running_since > older.taken_in:
                return older.last_number
    return 0


def _open_rows(*, after: int, limit: int) -> list[AuditEvent]:
    # A seal that holds a row above `after` had seen that number given out.
    held: set[int] = set()
    for ids in AuditSeal.objects.filter(last_number__gt=after).values_list("event_ids", flat=True):
        held.update(ids)
    rows = AuditEvent.objects.filter(pk__gt=after).order_by("id")
    return [row for row in rows.iterator(chunk_size=2000) if row.pk not in held][:limit]


def _check_seal(one: AuditSeal, previous: str) -> Fault | None:
    for event_id, kept, row in _paired(one):
        if row is None:
            return Fault("missing", event_id, f"Row {event_id} is missing.")
        if row_hash(row) != kept:
            return Fault("altered", event_id, f"Row {event_id} was altered.")
    if one.previous_digest != previous or chain(previous, one.row_hashes) != one.digest:
        return Fault("chain", None, f"Seal {one.pk} does not follow from the seal before it.")
    return None


def _paired(one: AuditSeal) -> Iterator[tuple[int, str, AuditEvent | None]]:
    rows = AuditEvent.objects.in_bulk(one.event_ids)
    for event_id, kept in zip(one.event_ids, one.row_hashes, strict=True):
        yield event_id, kept, rows.get(event_id)


def _where_writers_are(cursor: object) -> tuple[int, int, int]:
    cursor.execute(  # type: ignore[attr-defined]
        """
        SELECT coalesce(pg_sequence_last_value(pg_get_serial_sequence('audit_auditevent', 'id')), 0),
               pg_current_xact_id()::text::bigint,
               pg_snapshot_xmin(pg_current_snapshot())::text::bigint
        """
    )
    last_number, taken_in, running_since = cursor.fetchone()  # type: ignore[attr-defined]
    return last_number, taken_in, running_since
