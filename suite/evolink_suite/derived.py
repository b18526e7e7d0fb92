"""Derives all requests when it is loaded: once for every process that is forked from this one."""

from .operations import derived_near_misses, derived_shapes
from .selection import EVERYTHING

_ = derived_near_misses(EVERYTHING), derived_shapes(EVERYTHING)
