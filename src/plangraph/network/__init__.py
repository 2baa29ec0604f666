"""Plans as a network: who asks for what, who is served by what, and how far each target reaches."""

from plangraph.network.measures import aggregate, rank_concepts
from plangraph.network.projection import Coverage, Network, project

__all__ = [
    "Coverage",
    "Network",
    "aggregate",
    "project",
    "rank_concepts",
]
