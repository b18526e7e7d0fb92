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


def test_the_client_s_names_are_these() -> None:
    assert evolink.__all__ == [
        "AsyncEvoLink",
        "AsyncImage",
        "AsyncImages",
        "AsyncResult",
        "AsyncResults",
        "AsyncTask",
        "Credits",
        "EvoLink",
        "EvoLinkError",
        "Image",
        "Images",
        "InvalidRequest",
        "Result",
        "Results",
        "SubmissionUncertain",
        "Task",
        "TaskFailed",
        "TaskTimeout",
        "errors",
    ]
    assert all(hasattr(evolink, name) for name in evolink.__all__)


def test_the_version_is_that_of_the_package() -> None:
    assert evolink.__version__ == version("evolink")


def test_the_rules_names_are_these() -> None:
    assert evolink_rules.__all__ == [
        "CHECKED_BEHAVIOURS",
        "CHECKED_FORMATS",
        "ModelInfo",
        "Violation",
        "closest_models",
        "describe_limit",
        "describe_limits",
        "describe_relations",
        "is_private_url",
        "models",
        "shown",
        "violations",
    ]


def test_every_error_stands_in_the_tree_and_the_tree_is_drawn_in_full() -> None:
    drawn = errors.__doc__ or ""
    raised = [value for value in vars(errors).values() if isinstance(value, type) and issubclass(value, Exception)]
    assert len(raised) > 10
    assert all(issubclass(error, errors.EvoLinkError) for error in raised)
    assert all(error.__name__ in drawn for error in raised)


def test_nothing_is_logged_until_asked_for() -> None:
    assert logging.getLogger("evolink").level == logging.NOTSET


def test_importing_the_client_loads_neither_the_transport_nor_the_rules() -> None:
    heavy = {"httpx", "asyncio", "attrs", "jsonschema_rs", "evolink_api", "evolink_contract"}
    assert not heavy & loaded_by("import evolink")


@pytest.mark.parametrize(
    ("request_", "never"), [("task_request('task-unified-1')", {"evolink_rules"}), (CREATE, set())]
)
def test_a_request_loads_the_contract_and_not_the_generated_client(request_: str, never: set[str]) -> None:
    loaded = loaded_by(f"from evolink._contract import requests; requests.{request_}")
    assert "evolink_contract" in loaded
    assert not {"evolink_api", "attrs", *never} & loaded


def loaded_by(code: str) -> set[str]:
    code = f"import sys; {code}; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return set(done.stdout.split())


def test_help_tells_the_models_and_their_parameters_from_the_contract() -> None:
    client = evolink.EvoLink(api_key="sk-for-nothing")
    told = pydoc.render_doc(client.images.generate, renderer=pydoc.TextDoc())
    for name, info in evolink_rules.models().items():
        assert name in told
        assert all(parameter in told for parameter in info.schema["properties"])
    known = inspect.signature(client.images.submit).parameters
    assert {"model", "prompt", "size", "n", "mask_url", "idempotency_key"} < set(known)
    assert "timeout" in inspect.signature(client.images.generate).parameters
