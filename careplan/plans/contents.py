"""The exact content of a plan version, as plain data: what is hashed, signed and copied (pure).

Callers pass a version with its items prefetched; nothing here asks the database for more.
"""

import hashlib
import json
from typing import Any

HEADER = (
    "reason", "level_of_care", "strengths", "barriers", "preferences", "transition_criteria", "emergency_plan",
)  # fmt: skip


def content(version: Any) -> dict[str, Any]:
    """The version's content in a fixed order and spelling: header, problems, goals, objectives, interventions."""
    return {
        "number": version.number,
        "header": {name: getattr(version, name) for name in HEADER},
        "next_review_on": str(version.next_review_on),
        "problems": [[str(one.key), one.statement, one.source] for one in version.problems.all()],
        "goals": [[str(one.key), one.problem_id, one.patient_words] for one in version.goals.all()],
        "objectives": [
            [str(one.key), one.goal_id, one.statement, one.baseline, one.target, str(one.target_date), one.status]
            for one in version.objectives.all()
        ],
        "interventions": [
            [
                str(one.key), one.objective_id, one.modality, one.times, one.weeks, one.minutes,
                one.responsible_id, one.detail,
            ]
            for one in version.interventions.all()
        ],
    }  # fmt: skip


def content_hash(version: Any) -> str:
    """SHA-256 of the content: a signature holds for exactly this text and no other (domain 7.9)."""
    return hashlib.sha256(json.dumps(content(version), ensure_ascii=True).encode()).hexdigest()
