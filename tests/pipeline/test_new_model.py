"""A new model: its page is added, the commands run, and every room knows it. No Python is edited."""

import filecmp
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from pipeline.cli import ROOT, SOURCES, SPECS
from pipeline.merging.merge import merge_specs
from pipeline.problems import errors
from pipeline.reading.folder import extracts_of, load_extracts
from pipeline.reading.phrasebook import Phrasebooks
from tests.pipeline.writer import LOCALES, Item, model, of_videos, raw, rendered

FORMS = {"raw": raw, "rendered": rendered}
ROOMS = ("pipeline", "specs", "generated", "wrapper", "mock", "suite", "examples/demo", "tests/contract")
FROM_TABLES = "table--*"
"""Extracts of most models, without which everything is made and checked in less time."""
LINKS = {"type": "array", "items": {"type": "string", "format": "uri"}}
BRUSH = model(
    "brush-9",
    Item("size", {"type": "string", "enum": ["1:1", "5:8"]}, prose=(("default", ("5:8",)),)),
    Item("n", {"type": "integer"}, prose=(("range", (1, 6)),)),
    Item("seed", {"type": "integer", "minimum": 1, "maximum": 2147483647}),
    Item("negative_prompt", {"type": "string"}, prose=(("maxLength", (500,)),)),
    Item("image_urls", LINKS, prose=(("maxItems", (7,)), ("together", (8,)))),
)
EDITOR = model(
    "retouch-2",
    Item("image_urls", LINKS, required=True, prose=(("maxItems", (3,)),)),
    Item("style", {"type": "string", "enum": ["ink", "oil"]}, required=True),
    Item("watermark", {"type": "boolean"}, required=True),
)
"""It has no size, takes no words alone, and requires what no other model has."""
SHOTS = {
    "type": "array",
    "maxItems": 4,
    "items": {
        "type": "object",
        "properties": {
            "about": {"type": "string", "maxLength": 90},
            "seconds": {"type": "integer", "minimum": 1},
            "in": {"type": "boolean"},
        },
        "required": ["about"],
    },
}
CLIP = of_videos(
    model(
        "clip-4",
        Item("duration", {"type": "integer", "minimum": 2, "maximum": 9, "default": 4}),
        Item("model_params", {"type": "object", "properties": {"grain": {"type": "boolean"}, "shots": SHOTS}}),
    )
)
"""It makes videos, and has parameters inside a parameter."""
NEW = ("brush-9", "retouch-2", "clip-4")
PAGES = {"brush": BRUSH, "retouch": EDITOR, "clip": CLIP}


def write_pages(folder: Path, form: str, locale: str, *names: str) -> Path:
    folder.mkdir()
    for name in names:
        (folder / f"xx--{name}.md").write_text(FORMS[form](PAGES[name], locale), encoding="utf-8")
    return folder


def run(scratch: Path, *arguments: str) -> str:
    """Run Python in the scratch tree, with its rooms and no others."""
    rooms = [str(scratch), *(str(scratch / room) for room in ("wrapper", "generated", "mock", "suite"))]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(rooms), "MYPYPATH": os.pathsep.join(rooms[1:])}
    done = subprocess.run(
        [sys.executable, *arguments],
        cwd=scratch,
        env=environment,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def scratch(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Copy the rooms, and add the pages to those that are there."""
    folder = tmp_path_factory.mktemp("new-model")
    scratch = folder / "scratch"
    left_out = shutil.ignore_patterns("__pycache__", "node_modules", FROM_TABLES)
    for room in ROOMS:
        shutil.copytree(ROOT / room, scratch / room, ignore=left_out)
    for name in ("README.md", "pyproject.toml", "tests/__init__.py", "tests/listening.py"):
        shutil.copy(ROOT / name, scratch / name)
    pages = write_pages(folder / "pages", "raw", "en", *PAGES)
    for arguments in (("extract", "--pages", str(pages)), ("merge",), ("generate",)):
        run(scratch, "-m", "pipeline", *arguments)
    return scratch


def contract(books: Phrasebooks, pages: Path) -> dict[str, Any]:
    """Merge pages with all extracts that are there."""
    added, problems = extracts_of([pages], books, SOURCES)
    merged = merge_specs(SPECS, [*load_extracts(SPECS / "extracts"), *added])
    assert not errors([*problems, *merged.problems])
    return merged.document


def without_pages(node: Any) -> Any:
    """Return a part of a contract without the names of its pages."""
    if isinstance(node, dict):
        return {key: without_pages(each) for key, each in node.items() if key != "x-evolink-pages"}
    return [without_pages(each) for each in node] if isinstance(node, list) else node


@pytest.fixture(scope="module")
def raw_contract(books: Phrasebooks, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    pages = write_pages(tmp_path_factory.mktemp("raw") / "pages", "raw", "en", "brush", "retouch")
    return contract(books, pages)


@pytest.mark.parametrize(("form", "locale"), [(form, locale) for form in FORMS for locale in LOCALES][1:])
def test_forms_and_locales(
    books: Phrasebooks, raw_contract: dict[str, Any], form: str, locale: str, tmp_path: Path
) -> None:
    """Every form and locale yields the same contract, and with it the same code."""
    other = contract(books, write_pages(tmp_path / "pages", form, locale, "brush", "retouch"))
    assert other["components"]["schemas"]["Brush9Request"]["properties"]["seed"]["maximum"] == 2147483647
    assert without_pages(other) == without_pages(raw_contract)


def test_no_python_is_edited(scratch: Path) -> None:
    """No handwritten Python changes."""
    for room in ("pipeline", "wrapper", "mock", "suite"):
        ours = [path.relative_to(ROOT) for path in (ROOT / room).rglob("*.py")]
        assert ours
        assert filecmp.cmpfiles(ROOT, scratch, [str(path) for path in ours], shallow=False)[1:] == ([], [])


def test_typed_call(scratch: Path) -> None:
    """Type checkers accept valid calls and reject invalid ones."""
    brush = 'client.images.generate(model="brush-9", prompt="x", '
    clip = 'client.videos.generate(model="clip-4", prompt="x", '
    wrong = (
        *(f"{brush}{each})" for each in ('size="16:9"', 'seed="x"', 'quality="1K"', "steps=3", 'image_urls="x"')),
        *(f"{clip}{each})" for each in ('duration="2"', 'model_params={"grain": 1}', 'model_params={"shots": [{}]}')),
        clip.replace("videos", "images") + ")",
    )
    right = (
        f'{brush}size="5:8", n=6, seed=1, negative_prompt="fog")',
        f'{clip}duration=2, model_params={{"grain": True, "shots": [{{"about": "a", "seconds": 1, "in": True}}]}})',
    )
    lines = [*right, *(f"{each}  # type: ignore[call-overload]" for each in wrong)]
    text = "\n    ".join(["from evolink import EvoLink\n\ndef use(client: EvoLink) -> None:", *lines])
    (scratch / "use.py").write_text(f"{text}\n")
    run(scratch, "-m", "mypy", "--strict", "--no-incremental", "use.py")


USE = """
import contextlib, io, json, os, sys
from evolink import EvoLink, InvalidRequest
from evolink.cli import main
from evolink_mock import MockServer
from evolink_mock.page.forms import form
from evolink_rules import models

def refused(kind, **request):
    try:
        kind.submit(prompt="x", **request)
    except InvalidRequest as error:
        return sorted(each.field for each in error.violations), sorted({each.rule for each in error.violations})

def command(*arguments):
    with contextlib.redirect_stdout(io.StringIO()) as out:
        assert main(arguments) == 0
    return out.getvalue()

links = ["https://x.test/a.png"]
broken = dict(size="16:9", n=7, seed=0, negative_prompt="x" * 501, image_urls=links * 8, stepz=1)
shot = {"about": 1, "seconds": 0}
with MockServer(speed=500.0) as server:
    os.environ |= {"EVOLINK_BASE_URL": server.base_url, "EVOLINK_API_KEY": server.api_key, "EVOLINK_JOURNAL": "off"}
    with EvoLink() as client:
        said = {
            "refused": refused(client.images, model="brush-9", **broken),
            "refused together": refused(client.images, model="brush-9", n=2, image_urls=links * 7),
            "images": len(client.images.generate(model="brush-9", prompt="a boat", size="5:8", n=6)),
            "refused inside": refused(client.videos, model="clip-4", model_params={"shots": [shot]}),
        }
    said["listed"] = command("models", "--kind", "video", "--search", "clip").split()
    said["detail"] = command("models", "clip-4")
    said["help"] = command("generate", "-m", "clip-4", "--help")
    shots = '--set=model_params.shots=[{"about": "a hill"}]'
    said["saved"] = command("generate", "a walk", "-m", "clip-4", "--duration", "3", shots, "-o", "clip.mp4").split()
    said["sent"] = list(server.world.tasks.values())[-1].request
    with contextlib.redirect_stdout(io.StringIO()) as out:
        exec(sys.argv[1])
    said["example"] = out.getvalue()
said["form"] = form("clip-4")["fields"]
sys.path.append("examples/demo")
from demo_plan import plan
said["demo"] = [job.model for job in plan([models()[name] for name in ("brush-9", "retouch-2", "clip-4")])]
print(json.dumps(said))
"""
"""A program that uses the new models as people do, by every way there is, and prints what it saw."""


@pytest.fixture(scope="module")
def said(scratch: Path) -> dict[str, Any]:
    seen: dict[str, Any] = json.loads(run(scratch, "-c", USE, section(scratch).split("```python\n")[1].split("```")[0]))
    return seen


def section(scratch: Path) -> str:
    """Return the page of one of the new models."""
    return (scratch / "docs" / "models" / "brush-9.md").read_text()


def test_client(said: dict[str, Any]) -> None:
    """The client checks requests of the new models, and the mock makes their results."""
    fields = ["image_urls", "image_urls", "n", "negative_prompt", "seed", "size", "stepz"]
    assert said["refused"][0] == fields
    assert said["refused together"] == [["image_urls"], ["x-evolink-inputs-plus-outputs"]]
    assert said["refused inside"][0] == ["model_params.shots[0].about", "model_params.shots[0].seconds"]
    assert said["images"] == 6


def test_command_line(said: dict[str, Any], scratch: Path) -> None:
    """The command line lists the new models, has their parameters as options, and saves what they make."""
    assert "clip-4" in said["listed"]
    assert "shots" in said["detail"]
    assert "--duration" in said["help"]
    assert said["saved"] == ["clip.mp4"]
    assert (scratch / "clip.mp4").read_bytes()[4:8] == b"ftyp"
    given = {"model": "clip-4", "prompt": "a walk", "duration": 3, "model_params": {"shots": [{"about": "a hill"}]}}
    assert said["sent"] == given


def test_page_of_the_mock(said: dict[str, Any]) -> None:
    """The mock's page has a form for a new model, with its nested parameters."""
    fields = {each["name"]: each for each in said["form"]}
    assert fields["duration"]["range"] == {"least": 2, "most": 9, "step": 1}
    assert fields["duration"]["default"] == 4
    grain, shots = fields["model_params"]["fields"]
    assert (grain["name"], grain["values"]) == ("grain", [True, False])
    assert (shots["widget"], [each["name"] for each in shots["fields"]]) == ("rows", ["about", "seconds", "in"])
    assert shots["limits"] == ["at most 4 items"]


def test_demo(said: dict[str, Any]) -> None:
    """The demo has a job for each of the new models, whatever they require."""
    assert {*said["demo"]} == {*NEW}


def test_contract_suite(scratch: Path) -> None:
    """The contract suite covers the new models, and the mock passes it."""
    chosen = " or ".join(NEW)
    options = ("-v", "-p", "no:cacheprovider", "-p", "tests.contract.mocked")
    ran = run(scratch, "-m", "pytest", *options, "suite", "-k", chosen)
    passed = [line for line in ran.splitlines() if "PASSED" in line]
    for name in NEW:
        assert len([line for line in passed if name in line]) > 10


def test_readme(scratch: Path) -> None:
    """The README links the family of the new model."""
    (row,) = re.findall(r"^\| `client.images` .*", (scratch / "README.md").read_text(), re.MULTILINE)
    assert "[brush](docs/models.md#brush-9)" in row


def test_models_page(scratch: Path, said: dict[str, Any]) -> None:
    """The new model stands in the list, and its page shows its limits and a call that runs."""
    assert "[brush-9](models/brush-9.md)" in (scratch / "docs" / "models.md").read_text()
    shown = section(scratch)
    assert "| `seed` | whole number |  | Number that the randomness starts from. 1 to 2,147,483,647. |" in shown
    assert "| `size` | text | `5:8` |" in shown
    assert 'size="1:1"' in shown
    assert said["example"].startswith("('http://127.0.0.1")
