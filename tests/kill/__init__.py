"""Batches that are killed again and again, and what is left of the money: `python -m tests.kill`."""
