"""Plans as a network: who asks for what, who is served by what, and how far each target reaches."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
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
_HOMES = {
    "measures": ("aggregate", "rank_concepts"),
    "projection": ("Coverage", "Network", "project"),
    "shared": ("Shared", "list_unknown", "read_shared"),
    "tallies": ("Tally", "Tie", "Use", "find_uses", "tally_plans"),
}


def __getattr__(name: str) -> Any:
    # networkx takes long to import, and who only reads plans or counts in the store has no need of it.
    for home, names in _HOMES.items():
        if name in names:
            return getattr(import_module(f"plangraph.network.{home}"), name)
    raise AttributeError(f"module 'plangraph.network' has no attribute {name!r}")
