"""The report of a run as data for programs. Pure."""

import json
from collections.abc import Mapping
from typing import Any

from .curl import as_curl
from .documented import Page, all_pages
from .exchange import Exchange
from .masking import masked
from .verdict import Failure, Outcome, Verdict


def as_json(verdict: Verdict) -> str:
    """Return the report as JSON."""
    return json.dumps(as_data(verdict), indent=2, ensure_ascii=False) + "\n"


def as_data(verdict: Verdict) -> dict[str, Any]:
    """Return the report as what JSON can hold."""
    return {
        "verdict": {0: "passed", 1: "failed", 2: "not enough judged"}[verdict.status],
        "sentence": verdict.sentence,
        "server": verdict.server,
        "evolink": verdict.contract,
        "began": verdict.began,
        "seconds": round(verdict.seconds, 1),
        "credits": {"allowed": verdict.budget, "spent": verdict.spent},
        "stopped": verdict.stopped or None,
        "unfinished": verdict.unfinished or None,
        "interrupted": verdict.interrupted,
        "totals": {outcome.value: verdict.total(outcome) for outcome in Outcome},
        "areas": {area: dict(zip(Outcome, numbers, strict=True)) for area, numbers in verdict.rows()},
        "not_judged": dict(verdict.reasons),
        "reported": dict(verdict.beyond),
        "absent": verdict.absent,
        "answers": verdict.answers,
        "failures": [_failure(each) for each in verdict.failures],
        "pages": [_page(each) for each in all_pages()],
    }


def _failure(failure: Failure) -> dict[str, Any]:
    return {
        "check": failure.name,
        "area": failure.area,
        "title": failure.title,
        "case": failure.case or None,
        "documented": list(failure.rules),
        "pages": [_page(each) for each in failure.pages],
        "found": failure.found,
        "requests": [_exchange(each) for each in failure.exchanges],
    }


def _page(page: Page) -> dict[str, str | None]:
    name, url = page
    return {"name": name, "url": url or None}


def _exchange(exchange: Exchange) -> Mapping[str, Any]:
    return {
        "method": exchange.method,
        "url": masked(exchange.url, exchange.api_key),
        "curl": as_curl(exchange),
        "status": exchange.status or None,
        "headers": exchange.answered,
        "body": exchange.text,
        "problem": exchange.problem or None,
    }
