"""An editor shows of calls, keywords and clients what `help()` tells, as pyright's language server answers."""

import inspect
import re
from typing import Any

import pytest

import evolink
from evolink import AsyncEvoLink, AsyncTask, EvoLink, Image, Images, Task
from evolink._calls.operations import BaseOperations
from evolink.batch import BatchOperations
from evolink_rules import models
from pipeline.writing.call_docs import KEYWORDS

from .language_server import LanguageServer

HEADER = """\
from evolink import AsyncEvoLink, EvoLink

client, aclient = EvoLink(), AsyncEvoLink()
task = client.tasks.get("task-unified-1")
images = task.wait()
"""
MODELS = {"images": "gpt-image-2", "videos": "kling-v3-text-to-video", "audios": "suno-v5-beta"}
MEMBERS: dict[str, Any] = {
    **{f"client.{name}": getattr(EvoLink, name) for name in ("credits", "resume", "settle", "reconcile", "close")},
    **{f"aclient.{name}": getattr(AsyncEvoLink, name) for name in ("credits", "resume", "settle", "aclose")},
    **{f"client.tasks.{name}": getattr(evolink.TaskOperations, name) for name in ("get", "get_many", "as_completed")},
    **{f"aclient.files.{name}": getattr(evolink.AsyncFileOperations, name) for name in ("upload", "list", "delete")},
    "client.batch.run": BatchOperations.run,
    "task.wait": Task.wait,
    "task.credits_used": Task.credits_used,
    "aclient.tasks.wait_all": evolink.AsyncTaskOperations.wait_all,
    "images.save": Images.save,
    "images[0].save": Image.save,
}
TWINS = [
    (EvoLink, AsyncEvoLink), (Task, AsyncTask), (Image, evolink.AsyncImage), (Images, evolink.AsyncImages),
    (evolink.TaskOperations, evolink.AsyncTaskOperations), (evolink.FileOperations, evolink.AsyncFileOperations),
]  # fmt: skip


def plain(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize(
    ("client", "kind", "method"),
    [("client", "images", "generate"), ("aclient", "videos", "submit"), ("client", "audios", "estimate")],
)
def test_calls(editor: LanguageServer, client: str, kind: str, method: str) -> None:
    """A call shows its model's parameters, charges, errors and page, and nothing of another model."""
    place = client if method == "estimate" else f"{client}.{kind}"
    info = models()[MODELS[kind]]
    prompt = 'prompt="x"' if kind != "audios" else 'prompt="x", custom_mode=False, instrumental=False'
    shown = editor.hover(f'{HEADER}{place}.^{method}(model="{info.name}", {prompt})')
    assert shown.count("model: Literal") == 1
    assert [name for name in info.schema["properties"] if f"\n    {name}: " not in shown] == []
    assert "InvalidRequest: " in shown
    assert [page["url"] for page in info.raw["x-evolink-pages"] if page["url"] and page["url"] not in shown] == []
    if method != "estimate":
        assert "charged when it ends" in shown
        assert "SubmissionUncertain: " in shown
    assert not [line for line in shown.splitlines() if line.strip().endswith(":") and line.startswith("    ")]


def test_limits_in_a_call(editor: LanguageServer) -> None:
    """A call shows limits with their units, in one line for each parameter."""
    shown = editor.hover(f'{HEADER}client.images.^generate(model="gpt-4o-image", prompt="x")')
    (line,) = re.findall(r"^ +image_urls: (.*)$", shown, re.MULTILINE)
    assert "At most 5 items" in line
    assert "at most 10 MB per file" in line
    assert "a file of this machine" in shown


@pytest.mark.parametrize("keyword", sorted(KEYWORDS.keys() - {"task", "index"}))
def test_keywords_of_ours(editor: LanguageServer, keyword: str) -> None:
    """A keyword of the client shows all that is said of it, which is what `help()` says."""
    value = "False" if keyword in {"unchecked", "overwrite"} else "None"
    call = f'client.images.generate(model="gpt-4o-image", prompt="x", ^{keyword}={value})'
    assert KEYWORDS[keyword] in editor.hover(HEADER + call)
    assert KEYWORDS[keyword] in plain(inspect.getdoc(vars(BaseOperations)["_generate"]) or "")


def test_keywords_of_a_model(editor: LanguageServer) -> None:
    """A keyword of a model shows its values and its purpose, and no limit of another model."""
    shown = editor.hover(f'{HEADER}client.images.generate(model="gpt-4o-image", prompt="x", ^size="1:1")')
    assert {*re.findall(r"'([^']+)'", shown)} == {*models()["gpt-4o-image"].schema["properties"]["size"]["enum"]}
    assert "Aspect ratio or pixel size of the image" in shown
    prompt = editor.hover(f'{HEADER}client.images.generate(model="gpt-4o-image", ^prompt="x")')
    assert "What to generate" in prompt
    assert not re.search(r"\d,?\d", prompt)
    model = editor.hover(f'{HEADER}client.images.generate(^model="gpt-4o-image", prompt="x")')
    assert "The model to run" in model


def test_while_it_is_written(editor: LanguageServer) -> None:
    """A call that has no model yet shows first what holds for all, then each model's own parameters."""
    first, *others = editor.signatures(f"{HEADER}client.images.generate(^")
    assert "Start a task of a model" in first
    assert all(text in first for text in (KEYWORDS["save_to"], "charged when it ends", "SubmissionUncertain"))
    (of_model,) = [each for each in others if "Literal['gpt-4o-image']" in each.partition("\n")[0]]
    assert "mask_url: Link = ..." in of_model


@pytest.mark.parametrize("member", MEMBERS)
def test_members(editor: LanguageServer, member: str) -> None:
    """A method shows its whole docstring, of the asyncio client, too."""
    place, _, name = member.rpartition(".")
    shown = editor.hover(f"{HEADER}{place}.^{name}")
    assert plain(inspect.getdoc(MEMBERS[member]) or "?") in plain(shown)


@pytest.mark.parametrize("client", [EvoLink, AsyncEvoLink])
def test_clients(editor: LanguageServer, client: type) -> None:
    """A client shows what it is, its call what it takes, and its attributes what they make."""
    name = client.__name__
    assert plain(client.__doc__ or "?") in plain(editor.hover(f"{HEADER}^{name}"))
    made = editor.hover(f"{HEADER}^{name}()")
    assert plain(inspect.getdoc(vars(client)["__init__"]) or "?") in plain(made)
    assert "EVOLINK_API_KEY" in editor.hover(f'{HEADER}{name}(^api_key="")')
    for kind in ("images", "videos", "audios"):
        assert "Makes " in editor.hover(f"{HEADER}{name}().^{kind}")


@pytest.mark.parametrize(("sync", "other"), TWINS)
def test_twins(sync: type, other: type) -> None:
    """Methods of both clients have the same docstring, but for what can be awaited."""

    def said(of: type, name: str) -> str:
        text = inspect.getdoc(inspect.getattr_static(of, name)) or ""
        return plain(re.sub(r"[;,] (what it returns is )?awaited if it can be|Async(?=[A-Z])", "", text))

    names = [name for name in dir(sync) if name[0] != "_" and name in dir(other)]
    assert len(names) > 2
    assert [name for name in names if said(sync, name) != said(other, name)] == []


WRONG = {
    'client.images.generate(model="gpt-4o-image", prompt="x", size="16:9")': "\"Literal['16:9']\"",
    'client.images.generate(model="gpt-4o-imag", prompt="x")': "Literal['gpt-4o-imag']",
    'aclient.images.submit(model="gpt-4o-image", prompt="x").wait()': 'Cannot access attribute "wait"',
    "EvoLink('key')": "Expected 0 positional arguments",
}


@pytest.mark.parametrize("call", WRONG)
def test_wrong_calls(editor: LanguageServer, call: str) -> None:
    """A wrong call is underlined, with the place that is wrong where overloads can tell."""
    found = editor.errors(HEADER + call)
    assert [each for each in found if WRONG[call] in each] != []
