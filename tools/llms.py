"""What the site has for language models: llms.txt lists the pages, llms-full.txt holds the guides.

The sentence that llms.txt has for a page is its description in the page's head, too.
See https://llmstxt.org. Each page is there as Markdown, too. Links are relative: they hold wherever the site is.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

HEAD = """\
# evolink

> An unofficial Python client for the EvoLink API, which makes images, videos and audio: typed calls for each model, a
> command line, tools for agents, and a mock server that costs nothing.

Money first:

- `submit` and `generate` cost credits. Waiting, saving, uploads, estimates, reading tasks and `credits()` are free.
- Develop and test with the mock (`evolink mock`, or the pytest fixture `evolink_mock`): it needs no key and no money.
- Ask `client.estimate(...)` or `evolink generate --dry-run` for the price before you pay.
- After `SubmissionUncertain`, never send the request again: a task may have been charged. The journal holds the call.
- After `TaskTimeout`, wait for the same task again: a second `generate` would pay again.
- Agents use `evolink mcp`, which has a budget and never pays twice for the same arguments.

Install: `pip install "evolink[batch,cli,mock]"` (Python 3.11 or newer). The key is read from `EVOLINK_API_KEY`, or is
stored by `evolink login`; never write it into code. A program that pays and can be repeated safely:

```python
from evolink import EvoLink, InvalidRequest, SubmissionUncertain, TaskFailed, TaskTimeout
from evolink.errors import WouldOverwrite

REQUEST = {"model": "nano-banana-beta", "prompt": "a lighthouse at dusk", "size": "16:9"}

with EvoLink(journal="calls.sqlite") as client:  # each call is recorded before it is sent
    for earlier in client.resume():  # waits for what an earlier run has sent, and saves it; pays for nothing
        print(earlier.paths or earlier.error)
    print(client.estimate(**REQUEST))
    try:
        images = client.images.generate(**REQUEST, save_to="lighthouse.png")
        print(images.paths)
    except WouldOverwrite as error:  # the file is there already: nothing was sent
        print(error)
    except InvalidRequest as error:  # nothing was sent
        print(*error.violations, sep="\\n")
    except TaskTimeout as error:  # it goes on: wait for the same task
        print(error.task.wait(timeout=600).save("."))
    except TaskFailed as error:  # the credits are returned as a rule
        print(error.code)
    except SubmissionUncertain as error:  # it may have been charged: `evolink tasks reconcile`, then `settle`
        print(error)
```

Each model takes parameters of its own. They are on its page, `models/NAME.md`, such as
[models/nano-banana-beta.md](models/nano-banana-beta.md).
"""
LEFT_OUT = ("Models", "Reference", "How it is made")
"""Sections of the navigation that llms-full.txt leaves to their pages."""
_NO_PROSE = ("#", "!", "<", "|", "```", ":::", "--8<--", "- ", "* ", "    ")
_SNIPPET = re.compile(r'^--8<-- "(?P<file>[^":]+)"$', re.MULTILINE)
_OF_CODE = re.compile(r"^::: ", re.MULTILINE)
_LINK = re.compile(r"!?\[(?P<text>[^\]]*)\]\([^)]*\)")
_SENTENCE = re.compile(r".+?[.](?=\s|$)|.+?:$", re.DOTALL)
_MARKS = re.compile(r"[`*<>\"]")
_SHORT = 60
_NAME = re.compile(r"^# (.+)$", re.MULTILINE)

_markdown: dict[str, str] = {}
_navigation: list[Any] = []


def on_nav(nav: Any, **_: Any) -> None:
    """Keep the order of the pages."""
    _navigation[:] = nav.items


def on_page_markdown(markdown: str, page: Any, **_: Any) -> None:
    """Keep the text of a page, with the files that it takes in, and say what the page is about."""
    _markdown[page.file.src_uri] = text = with_files(markdown)
    page.meta.setdefault("description", description(page.file.src_uri, page.title, text))


def on_post_build(config: Any) -> None:
    """Write the files."""
    site = Path(config.site_dir)
    for source, text in _markdown.items():
        if not is_made_from_code(text):
            (site / source).write_text(text, encoding="utf-8")
    (site / "llms.txt").write_text("\n".join([HEAD, *index(_navigation)]), encoding="utf-8")
    (site / "llms-full.txt").write_text("\n".join([HEAD, *guides(_navigation)]), encoding="utf-8")


def index(items: list[Any]) -> Iterator[str]:
    """Yield the lines that list the pages, by the sections of the navigation."""
    for item in items:
        yield f"## {item.title}\n"
        yield from (_line(page) for page in _pages(item))
        yield ""


def guides(items: list[Any]) -> Iterator[str]:
    """Yield the texts of all pages but those that are looked up."""
    for item in items:
        if item.title not in LEFT_OUT:
            yield from (f"<!-- {page.file.src_uri} -->\n{_markdown[page.file.src_uri]}\n" for page in _pages(item))


def description(source: str, title: str, markdown: str) -> str:
    """Return a sentence or two for the page in lists: of llms.txt, and of search engines."""
    if source.startswith("models/"):
        about = "parameters and their limits, the price as far as it is known, and calls to copy"
        return f"{_NAME.findall(markdown)[0]} with evolink: {about}."
    if source.startswith("reference/"):
        return f"{title}: signatures, types and errors of evolink, the Python client for EvoLink."
    return first_sentences(markdown)


def first_sentences(markdown: str) -> str:
    """Return the first prose of a page: one sentence, or two where one says little; empty if there is none."""
    for block in re.sub(r"```.*?```", "", markdown, flags=re.DOTALL).split("\n\n"):
        if block.strip() and not block.lstrip("\n").startswith(_NO_PROSE):
            plain = _MARKS.sub("", " ".join(_LINK.sub(r"\g<text>", block).split()))
            first, *more = [sentence.strip() for sentence in _SENTENCE.findall(plain)] or [plain]
            said = f"{first} {more[0]}" if more and len(first) < _SHORT else first
            return f"{said.rstrip('.:')}." if " " in said else ""
    return ""


def is_made_from_code(markdown: str) -> bool:
    """Whether a page is made from the code when the site is built, so that its Markdown says little."""
    return _OF_CODE.search(markdown) is not None


def with_files(markdown: str) -> str:
    """Return a page with the files that it takes in."""
    return _SNIPPET.sub(lambda found: Path(found["file"]).read_text(encoding="utf-8").rstrip(), markdown)


def _line(page: Any) -> str:
    source = page.file.src_uri
    text = _markdown[source]
    about = page.meta["description"]
    link = page.file.dest_uri if is_made_from_code(text) else source
    return f"- [{page.title}]({link}): {about}"


def _pages(item: Any) -> Iterator[Any]:
    if item.is_page:
        yield item
    for child in item.children or ():
        yield from _pages(child)
