"""Checks requests against the rules of their models, before they cost money.

Pure and offline: all limits, names and values come from the contract (`evolink_contract`), so a new model
or a changed limit needs no change here.
"""

from ._behaviours import CHECKED_BEHAVIOURS, CHECKED_FORMATS
from ._check import in_order, violations
from ._example import example_request
from ._example_call import python_call
from ._files import GivenFile, MediaFacts, unread_limits
from ._hosts import is_private_url
from ._index import ModelInfo, closest_models, models
from ._limits import describe_limit, describe_limits, with_ranges
from ._links import holds_links, is_link
from ._nesting import is_too_deep
from ._relations import describe_relations, describe_rule
from ._synonyms import same_meaning, synonyms
from ._violation import Violation, shown

__all__ = [
    "CHECKED_BEHAVIOURS",
    "CHECKED_FORMATS",
    "GivenFile",
    "MediaFacts",
    "ModelInfo",
    "Violation",
    "closest_models",
    "describe_limit",
    "describe_limits",
    "describe_relations",
    "describe_rule",
    "example_request",
    "holds_links",
    "in_order",
    "is_link",
    "is_private_url",
    "is_too_deep",
    "models",
    "python_call",
    "same_meaning",
    "shown",
    "synonyms",
    "unread_limits",
    "violations",
    "with_ranges",
]
