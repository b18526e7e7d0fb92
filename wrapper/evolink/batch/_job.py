"""What a bulk run is asked to do."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from evolink._files.destination import batch_folder
from evolink.errors import ConfigurationError

from ._limits import Limits
from ._manifest import Manifest, Rows, manifest
from ._progress import OnProgress
from ._rate import per_second


@dataclass(frozen=True, slots=True)
class Job:
    """What a bulk run is asked to do; see `AsyncBatchOperations.run`."""

    rows: Manifest
    output: Path
    model: str | None
    limits: Limits
    skip_bad: bool
    resend_held: bool
    on_progress: OnProgress | None
    new: bool = False

    @property
    def manifest(self) -> str | None:
        """The file that the rows come from."""
        return self.rows.path


def job(  # noqa: PLR0913 - what a run may be told
    rows: Rows,
    output: str | os.PathLike[str],
    *,
    model: str | None,
    columns: Mapping[str, str] | None,
    budget: float | None,
    rate: str | float | None,
    in_flight: int,
    skip_bad: bool,
    resend_held: bool,
    on_progress: OnProgress | None,
    any_type: bool,
    new: bool,
) -> Job:
    """Return a job.

    Raises:
        ConfigurationError: A limit, or what columns are said to be, makes no sense.
    """
    if budget is not None and not budget >= 0:
        raise ConfigurationError(f"the budget must be a number of credits, not {budget}")
    if in_flight < 1:
        raise ConfigurationError(f"in_flight must be at least 1, not {in_flight}")
    limits = Limits(budget, per_second(rate), in_flight, any_type)
    there = batch_folder(output)
    return Job(manifest(rows, columns), there, model, limits, skip_bad, resend_held, on_progress, new)
