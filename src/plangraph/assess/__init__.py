"""What a report means: scores, levels, the fewest changes, others' ways, waivers, profiles, comparison."""

from plangraph.assess.assessment import assess

__all__ = ["assess"]
