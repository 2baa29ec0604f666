"""The vocabularies, and the plans that use each concept."""

from __future__ import annotations

from typing import Annotated, Final

from fastapi import APIRouter, Depends, Path
from rdflib import Literal, Namespace, URIRef
from rdflib.namespace import OWL, RDF, SKOS
from starlette.requests import Request
from starlette.responses import Response

from plangraph.names import PG, VOCAB, shorten
from plangraph.web.api import answers
from plangraph.web.api.answers import address, link, read
from plangraph.web.api.facts import Facts
from plangraph.web.api.models.common import say, say_or_none
from plangraph.web.api.models.knowledge import Concept, ConceptList, Scheme, SchemeList
from plangraph.web.api.paging import Paging, paging
from plangraph.web.api.uses import plans_by_thing
from plangraph.web.holdings import Holdings, holdings_of
from plangraph.web.problems import ProblemError

router: APIRouter = answers.make_router("concepts")

_PG: Final = Namespace(PG)


@read(router, "/concepts", SchemeList)
def list_schemes(
    request: Request,
    holdings: Annotated[Holdings, Depends(holdings_of)],
    paging: Annotated[Paging, Depends(paging)],
) -> Response:
    """List the vocabularies.

    Target groups, instruments, benefits, themes, units, indicators and statutory requirements.
    """
    found = list(_schemes(request, holdings).values())
    listing = SchemeList(items=tuple(paging.part(found)), **paging.told(len(found)))
    return answers.answer(request, listing, paging.links(request, len(found)))


@read(router, "/concepts/{scheme}", ConceptList, "not-found")
def list_concepts(
    request: Request,
    holdings: Annotated[Holdings, Depends(holdings_of)],
    paging: Annotated[Paging, Depends(paging)],
    scheme: Annotated[str, Path(description="Name of the vocabulary.", examples=["target-group"])],
) -> Response:
    """List the concepts of a vocabulary, and the plans that use each.

    With definition, other names, hierarchy and validity.
    """
    known = _schemes(request, holdings)
    if scheme not in known:
        raise ProblemError(
            "not-found", f"there is no vocabulary {scheme[:80]!r}; there are {', '.join(known)}"
        )
    facts = Facts(holdings.reference, holdings.reference)
    nodes = _concepts(facts, URIRef(known[scheme].iri))
    uses = plans_by_thing(holdings)
    items = tuple(_concept(facts, node, uses) for node in paging.part(nodes))
    listing = ConceptList(scheme=known[scheme], items=items, **paging.told(len(nodes)))
    return answers.answer(request, listing, paging.links(request, len(nodes)))


def _schemes(request: Request, holdings: Holdings) -> dict[str, Scheme]:
    def make() -> dict[str, Scheme]:
        facts = Facts(holdings.reference, holdings.reference)
        nodes = {n for n in facts.graph.subjects(RDF.type, SKOS.ConceptScheme) if isinstance(n, URIRef)}
        return {
            name: _scheme(facts, node, name, address(request, "concepts", name))
            for node in sorted(nodes)
            if (name := str(node).removeprefix(VOCAB))
        }

    return holdings.keep("api schemes", make)


def _scheme(facts: Facts, node: URIRef, name: str, where: str) -> Scheme:
    return Scheme(
        id=name,
        iri=str(node),
        label=say(facts.label(node)),
        definition=say_or_none(facts.text(node, SKOS.definition)),
        version=facts.word(node, OWL.versionInfo),
        concepts=len(_concepts(facts, node)),
        links=(link("concepts", where, "api_concepts"),),
    )


def _concepts(facts: Facts, scheme: URIRef) -> list[URIRef]:
    return facts.holders(SKOS.inScheme, scheme)


def _concept(facts: Facts, node: URIRef, uses: dict[str, tuple[str, ...]]) -> Concept:
    return Concept(
        **dict(facts.concept(node)),
        definition=say_or_none(facts.text(node, SKOS.definition)),
        alternatives={"da": _alternatives(facts, node, "da"), "en": _alternatives(facts, node, "en")},
        broader=_short(facts, node, SKOS.broader),
        narrower=_narrower(facts, node),
        related=_short(facts, node, SKOS.related),
        valid_from=facts.word(node, _PG.validFrom),
        valid_until=facts.word(node, _PG.validUntil),
        legal_basis=tuple(map(str, facts.iris(node, _PG.legalBasis))),
        plans=uses.get(str(node), ()),
    )


def _short(facts: Facts, node: URIRef, prop: URIRef) -> tuple[str, ...]:
    return tuple(shorten(str(other)) for other in facts.iris(node, prop))


def _narrower(facts: Facts, node: URIRef) -> tuple[str, ...]:
    return tuple(shorten(str(other)) for other in facts.holders(SKOS.broader, node))


def _alternatives(facts: Facts, node: URIRef, lang: str) -> tuple[str, ...]:
    labels = facts.graph.objects(node, SKOS.altLabel)
    return tuple(sorted(str(one) for one in labels if isinstance(one, Literal) and one.language == lang))
