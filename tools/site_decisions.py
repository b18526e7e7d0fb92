"""The list of decisions, folded: a reader sees what each is about, and opens those that matter."""

import re
from typing import Any

_PAGE = "decisions.md"
_DECISION = re.compile(r"<li><strong>(?P<about>.*?)</strong>(?P<why>.*?)</li>", re.DOTALL)


def on_page_content(html: str, page: Any, **_: Any) -> str:
    """Fold the decisions, each with its number as its anchor."""
    if page.file.src_uri != _PAGE:
        return html
    numbers = iter(range(1, html.count("<li>") + 1))
    return _DECISION.sub(lambda found: _folded(next(numbers), found), html)


def _folded(number: int, found: re.Match[str]) -> str:
    about, why = found["about"], found["why"].strip()
    # One that begins a sentence is there again, so that the sentence is whole.
    text = why if about.endswith(".") else f"{about} {why}"
    # The anchor is inside, as a browser opens what is around the place that it goes to.
    return (
        f'<li><details class="decision"><summary>{about.rstrip(".,;:")}</summary>'
        f'<p id="{number}">{text}</p></details></li>'
    )
