"""Plans as a network: who asks for what, who is served by what, and how far each target reaches."""

from plangraph.network.measures import aggregate, rank_concepts
from plangraph.network.projection import Coverage, Network, project
from plangraph.network.shared import Shared, list_unknown, read_shared
from plangraph.network.tallies import Tally, Tie, Use, find_uses, tally_plans

__all__ = [
    "Coverage",
    "Network",
    "Shared",
    "Tally",
    "Tie",
    "Use",
    "aggregate",
    "find_uses",
    "list_unknown",
    "project",
    "rank_concepts",
    "read_shared",
    "tally_plans",
]
