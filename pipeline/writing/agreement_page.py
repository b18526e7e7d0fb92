"""Writes the page that compares what pages and the parameter table say of the same models, by constraint."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

from pipeline.merging.agreement import equal
from pipeline.reading.sources import Sources, load_sources, page_of
from pipeline.yamlio import YamlError, load

AGREEMENT_PAGE = Path("docs") / "agreement.md"
REASONS = "agreement.yaml"
_KEYWORDS = (
    "type", "format", "enum", "default", "pattern", "minLength", "maxLength", "minimum", "maximum", "exclusiveMinimum",
    "exclusiveMaximum", "multipleOf", "minItems", "maxItems", "uniqueItems",
)  # fmt: skip
_FIELD, _REQUIRED = "field", "required"
_NOTHING = "–"
_CUT = "the table's description of the field is cut off, and the page says it in a sentence"
_HEAD = """\
<!-- Made from specs/extracts by `python -m pipeline agreement`; do not edit. -->
# Pages and the parameter table

Some models are documented twice: on a page, and in the vendor's parameter table, which was made by a program from a
newer state of the documentation. Here every constraint that either states is compared with the other: types, formats,
closed sets, defaults, bounds, lengths, numbers of items, required fields, and all of this for nested fields too. A
constraint that only one of them states counts as a disagreement; a field that only one of them has counts once, and
nothing inside it is counted. The model's name and what the table leaves out ({left_out}) are not compared.

Each disagreement has a reason in `specs/agreement.yaml`, found by looking at both sources. *Version* marks a reason
that is a change of the documentation between the two. `python -m pipeline check` fails if this page is out of date.
"""


@dataclass(frozen=True)
class Reason:
    """Why sources disagree, and for which constraints that is so.

    Attributes:
        models: Pattern of the names of models.
        field: Pattern of the names of fields.
        keyword: Pattern of keywords; `field` for a field that only one source has.
        stated: Who states it: `page`, `table` or `both`; empty for any.
        why: The reason in words.
        version: Whether the documentation changed between the sources.
    """

    models: str
    field: str
    keyword: str
    stated: str
    why: str
    version: bool


@dataclass(frozen=True)
class Disagreement:
    """One constraint of which a page and the table say different things; None is nothing."""

    model: str
    page: str
    field: str
    keyword: str
    on_page: Any
    in_table: Any
    reason: Reason | None

    @property
    def is_version(self) -> bool:
        """Whether the documentation changed between the sources."""
        return self.reason is not None and self.reason.version


@dataclass(frozen=True)
class Comparison:
    """A page and the table's entry about one model."""

    model: str
    page: str
    agreed: int
    disagreements: tuple[Disagreement, ...]


def render_agreement(specs: Path, extracts: Sequence[dict[str, Any]]) -> str:
    """Return the page's text; what is compared is what the extracts say."""
    sources = load_sources(specs / "sources.yaml")
    compared = list(compare(extracts, reasons_of(specs / REASONS), sources))
    head = _HEAD.format(left_out=", ".join(f"`{name}`" for name in sources.left_out) or "nothing")
    return "\n".join([head, *_summary(compared), *_table(compared), *_disagreements(compared)]) + "\n"


def compare(extracts: Sequence[dict[str, Any]], reasons: Sequence[Reason], sources: Sources) -> Iterator[Comparison]:
    """Return every page that is about a model of a table, compared with the table's entry."""
    entries = {model: each for each in extracts for model in page_of(each)["models"] if "table" in page_of(each)}
    for extract in extracts:
        for model in page_of(extract)["models"]:
            if "table" not in page_of(extract) and model in entries:
                yield _compared(model, extract, entries[model], reasons, {"model", *sources.left_out})


def _compared(
    model: str, extract: dict[str, Any], entry: dict[str, Any], reasons: Sequence[Reason], skipped: set[str]
) -> Comparison:
    page, table = (dict(_constraints(_request(each), skipped)) for each in (extract, entry))
    cut = set(page_of(entry).get("cut", []))
    fields = {field for field, keyword in page if keyword == _FIELD} ^ {f for f, k in table if k == _FIELD}
    agreed, found = 0, []
    for field, keyword in sorted({*page, *table}):
        if any(_is_inside(field, one) for one in fields) or (field in fields and keyword != _FIELD):
            continue
        here, there = page.get((field, keyword)), table.get((field, keyword))
        if equal(keyword, here, there):
            agreed += 1
            continue
        reason = next((each for each in reasons if _fits(each, model, field, keyword, here, there)), None)
        if reason is None and there is None and field in cut and keyword != _FIELD:
            reason = Reason("", "", "", "", _CUT, version=False)
        found.append(Disagreement(model, page_of(extract)["name"], field, keyword, here, there, reason))
    return Comparison(model, page_of(extract)["name"], agreed, tuple(found))


def _constraints(
    schema: Mapping[str, Any], skipped: set[str], prefix: str = ""
) -> Iterator[tuple[tuple[str, str], Any]]:
    for name, field in schema.get("properties", {}).items():
        if name in skipped and not prefix:
            continue
        place = f"{prefix}{name}"
        yield (place, _FIELD), True
        if name in schema.get("required", []):
            yield (place, _REQUIRED), True
        yield from _of_value(field, place)


def _of_value(field: Mapping[str, Any], place: str) -> Iterator[tuple[tuple[str, str], Any]]:
    for keyword in _KEYWORDS:
        if keyword in field:
            value = field[keyword]
            yield (place, keyword), sorted(value) if keyword == "type" and isinstance(value, list) else value
    yield from _constraints(field, set(), f"{place}.")
    if "items" in field:
        yield from _of_value(field["items"], f"{place}[]")


def _is_inside(field: str, outer: str) -> bool:
    return field.startswith((f"{outer}.", f"{outer}["))


def _request(extract: dict[str, Any]) -> dict[str, Any]:
    operation = next(iter(next(iter(extract["paths"].values())).values()))
    schema: dict[str, Any] = next(iter(operation["requestBody"]["content"].values()))["schema"]
    return schema


def _fits(reason: Reason, model: str, field: str, keyword: str, here: Any, there: Any) -> bool:
    stated = "table" if here is None else "page" if there is None else "both"
    return (
        reason.stated in {"", stated}
        and fnmatchcase(model, reason.models)
        and fnmatchcase(field, reason.field)
        and fnmatchcase(keyword, reason.keyword)
    )


def reasons_of(path: Path) -> list[Reason]:
    """Read why sources disagree.

    Raises:
        YamlError: The file has another form.
    """
    entries = load(path)["reasons"] if path.exists() else []
    try:
        return [_reason(each) for each in entries]
    except (KeyError, AttributeError) as error:
        raise YamlError(1, f"{path.name}: each reason says why") from error


def _reason(entry: dict[str, Any]) -> Reason:
    models, field, keyword = (str(entry.get(key, "*")) for key in ("model", "field", "keyword"))
    stated, version = str(entry.get("stated", "")), entry.get("version") is True
    return Reason(models, field.replace("[", "[[]"), keyword, stated, str(entry["why"]), version=version)


def _summary(compared: Sequence[Comparison]) -> Iterator[str]:
    agreed = sum(each.agreed for each in compared)
    differing = [each for one in compared for each in one.disagreements]
    versions = sum(each.is_version for each in differing)
    unexplained = sum(each.reason is None for each in differing)
    total = agreed + len(differing)
    others = len(differing) - versions
    models = len({each.model for each in compared})
    yield (
        f"{len(compared)} pages and the table describe {models} models in common, with {total} constraints: "
        f"{agreed} agree ({_share(agreed, total)}), {versions} changed between versions, and {others} disagree for "
        f"other reasons. Without the changes between versions, {_share(agreed, agreed + others)} agree. Disagreements "
        f"without a reason: {unexplained}.\n"
    )


def _share(part: int, whole: int) -> str:
    return f"{100 * part / whole:.1f} %" if whole else "none"


def _table(compared: Sequence[Comparison]) -> Iterator[str]:
    yield "## Models\n"
    yield from _rows("model | page | constraints | agree | version | other", "---|---|--:|--:|--:|--:")
    for each in compared:
        versions, count = sum(one.is_version for one in each.disagreements), len(each.disagreements)
        figures = (each.agreed + count, each.agreed, versions, count - versions)
        yield f"| `{each.model}` | `{each.page}` | {' | '.join(map(str, figures))} |"


def _disagreements(compared: Sequence[Comparison]) -> Iterator[str]:
    yield "\n## Disagreements\n"
    yield from _rows("model | page | constraint | on the page | in the table | reason", "---|---|---|---|---|---")
    for each in (one for comparison in compared for one in comparison.disagreements):
        why = each.reason.why if each.reason else "**none yet**"
        mark = "*Version:* " if each.is_version else ""
        values = f"{_value(each.on_page)} | {_value(each.in_table)}"
        yield f"| `{each.model}` | `{each.page}` | `{each.field}` {each.keyword} | {values} | {mark}{why} |"


def _rows(head: str, marks: str) -> Iterator[str]:
    yield f"| {head} |"
    yield f"|{marks}|"


def _value(value: Any) -> str:
    if value is None:
        return _NOTHING
    if value is True:
        return "yes"
    return ", ".join(f"`{each}`" for each in value) if isinstance(value, list) else f"`{value}`"
