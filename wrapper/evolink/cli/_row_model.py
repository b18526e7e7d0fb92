"""The model of rows that name none, for commands that continue a batch: the journal has only that of each call."""

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from evolink.journal import Batch

_READ = 64 * 1024
"""Bytes of a manifest that are looked at."""


def model_options(batch: "Batch") -> list[str]:
    """Return the option that a batch needs because its manifest names no model; none if that can't be told.

    Where all calls have the same model, the option changes nothing for rows that name it.
    """
    if batch.manifest is None or not _lacks_models(Path(batch.manifest)):
        return []
    models = batch.models()
    return ["-m", *models] if len(models) == 1 else []


def _lacks_models(manifest: Path) -> bool:
    if manifest.suffix.lower() == ".txt":
        return True
    try:
        with manifest.open("rb") as file:
            return b"model" not in file.read(_READ)
    except OSError:
        return False
