"""Extracts in, contract out: one operation per path, one schema per model, corrections applied."""
