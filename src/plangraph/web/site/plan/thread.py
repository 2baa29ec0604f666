"""The golden thread of a plan, read from its graph."""

from __future__ import annotations

from collections.abc import Sequence
from types import MappingProxyType

from rdflib import URIRef

from plangraph.model import Assessment
from plangraph.names import REQ
from plangraph.web.site.plan.branches import grow
from plangraph.web.site.plan.elements import Elements
from plangraph.web.site.plan.matters import Matters
from plangraph.web.site.plan.parts import Thread
from plangraph.web.site.plan.reader import Reader


def read(reader: Reader, assessment: Assessment | None) -> Thread:
    """Read all that a plan's graph says, each thing into its place.

    :param reader: of the plan's graph
    :param assessment: tells which targets and requirements the plan's year had; without it only those are
        there that the plan itself speaks of
    """
    targets: Sequence[str] = () if assessment is None else [reach.target for reach in assessment.targets]
    elements = Elements(reader)
    areas, outside = elements.read()
    branches, loose = grow(reader, areas, outside, targets)
    for branch in branches:
        elements.homes.setdefault(branch.iri, branch.anchor)
        elements.parents[branch.anchor] = "thread"
    matters = Matters(reader, elements)
    requirements, statements = matters.statutory(_expected(assessment))
    figures = elements.loose_figures("figures")
    measured, about = matters.measured(), matters.about()
    spots = reader.spots(URIRef(reader.plan.iri))
    return Thread(
        areas=areas,
        outside=outside,
        branches=branches,
        loose=loose,
        requirements=requirements,
        statements=statements,
        figures=figures,
        measured=measured,
        about=about,
        spots=spots,
        homes=MappingProxyType(elements.homes),
        parents=MappingProxyType(elements.parents),
        pending=len(reader.unjudged),
        changed=reader.changed,
    )


def _expected(assessment: Assessment | None) -> frozenset[str]:
    """Return the statutory requirements that the rules asked the plan for."""
    if assessment is None:
        return frozenset()
    looked_at = (iri for o in assessment.report.outcomes for iri in o.looked_at)
    return frozenset(iri for iri in looked_at if iri.startswith(REQ))
