"""Merges extracts into the contract: one operation per path, one schema per model, corrections applied."""
