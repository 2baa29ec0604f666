"""Reference: the ontology, the rules, and what is to be known of the data."""

from __future__ import annotations

from typing import Final

from plangraph.web.site.reference import about, ontology, rules

ROUTERS: Final = (ontology.router, rules.router, about.router)
