"""Contract in, files out: the generated code, the typed calls, and the tables of the documentation."""
