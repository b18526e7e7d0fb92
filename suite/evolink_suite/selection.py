"""What is asked for: everything, or what concerns some operations and models. Pure."""

from dataclasses import dataclass
from typing import Final

from .contract import Operation


@dataclass(frozen=True)
class Selection:
    """What a run is to judge.

    Attributes:
        operations: The operations that were named.
        models: The models that were named; without any name, all are wanted.
        exhaustive: Whether every rule of every model is tried, not each rule once.
    """

    operations: frozenset[str] = frozenset()
    models: frozenset[str] = frozenset()
    exhaustive: bool = False

    @property
    def is_everything(self) -> bool:
        """Whether nothing was named."""
        return not (self.operations or self.models)

    def wants(self, operation: str, model: str) -> bool:
        """Return whether what concerns an operation and a model is wanted; an empty name is none of them."""
        return self.is_everything or operation in self.operations or model in self.models

    def models_of(self, operation: Operation) -> list[str]:
        """Return the wanted models of an operation."""
        return [model for model in operation.models if self.wants(operation.id, model)]


EVERYTHING: Final = Selection()
