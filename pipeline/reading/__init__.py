"""Pages in, extracts out: what each page of the documentation says, as facts."""
