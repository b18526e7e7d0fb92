"""Bulk runs: a manifest of requests, checked as a whole, run within a budget, and gone on with where it stopped.

Needs `pip install "evolink[batch]"`; `client.batch` is the way in.

    report = client.batch.run("prompts.jsonl", "out/", budget=500)
    print(report.done, "of", report.rows, "for", report.spent, "credits")
"""

from evolink.errors._problem import Problem

from ._check import Plan
from ._examine import check
from ._manifest import Rows
from ._operations import AsyncBatchOperations, BatchOperations
from ._progress import BatchReport, Progress

__all__ = ["AsyncBatchOperations", "BatchOperations", "BatchReport", "Plan", "Problem", "Progress", "Rows", "check"]
