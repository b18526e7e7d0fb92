"""Fetches the documentation, politely, into a folder outside the repository."""
