"""Writes generated/: the low-level client, the contract as package data, and the typed calls."""

import json
import shutil
import subprocess
import sys
import tempfile
from importlib.metadata import version
from pathlib import Path
from typing import Any

from pipeline.problems import Problem
from pipeline.writing.lenient import lenient
from pipeline.writing.light import index_of, requests_of
from pipeline.writing.typed_calls import CALLS_AT_RUN_TIME, Texts, render, render_names
from pipeline.yamlio import dump, load

PACKAGES = ("evolink_api", "evolink_contract")
_TEMPLATES = Path(__file__).parent / "templates"
_RUFF = Path(sys.executable).with_name("ruff")
_CONFIG = """\
package_name_override: evolink_api
literal_enums: true
post_hooks: []
"""
_MARK = "Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit."
_CONTRACT_INIT = f'''"""The contract as package data: as a whole, or only what one model needs.

{_MARK}
"""

import json
from functools import cache
from pkgutil import get_data  # importlib.resources takes longer to load than all that is read here
from typing import Any, cast

__all__ = ["document", "index", "request_schema"]


@cache
def document() -> dict[str, Any]:
    """Return the whole OpenAPI document; it is read once and shared, so treat it as read-only."""
    return _read("openapi.json")


@cache
def index() -> dict[str, Any]:
    """Return the document without the requests of its models, and under `models` what they are called.

    It is read once and shared, so treat it as read-only.
    """
    return _read("index.json")


@cache
def request_schema(name: str) -> dict[str, Any]:
    """Return the request schema of one model, as in the document. It is read once and shared, too.

    Args:
        name: The name of the schema, which is in the index.
    """
    return _read("schemas", f"{{name}}.json")


def _read(*path: str) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(cast("bytes", get_data(__name__, "/".join(path))))
    return loaded
'''
_LONGEST_OUTPUT = 500
_README = """\
# Generated code: do not edit

Everything in this folder is made from `specs/openapi.yaml` by `python -m pipeline generate` and compared with a
fresh generation by `make check`.

- `evolink_api/`: the low-level client, by openapi-python-client {generator} (httpx and attrs) with a few templates of
  ours (`pipeline/writing/templates`). It reads the contract with its answers opened (`pipeline/writing/lenient.py`), so
  that a new status or code is no error. A client of it has one base URL; an operation that is served elsewhere names
  its own in its docstring, and needs a client of its own.
- `evolink_contract/`: the contract as JSON, whole (`evolink_contract.document()`) and in parts, so that a check of one
  model reads only what it needs; and for type checkers and editors `requests.py`, the parameters of each model, with
  the models' names in `model_names.py`, and `calls.pyi`, the calls that take them.

To change anything here, change what it is made from: a page, an overlay or the wording in `specs/`, or a template.
"""


def generate(contract: Path, out: Path) -> list[Problem]:
    """Write the generated folder and return the problems.

    Everything is generated before a file is touched, so a problem leaves the folder as it was.
    """
    document = load(contract)
    if not isinstance(document, dict) or not {"paths", "components"} <= set(document):
        return [Problem(contract.name, 1, "error", "no paths or no components", "a contract has both")]
    texts, problems = render(document)
    if problems:
        return problems
    with tempfile.TemporaryDirectory() as scratch:
        fresh = Path(scratch) / "generated"
        problems = _client(document, fresh / "evolink_api", Path(scratch))
        if problems:
            return problems
        _contract(document, texts, fresh / "evolink_contract")
        _format(fresh)
        (fresh / "README.md").write_text(_README.format(generator=version("openapi-python-client")), encoding="utf-8")
        _swap(fresh, out)
    return []


def _client(document: dict[str, Any], into: Path, scratch: Path) -> list[Problem]:
    (scratch / "lenient.yaml").write_text(dump(lenient(document)), encoding="utf-8")
    (scratch / "config.yaml").write_text(_CONFIG, encoding="utf-8")
    into.parent.mkdir(parents=True, exist_ok=True)
    command = [
        sys.executable, "-m", "openapi_python_client", "generate", "--path", str(scratch / "lenient.yaml"),
        "--config", str(scratch / "config.yaml"), "--custom-template-path", str(_TEMPLATES),
        "--meta", "none", "--output-path", str(into), "--fail-on-warning",
    ]  # fmt: skip
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - our own interpreter
    if done.returncode:
        return [
            Problem(
                "openapi-python-client",
                0,
                "error",
                " ".join(f"{done.stdout} {done.stderr}".split())[:_LONGEST_OUTPUT],
                "the contract can't be generated from",
            )
        ]
    for path in into.rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        path.write_text(f"# {_MARK}\n{text}", encoding="utf-8")
    (into / "py.typed").touch()
    return []


def _contract(document: dict[str, Any], texts: Texts, into: Path) -> None:
    schemas = into / "schemas"
    schemas.mkdir(parents=True)
    _write_json(into / "openapi.json", document)
    _write_json(into / "index.json", index_of(document))
    for name, schema in requests_of(document).items():
        _write_json(schemas / f"{name}.json", schema)
    (into / "requests.py").write_text(texts.requests, encoding="utf-8")
    (into / "calls.pyi").write_text(texts.calls, encoding="utf-8")
    (into / "calls.py").write_text(CALLS_AT_RUN_TIME, encoding="utf-8")
    (into / "model_names.py").write_text(render_names(document), encoding="utf-8")
    (into / "__init__.py").write_text(_CONTRACT_INIT, encoding="utf-8")
    (into / "py.typed").touch()


def _write_json(path: Path, value: dict[str, Any]) -> None:
    path.write_text(json.dumps(value, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def _format(folder: Path) -> None:
    """Format the code; isolated, so that no local setting changes a byte."""
    settings = ["--isolated", "--no-cache", "--quiet", "--line-length", "110", "--target-version", "py311"]
    for job in (["check", "--fix", "--unsafe-fixes", "--select", "I,F401,UP", "--exit-zero"], ["format"]):
        subprocess.run([_RUFF, *job, *settings, str(folder)], check=True)  # noqa: S603 - pinned beside our interpreter


def _swap(fresh: Path, out: Path) -> None:
    for path in fresh.iterdir():
        target = out / path.name
        if target.is_dir():
            shutil.rmtree(target)
        out.mkdir(parents=True, exist_ok=True)
        shutil.move(path, target)
