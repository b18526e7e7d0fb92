# Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit.
"""Contains endpoint functions for accessing the API"""
