"""The page in a real Chromium. Without one the tests skip, except where CI=true promises it."""

import json
import os
import shutil
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import httpx
import pytest

from evolink_mock import MockServer
from evolink_rules import models
from evolink_suite.values import sample
from tests.models import CANONICAL, of_kind, request_to

from ._chromium import Chromium

PROGRAM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
KEY = {"authorization": "Bearer mock-key"}
_READ_FORMS = """async (requests) => {
    const { fieldset } = await import("/_mock/fields.js");
    const read = async ([name, request]) => {
        const shape = await (await fetch(`/_mock/form.json?model=${name}`)).json();
        return [name, fieldset(shape.fields, request).read()];
    };
    return Object.fromEntries(await Promise.all(Object.entries(requests).map(read)));
}"""
"""Fills the form of each model with a request, and returns what the form would send."""

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
        browser.until("document.querySelector('.field')")
        yield running
        browser.open("about:blank")


def make(server: MockServer, prefer: str = "", **request: object) -> str:
    url = f"{server.base_url}/v1/images/generations"
    answer = httpx.post(url, json=request, headers={**KEY, **({"prefer": prefer} if prefer else {})})
    assert answer.status_code == 200, answer.text
    made: str = answer.json()["id"]
    return made


def choose(browser: Chromium, model: str) -> None:
    """Choose a model as people do: by typing its name and pressing Enter."""
    browser.run("document.getElementById('search').focus()")
    search(browser, model)
    browser.run("document.getElementById('search').dispatchEvent(new KeyboardEvent('keydown', {key: 'Enter'}))")
    browser.until(f"document.getElementById('search').value === '{model}'")
    names = [name for name in models()[model].schema["properties"] if name != "model" or models()[model].aliases]
    browser.until(
        f"[...document.querySelector('#fields').children].map(f => f.dataset.name).join() === '{','.join(names)}'"
    )


def search(browser: Chromium, text: str) -> list[str]:
    browser.run(f"document.getElementById('search').value = {json.dumps(text)}")
    browser.run("document.getElementById('search').dispatchEvent(new Event('input'))")
    return list(browser.run("[...document.querySelectorAll('#models .model')].map(each => each.textContent)"))


def fill(browser: Chromium, name: str, value: str) -> None:
    browser.run(f"document.querySelector('[name={name}]').value = {json.dumps(value)}")


def field(*names: str) -> str:
    """Return a script that finds a field by the names on the way to it."""
    return f"document.querySelector({json.dumps(' '.join(f'.field[data-name={name}]' for name in names))})"


def press(browser: Chromium, text: str, inside: str = "document") -> None:
    """Click the button, chip or switch with a text."""
    found = (
        f"[...{inside}.querySelectorAll('button, .chips label')].find(each => each.textContent === {json.dumps(text)})"
    )
    browser.run(f"{found}.click()")


def whole(properties: dict[str, Any]) -> dict[str, Any]:
    """Return a value other than the default of each parameter that has one, nested ones too."""
    found = {name: value_of(schema) for name, schema in properties.items()}
    return {name: value for name, value in found.items() if value is not None}


def value_of(schema: dict[str, Any]) -> Any:
    if inner := schema.get("properties"):
        return whole(inner) or None
    if inner := schema.get("items", {}).get("properties"):
        return [whole(inner), whole(inner)]
    if schema.get("type") == "object":
        return {"image1": "https://a.example/one.wav"}
    if schema.get("type") == "boolean":
        return not schema.get("default")
    values = schema.get("enum") or schema.get("x-evolink-size-values")
    if values:
        return next((value for value in values if value != schema.get("default")), None)
    return sample(schema)


def test_form_of_each_model(browser: Chromium, server: MockServer) -> None:
    """The form of each model can hold a request with all of its parameters, nested ones too."""
    del server
    requests = {name: whole(models()[name].schema["properties"]) for name in CANONICAL}
    read = browser.run(f"({_READ_FORMS})({json.dumps(requests)})")
    for name in CANONICAL:
        assert {**read[name], "model": name} == {**requests[name], "model": name}


def test_task_progress_is_shown(browser: Chromium, server: MockServer) -> None:
    """The page shows a task's progress up to its image, and then offers it as an earlier task."""
    task = make(server, model="gpt-4o-image", prompt="two cats", n=2)
    browser.until("document.querySelector('.task.pending .id').textContent === '" + task + "'")
    server.clock.advance(60)
    browser.until("document.querySelector('.task.processing progress').value > 20")
    server.clock.advance(100)
    browser.until("document.querySelectorAll('.task.completed .stage img').length === 2")
    browser.until("[...document.querySelectorAll('.stage img')].every(i => i.complete && i.naturalWidth > 100)")
    assert "5 spent" in browser.run("document.getElementById('keys').textContent")
    assert browser.run("[...document.getElementById('ended').options].map(each => each.value)") == [task]


def test_form_sends_chosen_fields(browser: Chromium, server: MockServer) -> None:
    """A submitted form creates a task and sends only the chosen fields."""
    choose(browser, "gpt-4o-image")
    fill(browser, "prompt", "a fox")
    press(browser, "2", field("n"))
    browser.run("document.getElementById('story').value = 'service_error'")
    press(browser, "Generate")
    browser.until("document.querySelector('.task')")
    (task,) = server.world.tasks.values()
    assert task.request == {"model": "gpt-4o-image", "prompt": "a fox", "n": 2}
    server.clock.advance(200)
    browser.until("document.querySelector('.task.failed .stage').textContent === 'service error'")


def test_refused_form_names_field(browser: Chromium, server: MockServer) -> None:
    """A refused form says at each field what is wrong with it, and the first one has the focus."""
    choose(browser, "nano-banana-beta")
    fill(browser, "callback_url", "http://10.0.0.1/")
    press(browser, "Generate")
    browser.until("document.querySelectorAll('.field.wrong').length === 2")
    problems = "[...document.querySelectorAll('.field.wrong > .problem')].map(each => each.textContent)"
    assert browser.run(problems) == ["is missing", "must be an https:// URL; must be on a public host"]
    assert "2 fields are marked" in browser.run("document.getElementById('refusal').textContent")
    assert browser.run("document.activeElement.name") == "prompt"
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


def test_headers_of_a_request(browser: Chromium, server: MockServer) -> None:
    """A line of the log says which program sent a request; opened, it has the headers, and no key."""
    headers = {"user-agent": "curl/8.5.0", "authorization": "Bearer sk-0123456789abcdef", "prefer": "code=429"}
    httpx.get(f"{server.base_url}/v1/credits?of=me", headers={**headers, "idempotency-key": "a-key-of-16-characters"})
    browser.until("document.querySelectorAll('#exchanges details').length === 1")
    assert browser.run("document.querySelector('#exchanges .path').textContent") == "/v1/credits?of=me"
    assert browser.run("document.querySelector('#exchanges .note').textContent") == "code=429 · curl/8.5.0"
    shown = browser.run("document.querySelector('#exchanges details').textContent")
    for text in ("curl/8.5.0", "idempotency-keya-key-of-16-characters", "prefercode=429", "authorizationBearer sk-0…"):
        assert text in shown
    assert "0123456789" not in shown


def test_what_was_ignored_is_shown(browser: Chromium) -> None:
    """A request that the lenient mock took says what had no effect, and a refused one that leniency would help."""
    url, request = "/v1/images/generations", {"model": "nano-banana-beta", "prompt": "x", "n": 1}
    for lenient, note, expected in ((True, "partly ignored", "n: ignored, as "), (False, "", "With --lenient ")):
        with MockServer(lenient=lenient) as server:
            httpx.post(server.base_url + url, json=request, headers={**KEY, "user-agent": "GenX"})
            browser.open(f"{server.base_url}/")
            browser.until("document.querySelectorAll('#exchanges details').length === 1")
            notes = browser.run("document.querySelector('#exchanges .note').textContent").split(" · ")
            assert notes == [*filter(None, [note]), "GenX"]
            assert expected in browser.run("document.querySelector('#exchanges details').textContent")
            browser.open("about:blank")


def test_requests_stand_beside_tasks(browser: Chromium, server: MockServer) -> None:
    """With many tasks the requests are still in view, beside the tasks, and stay there when the page scrolls."""
    for number in range(24):
        make(server, model="nano-banana-beta", prompt=f"cat {number}")
    browser.open(f"{server.base_url}/", width=1024, height=768)
    browser.until("document.querySelectorAll('.task').length === 24")
    browser.run("scrollTo(0, 1500)")
    browser.until("scrollY > 1000")
    place = "(each => document.querySelector(each).getBoundingClientRect().toJSON())"
    work, traffic, form = (browser.run(f"{place}('{each}')") for each in ("#work", "#traffic", "#form"))
    assert form["right"] < work["left"] < work["right"] < traffic["left"] < traffic["right"] <= 1024
    assert all(0 < each["top"] < each["bottom"] < 768 for each in (form, traffic))
    assert browser.run("getComputedStyle(document.getElementById('views')).display") == "none"
    assert selected(browser) == [["tab-exchanges", 0, True], ["tab-deliveries", -1, False]]


def test_tasks_come_first_on_a_phone(browser: Chromium, server: MockServer) -> None:
    """On a phone the tasks show, and the form and the requests are one tab away; a link to the tasks leads back."""
    browser.open(f"{server.base_url}/", width=390, height=844)
    browser.until("document.querySelector('.field')")
    visible = "['work', 'request', 'traffic'].filter(each => document.getElementById(each).offsetHeight)"
    assert browser.run(visible) == ["work"]
    browser.run("document.getElementById('tab-request').click()")
    assert browser.run(visible) == ["request"]
    choose(browser, "nano-banana-beta")
    fill(browser, "prompt", "a fox")
    press(browser, "Generate")
    browser.until("document.querySelector('#sent a')")
    browser.run("document.querySelector('#sent a').click()")
    assert browser.run(visible) == ["work"]
    browser.until("document.getElementById('tab-work').textContent === 'Tasks 1'")
    browser.run("document.getElementById('tab-traffic').click()")
    assert browser.run(visible) == ["traffic"]


def selected(browser: Chromium) -> list[Any]:
    """Return the ID of each tab that shows, its place in the order of the Tab key, and whether its panel shows."""
    return list(
        browser.run("""[...document.querySelectorAll("[role=tab]")].filter(each => each.offsetHeight).map(each => {
            const panel = document.getElementById(each.getAttribute("aria-controls"));
            const shown = panel.offsetHeight > 0;
            if (String(shown) !== each.getAttribute("aria-selected")) return "not as selected";
            if (panel.getAttribute("aria-labelledby") !== each.id || panel.role !== "tabpanel") return "no panel";
            return [each.id, each.tabIndex, shown];
        })""")
    )


def test_tabs_by_keyboard(browser: Chromium, server: MockServer) -> None:
    """Arrows, Home and End choose a tab, around the end too; the Tab key stops at the chosen one, then at its panel."""
    browser.open(f"{server.base_url}/", width=390, height=844)
    browser.until("document.querySelector('.field')")
    browser.run("document.querySelector('.jumps button:last-child').focus()")
    browser.press("Tab")
    tabs = ["tab-work", "tab-request", "tab-traffic"]
    expected = [
        ("", 0),
        ("ArrowRight", 1),
        ("ArrowRight", 2),
        ("ArrowRight", 0),
        ("ArrowLeft", 2),
        ("Home", 0),
        ("End", 2),
    ]
    for key, place in expected:
        if key:
            browser.press(key)
        assert browser.run("document.activeElement.id") == tabs[place]
        wanted = [[name, 0 if name == tabs[place] else -1, name == tabs[place]] for name in tabs]
        assert selected(browser)[:3] == wanted
    browser.press("Tab")
    assert browser.run("document.activeElement.id") == "traffic"
    browser.press("Tab")
    assert browser.run("document.activeElement.id") == "tab-exchanges"
    browser.press("End")
    assert browser.run("document.getElementById('posted').offsetHeight > 0")


def test_page_below_a_path(browser: Chromium) -> None:
    """Behind a proxy that serves the mock below a path, the page finds all that belongs to it there."""
    with MockServer(public_url="http://127.0.0.1:9/dev/mock", speed=1000) as server:
        make(server, model="nano-banana-beta", prompt="a fox")
        browser.asked.clear()
        browser.open(f"{server.base_url}/dev/mock")
        browser.until("document.querySelector('.field')")
        browser.until("document.querySelector('.stage img').naturalWidth > 100")
        assert len(browser.asked) > 5
        assert {url for url in browser.asked if not url.startswith(("data:", f"{server.base_url}/dev/mock"))} == set()
        assert "http://127.0.0.1" in browser.run("document.getElementById('exports').textContent")
        browser.open("about:blank")


_USE = """async (address) => {
    const key = { authorization: "Bearer mock-key", "idempotency-key": "a-key-of-16-characters" };
    const body = JSON.stringify({ model: "nano-banana-beta", prompt: "a fox" });
    const post = (more) => fetch(`${address}/v1/images/generations`,
        { method: "POST", headers: { ...key, "content-type": "application/json", ...more }, body });
    const refused = await post({ prefer: "code=429, retry-after=7" });
    const { id } = await (await post({})).json();
    await new Promise((done) => setTimeout(done, 300));
    const task = await (await fetch(`${address}/v1/tasks/${id}`, { headers: key })).json();
    const file = await fetch(task.results[0], { headers: { range: "bytes=0-9" } });
    const hidden = await fetch(`${address}/_mock/state`).then(() => "open", () => "closed");
    const told = [refused.headers.get("retry-after"), Boolean(refused.headers.get("x-request-id"))];
    return [refused.status, ...told, file.status, (await file.blob()).size, file.headers.get("content-range"), hidden];
}"""
"""What the script of a web page can do with the mock at an address."""


class Blank(BaseHTTPRequestHandler):
    """Serves an empty page."""

    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("content-type", "text/html")
        self.send_header("content-length", "0")
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Print nothing."""


@pytest.fixture
def app() -> Iterator[str]:
    """Serve an empty page at an origin of its own, and return that."""
    with ThreadingHTTPServer(("127.0.0.1", 0), Blank) as pages:
        thread = Thread(target=pages.serve_forever, args=(0.05,))
        thread.start()
        yield f"http://127.0.0.1:{pages.server_port}"
        pages.shutdown()
        thread.join()


def test_page_of_another_origin(browser: Chromium, app: str) -> None:
    """A page of another origin makes a task, reads errors with their headers, and parts of files; /_mock is closed."""
    with MockServer(speed=5_000, allow_origins=[app]) as server:
        browser.open(app)
        browser.until(f"location.origin === '{app}'")
        *used, content_range, hidden = browser.run(f"({_USE})('{server.base_url}')")
        browser.open("about:blank")
    assert used == [429, "7", True, 206, 10]
    assert content_range.startswith("bytes 0-9/")
    assert hidden == "closed"
    assert "OPTIONS" in {entry.request.method for entry in server.request_log}


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
    browser.until("document.querySelector('.field')")
    tones = browser.run(
        "['backgroundColor', 'color'].map(p => getComputedStyle(document.body)[p].match(/\\d+/g).map(Number))"
    )
    paper, ink = (sum(tone[:3]) / 3 for tone in tones)
    assert (paper < 60, ink > 200) == (dark, dark)
    assert abs(paper - ink) > 170


def test_no_horizontal_scrolling(browser: Chromium, server: MockServer) -> None:
    """A narrow window doesn't scroll horizontally, whatever the form has."""
    make(server, model="nano-banana-beta", prompt="x" * 300)
    browser.open(f"{server.base_url}/", width=360, height=800)
    browser.until("document.querySelector('.task')")
    assert browser.run("document.documentElement.scrollWidth <= innerWidth")
    browser.run("document.getElementById('tab-request').click()")
    choose(browser, "mj-v7-upload-paint")
    press(browser, "Add to areas")
    browser.run(f"{field('image_urls')}.querySelector('input').value = 'https://a.example/' + 'x'.repeat(300)")
    browser.run(f"{field('image_urls')}.querySelector('input').dispatchEvent(new Event('change'))")
    assert browser.run("document.querySelectorAll('.row, .file').length") == 2
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
    browser.run(f"{players}.forEach(each => {{ each.preload = 'metadata'; each.load(); }})")
    browser.until(f"{players}.every(each => each.duration > 1)")


def test_search_for_models(browser: Chromium, server: MockServer) -> None:
    """Models are found by words of their names, those of the chosen kind first, and chosen with the keyboard."""
    del server
    assert browser.run("document.getElementById('models').hidden")
    browser.run("document.getElementById('search').focus()")
    assert len(search(browser, "")) == len(of_kind("images"))
    assert search(browser, "IMAGE gpt")[:1] == ["gpt-4o-image"]
    kinds = [models()[name].kind for name in search(browser, "flash")]
    assert kinds == sorted(kinds)
    assert len(set(kinds)) == 2
    assert search(browser, "no such model") == []
    browser.run("document.getElementById('search').dispatchEvent(new KeyboardEvent('keydown', {key: 'Escape'}))")
    assert browser.run("document.getElementById('models').hidden")
    choose(browser, of_kind("videos")[0])
    assert browser.run("document.querySelector('[name=kind]:checked').value") == "videos"


def test_tab_after_the_search(browser: Chromium, server: MockServer) -> None:
    """The Tab key goes from the search to the form at once, however long the list of models is."""
    del server
    browser.run("document.getElementById('search').focus()")
    assert browser.run(
        "document.getElementById('models').scrollHeight > document.getElementById('models').clientHeight"
    )
    browser.press("Tab")
    assert browser.run("document.getElementById('models').hidden")
    assert browser.run("document.activeElement.closest('.field').dataset.name") == "prompt"


@pytest.mark.parametrize("width", [360, 1400])
def test_focus_is_in_view(browser: Chromium, server: MockServer, width: int) -> None:
    """What has the focus is not behind the button that stays below the form."""
    browser.open(f"{server.base_url}/", width=width, height=760)
    browser.until("document.querySelector('.field')")
    browser.run("document.getElementById('tab-request').click()")
    choose(browser, "kling-v3-text-to-video")
    press(browser, "Add to multi_prompt")
    hidden = browser.run("""[...document.querySelectorAll("#fields :is(textarea, input[type=text])")].filter((each) => {
        each.focus();
        const { left, top, width, height } = each.getBoundingClientRect();
        return document.elementFromPoint(left + width / 2, top + height / 2) !== each;
    }).map((each) => each.name)""")
    assert hidden == []


def test_controls_have_names(browser: Chromium, server: MockServer) -> None:
    """A screen reader can name every control, those of rows and files too."""
    del server
    choose(browser, "kling-v3-image-to-video")
    press(browser, "Add to multi_prompt")
    search(browser, "kling")
    named = browser.controls()
    assert {"button", "combobox", "option", "radio", "slider", "switch", "tab", "textbox"} <= {
        role for role, _ in named
    }
    assert [role for role, name in named if not name] == []


def test_nested_parameters(browser: Chromium, server: MockServer) -> None:
    """A request for a video has the nested parameters of its form, in groups and rows."""
    choose(browser, "kling-v3-text-to-video")
    fill(browser, "prompt", "a walk")
    press(browser, "customize", field("model_params", "shot_type"))
    browser.run(f"{field('model_params', 'multi_shot')}.querySelector('input').click()")
    for number in (1, 0):
        press(browser, "Add to multi_prompt")
        row = "[...document.querySelectorAll('.row')].at(-1)"
        for name, value in (("index", number), ("prompt", "part"), ("duration", 3)):
            browser.run(f"{row}.querySelector('[name={name}]').value = '{value}'")
    browser.run(f"{field('duration')}.querySelector('input').value = '6'")
    press(browser, "Generate")
    browser.until(f"{field('multi_prompt')}.querySelector('.row:nth-child(2) .field.wrong').dataset.name === 'index'")
    browser.run("document.querySelector('.row:nth-child(2) [name=index]').value = '2'")
    press(browser, "Generate")
    browser.until("document.querySelector('.task')")
    (task,) = server.world.tasks.values()
    assert task.request == {
        "model": "kling-v3-text-to-video",
        "prompt": "a walk",
        "duration": 6,
        "model_params": {
            "multi_shot": True,
            "shot_type": "customize",
            "multi_prompt": [{"index": number, "prompt": "part", "duration": "3"} for number in (1, 2)],
        },
    }


def test_values_are_kept(browser: Chromium, server: MockServer) -> None:
    """What is filled in, links that are pasted too, stays for the next model that has the parameter."""
    choose(browser, "nano-banana-beta")
    fill(browser, "prompt", "a fox")
    images = field("image_urls")
    browser.run(f"""(() => {{
        const clipboardData = new DataTransfer();
        clipboardData.setData("text/plain", "https://a.example/1.png\\n https://a.example/caf%C3%A9.png");
        const pasted = new ClipboardEvent("paste", {{ clipboardData, bubbles: true, cancelable: true }});
        {images}.querySelector("input").dispatchEvent(pasted);
    }})()""")
    choose(browser, "gpt-4o-image")
    press(browser, "×", images)
    assert browser.run(f"{images}.querySelector('.file-name').textContent") == "café.png"
    choose(browser, "nano-banana-beta")
    press(browser, "Generate")
    browser.until("document.querySelector('.task')")
    (task,) = server.world.tasks.values()
    kept = {"prompt": "a fox", "image_urls": ["https://a.example/caf%C3%A9.png"]}
    assert task.request == {"model": "nano-banana-beta", **kept}


def test_optional_choice_is_cleared(browser: Chromium, server: MockServer) -> None:
    """A value that has no default is cleared by a second click, or by the Delete key."""
    del server
    choose(browser, "kling-v3-text-to-video")
    shots = field("model_params", "shot_type")
    chosen = f"[...{shots}.querySelectorAll('input:checked')].map(each => each.value)"
    press(browser, "customize", shots)
    assert browser.run(chosen) == ['"customize"']
    press(browser, "customize", shots)
    assert browser.run(chosen) == []
    press(browser, "intelligence", shots)
    pressed = "new KeyboardEvent('keydown', {key: 'Delete', bubbles: true})"
    browser.run(f"{shots}.querySelector('input:checked').dispatchEvent({pressed})")
    assert browser.run(chosen) == []
    quality = field("quality")
    press(browser, "720p", quality)
    assert browser.run(f"{quality}.querySelectorAll('input:checked').length") == 1


def drop(browser: Chromium, onto: str, *tones: str) -> None:
    """Drop images of one name, each of one colour, onto a field."""
    browser.run(f"""(async () => {{
        const given = new DataTransfer();
        for (const tone of {json.dumps(tones)}) {{
            const canvas = new OffscreenCanvas(64, 64);
            const pen = canvas.getContext("2d");
            pen.fillStyle = tone;
            pen.fillRect(0, 0, 64, 64);
            given.items.add(new File([await canvas.convertToBlob()], "a <b> café.png", {{ type: "image/png" }}));
        }}
        {onto}.querySelector(".drop").dispatchEvent(new DragEvent("drop", {{ dataTransfer: given, bubbles: true }}));
    }})()""")


def test_failed_upload(browser: Chromium, server: MockServer) -> None:
    """A file that is refused is not in the request, nor is one whose upload is stopped."""
    choose(browser, "nano-banana-beta")
    fill(browser, "prompt", "a fox")
    images = field("image_urls")
    server.world.script("mock-key", "code=400", on="uploadFileStream")
    drop(browser, images, "red")
    browser.until(f"{images}.querySelector('.problem').textContent.startsWith('a <b> café.png was not uploaded: ')")
    server.world.script("mock-key", "fault=hang", on="uploadFileStream")
    drop(browser, images, "red")
    browser.run("document.querySelector('.primary').click()")
    assert browser.run("document.querySelector('.primary').disabled")
    browser.run(f"{images}.querySelector('.file[aria-busy] .remove').click()")
    browser.until("document.querySelector('.task')")
    (task,) = server.world.tasks.values()
    assert "image_urls" not in task.request


def test_dropped_file(browser: Chromium, server: MockServer) -> None:
    """Files dropped into a field are uploaded, shown, and used in the request; a removed one is not."""
    choose(browser, "nano-banana-beta")
    fill(browser, "prompt", "a fox")
    images = field("image_urls")
    drop(browser, images, "red", "blue")
    thumbnails = f"[...{images}.querySelectorAll('.file img')]"
    browser.until(f"{thumbnails}.length === 2 && {thumbnails}.every(each => each.naturalWidth === 64)")
    assert browser.run(f"{images}.querySelector('.file-name').textContent") == "a <b> café.png"
    first, second = browser.run(f"{thumbnails}.map(each => each.src)")
    assert first != second
    browser.run(f"{images}.querySelector('.remove').click()")
    press(browser, "Generate")
    browser.until("document.querySelector('.task')")
    (task,) = server.world.tasks.values()
    assert task.request["image_urls"] == [second]
    assert httpx.get(second).content.startswith(b"\x89PNG")
