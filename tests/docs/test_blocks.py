"""Every code block of the README and the documentation is run or checked."""

import json
import os
import re
import shutil
import tomllib
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest
import yaml

from evolink import EvoLink
from evolink_contract import document
from evolink_mock import MockServer

from ._blocks import BLOCKS, PAGES, ROOT, Block, blocks_of, parsed_blocks_of
from ._stage import answered, imported, play, pytest_on, report_of
from ._warm import Warm

NOT_RUN = {
    "unset EVOLINK_BASE_URL": "it calls the real service",
    "evolink contract --base-url https:": "it takes a minute; tests/contract/test_command.py judges servers",
    "SCHEMATHESIS_HOOKS=": "it takes a minute; tests/contract/test_command.py runs a part",
    "make bench-": "each takes minutes",
    "export EVOLINK_JOURNAL=postgresql": "it needs a PostgreSQL database; tests/cluster/test_guide.py runs it on one",
    "import os\n\nos.environ[": "it is for a conftest.py, and prints nothing",
    'uvx --from "evolink[batch,cli]"': "it needs an index of packages",
    '--8<-- "examples/': "it shows a file, which tests/examples runs",
}
"""The beginnings of blocks that can't be run here, and why."""
PARSERS: Mapping[str, Callable[[str], Any]] = {"json": json.loads, "yaml": yaml.safe_load, "toml": tomllib.loads}
RUN = {"python", "sh"}
PROSE = {"powershell", "text"}


def is_run(block: Block) -> bool:
    return block.language in RUN and not block.text.startswith(tuple(NOT_RUN))


def is_file_of_tests(block: Block) -> bool:
    return block.title.startswith("test_")


def is_of_model(block: Block) -> bool:
    return block.page.startswith("docs/models/")


def is_call_of_model(block: Block) -> bool:
    """Commands are not run: tests/pipeline/test_models_page.py compares them with those of the command line."""
    return is_of_model(block) and block.language == "python"


RUN_ALONE = [block for block in BLOCKS if is_run(block) and not is_of_model(block) and not is_file_of_tests(block)]
FILES = {(block.page, block.title) for block in BLOCKS if block.title.endswith(".py")}


@pytest.fixture(scope="module")
def warm() -> Iterator[Warm]:
    with Warm() as running:
        yield running


@pytest.mark.parametrize("block", RUN_ALONE, ids=str)
def test_block_runs(block: Block, warm: Warm, tmp_path: Path) -> None:
    """Each block runs and prints something, and Python also when it is run again."""
    if "jq " in block.text and not shutil.which("jq") and os.environ.get("CI") != "true":
        pytest.skip("there is no jq here")
    assert play(block, warm, tmp_path).strip(), "it prints nothing"


@pytest.mark.parametrize("page", sorted({block.page for block in BLOCKS if is_file_of_tests(block)}))
def test_tests_pay_nothing(page: str, warm: Warm, tmp_path: Path) -> None:
    """The tests of a page pass where a key is set, which they don't use, and where there is none."""
    with MockServer() as paid:
        assert " passed" in pytest_on(page, tmp_path, warm, paid)
        assert " passed" in pytest_on(page, tmp_path, warm, None)
        assert [exchange.request.path for exchange in paid.request_log] == []


EARLY = {
    "shop.py": "from evolink import EvoLink\n\nclient = EvoLink()\n",
    "test_shop.py": """
import pytest
import shop

from evolink import EvoLink
from evolink.errors import ConnectionFailed

CAT = {"model": "nano-banana-beta", "prompt": "a cat"}


def test_early_client(evolink_mock):
    with pytest.raises(ConnectionFailed):
        shop.client.images.submit(**CAT)


def test_replaced_client(evolink_mock, monkeypatch):
    monkeypatch.setattr(shop, "client", EvoLink())
    shop.client.images.submit(**CAT)
    assert len(evolink_mock.world.tasks) == 1
""",
}


def test_early_client_pays_nothing(warm: Warm, tmp_path: Path) -> None:
    """With the guide's conftest.py, a client that is made at import reaches nothing, unless a test replaces it."""
    (conftest,) = (block.text for block in BLOCKS if block.text.startswith("import os\n\nos.environ["))
    for name, text in {"conftest.py": conftest, **EARLY}.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    with MockServer() as paid:
        assert "2 passed" in report_of(["test_shop.py"], tmp_path, warm, paid)
        assert [exchange.request.path for exchange in paid.request_log] == []


def test_imports_pay_nothing(warm: Warm, tmp_path: Path) -> None:
    """No file of a page or of `examples/` sends anything when it is imported."""
    for page, title in FILES:
        folder = tmp_path / page
        folder.mkdir(parents=True, exist_ok=True)
        (folder / title).write_text(
            next(b.text for b in BLOCKS if (b.page, b.title) == (page, title)), encoding="utf-8"
        )
    files = [*tmp_path.rglob("*.py"), *(ROOT / "examples").rglob("*.py")]
    assert len(files) > 15
    with MockServer() as paid, ThreadPoolExecutor(4) as threads:
        list(threads.map(lambda path: imported(path, tmp_path, warm, paid), files))
        assert [exchange.request.path for exchange in paid.request_log] == []


def test_calls_of_models(monkeypatch: pytest.MonkeyPatch) -> None:
    """The generated call of each model prints links. All run in this process at once: each waits for its task."""
    calls = [block for block in BLOCKS if is_call_of_model(block)]
    with MockServer(api_key="test", credits=None, speed=5000.0) as server, ThreadPoolExecutor(32) as threads:
        monkeypatch.setenv("EVOLINK_BASE_URL", server.base_url)
        monkeypatch.setenv("EVOLINK_API_KEY", "test")
        printed = dict(zip(map(str, calls), threads.map(printed_by, calls), strict=True))
        assert printed
        assert [block for block, text in printed.items() if server.base_url not in text] == []


def printed_by(block: Block) -> str:
    """Run a block of Python in this process, and return what it prints."""
    printed: list[str] = []
    text = re.sub(r"task-unified-[\w-]+", lambda _: earlier(), block.text)
    code = compile(text, str(block), "exec")
    exec(code, {"__name__": "__main__", "print": lambda *values: printed.extend(map(str, values))})  # noqa: S102 - the page is our own
    return " ".join(printed)


def earlier() -> str:
    """Return the ID of a task that has just ended, for a call that goes on from one."""
    with EvoLink() as client:
        task = client.images.submit(model="gpt-4o-image", prompt="a lighthouse", n=4)
        task.wait()
    return task.id


@pytest.mark.parametrize("block", [block for block in BLOCKS if block.language in PARSERS], ids=str)
def test_data_is_valid(block: Block) -> None:
    """Data is well-formed and follows the contract."""
    value = PARSERS[block.language](block.text)
    schemas = document()["components"]["schemas"]
    if block.title in schemas:
        schema = {"$ref": f"#/components/schemas/{block.title}", "components": {"schemas": schemas}}
        jsonschema_rs.validator_for(schema, validate_formats=True).validate(value)


@pytest.mark.parametrize("block", [block for block in BLOCKS if block.title.endswith("--json")], ids=str)
def test_json_of_commands(block: Block, warm: Warm, tmp_path: Path) -> None:
    """The JSON of a command has the documented shape."""
    assert shape(json.loads(answered(block.title, warm, tmp_path))) == shape(json.loads(block.text))


def shape(value: Any) -> Any:
    """Return a value with the types of its leaves, except booleans and None."""
    match value:
        case dict():
            return {key: shape(inner) for key, inner in value.items()}
        case list():
            return [shape(inner) for inner in value]
        case bool() | None:
            return value
        case int() | float():
            return "number"
        case _:
            return type(value).__name__


def test_languages() -> None:
    """Every block has a known language."""
    known = {*RUN, *PARSERS, *PROSE}
    assert [str(block) for block in BLOCKS if block.language not in known] == []


def test_all_blocks() -> None:
    """A parser of Markdown finds the same blocks, so none is nested in another element or missing here."""
    for page in PAGES:
        assert [(block.line, block.text) for block in blocks_of(page)] == parsed_blocks_of(page), page
        assert page.read_text(encoding="utf-8").count("```") == 2 * len(blocks_of(page)), page


@pytest.mark.parametrize("start", NOT_RUN)
def test_commands_not_run(start: str) -> None:
    """Blocks that are not run name existing files."""
    texts = [block.text for block in BLOCKS if block.text.startswith(start)]
    assert texts
    words = [word.strip('"') for text in texts for word in text.split()]
    assert all((ROOT / word).is_file() for word in words if word.startswith("examples/"))


def test_unique_titles() -> None:
    """A page has each file name once."""
    files = [(block.page, block.title) for block in BLOCKS if block.title.endswith(".py")]
    assert len(files) == len(set(files))
