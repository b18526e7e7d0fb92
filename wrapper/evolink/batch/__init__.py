"""Batches: a manifest of requests, checked as a whole and run within a budget; a later run continues where it stopped.

Needs `pip install "evolink[batch]"`; use it as `client.batch`.

    report = client.batch.run("prompts.jsonl", "out/", budget=500)
    print(report.done, "of", report.rows, "for", report.spent, "credits")
"""

from evolink.errors._problem import Problem

from ._files import BatchService
from ._load import check
from ._manifest.plan import Plan
from ._manifest.source import Rows
from ._operations import AsyncBatchOperations, BatchOperations
from ._progress import BatchReport, Progress

__all__ = [
    "AsyncBatchOperations",
    "BatchOperations",
    "BatchReport",
    "BatchService",
    "Plan",
    "Problem",
    "Progress",
    "Rows",
    "check",
]
