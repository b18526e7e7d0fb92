"""Each recipe of CONTRIBUTING.md is short, and does what it says when it is followed as it stands."""

import re
import sys
from pathlib import Path

import pytest
import yaml

from tests.clone import ROOT, Clone
from tests.pipeline.writer import Item, model, raw

GUIDE = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
SECTIONS = dict(part.split("\n", 1) for part in GUIDE.split("\n## ")[1:])


def block(section: str, number: int = 0) -> str:
    """Return a block of code, out of its list."""
    found = re.findall(r"```(?:yaml|python)\n(.*?)```", SECTIONS[section], re.DOTALL)[number]
    return re.sub(r"^   ", "", found, flags=re.MULTILINE)


@pytest.fixture
def clone(tmp_path: Path) -> Clone:
    return Clone(tmp_path)


def refused(clone: Clone, request: str) -> str:
    return clone.run(sys.executable, "-c", f"import evolink_rules; print(*evolink_rules.violations({request}))")


def add_page(clone: Clone, text: str) -> None:
    folder = clone.folder / "pages"
    folder.mkdir(exist_ok=True)
    (folder / "en--brush-9.md").write_text(text, encoding="utf-8")


def cover(clone: Clone) -> str:
    """Follow the two commands of the recipe; an unknown sentence ends the second with 1."""
    clone.pipeline("extract", "--pages", "../pages")
    return clone.run("sh", "-c", f"{sys.executable} -m pipeline coverage --pages ../pages || [ $? -eq 1 ]")


def insert(path: Path, before: str, text: str) -> None:
    old = path.read_text(encoding="utf-8")
    assert old.count(before) == 1
    path.write_text(old.replace(before, f"{text}{before}"), encoding="utf-8")


@pytest.mark.parametrize(
    ("section", "steps"),
    [
        ("Add a model", 1),
        ("Update a page that changed", 1),
        ("Add a phrase", 1),
        ("Correct a fact", 1),
        ("Add a fault", 2),
    ],
)
def test_recipes_are_short(section: str, steps: int) -> None:
    """A recipe has fewer than ten lines."""
    prose = re.sub(r"```.*?```", "", SECTIONS[section], flags=re.DOTALL)
    lines = [line for line in prose.splitlines() if line.strip()]
    assert 0 < len(lines) < 10 * steps


def test_named_paths_exist() -> None:
    """Every path that the guide names exists."""
    named = re.findall(r"\]\(([^)]+)\)", GUIDE) + re.findall(
        r"`((?:specs|suite|tests|changes|wrapper|docs)/[\w./-]*)`", GUIDE
    )
    assert len(named) > 8
    assert [path for path in named if not (ROOT / path).exists()] == []


def test_add_a_phrase(clone: Clone) -> None:
    """The phrase that is shown makes its sentence a fact."""
    page = raw(model("brush-9", Item("style", {"type": "string"}, prose=(("maxLength", (80,)),))))
    add_page(clone, page.replace("Limited to 80 characters", "Room for 80 letters"))
    assert "1 unknown" in cover(clone)
    insert(clone.root / "specs" / "phrasebook" / "en.yaml", "\ninformational:\n", f"  {block('Add a phrase')}")
    assert "0 unknown" in cover(clone)
    clone.pipeline("merge")
    clone.pipeline("generate")
    assert "style" in refused(clone, f"{{'model': 'brush-9', 'prompt': 'x', 'style': {'x' * 81!r}}}")


def test_correct_a_fact(clone: Clone) -> None:
    """The overlay that is shown corrects the contract."""
    request = "{'model': 'gpt-4o-image', 'prompt': 'x', 'image_urls': ['https://x.example/a.png'] * 5}"
    assert not refused(clone, request).strip()
    correction = block("Correct a fact")
    assert yaml.safe_load(correction)["actions"]
    (clone.root / "specs" / "overlays" / "fewer.yaml").write_text(correction)
    clone.pipeline("merge")
    clone.pipeline("generate")
    assert "image_urls" in refused(clone, request)


def test_add_a_server_fault(clone: Clone) -> None:
    """The contract suite finds the fault of a server that is shown."""
    path = clone.root / "tests" / "contract" / "_faults_requests.py"
    before = path.read_text(encoding="utf-8")
    path.write_text(before.replace("KEYWORDS: Final = (\n", f"KEYWORDS: Final = (\n    {block('Add a fault')}", 1))
    done = clone.run(sys.executable, "-m", "tests.contract.faults", "--only", "2K is refused")
    assert "caught 1/1" in done


def test_add_a_service_fault(clone: Clone) -> None:
    """The client survives the fault of a service that is shown."""
    path = clone.root / "tests" / "faults" / "scenarios.py"
    before = path.read_text(encoding="utf-8")
    named, used = block("Add a fault", 1).strip().splitlines()
    after = before.replace("_AWAY = ", f"{named}\n_AWAY = ", 1)
    after = re.sub(r"^    \*\(_lost\(act\) for act in \(_GARBAGE.*$", f"    {used}", after, flags=re.MULTILINE)
    assert used in after
    path.write_text(after)
    done = clone.run(sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "tests/faults", "-k", "418")
    assert "2 passed" in done
