"""Lifecycles are tables: which state may follow which, who moves it, what it is called and how it looks."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from careplan.core.errors import NotNow


@dataclass(frozen=True)
class Step:
    """One state: the states that may follow, whose turn it is, and its badge tone (stop, due, good, note)."""

    then: tuple[str, ...]
    owner: str
    tone: str
    label: str


@dataclass(frozen=True)
class Lifecycle:
    """The whole life of one kind of record. `steps` has an entry for every member of `states`."""

    name: str
    states: type[StrEnum]
    steps: Mapping[str, Step]

    def __post_init__(self) -> None:
        missing = {state.value for state in self.states} - set(self.steps)
        if missing:
            raise ValueError(f"{self.name}: no step for {sorted(missing)}")

    def check(self, old: str, new: str) -> None:
        """Refuse a move the table does not list. Raises NotNow with both states in words."""
        if new not in self.steps[old].then:
            raise NotNow(
                f"{self.name} is {self.steps[old].label.lower()}, so it cannot become "
                f"{self.steps[new].label.lower()}."
            )

    def allows(self, old: str, new: str) -> bool:
        """Whether the table lists this move."""
        return new in self.steps[old].then

    def label(self, state: str) -> str:
        """The state in words."""
        return self.steps[state].label

    def tone(self, state: str) -> str:
        """The state's badge tone."""
        return self.steps[state].tone

    def choices(self) -> list[tuple[str, str]]:
        """For a model field or a filter."""
        return [(state.value, self.steps[state.value].label) for state in self.states]
