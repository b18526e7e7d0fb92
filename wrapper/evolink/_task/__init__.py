"""A task from its create request to its end: what to send, when to read, what an answer means."""
