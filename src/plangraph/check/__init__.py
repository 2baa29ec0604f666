"""Rules of completeness over plans: read, run and kept; only ``shacl.py`` knows pySHACL."""

from plangraph.check.plans import check
from plangraph.check.rules import RuleSet, load_rules

__all__ = ["RuleSet", "check", "load_rules"]
