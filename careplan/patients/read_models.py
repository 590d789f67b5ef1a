"""What templates about a patient receive: finished values, nothing left to look up."""

from dataclasses import dataclass, field

from careplan.access.permissions import Permission as P
from careplan.patients.header import Alert, Fact


@dataclass(frozen=True)
class Tab:
    """One tab of the chart."""

    label: str
    url: str
    current: bool
    count: str = ""


@dataclass(frozen=True)
class ChartHeader:
    """The top of every chart page: who, what nobody may overlook, facts and tabs."""

    name: str
    sub: str
    alerts: list[Alert]
    facts: list[Fact]
    tabs: list[Tab]
    breadcrumb: list[tuple[str, str]] = field(default_factory=list)


CHART_TABS: tuple[tuple[str, str, str, P], ...] = (
    ("overview", "Overview", "worklists:chart", P.CHART_VIEW),
    ("plan", "Plan", "plans:chart", P.CHART_VIEW),
    ("medication", "Medication", "medications:chart", P.CHART_VIEW),
    ("sessions", "Sessions", "sessions:chart", P.CHART_VIEW),
    ("assessments", "Assessments", "intake:chart", P.CHART_VIEW),
    ("reviews", "Reviews", "reviews:chart", P.REVIEW_VIEW),
    ("details", "Details", "patients:details", P.CHART_VIEW),
    ("consents", "Consents", "patients:consents", P.CHART_VIEW),
)
"""Key, label, address and permission of each tab; addresses take the patient's uuid as `patient`."""
