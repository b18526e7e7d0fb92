"""Shows on stderr how a run goes on: a line that moves in a terminal, and one line for each area elsewhere."""

from collections import Counter

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from .verdict import Failure, Outcome

_COUNTED = (Outcome.PASSED, Outcome.FAILED, Outcome.BEYOND, Outcome.NOT_JUDGED)


class LiveProgress:
    """Shows progress on stderr."""

    def __init__(self) -> None:
        self._console = Console(stderr=True, highlight=False, soft_wrap=True)
        self._all: Counter[Outcome] = Counter()
        self._of_area: Counter[Outcome] = Counter()
        self._area = ""
        self._progress = Progress(
            BarColumn(24),
            MofNCompleteColumn(),
            TextColumn("{task.fields[passed]} passed, {task.fields[failed]} failed"),
            TimeElapsedColumn(),
            TextColumn("{task.description}"),
            console=self._console,
            disable=not self._console.is_terminal,
            transient=True,
        )
        self._task = self._progress.add_task("", total=None, passed=0, failed=0)

    def prepare(self, server: str) -> None:
        """Say that a server can be judged."""
        self._print(f"{server} can be judged; deriving the requests from the contract takes some seconds")

    def begin(self, checks: int) -> None:
        """Show how many checks there are."""
        self._progress.update(self._task, total=checks)
        self._progress.start()

    def hear(self, area: str, outcome: Outcome, failure: Failure | None) -> None:
        """Show what came of a check."""
        if area != self._area:
            self._finish_area()
            self._area = area
        self._of_area[outcome] += 1
        self._all[outcome] += 1
        if failure:
            case = f" [{failure.case}]" if failure.case else ""
            self._print(f"FAILED {failure.area}: {failure.title}{case}", style="bold red")
            self._print(f"       {failure.found.partition(chr(10))[0][:200]}")
        self._progress.update(
            self._task,
            advance=1,
            description=area,
            passed=self._all[Outcome.PASSED],
            failed=self._all[Outcome.FAILED],
        )

    def end(self) -> None:
        """Stop the line that moves."""
        self._finish_area()
        self._progress.stop()

    def _finish_area(self) -> None:
        if self._area:
            shown = ", ".join(f"{self._of_area[each]:,} {each}" for each in _COUNTED if self._of_area[each])
            self._print(f"{self._area}: {shown}")
        self._area = ""
        self._of_area.clear()

    def _print(self, text: str, style: str = "") -> None:
        self._console.print(text, style=style, markup=False)
