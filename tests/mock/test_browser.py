"""The page in a real Chromium. Without one the tests skip, except where CI=true promises it."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from evolink_mock import MockServer
from evolink_mock.world.contract import operations
from tests.models import of_kind, request_to

from ._chromium import Chromium

PROGRAM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
KEY = {"authorization": "Bearer mock-key"}
MODELS = [model for operation in operations() for model in dict.fromkeys(m.name for m in operation.models.values())]

pytestmark = [
    pytest.mark.skipif(PROGRAM is None and os.environ.get("CI") != "true", reason="there is no Chromium here"),
]


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Chromium]:
    assert PROGRAM, "CI=true, but there is no Chromium"
    with Chromium(PROGRAM, tmp_path_factory.mktemp("chromium")) as running:
        yield running


@pytest.fixture
def server(browser: Chromium) -> Iterator[MockServer]:
    with MockServer(speed=0, callbacks_to="http://127.0.0.1:9") as running:
        browser.asked.clear()
        browser.open(f"{running.base_url}/")
        browser.until("document.querySelector('.chips')")
        yield running
        browser.open("about:blank")


def make(server: MockServer, prefer: str = "", **request: object) -> str:
    url = f"{server.base_url}/v1/images/generations"
    answer = httpx.post(url, json=request, headers={**KEY, "prefer": prefer})
    assert answer.status_code == 200, answer.text
    made: str = answer.json()["id"]
    return made


def choose(browser: Chromium, model: str) -> None:
    browser.run(f"[...document.querySelectorAll('#models button')].find(b => b.textContent === '{model}').click()")


def test_form_of_each_model(browser: Chromium, server: MockServer) -> None:
    """Each model of the contract has a form with its fields."""
    del server
    forms = {model.name: model for operation in operations() for model in operation.models.values()}
    shown = browser.run("[...document.querySelectorAll('#models button')].map(b => b.textContent)")
    assert sorted(shown) == sorted(forms)
    for name, model in forms.items():
        choose(browser, name)
        fields = browser.run("[...document.querySelectorAll('.field')].map(f => f.dataset.name)")
        several = len(model.properties["model"]["enum"]) > 1
        assert fields == [field for field in model.properties if field != "model" or several]
        for field, schema in model.properties.items():
            if "enum" in schema and field in fields:
                chips = browser.run(f"[...document.querySelectorAll('[name={field}]')].map(i => JSON.parse(i.value))")
                assert chips == schema["enum"]


def test_task_progress_is_shown(browser: Chromium, server: MockServer) -> None:
    """The page shows a task's progress up to its image."""
    task = make(server, model="gpt-4o-image", prompt="two cats", n=2)
    browser.until("document.querySelector('.task.pending .id').textContent === '" + task + "'")
    server.clock.advance(60)
    browser.until("document.querySelector('.task.processing progress').value > 20")
    server.clock.advance(100)
    browser.until("document.querySelectorAll('.task.completed .stage img').length === 2")
    browser.until("[...document.querySelectorAll('.stage img')].every(i => i.complete && i.naturalWidth > 100)")
    assert "5 spent" in browser.run("document.getElementById('keys').textContent")


def test_form_sends_chosen_fields(browser: Chromium, server: MockServer) -> None:
    """A submitted form creates a task and sends only the chosen fields."""
    choose(browser, "gpt-4o-image")
    browser.run("document.querySelector('[name=prompt]').value = 'a fox'")
    browser.run("document.querySelector('[name=n][value=\"2\"]').click()")
    browser.run("document.getElementById('story').value = 'service_error'")
    browser.run("document.querySelector('.primary').click()")
    browser.until("document.querySelector('.task')")
    (task,) = server.world.tasks.values()
    assert task.request == {"model": "gpt-4o-image", "prompt": "a fox", "n": 2}
    server.clock.advance(200)
    browser.until("document.querySelector('.task.failed .stage').textContent === 'service error'")


def test_refused_form_names_field(browser: Chromium, server: MockServer) -> None:
    """A refused form names the field that is wrong."""
    choose(browser, "nano-banana-beta")
    browser.run("document.querySelector('[name=prompt]').value = 'a fox'")
    browser.run("document.querySelector('[name=callback_url]').value = 'http://10.0.0.1/'")
    browser.run("document.querySelector('.primary').click()")
    browser.until("document.querySelector('.field.wrong').dataset.name === 'callback_url'")
    assert browser.run("document.getElementById('refusal').textContent").startswith("400 callback_url")
    assert not server.world.tasks


def test_requests_and_callbacks_are_shown(browser: Chromium, server: MockServer) -> None:
    """Requests and callbacks are shown as they arrive."""
    make(server, model="nano-banana-beta", prompt="<b>bold</b>", callback_url="https://images.example.com/hook")
    httpx.get(f"{server.base_url}/v1/credits")
    browser.until("document.querySelectorAll('#exchanges details').length === 2")
    lines = browser.run("[...document.querySelectorAll('#exchanges summary')].map(l => l.textContent)")
    assert ["/v1/credits401" in lines[0], "/v1/images/generations200" in lines[1]] == [True, True]
    browser.run("document.querySelector('[data-advance=\"600\"]').click()")
    browser.until("document.querySelectorAll('#deliveries .line').length === 4")
    assert browser.run("document.querySelector('.prompt').innerHTML") == "&lt;b&gt;bold&lt;/b&gt;"


def test_page_loads_nothing_remote(browser: Chromium, server: MockServer) -> None:
    """The page makes requests to its own server only."""
    make(server, model="nano-banana-beta", prompt="x", image_urls=["https://else.example.com/a.png"])
    server.clock.advance(100)
    browser.until("document.querySelector('.stage img')")
    assert len(browser.asked) > 5
    assert all(url.startswith((f"{server.base_url}/", "data:", "about:")) for url in browser.asked)


@pytest.mark.parametrize("dark", [False, True])
def test_contrast_in_light_and_dark(browser: Chromium, server: MockServer, *, dark: bool) -> None:
    """Text has enough contrast in light and dark mode."""
    browser.open(f"{server.base_url}/", dark=dark)
    browser.until("document.querySelector('.chips')")
    tones = browser.run(
        "['backgroundColor', 'color'].map(p => getComputedStyle(document.body)[p].match(/\\d+/g).map(Number))"
    )
    paper, ink = (sum(tone[:3]) / 3 for tone in tones)
    assert (paper < 60, ink > 200) == (dark, dark)
    assert abs(paper - ink) > 170


def test_no_horizontal_scrolling(browser: Chromium, server: MockServer) -> None:
    """A narrow window doesn't scroll horizontally."""
    make(server, model="nano-banana-beta", prompt="x" * 300)
    browser.open(f"{server.base_url}/", width=360, height=800)
    browser.until("document.querySelector('.task')")
    assert browser.run("document.documentElement.scrollWidth <= innerWidth")


def test_browser_is_closed(tmp_path: Path) -> None:
    """No browser process is left after the tests."""
    assert PROGRAM, "CI=true, but there is no Chromium"
    with Chromium(PROGRAM, tmp_path) as browser:
        process = browser._process
        assert browser.run("1 + 1") == 2
    assert process.returncode is not None


def test_video_is_played(browser: Chromium, server: MockServer) -> None:
    """A video and an audio file have players in their cards, which can play them."""
    for path, model in (("videos", of_kind("videos")[0]), ("audios", of_kind("audios")[0])):
        url = f"{server.base_url}/v1/{path}/generations"
        assert httpx.post(url, json={"prompt": "a cat", **request_to(model)}, headers=KEY).status_code == 200
    server.clock.advance(3_000)
    players = "[...document.querySelectorAll('.stage video, .stage audio')]"
    browser.until(f"{players}.length === 2")
    browser.run(f"{players}.forEach(each => {{ each.preload = 'metadata'; }})")
    browser.until(f"{players}.every(each => each.duration > 1)")


def test_search_for_models(browser: Chromium, server: MockServer) -> None:
    """The list of models can be searched by words and by kind."""
    del server
    browser.run("document.getElementById('search').value = 'GPT image'")
    browser.run("document.getElementById('search').dispatchEvent(new Event('input'))")
    visible = browser.run("[...document.querySelectorAll('#models button:not([hidden])')].map(b => b.textContent)")
    assert "gpt-4o-image" in visible
    assert all("gpt" in name and "image" in name for name in visible)
