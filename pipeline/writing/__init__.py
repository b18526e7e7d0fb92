"""Writes files from the contract: the generated code, the typed calls, and the tables of the documentation."""
