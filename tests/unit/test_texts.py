"""What `print` and f-strings show of public values: one line, with units, without internals."""

from pathlib import Path

import pytest

from evolink import Credits, Estimate, Fault, FileQuota, ListedFile, ListedTask, Reconciled, UploadedFile
from evolink.batch import BatchReport, Plan, Progress
from evolink.cli._error_texts import describe_error
from evolink.errors import InvalidManifest
from evolink.errors._problem import Problem, joined_problems

PLAN = Plan(rows=500, new=480, credits=620.0, unpriced=3, bad=2)
UPLOADED = UploadedFile("https://f.example/c.png", "f1", "c.png", 1_300_000, "image/png", None, None, 0.0, 259_200.0)
TEXTS = [
    (Credits(97.5, 2.5, 12.0, 2.5, key_unlimited=False), "97.5 credits left, 2.5 used; this key may spend 12"),
    (
        Credits(97.5, 2.5, None, None, key_unlimited=True),
        "97.5 credits left, 2.5 used; this key has no limit of its own",
    ),
    (Credits(None, None, None, None, key_unlimited=None), "unknown credits left, unknown used"),
    (Estimate(), "unknown (the documentation states no price, and no earlier call shows one)"),
    (Fault("content_policy_violation", "the prompt"), "content_policy_violation: the prompt"),
    (ListedTask("task-1", "sora-2", 0.0, "completed", credits_used=7.0), "task-1 of sora-2: completed, cost 7 credits"),
    (ListedTask("task-1", "", None, "processing"), "task-1 of a model: processing"),
    (UPLOADED, "c.png, 1.2 MB, at https://f.example/c.png until 1970-01-04 00:00 UTC"),
    (ListedFile("f1", "c.png", 900, None, None), "c.png, 1 KB"),
    (FileQuota(12, 500, 488, None), "12 of 500 files, 488 more may be uploaded"),
    (Reconciled("key-1", "sora-2", (0.0, 1.0), reason="2 tasks fit"), "key-1 of sora-2: still held, as 2 tasks fit"),
    (PLAN, "500 rows, 2 that can't be run, 480 of them new: about 620 credits and 3 of unknown price"),
    (
        Progress(PLAN, done=100, failed=3, in_flight=16, spent=250.5, budget=700.0, seconds_left=200.0),
        "100 of 500 rows done, 3 failed, 16 in flight, 250.5 of 700 credits, about 3 min 20 s left",
    ),
    (
        BatchReport(Path("out"), Path("out/results.jsonl"), 500, done=498, failed=2, spent=620.5),
        f"498 of 500 rows done, 2 failed for 620.5 credits: {Path('out/results.jsonl')}",
    ),
]


@pytest.mark.parametrize(
    ("value", "text"), TEXTS, ids=[f"{type(value).__name__}-{at}" for at, (value, _) in enumerate(TEXTS)]
)
def test_texts(value: object, text: str) -> None:
    """Each reads well, and its repr is one line that names it."""
    assert f"{value}" == text
    assert type(value).__name__ in repr(value)
    assert "\n" not in repr(value)
    assert len(repr(value)) < 300


def test_problems_alike() -> None:
    """A problem that several rows of a manifest have is said once, with the lines; advice fits what is missing."""
    missing = [Problem(line, "model", "required", "", "must name a model") for line in (1, 2, 3, 5, 6, 8)]
    others = [Problem(line, "size", "enum", "'9'", "must be one of 1:1") for line in (3, 6, 9, 12, 15, 18, 19)]
    assert joined_problems([*missing, *others]) == [
        "lines 1 to 3, 5, 6, 8, model: must name a model",
        "lines 3, 6, 9, 12, 15 and 2 more, size: must be one of 1:1 (got '9')",
    ]
    assert joined_problems(others[:1]) == [str(others[0])]
    advice = [describe_error(InvalidManifest("", problems=tuple(each)), "") for each in (missing, others)]
    assert [each and each.advice for each in advice] == [
        "-m NAME is the model of all rows that name none",
        "leave them out with --skip-bad",
    ]
