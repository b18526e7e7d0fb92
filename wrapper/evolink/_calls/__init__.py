"""What users call: operations, tasks and images, and what a crash left open."""
