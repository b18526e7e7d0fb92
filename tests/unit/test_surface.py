"""What the package shows: a change here is a change for its users."""

import inspect
import logging
import pydoc
import subprocess
import sys
from importlib.metadata import version

import pytest

import evolink
import evolink_rules
from evolink import errors

CREATE = "create_request({'model': 'gpt-4o-image', 'prompt': 'x'}, None, unchecked=False)"


def test_public_names_of_client() -> None:
    """The public names of the client are these."""
    assert evolink.__all__ == [
        "AsyncAudio",
        "AsyncAudioOperations",
        "AsyncAudios",
        "AsyncEvoLink",
        "AsyncFileOperations",
        "AsyncImage",
        "AsyncImageOperations",
        "AsyncImages",
        "AsyncResult",
        "AsyncResults",
        "AsyncTask",
        "AsyncTaskOperations",
        "AsyncVideo",
        "AsyncVideoOperations",
        "AsyncVideos",
        "Audio",
        "AudioModel",
        "AudioOperations",
        "Audios",
        "Credits",
        "Estimate",
        "EvoLink",
        "EvoLinkError",
        "Fault",
        "FileOperations",
        "FileQuota",
        "Image",
        "ImageModel",
        "ImageOperations",
        "Images",
        "InvalidRequest",
        "ListedFile",
        "ListedTask",
        "ModelName",
        "Reconciled",
        "Result",
        "Results",
        "Resumed",
        "SubmissionUncertain",
        "Task",
        "TaskFailed",
        "TaskOperations",
        "TaskTimeout",
        "UploadedFile",
        "Video",
        "VideoModel",
        "VideoOperations",
        "Videos",
        "Violation",
        "errors",
    ]
    assert all(hasattr(evolink, name) for name in evolink.__all__)


def test_version() -> None:
    """The version is that of the package."""
    assert evolink.__version__ == version("evolink")


def test_public_names_of_rules() -> None:
    """The public names of the rules are these."""
    assert evolink_rules.__all__ == [
        "CHECKED_BEHAVIOURS",
        "CHECKED_FORMATS",
        "GivenFile",
        "MediaFacts",
        "ModelInfo",
        "Violation",
        "closest_models",
        "describe_limit",
        "describe_limits",
        "describe_relations",
        "describe_rule",
        "example_request",
        "holds_links",
        "in_order",
        "is_link",
        "is_private_url",
        "is_too_deep",
        "models",
        "python_call",
        "same_meaning",
        "shown",
        "synonyms",
        "unread_limits",
        "violations",
        "with_ranges",
    ]


def test_tree_of_errors() -> None:
    """Every error belongs to the tree, and the docstring draws it completely."""
    drawn = errors.__doc__ or ""
    raised = [value for value in vars(errors).values() if isinstance(value, type) and issubclass(value, Exception)]
    assert len(raised) > 10
    assert all(issubclass(error, errors.EvoLinkError) for error in raised)
    assert all(error.__name__ in drawn for error in raised)


def test_quiet_by_default() -> None:
    """Nothing is logged until logging is configured."""
    assert logging.getLogger("evolink").level == logging.NOTSET


@pytest.mark.parametrize(
    ("request_", "never"), [("task_request('task-unified-1')", {"evolink_rules"}), (CREATE, set())]
)
def test_request_loads_contract_only(request_: str, never: set[str]) -> None:
    """A request loads the contract and not the generated client."""
    loaded = loaded_by(f"from evolink._contract import requests; requests.{request_}")
    assert "evolink_contract" in loaded
    assert not {"evolink_api", "attrs", *never} & loaded


def test_check_reads_one_model() -> None:
    """A check reads the request of its model, and not the whole contract."""
    code = f"from evolink._contract.requests import create_request; {CREATE}; import evolink_contract as contract"
    read = "contract.request_schema.cache_info().misses, contract.document.cache_info().misses"
    done = subprocess.run([sys.executable, "-c", f"{code}; print({read})"], capture_output=True, text=True, check=True)
    assert done.stdout == "1 0\n"


def loaded_by(code: str) -> set[str]:
    code = f"import sys; {code}; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return set(done.stdout.split())


def test_help_of_calls() -> None:
    """The help of a call lists the models and their parameters from the contract."""
    client = evolink.EvoLink(api_key="sk-for-nothing")
    rendered = pydoc.render_doc(client.images.generate, renderer=pydoc.TextDoc())
    for name, info in evolink_rules.models().items():
        if info.kind != "images":
            continue
        assert name in rendered
        assert all(parameter in rendered for parameter in info.schema["properties"])
        assert all(page["url"] in rendered for page in info.raw["x-evolink-pages"] if page["url"])
    known = inspect.signature(client.images.submit).parameters
    assert {"task", "index"} <= known.keys()
    assert {"model", "prompt", "size", "n", "mask_url", "idempotency_key"} < set(known)
    assert "timeout" in inspect.signature(client.images.generate).parameters
