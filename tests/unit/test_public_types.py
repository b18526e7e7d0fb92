"""Whatever the public calls take and return can be imported from a public module, and has a docstring."""

import ast
import inspect
import re
import sys
from collections.abc import Iterator
from functools import cache, cached_property
from importlib import import_module
from types import FunctionType
from typing import Any

import pytest

import evolink
from evolink._lazy import made_once

pytest.importorskip("psycopg", reason="evolink.cluster needs it")

MODULES = [import_module(f"evolink{each}") for each in (
    "", ".batch", ".callbacks", ".cluster", ".errors", ".journal", ".requests",
)]  # fmt: skip
FOR_OUR_OWN_ROOMS = {"BatchService", "Batch", "Journal.runs", "Journal.uploads"}
"""What the rooms of the package use of the journal and of batches; no guide shows it."""


def exported() -> Iterator[tuple[str, Any]]:
    for module in MODULES:
        names = getattr(module, "__all__", [name for name in vars(module) if not name.startswith("_")])
        yield from ((name, getattr(module, name)) for name in names)


@cache
def imports(module: str) -> dict[str, str]:
    """Return which module each name of a module is imported from, also for type checkers alone."""
    found: dict[str, str] = {}
    source = inspect.getsource(sys.modules[module])
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.ImportFrom):
            package = sys.modules[module].__spec__.parent.split(".")  # type: ignore[union-attr]
            base = ".".join(package[: len(package) - node.level + 1]) if node.level else ""
            found |= {each.asname or each.name: ".".join(filter(None, (base, node.module))) for each in node.names}
    return found


def mentioned(text: str, module: str) -> Iterator[type]:
    """Yield the classes of ours that an annotation mentions."""
    for name in re.findall(r"[A-Za-z_]\w*", text):
        there = vars(sys.modules[module]).get(name)
        if there is None and imports(module).get(name, "").startswith("evolink"):
            there = getattr(import_module(imports(module)[name]), name, None)
        if isinstance(there, type) and there.__module__.startswith("evolink"):
            yield there


def annotations(name: str, given: Any) -> Iterator[tuple[str, str, str]]:
    """Yield where an annotation of something public stands, its text and its module."""
    if isinstance(given, FunctionType):
        plain = inspect.unwrap(given)
        yield from ((name, as_text(each), plain.__module__) for each in plain.__annotations__.values())
    if not isinstance(given, type):
        return
    seen: set[str] = set()
    for base in given.__mro__:
        if not base.__module__.startswith("evolink"):
            continue
        fields = vars(base).get("__annotations__", {})
        yield from ((f"{name}.{at}", as_text(each), base.__module__) for at, each in fields.items() if at[0] != "_")
        for at, member in vars(base).items():
            if at not in seen and (
                at[0] != "_" or (at == "__init__" and given in {evolink.EvoLink, evolink.AsyncEvoLink})
            ):
                yield from annotations(f"{name}.{at}", as_function(member))
        seen |= vars(base).keys()


def as_function(member: Any) -> Any:
    if isinstance(member, property):
        return member.fget
    if isinstance(member, cached_property):
        return member.func
    return vars(member)["_make"] if isinstance(member, made_once) else getattr(member, "__func__", member)


def members_of(given: Any) -> list[tuple[str, Any]]:
    return inspect.getmembers_static(given)


def as_text(annotation: Any) -> str:
    return annotation if isinstance(annotation, str) else inspect.formatannotation(annotation).replace("evolink.", " ")


def test_types_of_signatures() -> None:
    """Each class that a public signature mentions is public."""
    public = [given for _, given in exported()]
    missing = {
        (where, found.__name__)
        for name, given in exported()
        for where, text, module in annotations(name, given)
        for found in mentioned(text, module)
        if not any(found is each for each in public) and not {name, where} & FOR_OUR_OWN_ROOMS
    }
    assert missing == set()


def test_docstrings() -> None:
    """Each public class has a docstring of its own, and each of its public members one that can be shown."""
    without = [name for name, given in exported() if isinstance(given, type) and not vars(given).get("__doc__")]
    assert without == []
    members = [
        f"{name}.{at}"
        for name, given in exported()
        if isinstance(given, type) and given.__module__.startswith("evolink.") and not issubclass(given, Exception)
        for at, member in members_of(given)
        if at[0] != "_" and isinstance(as_function(member), FunctionType) and not inspect.getdoc(member)
    ]
    assert members == []


def test_names_in_a_shell() -> None:
    """A shell offers what is public, and nothing that the package only uses."""
    offered = {name for name in dir(evolink) if not name.startswith("_")}
    assert offered - {module.__name__.rpartition(".")[2] for module in MODULES} <= {*evolink.__all__, "cli"}
    client = evolink.EvoLink(api_key="sk-for-nothing")
    assert [name for name in dir(client) if name[0] != "_"] == [
        "audios", "base_url", "batch", "close", "credits", "estimate", "files", "images", "journal", "reconcile",
        "resume", "settle", "tasks", "videos",
    ]  # fmt: skip
    assert [name for name in dir(client.images) if name[0] != "_"] == ["generate", "submit"]
    assert not isinstance(inspect.getattr_static(client.images, "generate"), property)  # IPython would not evaluate it
