"""Who may do what with this plan. Each rule also draws its button, with the reason when it is shut."""

from typing import Any

from careplan.access.permissions import Permission
from careplan.core.errors import NotPermitted
from careplan.core.rules import rule
from careplan.patients.models import Patient
from careplan.patients.permissions import check_may
from careplan.plans.models import PlanVersion
from careplan.plans.states import Meaning

SIGNING = {
    Meaning.COUNSELOR: Permission.PLAN_SIGN_COUNSELOR,
    Meaning.PRESCRIBER: Permission.PLAN_SIGN_PRESCRIBER,
    Meaning.PATIENT: Permission.PLAN_SIGN_PATIENT,
}
"""Which permission a signature takes. The patient's is recorded by staff who sat with them."""


@rule
def check_can_draft(user: Any, patient: Patient) -> None:
    """Counselors draft for their caseload, team leads for their team. Raises NotPermitted."""
    check_may(user, Permission.PLAN_DRAFT, patient)


@rule
def check_can_sign(user: Any, version: PlanVersion, meaning: Meaning) -> None:
    """Each signature belongs to its role, and nobody signs one plan as both counselor and prescriber.

    Raises NotPermitted.
    """
    check_may(user, SIGNING[meaning], version.patient)
    if meaning is Meaning.PATIENT:
        return
    if any(one.recorded_by_id == user.pk and one.meaning != Meaning.PATIENT for one in version.signatures.all()):
        raise NotPermitted(
            "You have already signed this version in another role.", fix="The second signature must be somebody else’s."
        )


@rule
def check_can_activate(user: Any, patient: Patient) -> None:
    """The counselor on the care team or the team lead puts a signed plan into force. Raises NotPermitted."""
    check_may(user, Permission.PLAN_ACTIVATE, patient)
