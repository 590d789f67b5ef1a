"""One rule, two voices: a check that raises for actions, and its verdict for buttons.

A button is drawn from the very function that would refuse the click, so a page can never
give a reason that the server would not.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import update_wrapper
from typing import Any

from careplan.core.errors import Refusal


@dataclass(frozen=True)
class Verdict:
    """Whether a step is open to somebody now, and if not, why and what would open it."""

    allowed: bool
    reason: str = ""
    fix: str = ""

    def __bool__(self) -> bool:
        return self.allowed


class Rule:
    """A raising check that can also be asked politely."""

    def __init__(self, check: Callable[..., None]) -> None:
        self._check = check
        update_wrapper(self, check)

    def __call__(self, *args: Any, **kwargs: Any) -> None:
        self._check(*args, **kwargs)

    def verdict(self, *args: Any, **kwargs: Any) -> Verdict:
        """The same check as an answer instead of an exception."""
        try:
            self._check(*args, **kwargs)
        except Refusal as refusal:
            return Verdict(False, refusal.message, refusal.fix)
        return Verdict(True)

    def allows(self, *args: Any, **kwargs: Any) -> bool:
        """The same check as a plain yes or no."""
        return self.verdict(*args, **kwargs).allowed


def rule(check: Callable[..., None]) -> Rule:
    """Turn a raising `check_*` function into a rule with `.verdict()` and `.allows()`."""
    return Rule(check)


def first_no(*verdicts: Verdict) -> Verdict:
    """The first refusal among several, or a yes when there is none."""
    return next((verdict for verdict in verdicts if not verdict), Verdict(True))
