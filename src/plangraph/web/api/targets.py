"""The national targets, as they were announced for each year."""

from __future__ import annotations

from typing import Annotated, Final, get_args

from fastapi import APIRouter, Depends, Query
from rdflib import RDF, Namespace, URIRef
from rdflib.namespace import DCTERMS, SKOS
from starlette.requests import Request
from starlette.responses import Response

from plangraph.names import PG
from plangraph.web.api import answers
from plangraph.web.api.answers import read
from plangraph.web.api.facts import Facts
from plangraph.web.api.models.common import say
from plangraph.web.api.models.knowledge import Confirmation, NationalTarget, TargetList, TargetSet
from plangraph.web.api.paging import Paging, paging
from plangraph.web.api.uses import plans_by_thing
from plangraph.web.holdings import Holdings, holdings_of

router: APIRouter = answers.make_router("targets")

_PG: Final = Namespace(PG)


@read(router, "/targets", TargetList)
def list_targets(
    request: Request,
    holdings: Annotated[Holdings, Depends(holdings_of)],
    paging: Annotated[Paging, Depends(paging)],
    year: Annotated[
        int | None, Query(ge=1900, le=2200, description="Only those announced for this year.")
    ] = None,
) -> Response:
    """List the national targets, and the plans that are linked to each.

    As they were announced for each year; where sources disagree, that is said.
    """
    found = [target for target in _targets(holdings) if year in (None, target.year)]
    items = tuple(paging.part(found))
    named = {target.set for target in items if target.set is not None}
    sets = tuple(one for one in _sets(holdings) if one.iri in named)
    listing = TargetList(sets=sets, items=items, **paging.told(len(found)))
    return answers.answer(request, listing, paging.links(request, len(found)))


def _targets(holdings: Holdings) -> tuple[NationalTarget, ...]:
    def make() -> tuple[NationalTarget, ...]:
        facts, uses = _facts(holdings), plans_by_thing(holdings)
        nodes = {n for n in facts.graph.subjects(RDF.type, _PG.NationalTarget) if isinstance(n, URIRef)}
        return tuple(_target(facts, node, uses) for node in sorted(nodes, key=facts.subjects.order))

    return holdings.keep("api targets", make)


def _target(facts: Facts, node: URIRef, uses: dict[str, tuple[str, ...]]) -> NationalTarget:
    own = facts.iri(node, _PG.inTargetSet)
    return NationalTarget(
        **dict(facts.target(node)),
        set=None if own is None else str(own),
        theme=next(iter(facts.concepts(node, _PG.theme)), None),
        continues=tuple(map(facts.target, facts.iris(node, _PG.continues))),
        disputed=facts.word(node, _PG.disputed) == "true",
        notes=tuple(map(say, facts.texts(node, SKOS.note))),
        plans=uses.get(str(node), ()),
    )


def _sets(holdings: Holdings) -> tuple[TargetSet, ...]:
    facts = _facts(holdings)
    nodes = {n for n in facts.graph.subjects(RDF.type, _PG.NationalTargetSet) if isinstance(n, URIRef)}
    return tuple(
        TargetSet(
            iri=str(node),
            year=facts.integer(node, _PG.year),
            label=say(facts.label(node)),
            confirmation=facts.term(node, _PG.confirmation, get_args(Confirmation)),
            disputed=facts.word(node, _PG.disputed) == "true",
            legal_basis=tuple(map(str, facts.iris(node, _PG.legalBasis))),
            sources=facts.things(node, DCTERMS.source),
            notes=tuple(map(say, (*facts.texts(node, _PG.legalBasisNote), *facts.texts(node, SKOS.note)))),
        )
        for node in sorted(nodes, key=facts.subjects.order)
    )


def _facts(holdings: Holdings) -> Facts:
    return Facts(holdings.reference, holdings.reference)
