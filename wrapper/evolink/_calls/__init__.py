"""What users call: operations, tasks and results, and how a crash is recovered from."""
