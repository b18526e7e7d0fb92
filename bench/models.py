"""What the number of models costs.

The committed contract is compared with one of four of its models, and with one that has copies of some under further
names. Each row is the least CPU time of a few runs, each in a process of its own, so the ratio between the most models
and the least counts more than the seconds.
"""

import copy
import itertools
import os
import sys
import tempfile
from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import Any

from bench.measuring import cpu_seconds, least, output_of
from bench.terminal import Progress
from pipeline.cli import ROOT, SPECS
from pipeline.problems import errors
from pipeline.writing.contract import create_operations
from pipeline.writing.generate import generate
from pipeline.yamlio import dump, load

FEW = ("gemini-3-pro-image-preview", "gpt-4o-image", "nano-banana-2-lite", "nano-banana-beta")
MANY = 150
RUNS = 3
PYRIGHT = ROOT / "tools/node_modules/.bin/pyright"
CHECK = "from evolink._contract.requests import create_request as check"
REQUEST = "{'model': 'gpt-4o-image', 'prompt': 'x'}, None, unchecked=False"
SCRIPTS = {
    "import evolink": "import evolink",
    "import, and check one request": f"{CHECK}; check({REQUEST})",
    "`evolink models`": "from evolink.cli import main; main(['models'])",
}
SUITE = ("-m", "pytest", "-p", "tests.contract.mocked", "suite", "-q", "-n0", "-p", "no:cacheprovider")
TEN_CALLS = [
    f'client.images.{call}(model="{model}", prompt="x")' for model in (*FEW, FEW[0]) for call in ("submit", "generate")
]


def few_models(document: dict[str, Any]) -> dict[str, Any]:
    """Return a contract with a few of its models."""
    document = copy.deepcopy(document)
    for operation in list(create_operations(document)):
        gone = {name for name, schema in operation.models if schema["x-evolink-model"] not in FEW}
        if len(gone) == len(operation.models):
            del document["paths"][operation.path]
        else:
            media = document["paths"][operation.path]["post"]["requestBody"]["content"]["application/json"]
            kept = [each for each in media["schema"]["oneOf"] if each["$ref"].rsplit("/", 1)[-1] not in gone]
            media["schema"] = {"oneOf": kept}
        for name in gone:
            del document["components"]["schemas"][name]
    return document


def more_models(document: dict[str, Any], number: int) -> dict[str, Any]:
    """Return a contract with so many models: those of a contract, and copies under further names."""
    document = copy.deepcopy(document)
    operations = list(create_operations(document))
    known = [(operation, name, schema) for operation in operations for name, schema in operation.models]
    again = itertools.cycle(known)
    for serial in range(number - len(known)):
        operation, name, schema = next(again)
        model, added = f"{schema['x-evolink-model']}-{serial}", f"{name}{serial}"
        named = {**document["components"]["schemas"][name], "x-evolink-model": model}
        own = {key: value for key, value in schema["properties"]["model"].items() if key != "x-evolink-alias"}
        named["properties"] = {**named["properties"], "model": {**own, "enum": [model], "default": model}}
        document["components"]["schemas"][added] = named
        media = document["paths"][operation.path]["post"]["requestBody"]["content"]["application/json"]["schema"]
        media["oneOf"].append({"$ref": f"#/components/schemas/{added}"})
        media["discriminator"]["mapping"][model] = f"#/components/schemas/{added}"
    return document


def measure(generated: Path, contract: Path, scratch: Path) -> dict[str, float]:
    """Return the seconds of each row with a contract and what is generated from it."""
    environment = {"PYTHONPATH": os.pathsep.join(map(str, (generated, ROOT / "wrapper", ROOT / "mock", ROOT)))}
    python = [sys.executable]
    commands = {name: [*python, "-c", code] for name, code in SCRIPTS.items()}
    out = ["--contract", str(contract), "--out", str(scratch / "out")]
    commands["`pipeline generate`"] = [*python, "-m", "pipeline", "generate", *out]
    if PYRIGHT.exists():
        (scratch / "calls.py").write_text(
            "\n".join(
                ["from evolink import EvoLink", "with EvoLink() as client:", *(f"    {each}" for each in TEN_CALLS)]
            )
        )
        paths = [str(ROOT / "wrapper"), str(generated)]
        (scratch / "pyrightconfig.json").write_text(
            f'{{"extraPaths": {paths}, "venvPath": "{ROOT}", "venv": ".venv"}}'.replace("'", '"')
        )
        commands["pyright, ten calls"] = [str(PYRIGHT), "--project", str(scratch), str(scratch / "calls.py")]
    rows = {name: min(cpu_seconds(each, ROOT, **environment) for _ in range(RUNS)) for name, each in commands.items()}
    return {**rows, "`make contract`": cpu_seconds([*python, *SUITE], ROOT, **environment)}


def measure_other(document: dict[str, Any], folder: Path) -> dict[str, float]:
    """Return the seconds of each row with a contract that is not the committed one."""
    folder.mkdir()
    contract = folder / "openapi.yaml"
    contract.write_text(dump(document), encoding="utf-8")
    if problems := errors(generate(contract, folder / "generated")):
        sys.exit(f"a contract of other models is not generated: {problems}")
    return measure(folder / "generated", contract, folder)


def measure_pages(scratch: Path) -> dict[str, float]:
    """Return the seconds of extracting all pages that are here, and of merging them."""
    extract = [sys.executable, "-m", "pipeline", "extract", "--out", str(scratch / "extracts")]
    merge = [sys.executable, "-m", "pipeline", "merge", "--out", str(scratch / "openapi.yaml")]
    environment = {"PYTHONPATH": os.pathsep.join(map(str, (ROOT / "generated", ROOT / "wrapper", ROOT)))}
    return {
        "`pipeline extract`": min(cpu_seconds(extract, ROOT, **environment) for _ in range(RUNS)),
        "`pipeline merge`": min(cpu_seconds(merge, ROOT, **environment) for _ in range(RUNS)),
    }


def measure_all(progress: Progress) -> Mapping[str, Any]:
    """Return the seconds of each row, by the number of models, and those of the pages; and of a first check alone."""
    document = load(SPECS / "openapi.yaml")
    number = sum(len(operation.models) for operation in create_operations(document))
    with tempfile.TemporaryDirectory() as name:
        scratch = Path(name)
        progress.show(f"{len(FEW)} models")
        few = measure_other(few_models(document), scratch / "few")
        progress.show(f"{number} models")
        known = measure(ROOT / "generated", SPECS / "openapi.yaml", scratch)
        progress.show(f"{MANY} models")
        many = measure_other(more_models(document, MANY), scratch / "many")
        first = first_check(scratch / "many/generated", progress)
        progress.show("pages")
        pages = measure_pages(scratch)
    sizes = {f"{len(FEW)} models": few, f"{number} models": known, f"{MANY} models": many}
    rows = {row: {size: seconds[row] for size, seconds in sizes.items()} for row in many}
    rows |= {row: {f"{number} models": seconds} for row, seconds in pages.items()}
    return {"models": rows, "first check": first}


def first_check(generated: Path, progress: Progress) -> dict[str, float]:
    """Return the seconds of CPU of loading a contract of many models and checking one request, and of an import.

    All without those of the interpreter, and of `import evolink`. The modules that check are imported before, as they
    do not depend on the contract; the last subject counts them, too.
    """
    paths = os.pathsep.join(map(str, (generated, ROOT / "wrapper", ROOT / "mock")))
    subjects = {
        f"{MANY} models": f"{CHECK}; began = time.process_time(); check({REQUEST})",
        "import httpx": "import httpx",
        f"{MANY} models, and the modules": f"import evolink; began = time.process_time(); {CHECK}; check({REQUEST})",
    }

    def cpu(code: str) -> float:
        code = f"import time; began = time.process_time(); {code}; print(time.process_time() - began)"
        return float(output_of([sys.executable, "-c", code], PYTHONPATH=paths))

    return least("first check", {name: partial(cpu, code) for name, code in subjects.items()}, progress)
