"""The one place that asks what time it is.

Views, tasks and commands ask here once and pass the answer on as `at`, so that every
action can be told its time by a test, an importer or the demo clinic.
"""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo


def now() -> datetime:
    """The present instant, in UTC."""
    return datetime.now(UTC)


def local_date(at: datetime, zone: str) -> date:
    """The calendar day that `at` falls on at a site whose time zone is `zone` (IANA name)."""
    return at.astimezone(ZoneInfo(zone)).date()
