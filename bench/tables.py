"""The tables of docs/performance.md, made of what was recorded."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import Any

from bench.memory_parts import PARTS
from bench.recorded import BENCHES, Result
from bench.rows import ROWS, UNEXPLAINED, Row

Results = Mapping[str, Result]
"""What was recorded, by bench."""
_NOT_MEASURED = "Not measured yet."


def goals(results: Results) -> str:
    """Return all rows with their goals, and why some were missed."""
    values = [(row, row.value(results[row.bench].figures)) for row in ROWS if row.bench in results]
    guessed = {row.id for row, _ in values if row.is_extrapolated(results[row.bench].figures)}
    if not values:
        return _NOT_MEASURED
    cells = [(row.id, row.what, _shown(row, value, guessed), row.limit, _reached(row, value)) for row, value in values]
    missed = [f"- **{row.id}:** {row.why or UNEXPLAINED}" for row, value in values if not row.is_reached(value)]
    table = _table(("row", "what", "measured", "goal", "reached"), cells)
    return "\n".join([table, "", "Why goals were missed:", "", *missed]) if missed else table


def _shown(row: Row, value: float | None, guessed: Collection[str]) -> str:
    return f"{row.in_words(value)}, extrapolated" if row.id in guessed else row.in_words(value)


def _reached(row: Row, value: float | None) -> str:
    return "yes" if row.is_reached(value) else "**no**"


def runs(results: Results) -> str:
    """Return when, where and of which state of the code each bench was run."""
    states = {each.state for each in results.values()}
    if not states:
        return _NOT_MEASURED
    if len(states) == 1:
        said = f"All rows are of one state of the code, `{states.pop()}`."
    else:
        said = "**The rows are of different states of the code:** compare only those of the same bench."
    cells = [
        (
            f"`make bench-{name}`",
            each.at.partition("+")[0].replace("T", " "),
            f"`{each.state}`, after `{each.commit or 'unknown'}`",
            f"{each.load[0]:.1f}, {each.load[1]:.1f}",
            f"{each.seconds / 60:.0f} min",
        )
        for name, each in _in_order(results)
    ]
    head = ("", "UTC", "state of the code, and commit", "load before, after", "duration")
    machines = sorted({f"{each.cores} cores of {each.cpu}, Python {each.python}" for each in results.values()})
    versions = dict(sorted({name: v for _, each in _in_order(results) for name, v in each.versions.items()}.items()))
    packages = ", ".join(f"{name} {version}" for name, version in versions.items())
    return f"{said}\n\n{_table(head, cells)}\n\nMeasured on {'; '.join(machines)}, with {packages}."


def costs(results: Results) -> str:
    """Return what imports and reads cost, relative to httpx or, with asyncio, to aiohttp."""
    figures = _figures(results, "client")
    bases = {"import": "httpx", "read": "httpx"}
    bases |= {name: "aiohttp" for name in figures if name.startswith("read, asyncio")}
    columns = {name: figures[name] for name in bases if name in figures}
    subjects = list(dict.fromkeys(subject for column in columns.values() for subject in column))
    cells = [
        (subject, *(_ratio(column, subject, bases[name]) for name, column in columns.items())) for subject in subjects
    ]
    return _table(("", *columns), cells)


def _ratio(column: Mapping[str, float], subject: str, base: str) -> str:
    if subject not in column:
        return ""
    return f"{column[subject] / column[base]:.2f} ({1000 * column[subject]:.2f} ms)"


def crowds(results: Results) -> str:
    """Return how each client fared with many tasks at once."""
    cells = [
        (tasks.removesuffix(" tasks"), subject, *_crowd(outcome))
        for tasks, outcomes in _figures(results, "client").items()
        if tasks.endswith(" tasks")
        for subject, outcome in outcomes.items()
    ]
    return _table(("tasks", "", "finished", "CPU s", "reads per task", "lag, median s", "lag, 95 % s"), cells)


def _crowd(outcome: Mapping[str, Any]) -> tuple[str, ...]:
    lost = "".join(f", {count:,} {error}" for error, count in outcome["lost"].items())
    cpu = "" if outcome["cpu"] is None else f"{outcome['cpu']:.1f}"
    lags = ("never" if outcome[name] is None else f"{outcome[name]:.2f}" for name in ("median", "late"))
    return f"{outcome['finished']:,}{lost}", cpu, f"{outcome['reads']:.2f}", *lags


def first_calls(results: Results) -> str:
    """Return the stalls of the first calls, and what the help costs."""
    figures = _figures(results, "client")
    stalls = [(name, f"{1000 * seconds:.1f} ms") for name, seconds in figures.get("stall", {}).items()]
    helps = [(f"`{name}`", f"{1000 * seconds:.1f} ms") for name, seconds in figures.get("help", {}).items()]
    return _table(("longest stall, or user CPU above bare Python", ""), [*stalls, *helps])


def batches(results: Results) -> str:
    """Return what a row costs, by how it is run."""
    figures = _figures(results, "batch").get("batch", {})
    base = figures.get("client", {}).get("cpu")
    cells = [
        (
            role,
            f"{each['rows']:,}",
            f"{each['seconds']:.0f}",
            f"{1000 * each['cpu']:.2f}",
            f"{each['cpu'] / base:.2f}" if base else "",
            f"{each['rows_per_second']:.0f}",
            f"{each['MB']:.0f}",
        )
        for role, each in figures.items()
    ]
    return _table(("", "rows", "s", "CPU ms a row", "ratio", "rows per second", "MB"), cells)


def memory(results: Results) -> str:
    """Return the memory of batches by their number of rows, and what its parts are."""
    figures = _figures(results, "batch").get("memory", {})
    cells = [
        (_named(rows, each), f"**{each['resident']:.0f}**", *(f"{each[part]:.0f}" for part in PARTS))
        for rows, each in figures.items()
    ]
    return _table(("", "MB", *PARTS), cells)


def _named(rows: str, figures: Mapping[str, Any]) -> str:
    return f"{rows} (extrapolated)" if figures.get("extrapolated") else rows


def submits(results: Results) -> str:
    """Return how many requests with a journal are sent in a second."""
    figures = _figures(results, "batch").get("submits per second", {})
    return _table(("", "`submit` per second"), [(name, f"{each:.0f}") for name, each in figures.items()])


def mock(results: Results) -> str:
    """Return how fast the mock starts and answers."""
    figures = _figures(results, "mock").get("mock", {})
    cells = [
        (
            name,
            f"{each['start']:.2f}",
            *(f"{each[kind]:,.0f}" for kind in ("post", "get")),
            *(f"{each[kind]:.3f}" for kind in ("post_cpu", "get_cpu")),
        )
        for name, each in figures.items()
    ]
    return _table(("", "start, s", "POST per second", "GET per second", "CPU ms a POST", "CPU ms a GET"), cells)


def demo(results: Results) -> str:
    """Return what a first look costs."""
    figures = _figures(results, "mock").get("demo", {})
    cells = [(f"`{name}`", f"{each['seconds']:.0f}", f"{each['MB']:.0f}") for name, each in figures.items()]
    return _table(("", "s", "MB"), cells)


def models(results: Results) -> str:
    """Return what the number of models costs."""
    figures = _figures(results, "pipeline").get("models", {})
    sizes = list(dict.fromkeys(size for each in figures.values() for size in each))
    cells = [
        (name, *(f"{each[size]:.2f} s" if size in each else "" for size in sizes), _most_to_least(list(each.values())))
        for name, each in figures.items()
    ]
    return _table(("CPU", *sizes, "most to least"), cells)


def _most_to_least(seconds: Sequence[float]) -> str:
    return f"{seconds[-1] / seconds[0]:.2f}" if len(seconds) > 1 else ""


def first_check(results: Results) -> str:
    """Return what the first check of a process costs."""
    found = _figures(results, "pipeline").get("first check", {})
    return _table(("CPU", ""), [(name, f"{1000 * each:.1f} ms") for name, each in found.items()])


def mock_memory(results: Results) -> str:
    """Return the memory of the mock by its tasks."""
    found = _figures(results, "mock").get("mock memory", {})
    return _table(("the mock after", "MB"), [(name, f"{each:.0f}") for name, each in found.items()])


def pages(results: Results) -> str:
    """Return what a page costs the pipeline, by how many there are."""
    figures = _figures(results, "pipeline").get("pages", {})
    steps = list(dict.fromkeys(step for each in figures.values() for step in each))
    cells = [(count, *(f"{each[step]:.2f}" for step in steps)) for count, each in figures.items()]
    return _table(("CPU ms a page", *steps), cells)


def pacing(results: Results) -> str:
    """Return what the simulation of the pacing shows."""
    found = _figures(results, "client").get("pacing", {})
    return _table(
        ("pacing, simulated", ""), [(name, f"{each:.2f}".removesuffix(".00")) for name, each in found.items()]
    )


TABLES: Mapping[str, Callable[[Results], str]] = {
    each.__name__: each
    for each in (
        goals, runs, costs, first_calls, crowds, pacing, batches, submits, memory,
        mock, mock_memory, demo, models, first_check, pages,
    )
}  # fmt: skip
"""What the template may ask for, by name."""


def _figures(results: Results, bench: str) -> Mapping[str, Any]:
    return results[bench].figures if bench in results else {}


def _in_order(results: Results) -> list[tuple[str, Result]]:
    return [(name, results[name]) for name in BENCHES if name in results]


def _table(head: Sequence[str], cells: Iterable[Sequence[str]]) -> str:
    rows = list(cells)
    if not rows:
        return _NOT_MEASURED
    return "\n".join(f"| {' | '.join(row)} |".replace("|  |", "| |") for row in (head, ["---"] * len(head), *rows))
