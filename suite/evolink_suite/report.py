"""The reports of a run: as a summary for a terminal, and as a file that is read later."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

from .report_data import as_json
from .report_html import as_html
from .report_markdown import as_markdown
from .verdict import Outcome, Verdict

_WRITERS: Final[dict[str, Callable[[Verdict], str]]] = {
    ".html": as_html,
    ".json": as_json,
    ".md": as_markdown,
}
KINDS: Final = tuple(_WRITERS)
"""The suffixes of the files that can be written."""


def write(verdict: Verdict, path: Path) -> None:
    """Write a report; the suffix of its name says which.

    Raises:
        OSError: It can't be written.
        KeyError: There is no such report.
    """
    path.write_text(_WRITERS[path.suffix.lower()](verdict), encoding="utf-8")


def summary(verdict: Verdict) -> str:
    """Return what was judged, in lines for a terminal."""
    return "\n".join(_lines(verdict))


def _lines(verdict: Verdict) -> Iterator[str]:
    yield f"{verdict.server}, judged by the contract of evolink {verdict.contract} in {verdict.seconds:.0f} s"
    yield ""
    width = max((len(area) for area in verdict.counts), default=0)
    yield " ".join([" " * width, *(f"{outcome:>10}" for outcome in Outcome)])
    for area, numbers in verdict.rows():
        yield " ".join([f"{area:<{width}}", *(f"{number:>10,}" for number in numbers)])
    if verdict.total(Outcome.BEYOND):
        yield "(reported: checks of rules that no page states; they count for nothing)"
    yield ""
    if verdict.reasons:
        yield "Not judged, because"
        yield from (f"{times:>8,}  {reason}" for reason, times in verdict.reasons.most_common())
        yield ""
    if verdict.beyond:
        yield "Only rules that no page states forbid this, so it counts for nothing:"
        yield from (f"{times:>8,}  {problem}" for problem, times in verdict.beyond.most_common())
        yield ""
    if verdict.absent:
        yield f"The server does not have, and no page documents: {', '.join(verdict.absent)}"
    if verdict.costs:
        yield "Credits spent: {} of {}".format(*verdict.costs)
    if verdict.stopped:
        yield f"Stopped {verdict.stopped}"
    elif verdict.unfinished:
        yield f"Not judged to the end: {verdict.unfinished}"
    yield verdict.sentence
