"""The docstrings of the typed calls: what an editor shows of a call, for the models of one overload."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pipeline.writing.contract import resolved
from pipeline.writing.limits import conditions
from pipeline.writing.typed_dicts import documentation, type_of_links

Schema = Mapping[str, Any]

MODEL = "The model to run; it decides which other parameters there are."
PROMPT = "What to make, in words."
KEYWORDS: Mapping[str, str] = {
    "idempotency_key": "A name for this call, 16 to 96 characters; a new one if None. A service that knows it "
    "returns the task that it has already created.",
    "timeout": "Seconds to wait at most; `math.inf` sets no limit. If None: ten minutes or three times the service's "
    "estimate, whichever is longer, but at most an hour.",
    "on_progress": "Called with the task after each read; the asyncio client awaits what it returns, if it can.",
    "save_to": "Where the results are saved: a folder, which exists or ends in `/`, or a file. In a folder, files are "
    "named by the task's ID, so each call makes new ones; several files each get a number. The place is checked, and "
    "its folder made, before anything is sent; the files are in `paths` of what is returned.",
    "overwrite": "Whether existing files may be replaced.",
    "unchecked": "Whether to send a model or parameters that this version does not know. It also sends what only our "
    "own rules forbid; documented limits hold nevertheless.",
    "task": "The earlier task to continue: that task, its results, one of them, or its ID.",
    "index": "Which of its results is meant, from 0.",
}
"""What the client's own keywords do. Each is one line: editors show no more of it for a keyword."""
_REFUSALS = (
    ("InvalidRequest", "Rules of the model are broken; the error names all of them, and nothing was sent."),
    ("FileRefused", "The service does not take a file; nothing was charged."),
    ("SubmissionUncertain", "The response was lost; a task may have been created and charged."),
    ("ApiError", "The service refuses, as for a wrong key or too few credits; nothing was charged."),
    ("ConnectionFailed", "The service can't be reached; nothing was charged."),
)
_ENDS = (
    ("TaskFailed", "The task failed or was cancelled; its credits are returned."),
    ("TaskTimeout", "It is still running, and will be charged; the error has the task, to wait for again."),
    (
        "SavingError",
        "Nothing can be saved there, and nothing was sent; or, if `task_id` is set, a result can't be saved.",
    ),
)
_CHARGE = "Credits are reserved when the task is created, charged when it ends, and returned if it fails."
_FILES = (
    "Where it takes a link, it also takes a file of this machine (a `Path`, `bytes`, a file open for reading in "
    "binary, or a PIL image), which is uploaded first, and a result of an earlier task."
)
_ASK = "`client.estimate` says what a call probably costs."


@dataclass(frozen=True)
class Wording:
    """What is said of one way to call an operation.

    Attributes:
        begin: The first words, before the models.
        end: Those after the models.
        returns: What is returned.
        charged: Whether the call costs something.
        waits: Whether it waits for the task's end.
    """

    begin: str
    end: str
    returns: str
    charged: bool = True
    waits: bool = False

    @property
    def raises(self) -> tuple[tuple[str, str], ...]:
        """The errors of the call, and what each means."""
        if not self.charged:
            return (_REFUSALS[0], ("JournalFailed", "The journal can't be read."))
        return (*_REFUSALS, *(_ENDS if self.waits else ()))


SUBMIT = Wording("Start a task of", "and return at once", "The task; `wait()` returns its results.")
GENERATE = Wording(
    "Start a task of",
    ", wait for its end and return its results",
    "The results; `save()` writes them as files.",
    waits=True,
)
ESTIMATE = Wording(
    "Return what a call of",
    "probably costs; nothing is sent or uploaded",
    "An `Estimate`: credits, dollars, and where they are known from.",
    charged=False,
)


def describe_any(wording: Wording, arguments: Mapping[str, str]) -> str:
    """Return the docstring of a call with whatever model."""
    end = f"{wording.end}." if wording.end.startswith(",") else f" {wording.end}."
    return _docstring(
        f"{wording.begin} a model{end}",
        [f"{_CHARGE} {_ASK}"] * wording.charged,
        [("model", MODEL), *arguments.items()],
        wording,
        [],
    )


def describe_models(
    document: dict[str, Any], wording: Wording, models: Sequence[Schema], fields: Schema, keywords: Iterable[str]
) -> str:
    """Return the docstring of a call with a model, or with one of those that take the same parameters.

    Args:
        document: The contract.
        wording: What is said of the call.
        models: The request schemas of the models.
        fields: The schema of the parameters that are given.
        keywords: The client's own keywords of the call.
    """
    names = [model["x-evolink-model"] for model in models]
    end = f"{wording.end}." if wording.end.startswith(",") else f" {wording.end}."
    required = fields.get("required", ())
    parameters = [name for name in fields["properties"] if name != "model"]
    schemas = {name: resolved(document, fields["properties"][name]) for name in parameters}
    about = {name: documentation(schema, closed=True) for name, schema in schemas.items()}
    takes_files = any(type_of_links(document, name, schema) for name, schema in schemas.items())
    arguments = [("model", MODEL)]
    arguments += [(name, about[name]) for name in parameters if name in required]
    arguments += [(name, f"Optional. {about[name]}".rstrip()) for name in parameters if name not in required]
    return _docstring(
        f"{wording.begin} {_either(names)}{end}",
        [" ".join([_CHARGE, *_examples(models), _ASK])] * wording.charged
        + [" ".join(_rules(models)), _FILES * takes_files],
        [*arguments, *((keyword, KEYWORDS[keyword]) for keyword in keywords)],
        wording,
        _pages(models),
    )


def general_fields(document: dict[str, Any], families: Iterable[Schema]) -> dict[str, str]:
    """Return what is said of the parameters that several families have, where the model is not considered.

    What all say alike is said of each; else it is left to the model.
    """
    said: dict[str, list[str]] = {}
    purpose: dict[str, list[str]] = {}
    for schema in families:
        for name, raw in schema["properties"].items():
            field = resolved(document, raw)
            said.setdefault(name, []).append(documentation(field))
            purpose.setdefault(name, []).append(str(field.get("description", "")).rstrip("."))
    return {name: _common(purpose[name]) for name, texts in said.items() if name != "model" and len(set(texts)) > 1}


def _common(purposes: list[str]) -> str:
    most = max(purposes, key=purposes.count)
    limits = "Values and limits differ by model: hover over the name of the call."
    return f"{most}. {limits}" if most else limits


def _docstring(
    summary: str,
    paragraphs: Sequence[str],
    arguments: Iterable[tuple[str, str]],
    wording: Wording,
    pages: Sequence[str],
) -> str:
    lines = [summary, ""]
    lines += [line for paragraph in paragraphs if paragraph for line in (paragraph, "")]
    lines += ["Args:", *(f"    {name}: {about}".rstrip() for name, about in arguments), ""]
    lines += ["Returns:", f"    {wording.returns}", ""]
    lines += ["Raises:", *(f"    {name}: {about}" for name, about in wording.raises)]
    lines += ["", *(f"Documented on {page}" for page in pages)] if pages else []
    return "\n".join(lines).replace("\\", "\\\\").replace('"""', r"\"\"\"")


def _either(names: Sequence[str]) -> str:
    *others, last = names
    return f"{', '.join(others)} or {last}" if others else last


def _examples(models: Sequence[Schema]) -> Iterator[str]:
    """Yield what the documentation's examples cost, once for models that cost the same."""
    by_cost: dict[str, list[str]] = {}
    for model in models:
        shown = model.get("x-evolink-example", {})
        cost, seconds = shown.get("usage.credits_reserved"), shown.get("task_info.estimated_time")
        parts = [f"{cost} credits"] * (cost is not None) + [f"{seconds} s"] * (seconds is not None)
        if parts:
            by_cost.setdefault(" and ".join(parts), []).append(model["x-evolink-model"])
    for parts_, names in by_cost.items():
        whose = "The documentation's example" + ("" if len(names) == len(models) else f" of {_either(names)}")
        yield f"{whose} shows {parts_}; it is not a price."


def _rules(models: Sequence[Schema]) -> Iterator[str]:
    """Yield the rules that join parameters, with the models that have them unless all do."""
    by_rule: dict[str, list[str]] = {}
    for model in models:
        for sentence in conditions(dict(model)):
            by_rule.setdefault(sentence, []).append(model["x-evolink-model"])
    for sentence, names in by_rule.items():
        yield sentence if len(names) == len(models) else f"With {_either(names)}: {sentence}"


def _pages(models: Sequence[Schema]) -> list[str]:
    pages = [page for model in models for page in model.get("x-evolink-pages", ())]
    return list(dict.fromkeys(page["url"] for page in pages if page.get("url")))
