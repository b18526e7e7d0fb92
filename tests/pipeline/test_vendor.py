"""What only the vendor's clients show is in the contract, and marked."""

from typing import Any

import pytest

from pipeline.cli import SPECS
from pipeline.merging.merge import merge
from pipeline.merging.overlay import apply_overlays, load_overlays
from pipeline.merging.wording import Wording
from pipeline.problems import errors
from pipeline.reading.folder import load_extracts
from pipeline.yamlio import load
from tests.pipeline.test_overlays import overlay

OPERATIONS = [operation for item in load(SPECS / "openapi.yaml")["paths"].values() for operation in item.values()]


def merged(*pages: str, corrected: bool = True) -> dict[str, Any]:
    extracts = [each for each in load_extracts(SPECS / "extracts") if each["x-evolink-page"]["name"] in pages]
    overlays = load_overlays(SPECS / "overlays")[0] if corrected else []
    outcome = merge(extracts, overlays, Wording.load(SPECS / "wording.yaml"))
    assert errors(outcome.problems) == []
    return {each["operationId"]: each for item in outcome.document["paths"].values() for each in item.values()}


@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda each: each["operationId"])
def test_page_or_mark(operation: dict[str, Any]) -> None:
    """An operation has its pages, or is marked as the vendor's, and never both."""
    assert bool(operation.get("x-evolink-pages")) != (operation.get("x-evolink-vendor") is True)


def test_only_beside_pages() -> None:
    """The operations of a part of the API come with its pages, and not without them."""
    tasks = ["en--nanobanana-image-generate", "en--get-task-detail", "en--error-codes"]
    files = {"uploadFileUrl", "listFiles", "getFileQuota"}
    without, beside = merged(*tasks), merged(*tasks, "en--file-upload-stream.legacy", "en--file-upload-base64")
    assert files.isdisjoint(without)
    assert "listModels" in without
    assert beside.keys() - without.keys() == {*files, "uploadFileStream", "uploadFileBase64"}


def test_documented_lifetime() -> None:
    """What a page says of its operation as a whole, such as how long links live, is in the contract."""
    upload = merged("en--file-upload-stream.legacy", corrected=False)["uploadFileStream"]
    assert upload["x-evolink-result-lifetime"] == 72 * 60 * 60


@pytest.mark.parametrize(("field", "problems"), [("parameters", 0), ("enum", 1)])
def test_order(field: str, problems: int, tmp_path: Any) -> None:
    """Corrections may add parameters in any order, as their order means nothing; that of other lists does."""
    actions = [f"target: $.{field}\n    update: {{name: {name}}}" for name in ("page", "model")]
    _, found = apply_overlays({field: [{"name": "status"}]}, overlay(tmp_path, *actions), {"page"})
    assert len(found) == problems
