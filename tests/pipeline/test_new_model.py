"""A new model: its page is added, the commands run, and every room knows it. No Python is edited."""

import filecmp
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from pipeline.cli import ROOT
from tests.pipeline.writer import LOCALES, Item, model, raw, rendered

pytestmark = pytest.mark.xdist_group("new model")  # one worker sets it up, and not each
FORMS = {"raw": raw, "rendered": rendered}
ROOMS = ("pipeline", "specs", "generated", "wrapper", "mock", "examples/demo", "tests/contract")
FROM_TABLES = "table--*"
"""Extracts of most models, without which a contract is made in less time."""
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


def tree(folder: Path, form: str, locale: str, *but: str) -> Path:
    """Copy the rooms but some files, and take in the pages beside those that are there."""
    scratch = folder / "scratch"
    for room in ROOMS:
        shutil.copytree(ROOT / room, scratch / room, ignore=shutil.ignore_patterns("__pycache__", "node_modules", *but))
    for name in ("README.md", "pyproject.toml", "tests/__init__.py", "tests/listening.py"):
        shutil.copy(ROOT / name, scratch / name)
    pages = folder / "pages"
    pages.mkdir()
    for name, sample in (("brush", BRUSH), ("retouch", EDITOR)):
        (pages / f"xx--{name}.md").write_text(FORMS[form](sample, locale), encoding="utf-8")
    run(scratch, "-m", "pipeline", "extract", "--pages", str(pages))
    run(scratch, "-m", "pipeline", "merge")
    return scratch


def generated(scratch: Path) -> Path:
    """Generate the code of a tree, and return the tree."""
    run(scratch, "-m", "pipeline", "generate")
    return scratch


def contract_of(scratch: Path) -> Any:
    """Return the contract of a tree but where its facts come from."""
    text = (scratch / "specs/openapi.yaml").read_text(encoding="utf-8")
    return without_pages(yaml.load(text, yaml.CSafeLoader))


def without_pages(value: Any) -> Any:
    match value:
        case dict():
            return {name: without_pages(inner) for name, inner in value.items() if name != "x-evolink-pages"}
        case list():
            return [without_pages(inner) for inner in value]
        case _:
            return value


def run(scratch: Path, *arguments: str) -> str:
    """Run Python in the scratch tree, with its rooms and no others."""
    rooms = [str(scratch), *(str(scratch / room) for room in ("wrapper", "generated", "mock"))]
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
    return generated(tree(tmp_path_factory.mktemp("new-model"), "raw", "en"))


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tree(tmp_path_factory.mktemp("few-models"), "raw", "en", FROM_TABLES)


@pytest.mark.parametrize(("form", "locale"), [(form, locale) for form in FORMS for locale in LOCALES][1:])
def test_forms_and_locales(form: str, locale: str, tmp_path: Path, small: Path) -> None:
    """Every form and locale yields the same contract, and with it the same code."""
    found = contract_of(tree(tmp_path, form, locale, FROM_TABLES))
    assert found["components"]["schemas"]["Brush9Request"]["properties"]["seed"]["maximum"] == 2147483647
    assert found == contract_of(small)


def test_no_python_is_edited(scratch: Path) -> None:
    """No handwritten Python changes."""
    for room in ("pipeline", "wrapper", "mock", "tests/contract"):
        ours = [path.relative_to(ROOT) for path in (ROOT / room).rglob("*.py")]
        assert ours
        assert filecmp.cmpfiles(ROOT, scratch, [str(path) for path in ours], shallow=False)[1:] == ([], [])


def test_typed_call(scratch: Path) -> None:
    """Type checkers accept valid calls and reject invalid ones."""
    wrong = ('size="16:9"', 'seed="x"', 'quality="1K"', "steps=3", 'image_urls="https://x.test/a.png"')
    lines = [
        f'    client.images.generate(model="brush-9", prompt="x", {each})  # type: ignore[call-overload]'
        for each in wrong
    ]
    right = '    client.images.generate(model="brush-9", prompt="x", size="5:8", n=6, seed=1, negative_prompt="fog")'
    text = "\n".join(["from evolink import EvoLink", "", "def use(client: EvoLink) -> None:", right, *lines, ""])
    (scratch / "use.py").write_text(text)
    run(scratch, "-m", "mypy", "--strict", "--no-incremental", "use.py")


def test_client_and_mock(scratch: Path) -> None:
    """The client checks requests of the new model, and the mock makes its images."""
    code = """
        from evolink import EvoLink, InvalidRequest
        from evolink_mock import MockServer
        links = ["https://x.test/a.png"]
        broken = dict(size="16:9", n=7, seed=0, negative_prompt="x" * 501, image_urls=links * 8, stepz=1)
        with MockServer(api_key="k", speed=500.0) as server, EvoLink(api_key="k", base_url=server.base_url) as client:
            try:
                client.images.submit(model="brush-9", prompt="x" * 901, **broken)
            except InvalidRequest as error:
                print(*sorted(each.field for each in error.violations))
            try:
                client.images.submit(model="brush-9", prompt="x", n=2, image_urls=links * 7)
            except InvalidRequest as error:
                print(*(each.rule for each in error.violations))
            print(len(client.images.generate(model="brush-9", prompt="a boat", size="5:8", n=6)))
    """
    fields, rule, images = run(scratch, "-c", "if True:" + code).splitlines()
    assert fields == "image_urls image_urls n negative_prompt prompt seed size stepz"
    assert rule == "x-evolink-inputs-plus-outputs"
    assert images == "6"


def test_demo(scratch: Path) -> None:
    """The demo has a job for each of the new models, whatever they require."""
    code = "from demo_plan import plan; from evolink_rules import models; known = models(); "
    code += "print(*(job.model for job in plan([known['brush-9'], known['retouch-2']])))"
    assert set(run(scratch, "-c", f"import sys; sys.path.append('examples/demo'); {code}").split()) == {
        "brush-9", "retouch-2",
    }  # fmt: skip


def test_contract_suite(scratch: Path) -> None:
    """The contract suite covers the new models."""
    collected = run(scratch, "-m", "pytest", "--collect-only", "-q", "tests/contract")
    for name in ("brush-9", "retouch-2"):
        assert len([line for line in collected.splitlines() if name in line]) > 10
    run(scratch, "-m", "pytest", "-q", "-p", "no:cacheprovider", "tests/contract", "-k", "brush-9 or retouch-2")


def test_readme(scratch: Path) -> None:
    """The README links the family of the new model."""
    (row,) = re.findall(r"^\| `client.images` .*", (scratch / "README.md").read_text(), re.MULTILINE)
    assert "[brush](docs/models.md#brush-9)" in row


def test_models_page(scratch: Path) -> None:
    """The page of models shows the limits of the new model and a call that runs."""
    page = (scratch / "docs" / "models.md").read_text()
    section = page.split("## brush-9\n")[1].split("\n## ")[0]
    assert (
        "| `seed` | whole number | – | Number that the randomness starts from. At least 1; at most 2,147,483,647. |"
        in section
    )
    assert "| `size` | text | `5:8` |" in section
    assert 'size="1:1"' in section
    code = "from evolink_mock import MockServer\nimport os\nwith MockServer(speed=500.0) as server:\n"
    code += "    os.environ |= {'EVOLINK_BASE_URL': server.base_url, 'EVOLINK_API_KEY': server.api_key}\n"
    call = section.split("```python\n")[1].split("```")[0]
    assert run(scratch, "-c", f"{code}    exec({call!r})").startswith("('http://127.0.0.1")
