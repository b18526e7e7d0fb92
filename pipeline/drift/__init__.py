"""Compares two states of the documentation and reports the changes to people and to machines."""
